"""What an office does with its organisations and grids: in with the ledgers, out with the sheets."""

import io
from typing import Any

import docx
import openpyxl

from grids.enums import GridTier
from grids.models import Case, Estate, Grid, ServiceContract
from orgs.enums import OrgKind, PostKind
from orgs.models import HandOver, Org, Posting
from tests.browser.test_journey import STREET, import_ledgers, leaving


def downloaded(page: Any, press: str) -> io.BytesIO:
    with page.expect_download() as coming:
        page.locator(press).first.click()
    with open(coming.value.path(), "rb") as file:
        return io.BytesIO(file.read())


def number_in(page: Any, selector: str) -> int:
    return int(page.locator(selector).first.inner_text())


def test_eight_ledgers_are_replaced_and_their_gaps_are_seen(office, tab):
    desk = tab(office)

    import_ledgers(desk)
    assert Estate.objects.filter(street__name=STREET).exists()
    assert ServiceContract.objects.filter(estate__street__name=STREET).exists()
    assert Case.objects.filter(street__name=STREET).exists()

    street = Org.objects.get(name=STREET)
    see_a_gap(desk, street)
    split_a_grid(desk)
    hand_a_secretary_over(desk)


def see_a_gap(page: Any, street: Org) -> None:
    """Each figure leads to exactly its rows, and the figures leave as a spreadsheet."""
    page.goto(f"/orgs/{street.public_id}/standards/")
    link = "a[href*='/no-instructor/missing/']"
    count = number_in(page, link)
    lines = openpyxl.load_workbook(downloaded(page, "button[value=xlsx]")).active
    assert lines.max_row > 20
    with leaving(page):
        page.locator(link).first.click()
    assert str(count) in page.inner_text(".list-count")


def split_a_grid(page: Any) -> None:
    """One base grid of a unit grid moves into a new one; nothing is deleted."""
    unit = Grid.objects.filter(street__name=STREET, tier=GridTier.UNIT).order_by("code")[0]
    base = unit.get_children()[0]
    page.goto(f"/grids/{unit.public_id}/split/?parts=1")
    page.fill("[name=name_1]", "东苑新网格")
    page.fill("[name=code_1]", "001-01-900")
    page.select_option(f"[name=child_{base.public_id}]", "1")
    page.fill("[name=reason]", "户数过多，拆分")
    with leaving(page):
        page.click("button[name=preview]")
    assert "东苑新网格" in page.inner_text("main")
    with leaving(page):
        page.click("main form button.btn-primary")

    base.refresh_from_db()
    assert base.parent.name == "东苑新网格"
    assert base.parent.parent_id == unit.parent_id


def hand_a_secretary_over(page: Any) -> None:
    """A secretary goes, another comes, and both sign the same sheet."""
    posting = Posting.objects.filter(
        org__kind=OrgKind.COMMUNITY_COMMITTEE, kind=PostKind.SECRETARY, ends_on=None
    ).order_by("pk")[0]
    page.goto(f"/orgs/postings/{posting.public_id}/hand-over/")
    page.fill("[name=person_name]", "赵接任")
    page.fill("[name=remark]", "印章一枚，钥匙三把")
    with leaving(page):
        page.click("main form button.btn-primary")

    passed = HandOver.objects.get(ended=posting)
    assert (passed.from_name, passed.to_name) == (posting.person_name, "赵接任")
    sheet = docx.Document(downloaded(page, "a[href$='/sheet/']"))
    cells = [cell.text for table in sheet.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(paragraph.text for paragraph in sheet.paragraphs), *cells])
    assert posting.person_name in words
    assert "赵接任" in words
    assert "印章一枚" in words
