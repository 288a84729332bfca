"""阵地台账 comes in, goes out unchanged, and is taken back; grids name their nearest facility."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from grids.models import Facility, Grid
from orgs.imports import centre
from orgs.models import AuditEntry
from tests.factories import FacilityFactory
from tests.orgs.imports import checked, figures, imported

pytestmark = pytest.mark.django_db

HEADER = [
    *("阵地名称", "类别", "所属社区", "所属片区", "面积", "服务面积", "办公面积", "开放时间"),
    *("功能", "六有", "启用时间", "状态", "地址", "面积不足原因", "备注"),
]
HUB = [
    *("北片区会客厅", "E家会客厅", "", "北片区", "860㎡", 700, 90, "每天 9:00-20:30"),
    *("教育培训、文体活动", "是", "2024年5月", "启用", "示例路8号", "老城区无连片用房", ""),
]
CENTRE = [
    *("东社区党群服务中心", "", "东社区", "", "980", 820, 60, "周一至周五 8:30-17:30"),
    *("", "5/6", "", "", "样例街2号", "", "可预约"),
]


def test_a_ledger_registers_facilities_with_hours_and_functions(town, ground, office):
    run = imported([HEADER, HUB, CENTRE], office)

    assert figures(run) == (2, 0, 0, 0)
    assert run.kind == "facilities"
    east, hub = Facility.objects.order_by("kind")
    assert (hub.kind, hub.grid, hub.total_sqm, hub.opened_on) == (
        "hub",
        ground.north,
        Decimal(860),
        date(2024, 5, 1),
    )
    assert (hub.tags, len(hub.spans)) == (["education", "culture"], 7)
    assert (east.kind, east.community, east.state) == ("centre", town.east, "active")


def test_the_same_ledger_changes_nothing_the_second_time(ground, office):
    imported([HEADER, HUB, CENTRE], office)

    assert figures(imported([HEADER, HUB, CENTRE], office)) == (0, 0, 2, 0)


def test_corrections_are_taken_back_to_what_was(town, ground, office):
    imported([HEADER, HUB, CENTRE], office)
    other = [
        *CENTRE[:2],
        "西社区",
        *CENTRE[3:5],
        800,
        60,
        "周一 9:00-12:00",
        "议事协商",
        *CENTRE[9:],
    ]

    run = imported([HEADER, HUB, other], office)
    changed = Facility.objects.get(name=CENTRE[0])
    now = (changed.community, changed.service_sqm, changed.tags, len(changed.spans))
    centre.undo(run=run, actor=office)

    assert figures(run) == (0, 1, 1, 0)
    assert now == (town.west, Decimal(800), ["discussion"], 1)
    again = Facility.objects.get(name=CENTRE[0])
    assert (again.community, again.service_sqm, again.tags, len(again.spans)) == (
        town.east,
        Decimal(820),
        [],
        5,
    )


def test_what_an_import_registered_is_taken_back(ground, office):
    run = imported([HEADER, HUB, CENTRE], office)

    centre.undo(run=run, actor=office)

    assert not Facility.objects.exists()


@pytest.mark.parametrize(
    ("column", "word", "reason"),
    [
        (1, "宫殿", "unknown_kind"),
        (7, "电话预约", "unreadable_hours"),
        (4, "1O00", "letter_in_number"),
        (3, "无此片区", "unknown_unit"),
    ],
)
def test_a_row_that_cannot_be_read_is_held(ground, office, column, word, reason):
    row = [*HUB[:column], word, *HUB[column + 1 :]]

    run = checked([HEADER, row], office)

    assert [held["reason"] for held in run.report["held"]] == [reason]


def test_the_list_leaves_as_a_ledger_that_comes_back_unchanged(ground, town, office, browser):
    imported([HEADER, HUB, CENTRE], office)
    FacilityFactory(
        street=town.root, kind="hall", grid=ground.unit, run_by=town.branch, name="北议"
    )
    page = reverse("grids:facilities")
    exported = b"".join(browser(office).post(page, {"format": "xlsx"}).streaming_content)

    (run,) = centre.bring(content=exported, file_name="阵地台账.xlsx", actor=office)
    report = centre.check(run=run, actor=office).report

    assert run.kind == "facilities"
    assert (report["held"], report["unmapped"], report["deeds"]) == ([], [], [])
    assert (report["created"], report["amended"], report["unchanged"]) == (0, 0, 3)


def test_the_ledger_of_grids_names_the_nearest_facility(ground, office):
    imported([HEADER, CENTRE], office)
    header = [
        "网格名称",
        "网格编号",
        "网格层级",
        "上级网格",
        "户数",
        "最近党群服务中心",
        "步行分钟",
    ]
    base = ["北一01", "001-01-001-001", "基础网格", "北一网格", 46, "东社区党群服务中心", "约4分钟"]

    run = imported([header, base], office)
    grid = Grid.objects.get(pk=ground.base.pk)
    again = figures(imported([header, base], office))
    centre.undo(run=run, actor=office)

    assert (figures(run), again) == ((0, 1, 0, 0), (0, 0, 1, 0))
    assert (grid.nearest_facility.name, grid.walking_minutes) == (CENTRE[0], 4)
    assert Grid.objects.get(pk=ground.base.pk).nearest_facility is None
    assert AuditEntry.objects.filter(verb="grid.name_nearest").count() == 2
