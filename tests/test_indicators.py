"""The standards: every figure opens exactly the rows it counts, on pages, as a file, by REST."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from orgs.enums import Basic, OrgKind, PostKind, Role
from orgs.models import Org
from orgs.selectors.indicators import Figure, Indicator, Part, figures, indicators, rows_of
from tests.factories import GridFactory, OrgFactory, PairingFactory, PostingFactory
from tests.liaison.factories import BodyFactory, MeetingFactory
from tests.resources.factories import MatchFactory, NeedFactory, ProjectFactory, ResourceFactory

pytestmark = pytest.mark.django_db

KEYS = [indicator.key for indicator in indicators()]


@pytest.fixture
def busy(town):
    """A town with something under every subject."""
    OrgFactory(code="101901", kind=OrgKind.ENTERPRISE, parent=town.root)
    PostingFactory(org=town.east, kind=PostKind.SECRETARY)
    PairingFactory(partner=town.school, community=town.east)
    GridFactory(street=town.root)
    match = MatchFactory(
        need=NeedFactory(owner_org=town.east, state="matched"),
        resource=ResourceFactory(owner_partner=town.school, state="partly_taken"),
        state="in_project",
    )
    ProjectFactory(match=match)
    NeedFactory(owner_org=town.west)
    MeetingFactory(body=BodyFactory(org=town.root))
    return town


def figure_of(key, **asked):
    return next(figure for figure in figures(**asked) if figure.indicator.key == key)


def test_every_part_of_a_figure_opens_exactly_its_rows(busy, office, browser):
    client = browser(office)
    counted = {
        figure.url(part): number
        for figure in figures(reader=office, below=busy.root)
        for part, number in (
            (Part.ALL, figure.of),
            (Part.MET, figure.met),
            (Part.MISSING, figure.missing),
        )
    }

    opened = {url: client.get(url).context["page"].paginator.count for url in counted}

    assert opened == counted


def test_a_standard_has_a_key_of_its_own():
    assert len(KEYS) == len(set(KEYS))


def test_a_figure_below_an_organisation_counts_only_there(busy, office):
    everywhere = figure_of("no-partner", reader=office)
    east = figure_of("no-partner", reader=office, below=busy.east)

    assert (everywhere.of, everywhere.met) == (2, 1)
    assert (east.of, east.met, east.missing) == (1, 1, 0)


def test_a_reader_counts_only_what_is_within_reach(busy, person):
    secretary = person(Role.SECRETARY, over=busy.west)

    figure = figure_of("no-partner", reader=secretary)

    assert (figure.of, figure.met) == (1, 0)


def test_a_stranger_finds_no_standards_of_another_place(busy, person, browser):
    client = browser(person(Role.SECRETARY, over=busy.west))

    standards = reverse("orgs:standards-below", args=[busy.east.public_id])
    rows = reverse("orgs:indicator-below", args=[busy.east.public_id, "no-partner", "all"])

    assert [client.get(url).status_code for url in (standards, rows)] == [404, 404]


@pytest.mark.parametrize(
    "args", [["nonsense", "missing"], ["no-partner", "some"]], ids=["no standard", "no part"]
)
def test_what_nobody_declared_is_not_there(office, browser, args):
    assert browser(office).get(reverse("orgs:indicator", args=args)).status_code == 404


def a_standard(**facts):
    told = {"key": "x", "rule": "", "basic": Basic.TEAM, "subject": "orgs", "label": ""}
    return Indicator(missing="", met=lambda _today: None, **told, **facts)


@pytest.mark.parametrize(
    ("of", "met", "share", "is_met"),
    [(0, 0, None, None), (3, 3, "100.0", True), (3, 2, "66.6", False), (2000, 1999, "99.9", False)],
)
def test_a_share_is_cut_off_and_nothing_is_measured_of_nothing(of, met, share, is_met):
    figure = Figure(a_standard(), of=of, met=met)

    assert (figure.share and str(figure.share), figure.is_met) == (share, is_met)


@pytest.mark.parametrize(("met", "is_met"), [(7, False), (8, True), (10, True), (11, False)])
def test_a_number_of_rows_has_its_bounds(met, is_met):
    standard = a_standard(least=lambda _street: 8, most=lambda _street: 10)

    figure = Figure(standard, of=met, met=met, below=Org())

    assert (figure.share, figure.is_met) == (None, is_met)


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_at_any_size(
    town, office, browser, size, django_assert_max_num_queries
):
    OrgFactory.create_batch(size, parent=town.root, kind=OrgKind.ENTERPRISE)
    client = browser(office)
    client.get(reverse("orgs:standards"))

    with django_assert_max_num_queries(60):
        client.get(reverse("orgs:standards"))


def test_the_page_leads_to_the_chosen_place(busy, office, browser):
    answer = browser(office).get(reverse("orgs:standards"), {"at": busy.east.public_id})

    assert answer.url == reverse("orgs:standards-below", args=[busy.east.public_id])


def test_the_figures_leave_as_a_spreadsheet(busy, office, browser):
    answer = browser(office).post(reverse("orgs:standards"), {"format": "xlsx"})

    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer))).active
    lines = list(sheet.iter_rows(values_only=True))
    assert len(lines) == 1 + len(figures(reader=office, below=busy.root))
    assert ("R-177", 1, 2) in [(line[0], line[3], line[4]) for line in lines]


def test_the_figures_are_told_by_rest_with_their_rows(busy, office, api):
    client = api(office)

    told = client.get("/api/v1/indicators/", {"below": str(busy.root.public_id)}).json()
    rows = client.get("/api/v1/indicators/no-partner/rows/missing/").json()

    figure = next(each for each in told["results"] if each["key"] == "no-partner")
    assert (figure["of"], figure["met"], figure["share"]) == (2, 1, "50.0")
    assert [row["public_id"] for row in rows["results"]] == [str(busy.west.public_id)]


def test_rest_knows_no_place_out_of_reach(busy, person, api):
    client = api(person(Role.SECRETARY, over=busy.west))

    answer = client.get("/api/v1/indicators/", {"below": str(busy.east.public_id)})

    assert answer.status_code == 404


def test_every_row_of_a_gap_is_one_of_the_whole(busy, office):
    for indicator in indicators():
        parts = [{row.pk for row in rows_of(indicator, part, reader=office)} for part in Part]
        everything, met, missing = parts
        assert met | missing == everything, indicator.key
        assert not met & missing, indicator.key
