"""The roster of a circle: fair, the same every time, and one member on duty at a time."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.enums import Role, RotationState
from orgs.models import AuditEntry, Rotation
from orgs.selectors.waiting import waiting_for
from orgs.services import circlememberships, rotations
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    PartnerFactory,
    RotationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

YEAR = 2026


@pytest.fixture(autouse=True)
def _in_the_year(monkeypatch):
    """The tests stand in the first days of the year whose roster they lay out."""
    moment = datetime(YEAR, 1, 5, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def circle(town):
    return CircleFactory(street=town.root, turn="month")


def cores(circle, count):
    return [
        CircleMembershipFactory(
            circle=circle, member_partner=PartnerFactory(street=circle.street), core=True
        )
        for _ in range(count)
    ]


def order(circle):
    return [turn.membership for turn in circle.rotations.standing().order_by("starts_on")]


def test_turns_go_round_so_that_nobody_leads_twice_before_all_have_led(circle, office):
    members = cores(circle, 5)

    turns = rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)

    assert order(circle) == (members * 3)[:12]
    assert (turns[1].starts_on, turns[1].ends_on) == (date(YEAR, 2, 1), date(YEAR, 2, 28))
    assert AuditEntry.objects.filter(verb="rotation.lay_out").count() == 12


def test_a_circle_that_turns_by_quarters_has_four_turns(town, office):
    circle = CircleFactory(street=town.root, turn="quarter")
    cores(circle, 2)

    rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)

    counted = Counter(order(circle))
    assert sorted(counted.values()) == [2, 2]


def test_the_next_year_goes_on_where_this_one_ends(circle, office):
    first, second, third = cores(circle, 3)
    fourth, fifth = cores(circle, 2)

    rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)
    rotations.lay_out_roster(circle=circle, year=YEAR + 1, actor=office)

    assert order(circle)[10:14] == [first, second, third, fourth]
    assert max(Counter(order(circle)).values()) - min(Counter(order(circle)).values()) <= 1
    assert fifth in order(circle)


def test_a_member_that_left_is_skipped_and_its_days_are_given_anew(circle, office):
    first, second = cores(circle, 2)
    rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)

    circlememberships.adjust_membership(membership=second, reason="调整", actor=office)
    rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)

    assert order(circle) == [first] * 12
    assert circle.rotations.filter(state=RotationState.SKIPPED).count() == 6


def test_a_roster_needs_core_members_free_turns_and_a_near_year(circle, office):
    with pytest.raises(rotations.RosterRefused):
        rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)
    cores(circle, 1)
    for year in (YEAR - 1, YEAR + 2):
        with pytest.raises(rotations.RosterRefused):
            rotations.lay_out_roster(circle=circle, year=year, actor=office)
    rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)
    with pytest.raises(rotations.RosterRefused):
        rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)


def test_turns_of_another_length_do_not_overlap(circle, office):
    (member,) = cores(circle, 1)
    RotationFactory(membership=member)  # the first quarter

    turns = rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)

    assert [turn.starts_on.month for turn in turns] == list(range(4, 13))


def test_one_member_is_on_duty_at_a_time(circle, office):
    cores(circle, 2)
    first, second, *_rest = rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)
    rotations.begin_turn(rotation=first, actor=office)

    with pytest.raises(rotations.DutyTaken):
        rotations.begin_turn(rotation=second, actor=office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rotation.objects.filter(pk=second.pk).update(state=RotationState.ON_DUTY)


def test_a_turn_is_handed_over_with_a_word_about_it(town, circle, office, person):
    member = CircleMembershipFactory(circle=circle, member_partner=town.school, core=True)
    turn = RotationFactory(membership=member, state=RotationState.ON_DUTY)
    liaison = person(Role.PARTNER_LIAISON, over=town.school)

    with pytest.raises(rotations.HandoverMissing):
        rotations.hand_over_turn(rotation=turn, handover=" ", actor=liaison)
    with pytest.raises(PermissionDenied):
        rotations.hand_over_turn(rotation=turn, handover="观摩两次", actor=office)
    handed = rotations.hand_over_turn(rotation=turn, handover="观摩两次", actor=liaison)

    assert (handed.state, handed.handover) == (RotationState.HANDED_OVER, "观摩两次")
    with pytest.raises(MoveRefused):
        rotations.begin_turn(rotation=handed, actor=office)


def test_the_office_hands_over_on_behalf_and_skips_with_a_reason_only(circle, office):
    (member,) = cores(circle, 1)
    first, second, *_rest = rotations.lay_out_roster(circle=circle, year=YEAR, actor=office)
    rotations.begin_turn(rotation=first, actor=office)

    with pytest.raises(ReasonMissing):
        rotations.hand_over_turn_on_behalf(rotation=first, handover="示例", reason="", actor=office)
    with pytest.raises(ReasonMissing):
        rotations.skip_turn(rotation=second, reason="", actor=office)
    assert rotations.skip_turn(rotation=second, reason="停业", actor=office).membership == member


def test_a_stranger_may_do_nothing(town, circle, person):
    (member,) = cores(circle, 1)
    turn = RotationFactory(membership=member)

    for stranger in (UserFactory(), person(Role.PARTNER_LIAISON, over=town.bank)):
        for deed in (
            lambda actor: rotations.lay_out_roster(circle=circle, year=YEAR, actor=actor),
            lambda actor: rotations.begin_turn(rotation=turn, actor=actor),
            lambda actor: rotations.hand_over_turn(rotation=turn, handover="示例", actor=actor),
            lambda actor: rotations.hand_over_turn_on_behalf(
                rotation=turn, handover="示例", reason="示例", actor=actor
            ),
            lambda actor: rotations.skip_turn(rotation=turn, reason="示例", actor=actor),
        ):
            with pytest.raises(PermissionDenied):
                deed(stranger)


def test_turns_that_are_due_wait_for_those_who_begin_and_hand_over(town, circle, office, person):
    own = CircleMembershipFactory(circle=circle, member_partner=town.school, core=True)
    late = RotationFactory(
        membership=own,
        state=RotationState.ON_DUTY,
        starts_on=date(YEAR - 1, 10, 1),
        ends_on=date(YEAR - 1, 12, 31),
    )
    due = RotationFactory(membership=own)
    RotationFactory(
        membership=own, starts_on=date(YEAR, 4, 1), ends_on=date(YEAR, 4, 1) + timedelta(days=90)
    )
    liaison = person(Role.PARTNER_LIAISON, over=town.school)

    urls = [[each.url for each in waiting_for(reader=reader)] for reader in (office, liaison)]

    assert urls == [[late.get_absolute_url(), due.get_absolute_url()], [late.get_absolute_url()]]
