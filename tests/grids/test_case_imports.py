"""The hotline's ledger: it comes in as it is, changes what is newer, and goes again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.enums import CaseCategory, CaseKind, CasePart, CaseUrgency, Satisfaction
from grids.imports.case_words import CATEGORY_OF_WORD, word_of
from grids.models import Case
from grids.services import cases
from orgs.imports import centre
from orgs.imports.undoing import NotTakenBack
from orgs.models import AuditEntry, ImportRun
from tests.factories import CaseFactory
from tests.orgs.imports import HOTLINE, ORGANIZATIONS, TRUTH, checked, figures, imported
from tests.test_ledger_exports import brought

pytestmark = pytest.mark.django_db

HEAD = [
    "工单编号",
    "工单类型",
    "问题分类",
    "标题",
    "主要内容",
    "工单状态",
    "来电人",
    "来电人电话/账号",
    "来电时间",
    "被反映街乡镇",
    "办理结果",
    "回复内容",
    "办结时间",
    "是否解决",
    "是否满意",
    "工单性质",
    "村/社区",
    "小区点位",
    "紧急程度",
]
OPEN = [
    "SL1",
    "投诉",
    "住房城乡建设->人居环境整治->路灯不亮",
    "路灯不亮",
    "三号楼前路灯不亮",
    "待派单",
    "王示",
    "19000000401",
    "2026/10/07 14:41",
    "示例街道",
    "",
    "",
    "",
    "",
    "",
    "主办",
    "东社区",
    "示例小区3号楼",
    "特急",
]


def row(**said):
    """The open case, with some cells written otherwise."""
    return [said.get(head, cell) for head, cell in zip(HEAD, OPEN, strict=True)]


DONE = row(
    工单状态="已办结",
    办理结果="已更换灯泡",
    回复内容="已于当日修复",
    办结时间="2026-10-08 09:00",
    是否解决="是",
    是否满意="基本满意",
)


def test_the_ledger_of_the_first_street_comes_in_exactly(office):
    imported(ORGANIZATIONS, office)

    run, reading = centre.check_reading(run=checked(HOTLINE, office), actor=office)
    run = centre.apply(run=run, actor=office)

    assert reading.as_json() == TRUTH[HOTLINE]
    assert figures(run) == (220, 0, 0, 0)
    assert [
        {
            "number": case.code,
            "category": word_of(CATEGORY_OF_WORD, case.category),
            "title": case.title,
            "community": case.reported_place,
            "at": f"{timezone.localtime(case.reported_at):%Y-%m-%dT%H:%M}",
        }
        for case in Case.objects.order_by("code")
    ] == TRUTH[HOTLINE]["rows"]
    assert not Case.objects.filter(community=None).exists()


def test_nothing_of_who_called_is_kept_anywhere(town, office):
    content = "请联系王示先生19000000403，座机0000-1234567，身份证110000199001010017"

    run = imported([HEAD, row(主要内容=content)], office)

    assert run.report["dropped_columns"] == ["来电人", "来电人电话/账号"]
    kept = str(list(ImportRun.objects.values())) + str(list(Case.objects.values()))
    for number in ("19000000401", "19000000403", "1234567", "110000199001010017"):
        assert number not in kept
    assert any("Telephone" in n["message"] or "电话" in n["message"] for n in run.report["notices"])


def test_each_word_of_a_row_finds_its_place(town, office):
    imported([HEAD, DONE], office)

    case = Case.objects.get()
    assert (case.code, case.kind, case.urgency, case.part, case.satisfaction) == (
        "SL1",
        CaseKind.COMPLAINT,
        CaseUrgency.MOST_URGENT,
        CasePart.LEAD,
        Satisfaction.FAIRLY,
    )
    assert (case.category, case.category_path) == (
        CaseCategory.LIVING_ENVIRONMENT,
        "住房城乡建设->人居环境整治->路灯不亮",
    )
    assert (case.community, case.spot, case.is_solved) == (town.east, "示例小区3号楼", True)
    assert case.reported_at.isoformat() == "2026-10-07T06:41:00+00:00"


def test_a_ledger_imported_again_changes_nothing(town, office):
    imported([HEAD, DONE], office)

    assert figures(imported([HEAD, DONE], office)) == (0, 0, 1, 0)


def test_a_newer_state_amends_the_case_and_is_taken_back(town, office):
    imported([HEAD, OPEN], office)
    before = Case.objects.values().get()

    run = imported([HEAD, DONE], office)
    newer = Case.objects.get()
    centre.undo(run=run, actor=office)

    assert figures(run) == (0, 1, 0, 0)
    assert (newer.hotline_state, newer.reply, newer.is_solved) == ("已办结", "已于当日修复", True)
    after = Case.objects.values().get()
    moving = {"version", "updated_at"}
    assert {k: v for k, v in after.items() if k not in moving} == {
        k: v for k, v in before.items() if k not in moving
    }


def test_another_community_of_the_hotline_moves_the_case_and_that_is_taken_back(town, office):
    imported([HEAD, OPEN], office)

    run = imported([HEAD, row(**{"村/社区": "西社区"})], office)
    moved = Case.objects.get().community
    centre.undo(run=run, actor=office)

    assert (moved, Case.objects.get().community) == (town.west, town.east)


def test_what_the_office_assigned_outlives_the_next_issue_of_the_ledger(town, ground, office):
    imported([HEAD, OPEN], office)
    placed = cases.amend_case(
        case=Case.objects.get(),
        community=town.west,
        category=CaseCategory.WORK_SAFETY,
        actor=office,
    )

    run = imported([HEAD, DONE], office)

    case = Case.objects.get()
    assert figures(run) == (0, 1, 0, 0)
    assert (case.community, case.category) == (placed.community, placed.category)


def test_an_import_is_taken_back_whole(town, office):
    run = imported([HEAD, OPEN, row(工单编号="SL2")], office)

    centre.undo(run=run, actor=office)

    assert not Case.objects.exists()
    assert AuditEntry.objects.filter(verb="case.take_back").count() == 2


def test_an_import_the_office_has_worked_on_is_not_undone_behind_its_back(town, office):
    imported([HEAD, OPEN], office)
    run = imported([HEAD, row(**{"村/社区": "西社区"})], office)
    cases.amend_case(case=Case.objects.get(), community=town.east, actor=office)

    with pytest.raises(NotTakenBack):
        centre.undo(run=run, actor=office)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"工单编号": ""}, "missing_number"),
        ({"标题": ""}, "missing_title"),
        ({"标题": "长" * 201}, "too_long"),
        ({"工单类型": "表扬"}, "unknown_kind"),
        ({"来电时间": "2026年10月"}, "bad_moment"),
        ({"来电时间": "2026-10-07 25:10"}, "bad_moment"),
        ({"办结时间": "2026-10-06 10:00"}, "bad_moment"),
        ({"村/社区": "无此社区"}, "unknown_unit"),
        ({"被反映街乡镇": "另一街道"}, "other_street"),
        ({"是否满意": "尚可"}, "unknown_kind"),
    ],
)
def test_a_row_in_doubt_is_held(town, office, said, reason):
    run = checked([HEAD, row(**said), row(工单编号="SL2")], office)

    assert [held["reason"] for held in run.report["held"]] == [reason]
    assert run.report["created"] == 1


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_the_exported_register_imports_again_and_changes_nothing(
    town, ground, office, browser, extension
):
    imported([HEAD, DONE, row(工单编号="SL2"), row(工单编号="00033", **{"村/社区": ""})], office)
    cases.amend_case(case=Case.objects.get(code="SL2"), community=town.west, actor=office)
    cases.amend_case(
        case=Case.objects.get(code="00033"),
        grid=ground.base,
        category=CaseCategory.ERRAND,
        actor=office,
    )
    answer = browser(office).post(reverse("grids:cases"), {"format": extension})
    content = b"".join(answer.streaming_content)

    run = brought(content, f"诉求工单.{extension}", actor=office, street=town.root)
    CaseFactory(street=town.root)
    centre.apply(run=run, actor=office)

    assert (run.kind, run.report["unmapped"], run.report["held"]) == ("requests", [], [])
    assert figures(run) == (0, 0, 3, 0)


def test_a_place_written_into_the_exported_register_is_taken(town, ground, office):
    imported([HEAD, OPEN], office)
    head = ["工单编号", "标题", "办理网格", "职责类别"]

    run = imported([head, ["SL1", "路灯不亮", "北一01", "民情民意"]], office)

    case = Case.objects.get()
    assert figures(run) == (0, 1, 0, 0)
    assert (case.grid, case.category) == (ground.base, CaseCategory.OPINION)
