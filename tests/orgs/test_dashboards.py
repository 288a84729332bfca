"""Dashboards: what a place shows, to whom, and that every count opens exactly its rows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grids.enums import GridTier
from grids.models import Case
from grids.selectors.case_places import cases_by_place
from grids.selectors.tiles import cases_within
from orgs.enums import Basic, DatePrecision, OrgKind, Role
from orgs.models import Org
from orgs.scoping import reach_of, reach_over, reaches_over
from orgs.selectors.dashboards import (
    below,
    dashboard_of,
    decisions_at,
    org_place,
    partner_place,
)
from orgs.selectors.tiles import Block, lines_of, tiles
from tests.factories import CaseFactory, GridFactory, OrgFactory, PairingFactory
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def yesterday():
    return timezone.localdate() - timedelta(days=1)


@pytest.fixture
def late_term(town, yesterday):
    Org.objects.filter(pk=town.north.pk).update(
        term_ends_on=yesterday, term_ends_precision=DatePrecision.DAY
    )


def waiting(place):
    return {line.label: (line.count, line.since) for line in decisions_at(place)}


def counts(place, key):
    tile = next(tile for tile in tiles(place) if tile.key == key)
    return {line.key: line.count for line in lines_of(tile, place)}


def test_a_place_counts_what_waits_at_and_below_it_since_when(town, office, yesterday, late_term):
    root, south = org_place(town.root, reader=office), org_place(town.south, reader=office)

    assert list(waiting(root).values()) == [(1, yesterday)]
    assert waiting(south) == {}


def test_the_places_below_stand_in_the_order_of_the_tree_with_what_is_urgent(town, office):
    NeedFactory(owner_org=town.west)
    MatchFactory(
        need=NeedFactory(owner_org=town.east, state="listed"),
        resource=ResourceFactory(owner_partner=town.school, state="published"),
    )

    beneath = below(org_place(town.root, reader=office))

    assert [child.org for child in beneath.children] == [
        town.north,
        town.south,
        town.east,
        town.west,
    ]
    urgent = {child.org: sum(line.count for line in child.lines) for child in beneath.children}
    assert urgent == {town.north: 0, town.south: 0, town.east: 1, town.west: 0}


def test_the_six_basics_stand_in_their_order_with_the_standards_that_do_not_hold(town, office):
    board = dashboard_of(org_place(town.root, reader=office), reader=office)

    assert [each.basic for each in board.basics] == list(Basic)
    team = board.basics[1]
    assert "no-secretary" in {figure.indicator.key for figure in team.short}
    assert team.measured == team.met + len(team.short)


def test_a_unit_has_a_dashboard_for_itself_and_its_street_and_not_for_its_community(
    town, office, person
):
    PairingFactory(partner=town.school, community=town.east)
    MatchFactory(
        need=NeedFactory(owner_org=town.west, state="listed"),
        resource=ResourceFactory(owner_partner=town.school, state="published"),
    )

    for reader in (office, person(Role.PARTNER_LIAISON, over=town.school)):
        place = partner_place(town.school, reader=reader)
        assert counts(place, "matches-waiting") == {"unanswered": 1}
    assert partner_place(town.school, reader=person(Role.SECRETARY, over=town.east)) is None


def test_who_works_in_a_community_reaches_no_more_of_a_place_than_the_own_part(town, person):
    GridFactory(street=town.root, org=town.north, community=town.east)
    secretary = person(Role.SECRETARY, over=town.east)
    GridFactory(street=town.root, org=town.south, community=town.north)

    place = org_place(town.north, reader=secretary)

    assert town.north.pk in {each.org_pk for each in place.reach.subtrees}
    assert town.south.pk not in {each.org_pk for each in place.reach.subtrees}


def test_the_cases_of_a_dashboard_are_those_of_the_reach(town):
    branch = OrgFactory(code="101001009", kind=OrgKind.BRANCH, parent=town.north)
    unit = GridFactory(street=town.root, org=branch, community=town.east)
    for org in (town.root, town.east, town.west):
        org.refresh_from_db()
    CaseFactory(street=town.root, grid=unit)
    CaseFactory(street=town.root, community=town.east)
    CaseFactory(street=town.root)

    for org, count in ((town.root, 3), (town.east, 2), (town.west, 0)):
        reach = reach_over(org)
        found = set(cases_within(reach).values_list("pk", flat=True))
        assert found == set(Case.objects.within(reach).values_list("pk", flat=True))
        assert len(found) == count


def test_cases_are_counted_at_many_places_as_at_each_alone(town, django_assert_num_queries):
    branch = OrgFactory(code="101001009", kind=OrgKind.BRANCH, parent=town.north)
    whole = GridFactory(street=town.root, org=branch, community=town.east)
    below_it = GridFactory(street=town.root, tier=GridTier.UNIT, parent=whole)
    for facts in (
        {"grid": below_it},
        {"grid": whole, "community": town.west},
        {"handling_org": branch, "community": town.east},
        {"handling_org": town.south},
        {"community": town.west},
        {},
    ):
        CaseFactory(street=town.root, **facts)
    places = list(Org.objects.filter(tree_id=town.root.tree_id))
    reaches = {org.pk: reach_over(org) for org in places}

    with django_assert_num_queries(2):
        together = cases_by_place(Case.objects.all(), reaches)

    assert together == {pk: cases_within(reach).count() for pk, reach in reaches.items()}
    assert (together[town.root.pk], together[town.east.pk], together[town.north.pk]) == (6, 3, 3)


def test_many_places_are_reached_as_each_is_by_itself(town):
    branch = OrgFactory(code="101001009", kind=OrgKind.BRANCH, parent=town.north)
    GridFactory(street=town.root, org=branch, community=town.east)
    for org in (town.east, town.west, town.north):
        org.refresh_from_db()

    found = reaches_over([town.east, town.west, town.north])

    for org in (town.east, town.west, town.north):
        alone = {each.org_pk for each in reach_over(org).subtrees}
        assert {each.org_pk for each in found[org.pk].subtrees} == alone
    assert branch.pk in {each.org_pk for each in found[town.east.pk].subtrees}


def test_somebody_without_a_role_there_sees_no_tile(town, person):
    auditor = person(Role.AUDITOR, over=town.root)

    assert not reach_of(auditor)
    assert tiles(org_place(town.root, reader=auditor)) == []


def test_a_draft_of_a_circular_is_on_no_wall_and_in_no_column(town, office):
    place = org_place(town.root, reader=office)
    restricted = [tile for tile in tiles(place, Block.TODO) if tile.is_restricted]

    assert [tile.key for tile in restricted] == ["censures-waiting"]
    urgent = {str(m.label) for tile in restricted for m in tile.measures}
    assert urgent.isdisjoint(map(str, below(place).columns))
