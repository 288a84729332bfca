"""Volunteers of a community: counts of a year, and what they did (R-240, R-241)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from grids.enums import GridTier
from orgs.models import AuditEntry
from orgs.selectors.indicators import figures
from orgs.services.facts import FactRefused, PrivateWords
from orgs.services.pairings import NotACommunity
from resources.models import VolunteerActivity, VolunteerTally
from resources.services import volunteers
from tests.factories import GridFactory
from tests.resources.factories import VolunteerTallyFactory

pytestmark = pytest.mark.django_db

TALLIES = "/api/v1/volunteers/"
TODAY = timezone.localdate()
HELD = {"held_on": TODAY, "title": "清洁家园", "head_count": 20, "hours": 40}


@pytest.fixture
def tally(town):
    return VolunteerTallyFactory(community=town.east)


def test_a_year_is_counted_once_and_corrected_after_that(town, people):
    ask = {"community": town.east, "year": TODAY.year, "actor": people.east}

    volunteers.report_volunteers(**ask, volunteer_count=90, resident_count=1000)
    volunteers.report_volunteers(**ask, volunteer_count=110, resident_count=1000)

    assert VolunteerTally.objects.get().rate == 11
    verbs = [entry.verb for entry in AuditEntry.objects.order_by("pk")]
    assert verbs == ["volunteertally.report", "volunteertally.amend"]


def test_residents_come_from_the_base_grids_unless_they_are_typed(town, people):
    ask = {"community": town.east, "year": TODAY.year, "actor": people.east, "volunteer_count": 9}
    with pytest.raises(FactRefused) as refusal:
        volunteers.report_volunteers(**ask)
    area = GridFactory(street=town.root)
    unit = GridFactory(street=town.root, tier=GridTier.UNIT, parent=area)
    for _number in range(2):
        GridFactory(
            street=town.root,
            parent=unit,
            community=town.east,
            tier=GridTier.BASE,
            resident_count=400,
        )

    tally = volunteers.report_volunteers(**ask)

    assert (refusal.value.field, tally.resident_count) == ("resident_count", 800)


def test_a_community_counts_its_own_and_nobody_elses(town, people, tally):
    ask = {"year": TODAY.year, "volunteer_count": 9, "resident_count": 100}

    for stranger in (people.west, people.school):
        with pytest.raises(PermissionDenied):
            volunteers.report_volunteers(community=town.east, actor=stranger, **ask)
        with pytest.raises(PermissionDenied):
            volunteers.note_activity(tally=tally, actor=stranger, **HELD)
    with pytest.raises(NotACommunity):
        volunteers.report_volunteers(community=town.north, actor=people.office, **ask)


def test_an_activity_is_noted_once(people, tally):
    volunteers.note_activity(tally=tally, actor=people.east, **HELD)

    with pytest.raises(volunteers.NotedAlready):
        volunteers.note_activity(tally=tally, actor=people.east, **HELD)
    assert VolunteerActivity.objects.get().head_count == 20
    assert AuditEntry.objects.get().verb == "volunteertally.note_activity"


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"held_on": date(TODAY.year - 1, 5, 1)}, FactRefused),
        ({"held_on": TODAY + timedelta(days=1)}, FactRefused),
        ({"head_count": 0}, FactRefused),
        ({"title": "联系 19000000021"}, PrivateWords),
    ],
)
def test_an_activity_that_cannot_be_is_refused(people, tally, facts, refusal):
    with pytest.raises(refusal):
        volunteers.note_activity(tally=tally, actor=people.east, **HELD | facts)


def test_the_standards_count_communities(town, people):
    enough = VolunteerTallyFactory(community=town.east, volunteer_count=100, resident_count=1000)
    VolunteerTallyFactory(community=town.west, volunteer_count=99, resident_count=1000)
    volunteers.note_activity(tally=enough, actor=people.east, **HELD)

    met = {
        figure.indicator.key: (figure.met, figure.of)
        for figure in figures(reader=people.office, subject="orgs")
    }

    assert met["volunteer-rate-low"] == met["volunteer-activity-missing"] == (1, 2)


@pytest.mark.parametrize("stranger", ["west", "bank"])
def test_a_tally_out_of_reach_does_not_exist(people, tally, browser, api, stranger):
    reader = getattr(people, stranger)

    assert browser(reader).get(tally.get_absolute_url()).status_code == 404
    assert api(reader).get(f"{TALLIES}{tally.public_id}/").status_code == 404


def test_volunteers_are_counted_on_pages(people, browser):
    client = browser(people.east)
    client.post(
        reverse("resources:tally-report"),
        {
            "community": "101801",
            "year": TODAY.year,
            "volunteer_count": 120,
            "resident_count": 1000,
        },
    )
    tally = VolunteerTally.objects.get()

    client.post(reverse("resources:tally-step", args=[tally.public_id, "note_activity"]), HELD)

    shown = client.get(tally.get_absolute_url()).text
    assert "12.0%" in shown
    assert "清洁家园" in shown


def test_volunteers_are_counted_over_http(people, api):
    client = api(people.east)
    filed = client.post(
        TALLIES,
        {
            "community": "101801",
            "year": TODAY.year,
            "volunteer_count": 120,
            "resident_count": 1000,
        },
    )

    noted = client.post(f"{TALLIES}{filed.json()['public_id']}/note-activity/", HELD)

    assert (filed.status_code, noted.status_code) == (201, 200)
    assert noted.json()["activities"][0]["head_count"] == 20


def test_the_list_costs_the_same_at_any_length(town, people, tally, browser, api, cost):
    page, address = browser(people.office), reverse("resources:tallies")
    one = cost(page, address), cost(api(people.office), TALLIES)
    VolunteerTallyFactory(community=town.west)
    VolunteerTallyFactory(community=town.west, year=TODAY.year - 1)

    assert (cost(page, address), cost(api(people.office), TALLIES)) == one
