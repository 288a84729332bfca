"""The pages, papers and endpoints of the yearly appraisal."""

from io import BytesIO

import docx
import openpyxl
import pytest
from django.urls import reverse

from liaison.models import YearSheet
from liaison.year_enums import YearSheetState
from orgs.enums import Role
from tests.liaison.year_sheets import YearSheetFactory

pytestmark = pytest.mark.django_db
LIST = "/meetings/year-sheets/"


def words_of(response):
    document = docx.Document(BytesIO(response.getvalue()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_sheets_of_a_year_are_opened_on_a_page(town, office, browser, person):
    url = reverse("liaison:yearsheet-open")
    year = str(YearSheetFactory.build(org=town.east).year)

    answer = browser(office).post(url, {"street": "101", "year": year})

    assert answer.status_code == 302
    assert YearSheet.objects.count() == 4
    assert browser(person(Role.SECRETARY, over=town.east)).get(url).status_code == 403


def test_the_page_of_a_sheet_takes_the_next_step(town, person, browser):
    sheet = YearSheetFactory(org=town.east)
    client = browser(person(Role.SECRETARY, over=town.east))

    page = client.get(sheet.get_absolute_url())
    client.post(
        reverse("liaison:yearsheet-step", args=[sheet.public_id, "appraise_self"]), {"score": 90}
    )

    assert [offer.action for offer in page.context["offers"]] == ["appraise_self"]
    sheet.refresh_from_db()
    assert sheet.state == YearSheetState.SELF_APPRAISED


def test_the_results_of_a_year_leave_as_a_file_and_a_paper_in_the_order_of_the_tree(
    town, office, browser
):
    for org in (town.west, town.east):
        YearSheetFactory(org=org, graded=True)
    client = browser(office)
    url = reverse("liaison:year-file", args=[town.root.public_id, YearSheet.objects.first().year])

    file = client.post(reverse("liaison:yearsheets"), {"format": "xlsx"})
    paper = words_of(client.get(url))

    rows = list(openpyxl.load_workbook(BytesIO(file.getvalue())).active.values)
    assert [row[0] for row in rows[1:]] == [town.east.name, town.west.name]
    assert paper.index(town.east.name) < paper.index(town.west.name)
    assert "较好" in paper or "fairly good" in paper


def test_a_sheet_is_printed(town, office, browser):
    sheet = YearSheetFactory(org=town.east, graded=True)

    paper = words_of(browser(office).get(reverse("liaison:yearsheet-file", args=[sheet.public_id])))

    assert f"{town.east}{sheet.year}年度基层党建工作考核表" in paper.replace("\n", "")


def test_a_stranger_finds_no_sheet(town, person, browser, api):
    sheet = YearSheetFactory(org=town.east)
    stranger = person(Role.SECRETARY, over=town.west)

    for url in (
        sheet.get_absolute_url(),
        reverse("liaison:yearsheet-file", args=[sheet.public_id]),
        reverse("liaison:year-file", args=[town.root.public_id, sheet.year]),
    ):
        assert browser(stranger).get(url).status_code == 404
    assert api(stranger).get(f"/api/v1/year-sheets/{sheet.public_id}/").status_code == 404


def test_the_list_costs_the_same_with_one_sheet_and_with_three(town, office, browser, cost):
    YearSheetFactory(org=town.east)
    client = browser(office)
    before = cost(client, reverse("liaison:yearsheets"))
    YearSheetFactory(org=town.west)
    YearSheetFactory(org=town.north)

    assert cost(client, reverse("liaison:yearsheets")) == before


def test_the_api_opens_a_sheet_and_takes_its_steps(town, office, person, api):
    asked = {"org": town.east.code, "year": YearSheetFactory.build(org=town.east).year}

    opened = api(office).post("/api/v1/year-sheets/", asked, format="json")
    url = f"/api/v1/year-sheets/{opened.json()['public_id']}/"
    secretary = api(person(Role.SECRETARY, over=town.east))
    handed_in = secretary.post(f"{url}appraise-self/", {"score": 90}, format="json")
    refused = secretary.post(f"{url}appraise/", {"score": 90}, format="json")

    assert (opened.status_code, handed_in.status_code, refused.status_code) == (201, 200, 403)
    assert handed_in.json()["lines"]
