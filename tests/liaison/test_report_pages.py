"""Monthly reports on pages and over HTTP: filled in by phone, read by the office."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from openpyxl.workbook.defined_name import DefinedName

from liaison.models import ReportDefinition, ReportFigure, ReportReturn, ReportRound
from liaison.report_enums import ReturnState
from liaison.services import report_rounds, reports
from orgs.enums import OrgKind, Role
from tests.factories import OrgFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(town, person):
    return person(Role.SECRETARY, over=town.east)


@pytest.fixture
def opened(town, office):
    return report_rounds.open_report_round(street=town.root, month=date(2026, 11, 1), actor=office)


@pytest.fixture
def report(opened, town):
    return ReportReturn.objects.get(round=opened, community=town.east)


def address(report):
    return reverse("liaison:report-fill", args=[report.public_id])


def test_a_secretary_finds_the_report_filled_adds_a_sentence_and_submits(
    report, secretary, browser
):
    client = browser(secretary)
    page = client.get(report.get_absolute_url())
    assert page.context["share"] >= 80
    needs = ReportFigure.objects.get(report=report, item__key="need-filed")

    answer = client.post(
        address(report),
        {
            "version": report.version,
            "highlights": "开展银龄课堂。",
            f"added_{needs.item_id}": "2",
            f"reason_{needs.item_id}": "线下",
            "submit": "1",
        },
    )

    report.refresh_from_db()
    needs.refresh_from_db()
    assert (answer.status_code, report.state) == (302, ReturnState.SUBMITTED)
    assert (report.highlights, needs.value) == ("开展银龄课堂。", 2)
    assert b"data-autosave-done" in client.get(report.get_absolute_url()).content


def test_what_is_written_is_kept_by_itself_and_a_clash_loses_nothing(report, secretary, browser):
    client = browser(secretary)
    words = {"version": report.version, "problems": "甲的话"}

    kept = client.post(address(report), words, headers={"X-Autosave": "1"})
    slower = {"version": report.version, "problems": "乙的话"}
    refused = client.post(address(report), slower, headers={"X-Autosave": "1"})
    page = client.post(address(report), slower)

    assert kept.json()["version"] == report.version + 1
    assert (refused.status_code, refused.json()["code"]) == (409, "stale_version")
    assert page.status_code == 409
    said = page.content.decode()
    assert "<del>甲</del>" in said
    assert "<ins>乙</ins>" in said
    assert page.context["form"]["version"].value() == report.version + 1


def test_a_stranger_sees_no_report_no_round_and_no_definition(
    report, opened, browser, person, town, secretary
):
    stranger = browser(person(Role.SECRETARY, over=town.west))
    definition = ReportDefinition.objects.get()

    for url in (
        report.get_absolute_url(),
        reverse("liaison:report-file", args=[report.public_id]),
        opened.get_absolute_url(),
        reverse("liaison:report-round-file", args=[opened.public_id]),
        reverse("liaison:report-sums", args=[town.root.public_id, "2026-Q4"]),
        definition.get_absolute_url(),
    ):
        assert stranger.get(url).status_code == 404
    assert stranger.post(address(report), {}).status_code == 404
    assert browser(secretary).get(reverse("liaison:report-past")).status_code == 403


def test_the_office_reads_a_round_its_papers_and_longer_periods(
    report, opened, office, secretary, browser, town
):
    reports.submit_report(report=report, actor=secretary, problems="照明待修。")
    client = browser(office)

    for url in (
        reverse("liaison:reports"),
        reverse("liaison:report-rounds"),
        opened.get_absolute_url(),
        reverse("liaison:report-round-file", args=[opened.public_id]),
        reverse("liaison:report-file", args=[report.public_id]),
        reverse("liaison:report-sums", args=[town.root.public_id, "2026-Q4"]),
        reverse("liaison:report-sums-file", args=[town.root.public_id, "2026"]),
        reverse("liaison:report-definitions"),
        opened.definition.get_absolute_url(),
    ):
        assert client.get(url).status_code == 200, url
    reminded = client.post(reverse("liaison:report-round-step", args=[opened.public_id, "remind"]))
    assert reminded.status_code == 302


def test_an_item_to_be_typed_is_added_after_its_burden_was_shown(opened, office, browser):
    client = browser(office)
    url = reverse("liaison:report-definition-step", args=[opened.definition.public_id, "add"])
    asked = {"section": "other", "key": "", "title": "发放宣传品", "unit": "份"}

    preview = client.post(url, asked)
    added = client.post(url, {**asked, "sure": "1"})

    assert preview.context["preview"]["burden"].a_year == 2 * 2 * 12
    assert ReportDefinition.objects.count() == 2
    assert added.status_code == 302


def test_a_superiors_named_cells_are_filled_and_all_else_stays(
    report, opened, office, secretary, browser, town
):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "上级月报"
    for place, name in (("B2", "已报数"), ("B3", "grid_count")):
        book.defined_names[name] = DefinedName(
            name, attr_text=f"'{sheet.title}'!${place[0]}${place[1]}"
        )
    to = BytesIO()
    book.save(to)
    to.seek(0)
    to.name = "上级.xlsx"
    reports.submit_report(report=report, actor=secretary)
    client = browser(office)

    client.post(
        reverse("liaison:report-templates"),
        {"street": town.root.public_id, "title": "区月报", "file": to},
    )
    (kept,) = client.get(opened.get_absolute_url()).context["templates"]
    filled = client.get(
        reverse("liaison:report-round-filled", args=[opened.public_id, kept.public_id])
    )

    read = openpyxl.load_workbook(BytesIO(b"".join(filled.streaming_content))).active
    assert kept.blank_columns == []
    assert (read["A1"].value, read["B2"].value, read["B3"].value) == ("上级月报", 1, 0)


def sheet_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    to = BytesIO()
    book.save(to)
    to.seek(0)
    to.name = "月报.xlsx"
    return to


def test_past_reports_of_either_shape_become_locked_history(town, office, browser):
    north = OrgFactory(
        code="101803", name="南塘社区党委", kind=OrgKind.COMMUNITY_COMMITTEE, parent=town.root
    )
    summary = sheet_of(
        ["各社区月报汇总（2026年9月）"],
        ["社区", "党委会", "联席会", "需求", "资源", "项目", "受理", "办结", "走访", "备注"],
        ["东社区", 1, 1, 3, 2, 1, 37, 35, 12, ""],
        ["西社区·", 1, 0, 2, "０", "无", 41, 41, 8, "书记出差"],
        ["南塘", "", "", "", "", "", "", "", "", "未报"],
        ["合计", 2, 1, 5, 2, 1, 78, 76, 21, ""],
    )
    one = sheet_of(
        ["示例街道社区党建工作月报表（2026年8月）"],
        ["社区：东社区党委  填报人：王示社  审核：李样例"],
        ["召开党委会", "次", 1, 10],
        ["新增需求 / 资源 / 项目", "个", "3/2/1", "28/19/9"],
        ["受理 / 办结 / 不满意", "件", "37／35／1", "402/398/9"],
        ["走访企业（家次）", "家次", "十二", "118"],
    )
    client = browser(office)
    url = reverse("liaison:report-past")

    for file in (summary, one):
        shown = client.post(url, {"street": town.root.public_id, "file": file})
        client.post(url, {"read": shown.context["read"]})
        remarks = [words for month in shown.context["months"] for words in month.remarks]
        if file is summary:
            (month,) = shown.context["months"]
            assert month.unfiled == [north.name]
            assert len(remarks) == 2  # 无 is read as 0, and the visits do not add up

    def told(month, key, place=town.east):
        return ReportFigure.objects.get(
            report__round__starts_on=month, report__community=place, item__key=key
        ).value

    september, august = date(2026, 9, 1), date(2026, 8, 1)
    assert [told(september, key) for key in ("meeting-committee", "case-closed")] == [1, 35]
    assert told(september, "project-filed", town.west) == 0
    assert [told(august, key) for key in ("need-filed", "case-dissatisfied")] == [3, 1]
    assert told(august, "visit-firms") == 12
    assert ReportRound.objects.filter(is_history=True, state="locked").count() == 2
    assert ReportReturn.objects.filter(community=north).count() == 0


def test_the_pages_cost_the_same_at_two_and_at_four_communities(town, office, browser, cost):
    client = browser(office)
    months = [date(2026, 10, 1), date(2026, 11, 1)]
    costs = []
    for month in months:
        opened = report_rounds.open_report_round(street=town.root, month=month, actor=office)
        costs.append(
            (cost(client, reverse("liaison:reports")), cost(client, opened.get_absolute_url()))
        )
        for number in (3, 4):
            OrgFactory(
                code=f"10180{number}{month.month}",
                kind=OrgKind.COMMUNITY_COMMITTEE,
                parent=town.root,
            )
        town.root.refresh_from_db()

    assert costs[0] == costs[1]


def test_reports_are_read_and_done_over_http(report, opened, secretary, office, api, person, town):
    caller, keeper = api(secretary), api(office)
    url = f"/api/v1/reports/{report.public_id}/"
    (line,) = [f for f in caller.get(url).json()["figures"] if f["key"] == "need-filed"]

    filled = caller.post(
        f"{url}submit/",
        {"lines": [{"item": line["item"], "added": 1, "reason": "线下"}], "problems": "照明。"},
        format="json",
    )
    received = keeper.post(f"{url}receive/")

    assert (filled.status_code, filled.json()["state"]) == (200, "submitted")
    assert received.json()["state"] == "received"
    assert caller.post(f"{url}receive/").status_code == 403
    assert api(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404
    assert keeper.post(f"/api/v1/report-rounds/{opened.public_id}/lock/").status_code == 200
