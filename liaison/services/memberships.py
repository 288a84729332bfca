"""Who sits on a body, for which unit, and until when."""

from copy import copy
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.enums import BodyKind, MembershipRole
from liaison.models import Body, Membership
from liaison.services.bodies import require_active
from liaison.workflow import RUNNERS
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation


class LeaderSeated(RuleViolation):
    """A body has one leader at a time (R-308, N-17)."""

    code = "leader_seated"


class LeaderNotOnCommittee(RuleViolation):
    """A coordination group is led by a member of the co-building committee (R-309, N-17)."""

    code = "leader_not_on_committee"


class OneUnitOnly(RuleViolation):
    code = "one_unit_only"


class TermUnclear(RuleViolation):
    code = "term_unclear"


class SeatEnded(RuleViolation):
    code = "seat_ended"


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
    if seat.ends_on is not None and seat.ends_on < timezone.localdate():
        raise SeatEnded(_("The seat has ended already."))
    if on < seat.starts_on:
        raise TermUnclear(_("A term cannot end before it starts."), field="on")
    return change(seat, {"ends_on": on}, actor=actor, action="end", reason=reason)


def _check(seat: Membership) -> None:
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
    if seat.body.kind != BodyKind.COORDINATION_GROUP:
        return
    committee = Membership.objects.current().filter(
        body__kind=BodyKind.COBUILDING_COMMITTEE,
        body__is_active=True,
        body__org__in=seat.org.get_root().get_descendants(include_self=True),
        person_name=seat.person_name,
    )
    if not committee.exists():
        raise LeaderNotOnCommittee(
            _("The leader of a coordination group must sit on the co-building committee."),
            field="person_name",
        )
