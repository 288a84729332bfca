"""Terms on bodies: warned of ahead, renewed, and never told twice."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.enums import BodyKind, MembershipRole
from liaison.models import Membership
from liaison.selectors.terms import last_day_of_term
from liaison.selectors.waiting import waiting_for
from liaison.services import memberships, terms
from liaison.tasks import warn_of_ending_terms
from orgs.enums import Role
from orgs.models import Notification
from tests.liaison.factories import BodyFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def ending_in(days, **facts):
    return MembershipFactory(ends_on=timezone.localdate() + timedelta(days=days), **facts)


def test_a_term_runs_to_the_day_before_its_anniversary():
    kind = BodyKind.EXTENDED_COMMITTEE

    assert last_day_of_term(kind, date(2026, 3, 1)) == date(2031, 2, 28)
    assert last_day_of_term(kind, date(2024, 3, 1)) == date(2029, 2, 28)
    assert last_day_of_term(BodyKind.HEARING, date(2026, 3, 1)) is None


def test_who_keeps_the_body_is_warned_twice_and_of_each_day_once(town, office, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    body = BodyFactory(org=town.root)
    seats = [ending_in(100, body=body) for _ in range(2)]
    ending_in(400, body=body)

    for _ in range(2):
        warn_of_ending_terms()

    assert Notification.objects.filter(recipient=office).count() == 1
    month_before = seats[0].ends_on - timedelta(days=30)
    for _ in range(2):
        terms.warn_of_term_ends(body_pk=body.pk, today=month_before)
    assert Notification.objects.filter(recipient=office, verb="body.terms_end").count() == 2


def test_a_reappointment_follows_without_a_gap_and_once(town, office):
    seat = ending_in(20, body__org=town.root, role=MembershipRole.LEADER, unit_org=town.east)
    assert [each.title for each in waiting_for(reader=office)] == [seat.body.name]

    renewed = memberships.reappoint_member(
        membership=seat, ends_on=seat.ends_on + timedelta(days=500), actor=office
    )

    assert renewed.starts_on == seat.ends_on + timedelta(days=1)
    assert (renewed.role, renewed.unit_org) == (MembershipRole.LEADER, town.east)
    assert waiting_for(reader=office) == []
    with pytest.raises(memberships.SeatRenewed):
        memberships.reappoint_member(membership=seat, actor=office)


def test_a_term_that_is_long_over_begins_anew_today(town, office):
    seat = ending_in(-20, body__org=town.root)

    assert memberships.reappoint_member(membership=seat, actor=office).starts_on == (
        timezone.localdate()
    )


def test_a_seat_without_an_end_and_a_stranger_renew_nothing(town, office, person):
    with pytest.raises(memberships.TermUnclear):
        memberships.reappoint_member(
            membership=MembershipFactory(body__org=town.root), actor=office
        )
    with pytest.raises(PermissionDenied):
        memberships.reappoint_member(
            membership=ending_in(5, body__org=town.east),
            actor=person(Role.SECRETARY, over=town.west),
        )
    assert Membership.objects.count() == 2


def test_the_leader_of_an_extended_committee_is_not_part_time(town, office):
    body = BodyFactory(org=town.root, kind=BodyKind.EXTENDED_COMMITTEE)
    seat = {"body": body, "person_name": "示例", "is_part_time": True, "actor": office}

    with pytest.raises(memberships.NotPartTime):
        memberships.seat_member(role=MembershipRole.LEADER, **seat)
    assert memberships.seat_member(role=MembershipRole.DEPUTY, **seat).is_part_time
