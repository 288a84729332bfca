"""Who sees what: each role over its node and below, for its term, and nothing beside."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from grids.enums import GridTier
from grids.models import Grid, GridPost
from orgs.enums import OrgKind, Role
from orgs.models import Org, Partner, Posting
from orgs.permissions import holds_role
from orgs.scoping import reach_of, spans
from tests.factories import (
    GridFactory,
    GridPostFactory,
    OrgFactory,
    PairingFactory,
    PartnerFactory,
    PostingFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
STREET = {"101", "101001", "101001001", "101001001001", "101002", "101801", "101802"}


@pytest.fixture
def country(town):
    """The town with its grids, posts and pairings, and another street beside it."""
    area = GridFactory(street=town.root, code="A1", org=town.north)
    unit = GridFactory(
        street=town.root,
        code="A1U1",
        tier=GridTier.UNIT,
        parent=area,
        org=town.branch,
        community=town.east,
    )
    base = GridFactory(
        street=town.root, code="A1U1B1", tier=GridTier.BASE, parent=unit, org=town.group
    )
    GridFactory(street=town.root, code="A2", org=town.south)
    GridPostFactory(grid=base)
    PostingFactory(org=town.group)
    PairingFactory(partner=town.school, community=town.east)
    other = OrgFactory(code="202")
    GridFactory(street=other, code="Z1")
    PartnerFactory(street=other, name="远方单位")
    return town


def seen_by(user):
    return SimpleNamespace(
        orgs=set(Org.objects.visible_to(user).values_list("code", flat=True)),
        grids=set(Grid.objects.visible_to(user).values_list("code", flat=True)),
        partners=set(Partner.objects.visible_to(user).values_list("name", flat=True)),
        postings=Posting.objects.visible_to(user).count(),
        grid_posts=GridPost.objects.visible_to(user).count(),
    )


@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER])
def test_the_office_and_the_leader_see_their_street_and_no_other(country, person, role):
    seen = seen_by(person(role, over=country.root))

    assert seen.orgs == STREET
    assert seen.grids == {"A1", "A1U1", "A1U1B1", "A2"}
    assert seen.partners == {"示例小学", "示例银行"}
    assert (seen.postings, seen.grid_posts) == (1, 1)


def test_the_secretary_of_an_area_sees_the_area(country, person):
    seen = seen_by(person(Role.SECRETARY, over=country.north))

    assert seen.orgs == {"101001", "101001001", "101001001001"}
    assert seen.grids == {"A1", "A1U1", "A1U1B1"}
    assert seen.partners == set()
    assert (seen.postings, seen.grid_posts) == (1, 1)


def test_the_secretary_of_a_community_also_sees_the_branches_of_its_grids(country, person):
    seen = seen_by(person(Role.SECRETARY, over=country.east))

    assert seen.orgs == {"101801", "101001001", "101001001001"}
    assert seen.grids == {"A1U1", "A1U1B1"}
    assert seen.partners == {"示例小学"}
    assert (seen.postings, seen.grid_posts) == (1, 1)


def test_the_secretary_of_a_community_without_grids_sees_the_community(country, person):
    seen = seen_by(person(Role.SECRETARY, over=country.west))

    assert seen.orgs == {"101802"}
    assert (seen.grids, seen.partners) == (set(), set())


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.GRID_WORKER])
def test_the_people_of_a_branch_see_the_branch_and_its_grid(country, person, role):
    seen = seen_by(person(role, over=country.branch))

    assert seen.orgs == {"101001001", "101001001001"}
    assert seen.grids == {"A1U1", "A1U1B1"}
    assert seen.partners == set()


def test_a_grid_worker_of_a_group_sees_the_group_and_its_base_grid(country, person):
    seen = seen_by(person(Role.GRID_WORKER, over=country.group))

    assert (seen.orgs, seen.grids) == ({"101001001001"}, {"A1U1B1"})


def test_the_liaison_of_a_unit_sees_the_unit_alone(country, person):
    seen = seen_by(person(Role.PARTNER_LIAISON, over=country.school))

    assert seen.partners == {"示例小学"}
    assert (seen.orgs, seen.grids, seen.postings, seen.grid_posts) == (set(), set(), 0, 0)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SECURITY, Role.SYSTEM])
def test_the_three_administrators_see_no_business_rows(country, person, role):
    seen = seen_by(person(role, over=country.root))

    assert (seen.orgs, seen.grids, seen.partners) == (set(), set(), set())


def test_a_stranger_sees_nothing(country):
    seen = seen_by(UserFactory())

    assert (seen.orgs, seen.grids, seen.partners) == (set(), set(), set())
    assert (seen.postings, seen.grid_posts) == (0, 0)


@pytest.mark.parametrize(
    ("starts", "ends", "is_current"),
    [(-9, -1, False), (1, None, False), (-9, 0, True), (0, None, True)],
    ids=["expired", "still to begin", "last day", "first day"],
)
def test_a_role_reaches_for_its_term_and_no_longer(country, starts, ends, is_current):
    user = RoleAssignmentFactory(
        org=country.root,
        role=Role.OFFICE,
        starts_on=TODAY + timedelta(days=starts),
        ends_on=None if ends is None else TODAY + timedelta(days=ends),
    ).user

    assert (seen_by(user).orgs == STREET) is is_current
    assert holds_role(user, Role.OFFICE, over=country.north) is is_current


def test_a_street_and_a_community_of_another_street_are_both_within_reach(country, person):
    user = person(Role.OFFICE, over=Org.objects.get(code="202"))
    RoleAssignmentFactory(user=user, org=country.east, role=Role.SECRETARY)

    seen = seen_by(user)

    assert seen.grids == {"Z1", "A1U1", "A1U1B1"}
    assert seen.partners == {"远方单位", "示例小学"}


def test_whoever_is_above_a_community_works_in_the_branches_of_its_grids(country, person):
    community = OrgFactory(
        code="101002801",
        kind=OrgKind.COMMUNITY_COMMITTEE,
        parent=Org.objects.get(pk=country.south.pk),
    )
    Grid.objects.filter(code="A1U1").update(community=community)

    seen = seen_by(person(Role.SECRETARY, over=Org.objects.get(pk=country.south.pk)))

    assert seen.orgs == {"101002", "101002801", "101001001", "101001001001"}
    assert seen.grids == {"A1U1", "A1U1B1", "A2"}


def test_each_role_over_a_community_goes_along_to_its_grids(country, person):
    user = person(Role.LEADER, over=country.east)
    RoleAssignmentFactory(user=user, org=country.east, role=Role.SECRETARY)

    assert holds_role(user, Role.LEADER, over=country.branch)
    assert holds_role(user, Role.SECRETARY, over=country.group)
    assert not holds_role(user, Role.OFFICE, over=country.branch)


def test_a_retired_grid_ends_the_neighbourhood(country, person):
    Grid.objects.filter(code="A1U1").update(status="closed", closed_on=TODAY)

    assert seen_by(person(Role.SECRETARY, over=country.east)).orgs == {"101801"}


def test_nobody_governs_by_a_role_that_was_not_asked_for(country, person):
    secretary = person(Role.SECRETARY, over=country.root)

    assert Org.objects.governed_by(secretary, Role.OFFICE).count() == 0
    assert Grid.objects.governed_by(secretary, Role.OFFICE).count() == 0


@pytest.mark.parametrize(
    ("role", "over", "queries"),
    [
        (Role.OFFICE, "root", 2),  # the person's roles, the rows
        (Role.SECRETARY, "branch", 3),  # and the grids tied to the branch
        (Role.SECRETARY, "east", 4),  # and the branches of the community's grids
        (Role.PARTNER_LIAISON, "school", 1),  # no tree within reach: nothing to ask
    ],
)
def test_resolving_a_reach_costs_the_same_however_much_lies_below(
    country, person, role, over, queries, django_assert_num_queries
):
    user = person(role, over=getattr(country, over))

    with django_assert_num_queries(queries):
        list(Grid.objects.visible_to(user))


def test_nested_and_adjacent_subtrees_are_one_interval():
    places = [(1, 2, 9), (1, 4, 5), (1, 10, 11), (1, 14, 15), (2, 16, 17)]

    assert spans(places) == [(1, 2, 11), (1, 14, 15), (2, 16, 17)]


def test_a_visitor_who_is_not_signed_in_reaches_nothing():
    assert reach_of(SimpleNamespace(is_authenticated=False)).subtrees == ()


def test_the_owner_of_the_portal_reaches_everything(country):
    assert seen_by(UserFactory(is_superuser=True)).orgs == STREET | {"202"}


@pytest.mark.parametrize(("org", "line"), [("group", 4), ("root", 1), ("east", 2)])
def test_the_line_above_is_found_by_the_superiors_keys(town, org, line):
    row = getattr(town, org)

    above = Org.objects.above(row).order_by("lft")

    assert list(above) == list(row.get_ancestors(include_self=True))
    assert len(above) == line
