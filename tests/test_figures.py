"""Figures of a period: every community at once, and exactly the rows that each figure counts."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.enums import OrgKind, Role
from orgs.selectors.figures import Homes, counted_for, figure_of, period_figures
from partybuild.periods import LOCAL_TIME, Period
from tests.factories import CaseFactory, GridFactory, OrgFactory, PairingFactory
from tests.resources.factories import NeedFactory

pytestmark = pytest.mark.django_db

OCTOBER = Period.parse("2026-10")


def at(month, day):
    return datetime(2026, month, day, 9, tzinfo=LOCAL_TIME)


@pytest.fixture
def busy(town):
    """Needs of a community, of a branch below it and of one tied to it by its grid."""
    own = OrgFactory(code="101801001", kind=OrgKind.BRANCH, parent=town.east)
    GridFactory(street=town.root, org=town.branch, community=town.east)
    for owner, month in (
        (town.east, 10),
        (own, 10),
        (town.branch, 10),
        (town.east, 11),
        (town.west, 10),
        (town.south, 10),
    ):
        NeedFactory(owner_org=owner, state="listed", listed_at=at(month, 3))
    town.root.refresh_from_db()
    town.east.refresh_from_db()
    town.west.refresh_from_db()
    return town


def test_a_record_counts_for_the_community_it_hangs_below_or_is_tied_to(busy):
    homes = Homes([busy.east, busy.west])

    counted = counted_for(figure_of("need-filed"), homes, OCTOBER)

    assert counted == {busy.east.pk: 3, busy.west.pk: 1}


def test_one_community_alone_is_counted_as_among_all(busy):
    alone = counted_for(figure_of("need-filed"), Homes([busy.east]), OCTOBER)

    assert alone == {busy.east.pk: 3}


def test_a_figure_opens_exactly_the_rows_it_counts(busy, browser, person):
    CaseFactory(street=busy.root, community=busy.east, reported_at=at(10, 5))
    PairingFactory(
        partner=busy.school,
        community=busy.east,
        checked_in_on=at(10, 5).date(),
        checked_in_precision="day",
    )
    client = browser(person(Role.OFFICE, over=busy.root))
    homes = Homes([busy.east])
    month = Period.at(timezone.now(), OCTOBER.kind)

    for figure in period_figures():
        period = month if figure.stands else OCTOBER
        opened = client.get(
            reverse("orgs:figure-rows", args=[busy.east.public_id, figure.key, period])
        )
        if not figure.sum_of:
            counted = counted_for(figure, homes, period).get(busy.east.pk, 0)
            assert opened.context["page"].paginator.count == counted, figure.key


def test_a_stranger_finds_no_figure(busy, browser, person):
    client = browser(person(Role.SECRETARY, over=busy.west))

    answer = client.get(
        reverse("orgs:figure-rows", args=[busy.east.public_id, "need-filed", OCTOBER])
    )

    assert answer.status_code == 404
