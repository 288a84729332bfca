"""The standards of the rating: what each counts after a round, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grids.models import Plate, Sanction
from grids.rating_enums import PlateKind, SanctionKind
from orgs.selectors.indicators import figures
from tests.grids.ratings import a_firm_at_work, a_published_round, a_scheme, people

pytestmark = pytest.mark.django_db

OURS = {
    "firm-rated",
    "rating-in-time",
    "score-satisfaction",
    "low-plate-followed",
    "sanction-done",
}


@pytest.fixture
def hands(town):
    people_there = people(town)
    a_firm_at_work(town, partner=town.school)
    a_scheme(town, people_there)
    a_published_round(town, people_there)
    return people_there


def counted(reader, below):
    found = figures(reader=reader, below=below)
    return {each.indicator.key: each for each in found if each.indicator.key in OURS}


def test_each_standard_of_the_rating_opens_exactly_its_rows(town, hands, browser):
    Plate.objects.update(kind=PlateKind.YELLOW, rank=None)
    Sanction.objects.create(
        plate=Plate.objects.get(),
        kind=SanctionKind.RECTIFICATION,
        words="修复门禁",
        due_on=timezone.localdate() - timedelta(days=1),
        state="approved",
        proposed_by=hands.office,
        approved_by=hands.second,
    )
    client = browser(hands.office)

    found = counted(hands.office, town.root)

    assert {key: (each.met, each.of) for key, each in found.items()} == {
        "firm-rated": (1, 1),
        "rating-in-time": (1, 1),
        "score-satisfaction": (1, 1),
        "low-plate-followed": (1, 1),
        "sanction-done": (0, 1),
    }
    for figure in found.values():
        for url, number in ((figure.url_all, figure.of), (figure.url_missing, figure.missing)):
            assert client.get(url).context["page"].paginator.count == number


def test_below_a_community_only_the_firms_that_serve_it_count(town, hands):
    east, west = counted(hands.secretary, town.east), counted(hands.stranger, town.west)

    assert (east["score-satisfaction"].of, east["firm-rated"].of) == (1, 1)
    assert {each.of for each in west.values()} == {0}
