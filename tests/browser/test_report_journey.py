"""A month's report: filled by the portal, finished on a phone, gathered, handed to the superior."""

import io
import re
from typing import Any

import docx
import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl.workbook.defined_name import DefinedName

from liaison.models import ReportReturn, ReportRound
from liaison.services import report_rounds
from orgs.enums import Role
from orgs.models import Org, User
from tests.browser.test_journey import fill_in, leaving, press
from tests.browser.test_office_journey import downloaded
from tests.resources.factories import NeedFactory

LIVELY = "开办银龄课堂四期，老党员带头报名。"
PLANNED = "走访新入驻企业，请街道协调会议室。"
REASON = "请补充存在的问题"
MENDED = "东门路灯不亮，已报修。"


@pytest.fixture
def secretary(town, person) -> User:
    return person(Role.SECRETARY, over=town.east)


@pytest.fixture
def superior(tmp_path) -> str:
    """The superior's own spreadsheet: three cells have names, the layout is the superior's."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "月报"
    sheet["A1"] = "区委组织部月报"
    for row, (words, name) in enumerate(
        (("街道", "街道"), ("已报社区", "已报数"), ("征集需求", "need_filed")), start=2
    ):
        sheet[f"A{row}"] = words
        book.defined_names[name] = DefinedName(name, attr_text=f"'月报'!$B${row}")
    path = tmp_path / "区月报.xlsx"
    book.save(path)
    return str(path)


def open_month(street: Org) -> ReportRound:
    """The clock opens the month on its day."""
    day = timezone.localdate().replace(day=20)
    report_rounds.open_report_rounds(first_pk=street.pk, last_pk=street.pk, today=day)
    return ReportRound.objects.get()


def open_message(page: Any, owner: Org) -> None:
    """Open the newest message about a community's report."""
    page.goto(reverse("orgs:notifications"))
    with leaving(page):
        page.locator(".message button", has_text=owner.name).first.click()


def finish_on_the_phone(phone: Any, owner: Org) -> None:
    """The report is found filled; two sentences are added, and it is submitted."""
    open_message(phone, owner)
    (share,) = re.findall(r"[\d.]+", phone.inner_text(".report-share"))
    assert float(share) >= 80
    assert phone.locator(".report-line").filter(has_text="需求").first.is_visible()
    phone.fill("[name=highlights]", LIVELY)
    phone.fill("[name=next_month]", PLANNED)
    with leaving(phone):
        phone.click("button[name=submit]")
    assert "已报送" in phone.inner_text(".page-actions")
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= phone.viewport_size["width"]


def hand_the_template_in(desk: Any, file: str) -> None:
    desk.goto(reverse("liaison:report-templates"))
    desk.fill("[name=title]", "区月报")
    desk.set_input_files("[name=file]", file)
    with leaving(desk):
        desk.click("main form[enctype] button")


def words_of(file: io.BytesIO) -> str:
    document = docx.Document(file)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_month_is_filled_by_the_portal_and_handed_to_the_superior(
    town, office, person, secretary, superior, tab
):
    for _each in range(3):
        NeedFactory(owner_org=town.east, state="listed", listed_at=timezone.now())
    neighbour = person(Role.SECRETARY, over=town.west)
    month = open_month(town.root)
    report = ReportReturn.objects.get(community=town.east)
    phone, desk = tab(secretary, phone=True), tab(office)

    finish_on_the_phone(phone, town.east)

    desk.goto(month.get_absolute_url())
    missing = desk.locator("#round-missing ~ ul").first
    assert missing.inner_text().startswith("西社区党委")
    assert town.east.name not in missing.inner_text()
    press(desk, "remind")
    other = tab(neighbour, phone=True)
    open_message(other, town.west)
    assert other.locator("button[name=submit]").is_visible()

    with leaving(desk):
        desk.locator("#round-missing ~ ul").nth(1).locator("a").click()
    assert LIVELY in desk.inner_text("main")
    fill_in(desk, "send_back", reason=REASON)

    open_message(phone, town.east)
    assert REASON in phone.inner_text(".notice-warning")
    phone.fill("[name=problems]", MENDED)
    with leaving(phone):
        phone.click("button[name=submit]")
    desk.goto(report.get_absolute_url())
    press(desk, "receive")
    report.refresh_from_db()
    assert report.state == "received"

    hand_the_template_in(desk, superior)
    desk.goto(month.get_absolute_url())
    summed = desk.locator("#round-sums ~ *").first.inner_text()
    assert "3" in summed
    words = words_of(downloaded(desk, "a[href$='/sums.docx']"))
    filled = openpyxl.load_workbook(downloaded(desk, "a[href*='/filled/']"))["月报"]

    assert MENDED in words
    told = [filled[f"{column}{row}"].value for row in range(1, 5) for column in "AB"]
    assert told == ["区委组织部月报", None, "街道", town.root.name, "已报社区", 1, "征集需求", 3]
