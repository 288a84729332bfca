"""The rating and the rates of cases on the dashboards, and what of them stands on the wall."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.models import FirmScore
from grids.services import objections
from orgs.selectors.dashboards import decisions_at, org_place
from orgs.selectors.tiles import lines_of, tiles
from tests.factories import CaseFactory
from tests.grids.ratings import (
    a_firm_at_work,
    a_published_round,
    a_scheme,
    a_scored_round,
    an_announced_round,
    people,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands(town):
    people_there = people(town)
    a_firm_at_work(town, partner=town.school)
    a_scheme(town, people_there)
    return people_there


def lines(place, key):
    tile = next(tile for tile in tiles(place) if tile.key == key)
    return {line.key: line for line in lines_of(tile, place)}


def test_a_round_that_waits_for_its_review_stands_first_on_the_wall(town, hands, browser):
    a_scored_round(town, hands)
    late = timezone.now() - timedelta(days=30)
    CaseFactory(street=town.root, state="registered", reported_at=late, due_at=late)

    first, second = decisions_at(org_place(town.root, reader=hands.third))[:2]

    assert (first.key, first.decides, second.is_urgent) == ("review", True, True)
    assert browser(hands.third).get(first.url).context["page"].paginator.count == 1


def test_an_objection_stands_on_the_wall_until_it_is_decided(town, hands):
    an_announced_round(town, hands)
    score = FirmScore.objects.get(estate__isnull=False)
    objection = objections.file_objection(score=score, words="保洁扣分有误", actor=hands.liaison)
    place = org_place(town.root, reader=hands.third)

    assert [line.key for line in decisions_at(place)] == ["decide"]
    objection = objections.examine_objection(objection=objection, words="属实", actor=hands.second)
    objections.dismiss_objection(objection=objection, decision="记录无误", actor=hands.third)
    assert decisions_at(place) == []


def test_the_plates_are_those_of_the_last_rating_of_firms_that_serve_there(town, hands, browser):
    a_published_round(town, hands)

    for org, reader in ((town.root, hands.office), (town.east, hands.secretary)):
        place = org_place(org, reader=reader)
        [gold] = [line for line in lines(place, "plates").values() if line.count]
        assert (gold.key, gold.count) == ("gold", 1)
        assert browser(reader).get(gold.url).context["page"].paginator.count == 1
    elsewhere = org_place(town.west, reader=hands.stranger)
    assert not any(line.count for line in lines(elsewhere, "plates").values())


def test_a_rate_of_the_month_opens_its_rows_and_is_hidden_under_ten(town, office, browser):
    now = timezone.now()
    facts = {"reported_at": now, "closed_at": now, "is_solved": True}
    CaseFactory.create_batch(9, street=town.root, **facts, satisfaction="satisfied")
    CaseFactory(street=town.root, **(facts | {"is_solved": False, "satisfaction": "unrated"}))
    place, client = org_place(town.root, reader=office), browser(office)

    shown = lines(place, "case-rates-month")

    solved, satisfied = shown["solved"], shown["satisfied"]
    opened = [
        client.get(url).context["page"].paginator.count for url in (solved.url, solved.all_url)
    ]
    assert opened == [solved.count, solved.of] == [9, 10]
    assert len(solved.trend.dots) == 1
    assert (satisfied.count, satisfied.of, satisfied.hidden) == (None, None, "<10")
    page = client.get(reverse("orgs:org-dashboard", args=[town.root.public_id]))
    assert "&lt;10" in page.text
