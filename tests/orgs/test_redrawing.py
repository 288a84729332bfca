"""Redrawing the map (R-081, R-082, R-268): merged, dissolved and split, with nothing lost."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.enums import GridTier
from grids.services.links import OrgLinkedAlready
from orgs.enums import OrgKind, OrgStatus, PostKind, Role, SuccessionKind
from orgs.models import AuditEntry, FormerPlace, Org, OrgSuccession, Pairing
from orgs.selectors.soundness import org_breaches
from orgs.services import tree
from orgs.services.belongings import BelongingsLeft
from orgs.services.redrawing import ChildrenLeft, Part, dissolve_org, merge_orgs, split_org
from orgs.services.workflow import ReasonMissing
from tests.factories import (
    GridFactory,
    OrgFactory,
    PairingFactory,
    PostingFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.races import at_once

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
WHY = "区划调整"


def stored(org):
    return Org.objects.get(pk=org.pk)


def parent_of(org):
    return stored(org).parent


def test_a_merged_organisation_leaves_its_children_its_posts_and_its_name(town, office):
    posting = PostingFactory(org=town.north, kind=PostKind.SECRETARY)

    merge_orgs(into=town.south, orgs=[town.north], on=TODAY, reason=WHY, actor=office)

    posting.refresh_from_db()
    assert (stored(town.north).status, stored(town.north).closed_on) == (OrgStatus.CLOSED, TODAY)
    assert (parent_of(town.branch), posting.ends_on) == (town.south, TODAY)
    succession = OrgSuccession.objects.get()
    assert (succession.predecessor, succession.successor) == (town.north, town.south)
    assert (succession.kind, succession.effective_on) == (SuccessionKind.MERGED, TODAY)
    assert org_breaches() == []


def test_each_part_of_a_merger_has_its_line_with_the_reason(town, office):
    merge_orgs(into=town.south, orgs=[town.north], on=TODAY, reason=WHY, actor=office)

    lines = AuditEntry.objects.order_by("pk").values_list("verb", "subject_label", "reason")
    assert list(lines) == [
        ("org.move", town.branch.name, WHY),
        ("org.close", town.north.name, WHY),
        ("org.succeed", town.south.name, WHY),
    ]


def test_each_child_goes_where_the_actor_says(town, office):
    third = OrgFactory(
        code="101003", kind=OrgKind.GENERAL_BRANCH, parent=stored(town.root), name="中片区党总支"
    )
    other = OrgFactory(code="101001002", kind=OrgKind.BRANCH, parent=stored(town.north))

    dissolve_org(
        org=town.north,
        new_parents={town.branch: third},
        successor=town.south,
        on=TODAY,
        reason=WHY,
        actor=office,
    )

    assert (parent_of(town.branch), parent_of(other)) == (third, town.south)
    assert parent_of(town.group) == town.branch
    assert org_breaches() == []


def test_nothing_happens_while_a_child_has_nowhere_to_go(town, office):
    with pytest.raises(ChildrenLeft):
        dissolve_org(org=town.north, on=TODAY, reason=WHY, actor=office)

    assert stored(town.north).status == OrgStatus.ACTIVE
    assert not AuditEntry.objects.exists()


def test_a_child_of_another_is_not_moved_by_the_way(town, office):
    with pytest.raises(tree.TreeRefused):
        dissolve_org(
            org=town.north,
            new_parents={town.group: town.branch},
            successor=town.south,
            on=TODAY,
            reason=WHY,
            actor=office,
        )


@pytest.mark.parametrize("heir", ["east", "branch", "north", "root"])
def test_only_another_of_its_kind_takes_over(town, office, heir):
    with pytest.raises(tree.TreeRefused) as refusal:
        dissolve_org(
            org=town.north, successor=getattr(town, heir), on=TODAY, reason=WHY, actor=office
        )

    assert refusal.value.field == "successor"


def test_a_day_to_come_a_missing_reason_and_a_closed_one_are_refused(town, office):
    asked = {"into": town.south, "orgs": [town.north], "actor": office}

    with pytest.raises(tree.TreeRefused):
        merge_orgs(**asked, on=TODAY + timedelta(days=1), reason=WHY)
    with pytest.raises(ReasonMissing):
        merge_orgs(**asked, on=TODAY, reason=" ")
    with pytest.raises(tree.TreeRefused):
        merge_orgs(**{**asked, "orgs": []}, on=TODAY, reason=WHY)
    merge_orgs(**asked, on=TODAY, reason=WHY)
    with pytest.raises(tree.TreeRefused):
        merge_orgs(**asked, on=TODAY, reason=WHY)


def test_only_the_office_above_both_redraws(town, person):
    for actor in (
        UserFactory(),
        person(Role.SECRETARY, over=town.root),
        person(Role.OFFICE, over=town.north),
    ):
        with pytest.raises(PermissionDenied):
            merge_orgs(into=town.south, orgs=[town.north], on=TODAY, reason=WHY, actor=actor)
        with pytest.raises(PermissionDenied):
            split_org(
                org=town.south,
                parts=[Part("101004", "示")],
                on=TODAY,
                reason=WHY,
                actor=actor,
            )


def test_roles_end_unless_they_are_to_pass(town, office):
    held = RoleAssignmentFactory(role=Role.SECRETARY, org=town.north)

    merge_orgs(into=town.south, orgs=[town.north], on=TODAY, reason=WHY, actor=office)

    assert not town.north.role_assignments.current().exists()
    assert not held.user.role_assignments.current().exists()


def test_roles_pass_to_the_successor_on_request_but_never_the_actors_own(town, office):
    until = TODAY + timedelta(days=99)
    held = RoleAssignmentFactory(role=Role.SECRETARY, org=town.north, ends_on=until)
    RoleAssignmentFactory(role=Role.LEADER, org=town.north, user=office)

    merge_orgs(
        into=town.south, orgs=[town.north], on=TODAY, reason=WHY, roles_pass=True, actor=office
    )

    passed = town.south.role_assignments.current().get()
    assert (passed.user, passed.role, passed.ends_on) == (held.user, Role.SECRETARY, until)


def test_units_and_grids_stay_in_the_way_until_they_are_to_pass(town, office):
    PairingFactory(partner=town.school, community=town.east)
    PairingFactory(partner=town.bank, community=town.east)
    PairingFactory(partner=town.bank, community=town.west)
    area = GridFactory(street=town.root, code="01")
    grid = GridFactory(
        street=town.root, code="0101", tier=GridTier.UNIT, parent=area, community=town.east
    )
    asked = {"org": town.east, "successor": town.west, "on": TODAY, "reason": WHY}

    with pytest.raises(BelongingsLeft) as refusal:
        dissolve_org(**asked, actor=office)
    assert town.school.name in refusal.value.message
    assert grid.name in refusal.value.message

    dissolve_org(**asked, belongings_pass=True, actor=office)
    grid.refresh_from_db()
    assert grid.community == town.west
    assert sorted(Pairing.objects.values_list("partner__name", "community__name")) == [
        (town.school.name, town.west.name),
        (town.bank.name, town.west.name),
    ]


def test_two_grids_do_not_go_with_one_heir(town, office):
    GridFactory(street=town.root, code="01", org=town.north)
    GridFactory(street=town.root, code="02", org=town.south)

    with pytest.raises(OrgLinkedAlready):
        merge_orgs(
            into=town.south,
            orgs=[town.north],
            on=TODAY,
            reason=WHY,
            belongings_pass=True,
            actor=office,
        )


def test_an_organisation_with_a_grid_does_not_simply_close(town, office):
    area = GridFactory(street=town.root, code="01", org=town.south)

    with pytest.raises(BelongingsLeft):
        tree.close_org(org=town.south, on=TODAY, reason=WHY, actor=office)

    area.refresh_from_db()
    assert area.org == town.south


def test_a_split_opens_parts_beside_it_and_moves_the_chosen(town, office):
    other = OrgFactory(code="101001002", kind=OrgKind.BRANCH, parent=stored(town.north))

    split_org(
        org=town.north,
        parts=[Part("101003", "中片区党总支", [town.branch]), Part("101004", "新片区党总支")],
        on=TODAY,
        reason=WHY,
        actor=office,
    )

    new = Org.objects.get(code="101003")
    assert (new.parent, new.kind, new.founded_on) == (town.root, OrgKind.GENERAL_BRANCH, TODAY)
    assert (parent_of(town.branch), parent_of(other)) == (new, town.north)
    assert stored(town.north).status == OrgStatus.ACTIVE
    assert set(stored(town.north).successors.values_list("code", flat=True)) == {"101003", "101004"}
    assert org_breaches() == []


def test_a_split_that_closes_leaves_nothing_below(town, office):
    other = OrgFactory(code="101001002", kind=OrgKind.BRANCH, parent=stored(town.north))
    asked = {"org": town.north, "on": TODAY, "reason": WHY, "closes": True, "actor": office}

    with pytest.raises(ChildrenLeft):
        split_org(**asked, parts=[Part("101003", "中片区党总支", [town.branch])])
    split_org(**asked, parts=[Part("101003", "中片区党总支", [town.branch, other])])

    assert stored(town.north).status == OrgStatus.CLOSED


@pytest.mark.parametrize("parts", [[], [Part(str(n), "示") for n in range(7)]])
def test_a_split_has_a_few_parts(town, office, parts):
    with pytest.raises(tree.TreeRefused):
        split_org(org=town.north, parts=parts, on=TODAY, reason=WHY, actor=office)


def test_a_child_goes_to_one_part_only(town, office):
    parts = [Part("101003", "示", [town.branch]), Part("101004", "例", [town.branch])]

    with pytest.raises(tree.TreeRefused):
        split_org(org=town.north, parts=parts, on=TODAY, reason=WHY, actor=office)


def test_a_sub_district_is_not_split(town, office):
    with pytest.raises(tree.TreeRefused):
        split_org(org=town.root, parts=[Part("102", "示")], on=TODAY, reason=WHY, actor=office)


def test_a_move_leaves_a_former_place_once_a_day(town, office):
    yesterday = TODAY - timedelta(days=1)
    move = partial(tree.move_org, org=town.branch, actor=office)

    move(new_parent=town.south, on=yesterday)
    move(new_parent=town.north)
    assert list(FormerPlace.objects.values_list("parent__code", "left_on")) == [
        ("101002", TODAY),
        ("101001", yesterday),
    ]

    move(new_parent=town.south)
    assert list(FormerPlace.objects.values_list("parent__code", "left_on")) == [
        ("101001", yesterday)
    ]
    with pytest.raises(tree.TreeRefused):
        move(new_parent=town.north, on=date(2001, 1, 1))


def test_a_move_taken_back_never_was(town, office):
    tree.move_org(org=town.branch, new_parent=town.south, on=TODAY, actor=office)

    tree.take_back_move(org=town.branch, former=town.north, actor=office)

    assert parent_of(town.branch) == town.north
    assert not FormerPlace.objects.exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_of_several_mergers_of_the_same_organisation_wins():
    root = OrgFactory(code="1")
    areas = [
        OrgFactory(code=f"1{n}", kind=OrgKind.GENERAL_BRANCH, parent=stored(root)) for n in range(5)
    ]
    OrgFactory(code="101", kind=OrgKind.BRANCH, parent=stored(areas[0]))
    actor = RoleAssignmentFactory(role=Role.OFFICE, org=stored(root)).user
    rivals = [
        partial(merge_orgs, into=area, orgs=[areas[0]], on=TODAY, reason=WHY, actor=actor)
        for area in areas[1:]
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [tree.TreeRefused] * 3
    assert OrgSuccession.objects.count() == 1
    assert parent_of(Org.objects.get(code="101")) == OrgSuccession.objects.get().successor
    assert org_breaches() == []
