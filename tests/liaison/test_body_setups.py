"""Bodies set up as the plans describe them, and who belongs to each."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from liaison.bodies import BODIES, PART_KINDS
from liaison.body_enums import GroupSubject
from liaison.enums import BodyKind, MembershipRole
from liaison.models import Body
from liaison.selectors.bodies import bodies_open_to, lacks_parts, shortfalls_of, voters_of
from liaison.selectors.rosters import roster_document
from liaison.services import bodies, body_setups, memberships
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.numbers import set_numbers
from partybuild.documents import render
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    PairingFactory,
    RotationFactory,
)
from tests.liaison.factories import BodyFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def set_up(org, kind, actor):
    return body_setups.set_up_by_plan(org=org, kind=kind, actor=actor)


def lacking(body):
    return {figure.indicator.key for figure in shortfalls_of(body)}


def test_every_kind_of_body_has_its_rule():
    assert set(BODIES) == set(BodyKind)
    for kind in PART_KINDS:
        assert kind in {part.kind for part in BODIES[BODIES[kind].beneath].parts}


def test_a_cobuilding_committee_comes_with_its_four_groups(town, office):
    body = set_up(town.root, BodyKind.COBUILDING_COMMITTEE, office)

    groups = body.parts.order_by("pk")
    assert (body.name, body.quorum_of(30)) == ("示例街道党建共建委员会", 20)
    assert [group.subject for group in groups] == list(GroupSubject)
    assert groups[0].name == "示例街道区域党的建设工作协调小组"
    assert body.term_ends_on.year == timezone.localdate().year + 5
    assert AuditEntry.objects.filter(verb="body.set_up", actor=office).count() == 5
    with pytest.raises(body_setups.BodyStandsAlready):
        set_up(town.root, BodyKind.COBUILDING_COMMITTEE, office)


def test_what_stands_already_is_completed_and_taken_in(town, person):
    secretary = person(Role.SECRETARY, over=town.east)
    alone = BodyFactory(org=town.east, kind=BodyKind.COMMUNITY_COBUILDING)
    committee = BodyFactory(org=town.east, kind=BodyKind.COMMUNITY_COMMITTEE)
    assert lacks_parts(committee)

    body = set_up(town.east, BodyKind.COMMUNITY_COMMITTEE, secretary)

    alone.refresh_from_db()
    assert (body, alone.parent) == (committee, committee)
    assert body.parts.count() == 3
    assert not lacks_parts(body)


def test_a_stranger_sets_nothing_up_and_a_kind_has_its_place(town, office, person):
    with pytest.raises(PermissionDenied):
        set_up(town.west, BodyKind.COMMUNITY_COMMITTEE, person(Role.SECRETARY, over=town.east))
    with pytest.raises(bodies.BodyMisplaced):
        set_up(town.east, BodyKind.EXTENDED_COMMITTEE, office)
    with pytest.raises(bodies.BodyMisplaced):
        set_up(town.root, BodyKind.COORDINATION_GROUP, office)


def test_a_part_stands_beneath_its_whole_of_the_same_organisation(town, office):
    whole = BodyFactory(org=town.root, kind=BodyKind.COBUILDING_COMMITTEE)
    group = {"kind": BodyKind.COORDINATION_GROUP, "name": "协调小组", "actor": office}

    with pytest.raises(bodies.BodyMisplaced):
        bodies.set_up_body(org=town.root, parent=BodyFactory(org=town.root), **group)
    part = bodies.set_up_body(org=town.root, parent=whole, **group)
    with pytest.raises(bodies.PartsStand):
        bodies.dissolve_body(body=whole, reason="示例", actor=office)
    assert part.parent == whole


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": BodyKind.EXTENDED_COMMITTEE},
        {"kind": BodyKind.COORDINATION_GROUP, "subject": GroupSubject.PARTY},
        {"kind": BodyKind.HEARING, "subject": GroupSubject.PARTY},
        {"kind": BodyKind.SECRETARIES_MEETING},
    ],
)
def test_the_database_keeps_no_double_and_no_contradiction(town, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyFactory.create_batch(2, org=town.root, **facts)


def test_voters_are_all_who_sit_but_observers(town):
    body = BodyFactory(org=town.root)
    member = MembershipFactory(body=body)
    leader = MembershipFactory(body=body, role=MembershipRole.LEADER)
    MembershipFactory(body=body, role=MembershipRole.OBSERVER)
    MembershipFactory(body=body, ends_on=member.starts_on)

    assert [voter.seat for voter in voters_of(body)] == [leader, member]


def test_a_circles_meeting_derives_from_its_members(town, office, person):
    circle = CircleFactory(street=town.root)
    joined = {"circle": circle, "joined_on": timezone.localdate()}
    school = CircleMembershipFactory(member_partner=town.school, **joined)
    CircleMembershipFactory(member_partner=town.bank, left=True, **joined)
    core = CircleMembershipFactory(member_org=town.east, core=True, **joined)
    today = timezone.localdate()
    RotationFactory(membership=core, starts_on=today, ends_on=today)

    body = body_setups.set_up_for_circle(circle=circle, actor=office)

    voters = voters_of(body)
    assert [(voter.unit, voter.role) for voter in voters] == [
        (town.east.name, MembershipRole.LEADER),
        (town.school.name, MembershipRole.MEMBER),
    ]
    [row] = Body.objects.with_leader().with_seat_count()
    assert (row.leader_name, row.seat_count) == (town.east.name, 2)
    assert lacking(body) == set()
    assert list(Body.objects.visible_to(person(Role.PARTNER_LIAISON, over=town.school))) == [body]
    assert not Body.objects.visible_to(person(Role.PARTNER_LIAISON, over=town.bank)).exists()
    with pytest.raises(memberships.RosterOfCircle):
        memberships.seat_member(body=body, person_name="示例", actor=office)
    with pytest.raises(body_setups.BodyStandsAlready):
        body_setups.set_up_for_circle(circle=circle, actor=office)
    with pytest.raises(PermissionDenied):
        body_setups.set_up_for_circle(
            circle=CircleFactory(street=town.root),
            actor=person(Role.SECRETARY, over=town.east),
        )
    assert school.circle == circle


def test_what_a_body_lacks_is_said(town, office):
    body = set_up(town.root, BodyKind.COBUILDING_COMMITTEE, office)
    group = body.parts.first()
    MembershipFactory(body=group, role=MembershipRole.LEADER, person_name="领样例")
    assert lacking(group) == {"leader-not-above", "too-few-seats"}
    assert lacking(body) == {"no-leader", "too-few-seats"}

    MembershipFactory(body=body, person_name="领样例", role=MembershipRole.LEADER)
    numbers = {"coordination_group-seats-least": 1, "cobuilding_committee-seats-most": 1}
    set_numbers(street=town.root, actor=office, numbers=numbers)
    MembershipFactory.create_batch(8, body=body)

    assert lacking(group) == set()
    assert lacking(body) == {"too-many-seats"}
    Body.objects.filter(pk=body.pk).update(term_ends_on=timezone.localdate().replace(year=2020))
    assert "body-term-over" in lacking(body)


def test_bodies_open_to_nominations_are_those_of_the_sub_district_and_near(town, person):
    street = BodyFactory(org=town.root)
    east, west = BodyFactory(org=town.east), BodyFactory(org=town.west)
    PairingFactory(partner=town.school, community=town.east)
    elsewhere = BodyFactory()

    def open_to(user):
        return set(bodies_open_to(user))

    assert open_to(person(Role.PARTNER_LIAISON, over=town.school)) == {street, east}
    assert open_to(person(Role.PARTNER_LIAISON, over=town.bank)) == {street}
    assert open_to(person(Role.SECRETARY, over=town.west)) == {street, west}
    assert elsewhere not in open_to(person(Role.OFFICE, over=town.root))


def test_the_roster_names_units_posts_and_terms_but_no_phone(town):
    seat = MembershipFactory(
        body__org=town.root, unit_org=town.east, work_phone="19000000001", person_name="甲样例"
    )
    MembershipFactory(body=seat.body, role=MembershipRole.OBSERVER, person_name="乙样例")

    document = roster_document(seat.body)

    words = str(document.blocks)
    assert town.east.name in words
    assert "甲样例" in words
    assert "乙样例" in words
    assert seat.work_phone not in words
    assert render(document).startswith(b"PK")
