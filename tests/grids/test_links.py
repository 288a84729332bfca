"""What ties a grid to its organisation and its community."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.services import grids, links
from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry
from orgs.services import tree
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch(town, office):
    return tree.open_org(
        code="101002001", name="南一支部", kind=OrgKind.BRANCH, parent=town.south, actor=office
    )


def test_a_unit_grid_goes_with_a_branch(ground, branch, office):
    grid = links.link_grid_to_org(grid=ground.other, org=branch, actor=office)

    assert grid.org == branch
    entry = AuditEntry.objects.get(verb="grid.link")
    assert entry.changes == {"org": [None, "101002001"]}


@pytest.mark.parametrize("kind", ["root", "south", "east", "group"])
def test_it_goes_with_nothing_else(town, ground, office, kind):
    with pytest.raises(links.LinkRefused):
        links.link_grid_to_org(grid=ground.other, org=getattr(town, kind), actor=office)


def test_an_organisation_goes_with_one_grid(town, ground, office):
    with pytest.raises(links.OrgLinkedAlready) as refusal:
        links.link_grid_to_org(grid=ground.other, org=town.branch, actor=office)

    assert refusal.value.field == "org"


def test_a_link_can_be_undone_and_made_again_elsewhere(town, ground, office):
    links.link_grid_to_org(grid=ground.unit, org=None, actor=office)

    assert links.link_grid_to_org(grid=ground.other, org=town.branch, actor=office).org is not None


def test_the_same_link_or_community_again_leaves_no_trace(town, ground, office):
    links.link_grid_to_org(grid=ground.unit, org=town.branch, actor=office)
    links.assign_community(grid=ground.unit, community=town.east, actor=office)

    assert not AuditEntry.objects.exists()


def test_a_closed_organisation_and_a_retired_grid_are_tied_to_nothing(town, ground, branch, office):
    today = timezone.localdate()
    tree.close_org(org=branch, on=today, reason="合并", actor=office)
    with pytest.raises(links.LinkRefused):
        links.link_grid_to_org(grid=ground.other, org=branch, actor=office)

    grids.close_grid(grid=ground.other, on=today, reason="合并", actor=office)
    with pytest.raises(links.LinkRefused):
        links.assign_community(grid=ground.other, community=town.east, actor=office)


def test_organisations_of_another_street_are_out_of_the_question(ground, office):
    street = tree.open_org(
        code="202", name="另一示例街道", kind=OrgKind.COMMITTEE, parent=None, actor=office
    )
    far = tree.open_org(
        code="202001", name="远片区", kind=OrgKind.GENERAL_BRANCH, parent=street, actor=office
    )
    links.link_grid_to_org(grid=ground.south, org=None, actor=office)

    with pytest.raises(links.LinkRefused):
        links.link_grid_to_org(grid=ground.south, org=far, actor=office)


def test_a_unit_grid_belongs_to_a_community(town, ground, office):
    grid = links.assign_community(grid=ground.other, community=town.west, actor=office)

    assert grid.community == town.west
    assert AuditEntry.objects.get().changes == {"community": [None, "101802"]}


@pytest.mark.parametrize(
    ("grid", "place"), [("base", "east"), ("north", "east"), ("unit", "north")]
)
def test_other_tiers_and_other_organisations_do_not_go(town, ground, office, grid, place):
    with pytest.raises(links.LinkRefused):
        links.assign_community(
            grid=getattr(ground, grid), community=getattr(town, place), actor=office
        )


def test_only_the_office_ties(town, ground, person):
    for actor in (UserFactory(), person(Role.SECRETARY, over=town.root)):
        with pytest.raises(PermissionDenied):
            links.link_grid_to_org(grid=ground.unit, org=None, actor=actor)
        with pytest.raises(PermissionDenied):
            links.assign_community(grid=ground.unit, community=None, actor=actor)
