"""Sending a draft of minutes round, and what the units that are asked answer (SM-5)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.enums import (
    CountersignatureAction,
    CountersignatureState,
    MinutesAction,
)
from liaison.models import Countersignature, Minutes
from liaison.selectors.countersignatures import seats_that_can_sign
from liaison.workflow import COUNTERSIGNATURE_MOVES, MINUTES_MOVES, OWN_PEOPLE, RUNNERS
from orgs.models import Org, User
from orgs.services.notifications import holders, notify
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change, follow, lock
from partybuild.errors import RuleViolation


class NobodyAsked(RuleViolation):
    """A draft goes round to at least one unit with a seat on the body."""

    code = "nobody_asked"


class CountersignaturesOpen(RuleViolation):
    """What went round once is issued only when every unit has put its name under it."""

    code = "countersignatures_open"


class DayPassed(RuleViolation):
    code = "day_passed"


@transaction.atomic
def circulate_minutes(
    *,
    minutes: Minutes,
    units: Sequence[Any],
    countersign_by: date,
    actor: User,
    version: int | None = None,
) -> Minutes:
    """Ask units with a seat to countersign the draft by a day; each circulation is a new round.

    Raises NobodyAsked and DayPassed.
    """
    lock(minutes.meeting)
    minutes = begin(minutes, MinutesAction.CIRCULATE, MINUTES_MOVES, actor=actor)
    require_version(minutes, version)
    if countersign_by < timezone.localdate():
        raise DayPassed(_("This day has passed."), field="countersign_by")
    allowed = set(seats_that_can_sign(minutes.meeting))
    if not units or not allowed.issuperset(units):
        raise NobodyAsked(_("Choose units that have a seat on the body."), field="units")
    target = {
        "state": MINUTES_MOVES[MinutesAction.CIRCULATE].target,
        "round": minutes.round + 1,
        "countersign_by": countersign_by,
    }
    minutes = change(minutes, target, actor=actor, action=MinutesAction.CIRCULATE)
    for unit in dict.fromkeys(units):
        Countersignature.objects.create(minutes=minutes, round=minutes.round, **_unit(unit))
        notify(
            recipients=holders(unit, *OWN_PEOPLE),
            verb="minutes.circulate",
            subject=minutes,
            key=f"minutes.circulate:{minutes.public_id}:{minutes.round}",
            because=_("%(unit)s is asked to countersign.") % {"unit": unit},
        )
    return minutes


@transaction.atomic
def recall_minutes(*, minutes: Minutes, reason: str, actor: User) -> Minutes:
    """Take a draft back from those who were asked, to change it; it has to go round again."""
    lock(minutes.meeting)
    return advance(minutes, MinutesAction.RECALL, MINUTES_MOVES, actor=actor, reason=reason)


@transaction.atomic
def sign_minutes(*, countersignature: Countersignature, actor: User) -> Countersignature:
    """Put the name of the own unit under a draft of minutes."""
    signature = _begin(countersignature, CountersignatureAction.SIGN, actor)
    signature = _answer(signature, CountersignatureAction.SIGN, actor)
    minutes = signature.minutes
    if not minutes.countersignatures.of_this_round().asked().exists():
        _tell_the_runners(minutes, "countersignature.sign")
    return signature


@transaction.atomic
def send_minutes_back(
    *, countersignature: Countersignature, reason: str, actor: User
) -> Countersignature:
    """Say what is wrong with a draft; it goes back to be changed and then round again."""
    signature = _begin(countersignature, CountersignatureAction.SEND_BACK, actor, reason)
    signature = _answer(
        signature, CountersignatureAction.SEND_BACK, actor, reason=reason, words=reason.strip()
    )
    minutes = follow(signature.minutes, MinutesAction.RETURN, MINUTES_MOVES, actor=actor)
    _tell_the_runners(minutes, "countersignature.send_back")
    return signature


def require_countersigned(minutes: Minutes) -> None:
    """Go no further while a draft that went round lacks a unit's name. The caller holds it."""
    if not minutes.round:
        return
    signatures = minutes.countersignatures.of_this_round()
    signed = signatures.filter(state=CountersignatureState.SIGNED).count()
    missing = signatures.count() - signed
    if missing:
        raise CountersignaturesOpen(
            _("%(count)s countersignatures are missing. Wait for them, or send it round again.")
            % {"count": missing}
        )
    if minutes.state != MINUTES_MOVES[MinutesAction.CIRCULATE].target:
        raise CountersignaturesOpen(_("The draft was called back. Send it round again."))


def _begin(
    countersignature: Countersignature,
    action: CountersignatureAction,
    actor: User,
    reason: str = "",
) -> Countersignature:
    """Lock minutes before their signatures, as issuing does; an old round takes no answer."""
    minutes = lock(countersignature.minutes)
    signature = begin(countersignature, action, COUNTERSIGNATURE_MOVES, actor=actor, reason=reason)
    is_asked_now = minutes.state == MINUTES_MOVES[MinutesAction.CIRCULATE].target
    if not is_asked_now or signature.round != minutes.round:
        raise CountersignaturesOpen(_("The draft is not out for countersignature any more."))
    return signature


def _answer(
    signature: Countersignature,
    action: CountersignatureAction,
    actor: User,
    *,
    reason: str = "",
    **facts: Any,
) -> Countersignature:
    step = COUNTERSIGNATURE_MOVES[action]
    answered = {"answered_by": actor, "answered_at": timezone.now()}
    return change(
        signature,
        {"state": step.target, **answered, **facts},
        actor=actor,
        action=action,
        reason=reason,
    )


def _tell_the_runners(minutes: Minutes, verb: str) -> None:
    notify(
        recipients=holders(minutes.org, *RUNNERS),
        verb=verb,
        subject=minutes,
        key=f"{verb}:{minutes.public_id}:{minutes.round}",
        because=_("You run the meetings of %(body)s.") % {"body": minutes.meeting.body},
    )


def _unit(unit: Any) -> dict[str, Any]:
    return {"unit_org" if isinstance(unit, Org) else "unit_partner": unit}
