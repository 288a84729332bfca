"""Seats on a body: one leader, one unit each, and a term."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from liaison.enums import BodyKind, MembershipRole
from liaison.models import Membership
from liaison.services import bodies, memberships
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.tree import StaleVersion
from tests.factories import UserFactory
from tests.liaison.factories import BodyFactory, MembershipFactory

pytestmark = pytest.mark.django_db

LEADER = MembershipRole.LEADER


def days_from_now(days):
    return timezone.localdate() + timedelta(days=days)


def test_a_seat_is_held_for_a_unit_from_today_on(town, office):
    body = BodyFactory(org=town.root)

    seat = memberships.seat_member(
        body=body,
        person_name="示例委员",
        post="校长",
        unit_partner=town.school,
        is_part_time=True,
        actor=office,
    )

    assert (seat.unit, seat.unit_and_post) == ("示例小学", "示例小学校长")
    assert list(body.memberships.current()) == [seat]
    entry = AuditEntry.objects.get(verb="membership.seat")
    assert (entry.org, entry.changes["unit_name"]) == (town.root, [None, "示例小学"])


def test_a_stranger_seats_corrects_and_ends_nobody(town, person):
    seat = MembershipFactory(body__org=town.east)
    neighbour = person(Role.SECRETARY, over=town.west)

    with pytest.raises(PermissionDenied):
        memberships.seat_member(body=seat.body, person_name="示例", actor=neighbour)
    with pytest.raises(PermissionDenied):
        memberships.amend_membership(membership=seat, post="新职务", actor=neighbour)
    with pytest.raises(PermissionDenied):
        memberships.end_membership(membership=seat, on=days_from_now(0), actor=neighbour)


def test_a_dissolved_body_seats_nobody(town, office):
    body = BodyFactory(org=town.root, is_active=False)

    with pytest.raises(bodies.BodyDissolved):
        memberships.seat_member(body=body, person_name="示例", actor=office)


def test_a_seat_is_held_for_one_unit_only(town, office):
    body = BodyFactory(org=town.root)
    two = {"unit_partner": town.school, "unit_name": "示例医院"}

    with pytest.raises(memberships.OneUnitOnly):
        memberships.seat_member(body=body, person_name="示例", actor=office, **two)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(body=body, **two)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(body=body, unit_org=town.east, unit_partner=town.school)


def test_a_body_has_one_leader_at_a_time(town, office):
    body = BodyFactory(org=town.root)
    memberships.seat_member(body=body, person_name="示例甲", role=LEADER, actor=office)

    with pytest.raises(memberships.LeaderSeated):
        memberships.seat_member(body=body, person_name="示例乙", role=LEADER, actor=office)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(body=body, role=LEADER)


def test_the_next_leader_is_seated_for_the_time_after_the_first(town, office):
    body = BodyFactory(org=town.root)
    first = MembershipFactory(body=body, role=LEADER, ends_on=days_from_now(10))

    def seat(starts_on, ends_on=None):
        return memberships.seat_member(
            body=body,
            person_name="示例乙",
            role=LEADER,
            starts_on=starts_on,
            ends_on=ends_on,
            actor=office,
        )

    with pytest.raises(memberships.LeaderSeated):
        seat(days_from_now(10))
    with pytest.raises(memberships.LeaderSeated):
        seat(first.starts_on - timedelta(days=9), ends_on=first.starts_on)
    assert seat(days_from_now(11)).role == LEADER
    assert body.memberships.current().get() == first


def test_a_coordination_group_is_led_by_a_member_of_the_committee(town, office):
    committee = BodyFactory(org=town.root, kind=BodyKind.COBUILDING_COMMITTEE)
    MembershipFactory(body=committee, person_name="示例甲")
    group = BodyFactory(org=town.root, kind=BodyKind.COORDINATION_GROUP)

    with pytest.raises(memberships.LeaderNotOnCommittee):
        memberships.seat_member(body=group, person_name="示例乙", role=LEADER, actor=office)
    leader = memberships.seat_member(body=group, person_name="示例甲", role=LEADER, actor=office)
    with pytest.raises(memberships.LeaderNotOnCommittee):
        memberships.amend_membership(membership=leader, person_name="示例乙", actor=office)
    memberships.seat_member(body=group, person_name="示例乙", actor=office)


def test_a_committee_of_another_street_makes_no_group_leader(town, office):
    MembershipFactory(body__kind=BodyKind.COBUILDING_COMMITTEE, person_name="示例甲")
    group = BodyFactory(org=town.root, kind=BodyKind.COORDINATION_GROUP)

    with pytest.raises(memberships.LeaderNotOnCommittee):
        memberships.seat_member(body=group, person_name="示例甲", role=LEADER, actor=office)


def test_a_correction_keeps_the_seat_and_tells_what_changed(town, office):
    seat = MembershipFactory(body__org=town.root, post="委员")

    seat = memberships.amend_membership(membership=seat, post="副主任", version=1, actor=office)

    assert seat.post == "副主任"
    assert AuditEntry.objects.get(verb="membership.amend").changes == {"post": ["委员", "副主任"]}
    with pytest.raises(StaleVersion):
        memberships.amend_membership(membership=seat, post="主任", version=1, actor=office)


def test_a_seat_ends_on_its_last_day_and_only_once(town, office):
    seat = MembershipFactory(body__org=town.root)

    memberships.end_membership(membership=seat, on=days_from_now(-1), actor=office)

    assert not Membership.objects.current().exists()
    with pytest.raises(memberships.SeatEnded):
        memberships.end_membership(membership=seat, on=days_from_now(0), actor=office)


def test_a_term_does_not_end_before_it_starts(town, office):
    seat = MembershipFactory(body__org=town.root)
    too_early = seat.starts_on - timedelta(days=1)

    with pytest.raises(memberships.TermUnclear):
        memberships.end_membership(membership=seat, on=too_early, actor=office)
    with pytest.raises(memberships.TermUnclear):
        memberships.amend_membership(membership=seat, ends_on=too_early, actor=office)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(body=seat.body, ends_on=too_early)


def test_leader_deputies_and_members_are_read_out_in_this_order(town):
    body = BodyFactory(org=town.root)
    member = MembershipFactory(body=body)
    deputy = MembershipFactory(body=body, role=MembershipRole.DEPUTY)
    leader = MembershipFactory(body=body, role=LEADER)

    assert list(body.memberships.for_list()) == [leader, deputy, member]


def test_the_seats_of_a_body_are_seen_with_the_body(town, person):
    seat = MembershipFactory(body__org=town.root, unit_partner=town.school)
    MembershipFactory(body__org=town.east, user=UserFactory())

    assert list(Membership.objects.visible_to(person(Role.PARTNER_LIAISON, over=town.school))) == [
        seat
    ]
