"""The two-way appraisal of a year (R-185, OB-15)."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from docx import Document as Docx

from orgs.models import AuditEntry
from orgs.selectors.indicators import figures
from orgs.services.facts import FactRefused, PrivateWords
from orgs.services.pairings import NotPaired
from orgs.services.workflow import ReasonMissing
from resources.models import Appraisal, AppraisalSheet
from resources.services import appraisals
from tests.factories import PairingFactory
from tests.resources.factories import AnnualPledgeFactory, AppraisalFactory

pytestmark = pytest.mark.django_db

APPRAISALS = "/api/v1/appraisals/"
YEAR = timezone.localdate().year
SHEET = {"score": 91, "satisfied_count": 8, "mostly_count": 1, "unsatisfied_count": 1}


@pytest.fixture
def appraisal(town):
    PairingFactory(partner=town.school, community=town.east)
    return AppraisalFactory(partner=town.school, community=town.east)


def complete(appraisal, people):
    appraisals.submit_unit_sheet(
        appraisal=appraisal, actor=people.school, **SHEET | {"content": "社区服务及时"}
    )
    return appraisals.submit_community_sheet(
        appraisal=appraisal, actor=people.east, **SHEET | {"content": "单位支持有力"}
    )


def test_either_side_begins_the_appraisal_and_there_is_one(town, people):
    ask = {"partner": town.school, "community": town.east, "year": YEAR}
    with pytest.raises(NotPaired):
        appraisals.open_appraisal(**ask, actor=people.east)
    PairingFactory(partner=town.school, community=town.east)

    first = appraisals.open_appraisal(**ask, actor=people.east)
    second = appraisals.open_appraisal(**ask, actor=people.school)

    assert first == second
    assert AuditEntry.objects.filter(verb="appraisal.open").count() == 1
    for stranger in (people.west, people.bank):
        with pytest.raises(PermissionDenied):
            appraisals.open_appraisal(**ask, actor=stranger)
    with pytest.raises(FactRefused):
        appraisals.open_appraisal(**ask | {"year": YEAR + 1}, actor=people.east)


def test_a_sheet_is_corrected_until_the_other_one_is_in(appraisal, people):
    appraisals.submit_unit_sheet(appraisal=appraisal, actor=people.school, score=70)
    appraisals.submit_unit_sheet(appraisal=appraisal, actor=people.school, score=80)
    appraisals.submit_community_sheet(appraisal=appraisal, actor=people.east, score=90)

    assert AppraisalSheet.objects.get(side="unit").score == 80
    with pytest.raises(appraisals.SheetsClosed):
        appraisals.submit_unit_sheet(appraisal=appraisal, actor=people.school, score=60)


def test_each_side_hands_in_its_own_sheet(appraisal, people):
    for stranger in (people.east, people.bank):
        with pytest.raises(PermissionDenied):
            appraisals.submit_unit_sheet(appraisal=appraisal, actor=stranger, **SHEET)
    for stranger in (people.school, people.west):
        with pytest.raises(PermissionDenied):
            appraisals.submit_community_sheet(appraisal=appraisal, actor=stranger, **SHEET)
    with pytest.raises(ReasonMissing):
        appraisals.submit_unit_sheet(appraisal=appraisal, actor=people.office, **SHEET)
    appraisals.submit_unit_sheet(
        appraisal=appraisal, actor=people.office, on_behalf="学校来函", **SHEET
    )

    assert AuditEntry.objects.get().reason == "学校来函"


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [({"score": 101}, FactRefused), ({"content": "19000000021"}, PrivateWords)],
)
def test_a_sheet_that_cannot_be_is_refused(appraisal, people, facts, refusal):
    with pytest.raises(refusal):
        appraisals.submit_unit_sheet(appraisal=appraisal, actor=people.school, **SHEET | facts)


def test_a_side_reads_the_other_sheet_only_once_both_are_in(appraisal, people, browser, api):
    address = f"{APPRAISALS}{appraisal.public_id}/"
    appraisals.submit_unit_sheet(
        appraisal=appraisal, actor=people.school, **SHEET | {"content": "社区服务及时"}
    )

    pages = [
        browser(who).get(appraisal.get_absolute_url()).text for who in (people.east, people.school)
    ]
    answers = [api(who).get(address).json()["sheets"] for who in (people.east, people.school)]
    appraisals.submit_community_sheet(appraisal=appraisal, actor=people.east, **SHEET)

    assert ["社区服务及时" in page for page in pages] == [False, True]
    assert [len(sheets) for sheets in answers] == [0, 1]
    assert "社区服务及时" in browser(people.east).get(appraisal.get_absolute_url()).text
    assert len(api(people.east).get(address).json()["sheets"]) == 2


def test_the_trail_says_that_a_sheet_is_in_and_not_what_stands_on_it(appraisal, people):
    appraisals.submit_unit_sheet(
        appraisal=appraisal, actor=people.school, **SHEET | {"content": "社区服务及时"}
    )

    assert set(AuditEntry.objects.get().changes) == {"submitted_at"}


@pytest.mark.parametrize(("asked", "rate"), [(4, None), (5, 100)])
def test_fewer_than_five_answers_give_no_percentage(appraisal, people, asked, rate):
    sheet = AppraisalSheet(satisfied_count=asked)

    assert sheet.satisfaction == rate


def test_the_statement_for_the_superior_comes_with_both_sheets(appraisal, people, browser, api):
    AnnualPledgeFactory(partner=appraisal.partner, member_count=9, talk_count=7)
    client = browser(people.office)
    address = reverse("resources:appraisal-statement", args=[appraisal.public_id])

    early = client.get(address)
    complete(appraisal, people)
    late = client.get(address)
    machine = api(people.office).get(f"{APPRAISALS}{appraisal.public_id}/statement/")

    assert (early.status_code, late.status_code, machine.status_code) == (404, 200, 200)
    paper = Docx(BytesIO(b"".join(late.streaming_content)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {"91", "90%", "7", "单位支持有力"} <= set(cells)


def test_the_standard_counts_units_appraised_both_ways(appraisal, people):
    def met():
        found = figures(reader=people.office, subject="units")
        return next(each.met for each in found if each.indicator.key == "appraisal-missing")

    before = met()
    complete(appraisal, people)

    assert (before, met()) == (0, 1)


@pytest.mark.parametrize("stranger", ["west", "bank"])
def test_an_appraisal_out_of_reach_does_not_exist(appraisal, people, browser, api, stranger):
    reader = getattr(people, stranger)

    for url in (
        appraisal.get_absolute_url(),
        reverse("resources:appraisal-statement", args=[appraisal.public_id]),
    ):
        assert browser(reader).get(url).status_code == 404
    assert api(reader).get(f"{APPRAISALS}{appraisal.public_id}/").status_code == 404


def test_a_year_is_appraised_on_pages(town, people, browser):
    PairingFactory(partner=town.school, community=town.east)
    pair = {"partner": str(town.school.public_id), "community": str(town.east.public_id)}

    browser(people.east).post(reverse("resources:appraisal-open"), {**pair, "year": YEAR})
    appraisal = Appraisal.objects.get()
    for who, action in ((people.east, "community"), (people.school, "unit")):
        step = reverse(
            "resources:appraisal-step", args=[appraisal.public_id, f"submit_{action}_sheet"]
        )
        assert browser(who).post(step, SHEET).status_code == 302

    assert appraisal.is_complete


def test_a_year_is_appraised_over_http(town, people, api):
    PairingFactory(partner=town.school, community=town.east)
    east, school = api(people.east), api(people.school)
    begun = school.post(
        APPRAISALS,
        {"partner": str(town.school.public_id), "community": "101801", "year": YEAR},
    )
    address = f"{APPRAISALS}{begun.json()['public_id']}/"

    east.post(f"{address}submit-community-sheet/", SHEET)
    done = school.post(f"{address}submit-unit-sheet/", SHEET)

    assert (begun.status_code, done.status_code) == (201, 200)
    assert done.json()["is_complete"]


def test_the_list_costs_the_same_at_any_length(appraisal, town, people, browser, api, cost):
    page, address = browser(people.office), reverse("resources:appraisals")
    one = cost(page, address), cost(api(people.office), APPRAISALS)
    AppraisalFactory(partner=town.bank, community=town.east)
    AppraisalFactory(partner=town.bank, community=town.west)

    assert (cost(page, address), cost(api(people.office), APPRAISALS)) == one
