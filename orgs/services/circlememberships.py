"""The way of a member of a circle to its core, and out of the circle (R-017, SM-10)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.enums import MembershipAction, RotationAction, RotationState
from orgs.models import CircleMembership, User
from orgs.services.circle_turns import pass_on
from orgs.services.workflow import advance, follow, lock
from orgs.workflow import CIRCLE_MEMBERSHIP_MOVES, ROTATION_MOVES
from partybuild.errors import RuleViolation


class AssessmentMissing(RuleViolation):
    """Nobody comes to the core without an assessment."""

    code = "assessment_missing"


class MemberOnDuty(RuleViolation):
    """The member leads the circle now, and hands over first."""

    code = "member_on_duty"


@transaction.atomic
def apply_for_core(*, membership: CircleMembership, actor: User) -> CircleMembership:
    """Let a member ask to come to the core."""
    return _advance(membership, MembershipAction.APPLY, actor)


@transaction.atomic
def recommend_for_core(*, membership: CircleMembership, actor: User) -> CircleMembership:
    """Recommend a member for the core."""
    return _advance(membership, MembershipAction.RECOMMEND, actor)


@transaction.atomic
def assess_membership(
    *, membership: CircleMembership, assessment: str, actor: User
) -> CircleMembership:
    """Note what came of the assessment. Raises AssessmentMissing when nothing is said."""
    if not assessment.strip():
        raise AssessmentMissing(_("Say what came of the assessment."), field="assessment")
    return _advance(membership, MembershipAction.ASSESS, actor, assessment=assessment.strip())


@transaction.atomic
def promote_membership(
    *, membership: CircleMembership, reason: str, actor: User
) -> CircleMembership:
    """Take an assessed member into the core; from now on it has its turn (R-018)."""
    today = timezone.localdate()
    membership = _advance(membership, MembershipAction.PROMOTE, actor, reason, core_since=today)
    pass_on(membership.circle, actor=actor, reason=reason)
    return membership


@transaction.atomic
def turn_down_membership(
    *, membership: CircleMembership, reason: str, actor: User
) -> CircleMembership:
    """Let a member that was proposed for the core stay a member."""
    return _advance(membership, MembershipAction.TURN_DOWN, actor, reason, assessment="")


@transaction.atomic
def adjust_membership(
    *, membership: CircleMembership, reason: str, actor: User
) -> CircleMembership:
    """Take a member out of the core; it stays in the circle, and its turns are dropped."""
    left = {"core_since": None, "assessment": ""}
    return _step_down(membership, MembershipAction.ADJUST, reason, actor, left)


@transaction.atomic
def leave_circle(*, membership: CircleMembership, reason: str, actor: User) -> CircleMembership:
    """Leave a circle, as the member itself decides."""
    today = {"left_on": timezone.localdate()}
    return _step_down(membership, MembershipAction.LEAVE, reason, actor, today)


@transaction.atomic
def release_membership(
    *, membership: CircleMembership, reason: str, actor: User
) -> CircleMembership:
    """Release a member from a circle when the circles are divided anew (R-016)."""
    today = {"left_on": timezone.localdate()}
    return _step_down(membership, MembershipAction.RELEASE, reason, actor, today)


def _advance(
    membership: CircleMembership,
    action: MembershipAction,
    actor: User,
    reason: str = "",
    **changes: Any,
) -> CircleMembership:
    # The circle first, as when its roster is laid out: its members change one after another.
    lock(membership.circle)
    moves = CIRCLE_MEMBERSHIP_MOVES
    return advance(membership, action, moves, actor=actor, reason=reason, **changes)


def _step_down(
    membership: CircleMembership,
    action: MembershipAction,
    reason: str,
    actor: User,
    changes: dict[str, Any],
) -> CircleMembership:
    """Out of the core or the circle: the turns that were to come are dropped from the roster."""
    membership = _advance(membership, action, actor, reason, **changes)
    if membership.rotations.filter(state=RotationState.ON_DUTY).exists():
        raise MemberOnDuty(_("The member is on duty: it hands over first."))
    for turn in membership.rotations.filter(state=RotationState.SCHEDULED):
        follow(turn, RotationAction.DROP, ROTATION_MOVES, actor=actor, reason=reason)
    pass_on(membership.circle, leaver=membership, actor=actor, reason=reason)
    return membership
