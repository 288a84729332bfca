"""The way of a member to the core of a circle, and out of it (SM-10)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.enums import MembershipState, Role, RotationState
from orgs.models import AuditEntry, CircleMembership
from orgs.services import circlememberships, rotations
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.factories import CircleFactory, CircleMembershipFactory, RotationFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def circle(town):
    return CircleFactory(street=town.root)


@pytest.fixture
def membership(town, circle):
    return CircleMembershipFactory(circle=circle, member_partner=town.school)


@pytest.fixture
def liaison(town, person):
    return person(Role.PARTNER_LIAISON, over=town.school)


def test_a_member_comes_to_the_core_after_an_assessment(membership, liaison, office):
    circlememberships.apply_for_core(membership=membership, actor=liaison)
    circlememberships.assess_membership(
        membership=membership, assessment="活动开展正常，示范作用明显", actor=office
    )
    core = circlememberships.promote_membership(
        membership=membership, reason="条件成熟", actor=office
    )

    assert core.is_core
    assert (core.core_since, core.assessment) == (TODAY, "活动开展正常，示范作用明显")
    assert AuditEntry.objects.get(verb="circlemembership.promote").reason == "条件成熟"


def test_the_office_recommends_and_the_member_applies(membership, liaison, office):
    with pytest.raises(PermissionDenied):
        circlememberships.recommend_for_core(membership=membership, actor=liaison)
    with pytest.raises(PermissionDenied):
        circlememberships.apply_for_core(membership=membership, actor=office)

    assert circlememberships.recommend_for_core(membership=membership, actor=office)


def test_nobody_comes_to_the_core_without_an_assessment(membership, office):
    circlememberships.recommend_for_core(membership=membership, actor=office)

    with pytest.raises(MoveRefused):
        circlememberships.promote_membership(membership=membership, reason="示例", actor=office)
    with pytest.raises(circlememberships.AssessmentMissing):
        circlememberships.assess_membership(membership=membership, assessment=" ", actor=office)


def test_the_database_keeps_no_core_member_without_an_assessment(membership):
    with pytest.raises(IntegrityError), transaction.atomic():
        CircleMembership.objects.filter(pk=membership.pk).update(
            state=MembershipState.CORE, core_since=TODAY
        )


def test_turning_down_needs_a_reason_and_forgets_the_assessment(circle, town, office):
    membership = CircleMembershipFactory(circle=circle, member_partner=town.bank, assessed=True)

    with pytest.raises(ReasonMissing):
        circlememberships.turn_down_membership(membership=membership, reason="", actor=office)
    turned = circlememberships.turn_down_membership(
        membership=membership, reason="活动不足", actor=office
    )

    assert (turned.state, turned.assessment) == (MembershipState.MEMBER, "")


@pytest.mark.parametrize(
    "deed",
    [circlememberships.adjust_membership, circlememberships.release_membership],
)
def test_whoever_leaves_the_core_has_no_turns_to_come(circle, town, office, deed):
    membership = CircleMembershipFactory(circle=circle, member_partner=town.bank, core=True)
    turn = RotationFactory(membership=membership)

    deed(membership=membership, reason="调整", actor=office)

    turn.refresh_from_db()
    assert turn.state == RotationState.SKIPPED
    assert AuditEntry.objects.filter(verb="rotation.drop").count() == 1


def test_whoever_is_on_duty_hands_over_first(circle, town, office):
    membership = CircleMembershipFactory(circle=circle, member_partner=town.school, core=True)
    turn = RotationFactory(membership=membership, state=RotationState.ON_DUTY)

    with pytest.raises(circlememberships.MemberOnDuty):
        circlememberships.release_membership(membership=membership, reason="调整", actor=office)
    rotations.hand_over_turn_on_behalf(
        rotation=turn, handover="观摩两次", reason="单位委托", actor=office
    )
    left = circlememberships.release_membership(membership=membership, reason="调整", actor=office)

    assert (left.state, left.left_on) == (MembershipState.LEFT, TODAY)


def test_a_unit_leaves_by_itself_and_then_nothing_follows(membership, liaison, office):
    left = circlememberships.leave_circle(membership=membership, reason="业务调整", actor=liaison)

    assert left.left_on == TODAY
    with pytest.raises(MoveRefused):
        circlememberships.recommend_for_core(membership=membership, actor=office)


def test_a_stranger_may_do_nothing(town, membership, person):
    steps = {
        circlememberships.apply_for_core: {},
        circlememberships.recommend_for_core: {},
        circlememberships.assess_membership: {"assessment": "示例"},
        circlememberships.promote_membership: {"reason": "示例"},
        circlememberships.turn_down_membership: {"reason": "示例"},
        circlememberships.adjust_membership: {"reason": "示例"},
        circlememberships.leave_circle: {"reason": "示例"},
        circlememberships.release_membership: {"reason": "示例"},
    }

    for stranger in (UserFactory(), person(Role.PARTNER_LIAISON, over=town.bank)):
        for deed, facts in steps.items():
            with pytest.raises(PermissionDenied):
                deed(membership=membership, actor=stranger, **facts)
