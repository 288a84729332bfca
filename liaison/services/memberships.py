"""Who sits on a body, for which unit, and until when."""

from copy import copy
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.bodies import BODIES
from liaison.body_enums import NominationAction
from liaison.enums import MembershipRole
from liaison.models import Body, Membership, Nomination
from liaison.selectors.terms import last_day_of_term
from liaison.services.bodies import require_active
from liaison.workflow import NOMINATION_MOVES, RUNNERS
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import change, follow, lock
from partybuild.errors import RuleViolation

KEPT = (
    "post",
    "unit_org",
    "unit_partner",
    "unit_name",
    "is_part_time",
    "work_phone",
    "user",
)


class LeaderSeated(RuleViolation):
    """A body has one leader at a time (R-308, N-17)."""

    code = "leader_seated"


class LeaderNotOnCommittee(RuleViolation):
    """A sub-body such as a coordination group is led by a member of its whole (R-309, N-17)."""

    code = "leader_not_on_committee"


class OneUnitOnly(RuleViolation):
    code = "one_unit_only"


class TermUnclear(RuleViolation):
    code = "term_unclear"


class SeatEnded(RuleViolation):
    code = "seat_ended"


class RosterOfCircle(RuleViolation):
    """On a circle's meeting of secretaries its members sit, and nobody by a seat (R-265)."""

    code = "roster_of_circle"


class SeatInUse(RuleViolation):
    """A seat that somebody was nominated for does not vanish."""

    code = "seat_in_use"


class NotPartTime(RuleViolation):
    """Units send part-time deputies and members; whoever leads does so in office (R-148)."""

    code = "not_part_time"


class SeatRenewed(RuleViolation):
    code = "seat_renewed"


@transaction.atomic
def seat_member(
    *, body: Body, person_name: str, actor: User, role: str = MembershipRole.MEMBER, **facts: Any
) -> Membership:
    """Give a person a seat on a body, for a unit and a term (R-148, R-158).

    Raises LeaderSeated, LeaderNotOnCommittee, OneUnitOnly, TermUnclear and BodyDissolved.
    """
    body = lock(body)
    require_role(actor, *RUNNERS, over=body.org)
    require_active(body)
    facts["starts_on"] = facts.get("starts_on") or timezone.localdate()
    seat = Membership(body=body, role=role, person_name=person_name, **facts)
    _check(seat)
    seat.save(force_insert=True)
    record(
        actor=actor,
        verb="membership.seat",
        subject=seat,
        changes={
            "body": [None, body.name],
            "role": [None, seat.role],
            "person_name": [None, person_name],
            "unit_name": [None, seat.unit],
        },
    )
    return seat


@transaction.atomic
def amend_membership(
    *, membership: Membership, actor: User, version: int | None = None, **facts: Any
) -> Membership:
    """Correct the name, post, unit, phone or term of a seat."""
    lock(membership.body)
    seat = lock(membership)
    require_role(actor, *RUNNERS, over=seat.org)
    require_version(seat, version)
    changed = {name: value for name, value in facts.items() if getattr(seat, name) != value}
    if not changed:
        return seat
    corrected = copy(seat)
    for name, value in changed.items():
        setattr(corrected, name, value)
    _check(corrected)
    return change(seat, changed, actor=actor, action="amend")


@transaction.atomic
def end_membership(
    *, membership: Membership, on: date, actor: User, reason: str = ""
) -> Membership:
    """Note the last day of a seat."""
    seat = lock(membership)
    require_role(actor, *RUNNERS, over=seat.org)
    today = timezone.localdate()
    if seat.ends_on is not None and seat.ends_on < today:
        raise SeatEnded(_("The seat has ended already."))
    if on < seat.starts_on:
        raise TermUnclear(_("A term cannot end before it starts."), field="on")
    seat = change(seat, {"ends_on": on}, actor=actor, action="end", reason=reason)
    if on <= today:
        for nomination in Nomination.objects.in_office().filter(seat=seat):
            removed = NominationAction.REMOVE
            follow(nomination, removed, NOMINATION_MOVES, actor=actor, reason=reason)
    return seat


@transaction.atomic
def reappoint_member(
    *, membership: Membership, actor: User, ends_on: date | None = None
) -> Membership:
    """Give the holder of a seat whose term ends, or has ended, a further term on the body.

    The new seat follows the old one without a gap, or begins today. Raises TermUnclear for a seat
    without an end, SeatRenewed when it was done already, and what a new seat raises.
    """
    body, seat = lock(membership.body), lock(membership)
    require_role(actor, *RUNNERS, over=body.org)
    if seat.ends_on is None:
        raise TermUnclear(_("The seat has no end, so there is nothing to renew."))
    later = body.memberships.filter(person_name=seat.person_name, starts_on__gt=seat.starts_on)
    if later.exists():
        raise SeatRenewed(_("%(name)s has a further term already.") % {"name": seat.person_name})
    starts_on = max(seat.ends_on + timedelta(days=1), timezone.localdate())
    kept = {name: getattr(seat, name) for name in KEPT}
    return seat_member(
        body=body,
        person_name=seat.person_name,
        role=seat.role,
        actor=actor,
        starts_on=starts_on,
        ends_on=ends_on or last_day_of_term(body.kind, starts_on),
        **kept,
    )


@transaction.atomic
def take_back_membership(*, membership: Membership, actor: User) -> None:
    """Remove a seat that an import brought by mistake and that nothing refers to yet."""
    seat = lock(membership)
    require_role(actor, *RUNNERS, over=seat.org)
    if Nomination.objects.filter(seat=seat).exists():
        raise SeatInUse(_("Somebody was nominated for this seat: it stays."))
    record(actor=actor, verb="membership.take_back", subject=seat)
    seat.delete()


def _check(seat: Membership) -> None:
    if seat.body.circle_id is not None:
        raise RosterOfCircle(
            _("The members of the circle are its members: nobody is given a seat."), field="body"
        )
    part_time = BODIES[seat.body.kind].part_time
    if seat.is_part_time and part_time and seat.role not in part_time | {MembershipRole.OBSERVER}:
        raise NotPartTime(_("The leader of this body is not part-time."), field="is_part_time")
    if sum(map(bool, (seat.unit_org, seat.unit_partner, seat.unit_name))) > 1:
        raise OneUnitOnly(_("A seat is held for one unit only."), field="unit_name")
    if seat.ends_on is not None and seat.ends_on < seat.starts_on:
        raise TermUnclear(_("A term cannot end before it starts."), field="ends_on")
    if seat.role == MembershipRole.LEADER:
        _require_leaderless(seat)
        _require_committee_member(seat)


def _require_leaderless(seat: Membership) -> None:
    """The caller holds the body, so nobody else is made its leader meanwhile."""
    led = seat.body.memberships.filter(role=MembershipRole.LEADER).exclude(pk=seat.pk)
    overlapping = led.filter(Q(ends_on=None) | Q(ends_on__gte=seat.starts_on))
    if seat.ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=seat.ends_on)
    if overlapping.exists():
        raise LeaderSeated(
            _("The body has a leader for that time; end that seat first."), field="role"
        )


def _require_committee_member(seat: Membership) -> None:
    """R-309: of a part the whole; where it stands alone, such a body of the sub-district."""
    above = BODIES[seat.body.kind].leads_from
    if not above:
        return
    seats = Membership.objects.current().exclude(role=MembershipRole.OBSERVER)
    whole = (
        Q(body=seat.body.parent_id)
        if seat.body.parent_id
        else Q(body__kind__in=above, body__org__in=_whole_tree(seat))
    )
    if not seats.filter(whole, body__is_active=True, person_name=seat.person_name).exists():
        raise LeaderNotOnCommittee(
            _("The leader of this body must sit on the body above it."), field="person_name"
        )


def _whole_tree(seat: Membership) -> Any:
    return seat.org.get_root().get_descendants(include_self=True)
