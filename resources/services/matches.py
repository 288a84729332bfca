"""What people do to a match (SM-3): propose it, agree to it from both sides, or decline it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.notifications import holders
from orgs.services.workflow import advance, begin, change, follow, lock
from partybuild.errors import RuleViolation
from resources.enums import (
    AVAILABLE_STATES,
    MatchAction,
    MatchState,
    NeedAction,
    NeedState,
)
from resources.models import Match, Need, Resource
from resources.permissions import require_side, require_unit, spokes_role
from resources.selectors.matching import judge_pair, wanted_quantity, weights_of
from resources.services.proposals import drop_offer, hold_match, settle_rivals
from resources.services.resources import draw_on_resource, give_back_to_resource, require_capacity
from resources.services.telling import tell_owners
from resources.standards import REMINDER
from resources.workflow import MATCH_MOVES, NEED_MOVES

PREFIX = "DJ"


class PairRefused(RuleViolation):
    """The two rows cannot be matched with each other."""

    code = "pair_refused"


class AlreadyProposed(RuleViolation):
    """The pair is being talked about already."""

    code = "already_proposed"


class AgreedAlready(RuleViolation):
    """The side has given its consent before."""

    code = "agreed_already"


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a pair was found to fit, with the weights it was found with."""

    score: int
    reasons: tuple[dict[str, Any], ...]
    weights: dict[str, int]

    @classmethod
    def now(cls, need: Need, resource: Resource) -> Self:
        judgement, weights = judge_pair(need, resource), weights_of(need.street)
        reasons = tuple(reason.as_kept() for reason in judgement.reasons)
        return cls(judgement.score, reasons, weights.shares)


@transaction.atomic
def propose_match(
    *,
    need: Need,
    resource: Resource,
    actor: User | None,
    quantity: Decimal | None = None,
    fit: Fit | None = None,
) -> Match:
    """Bring a need and a resource together; no actor means that the portal proposes it (R-008).

    Somebody who speaks for exactly one side agrees for it by proposing. ``fit`` is what a plan
    found about the pair; otherwise it is judged now.
    """
    need, resource = lock(need), lock(resource)
    if actor is not None:
        require_side(actor, need.owner, resource.owner, street=need.street)
    _require_pair(need, resource)
    quantity = wanted_quantity(need, resource) if quantity is None else quantity
    if quantity <= 0:
        raise PairRefused(_("Say how much of the resource is wanted."), field="quantity")
    require_capacity(resource, quantity)
    match = _keep(need, resource, quantity, actor, fit or Fit.now(need, resource))
    record(
        actor=actor,
        verb="match.propose",
        subject=match,
        changes={"score": [None, match.score], "quantity": [None, quantity]},
    )
    return _agree_by_proposing(match, actor) if actor else _tell_sides(match, "match.propose", None)


@transaction.atomic
def agree_for_need(*, match: Match, actor: User) -> Match:
    """Say for the side of the need that it is willing."""
    return _agree(match, "need", MatchAction.AGREE_FOR_NEED, actor=actor)


@transaction.atomic
def agree_for_resource(*, match: Match, actor: User) -> Match:
    """Say for the side of the resource that it is willing."""
    return _agree(match, "resource", MatchAction.AGREE_FOR_RESOURCE, actor=actor)


@transaction.atomic
def agree_for_need_on_behalf(*, match: Match, actor: User, reason: str) -> Match:
    """Say for a unit with a need that it is willing, because it has asked the office to."""
    return _agree(match, "need", MatchAction.AGREE_FOR_NEED_ON_BEHALF, actor=actor, reason=reason)


@transaction.atomic
def agree_for_resource_on_behalf(*, match: Match, actor: User, reason: str) -> Match:
    """Say for a unit with a resource that it is willing, because it has asked the office to."""
    return _agree(
        match, "resource", MatchAction.AGREE_FOR_RESOURCE_ON_BEHALF, actor=actor, reason=reason
    )


@transaction.atomic
def decline_for_need(*, match: Match, actor: User, reason: str) -> Match:
    """Decline for the side of the need, and say why."""
    return _decline(match, MatchAction.DECLINE_FOR_NEED, actor=actor, reason=reason)


@transaction.atomic
def decline_for_resource(*, match: Match, actor: User, reason: str) -> Match:
    """Decline for the side of the resource, and say why."""
    return _decline(match, MatchAction.DECLINE_FOR_RESOURCE, actor=actor, reason=reason)


@transaction.atomic
def call_off_match(*, match: Match, actor: User, reason: str) -> Match:
    """Call a match off as the office, and say why."""
    return _decline(match, MatchAction.CALL_OFF, actor=actor, reason=reason)


def release_sides(match: Match, *, actor: User | None, reason: str) -> None:
    """Put the need of a settled match back on the list and free what it had drawn.

    The caller holds the match with both sides.
    """
    follow(match.need, NeedAction.RELEASE, NEED_MOVES, actor=actor, reason=reason)
    give_back_to_resource(
        resource=match.resource, quantity=match.quantity, actor=actor, reason=reason
    )
    drop_offer(match, actor=actor, reason=reason)


def _require_pair(need: Need, resource: Resource) -> None:
    if need.street_id != resource.street_id:
        raise PairRefused(_("The two belong to different sub-districts."))
    if need.owner == resource.owner:
        raise PairRefused(_("Both belong to the same side, so there is nobody to agree with."))
    if need.state != NeedState.LISTED:
        raise PairRefused(_("The need is not on the list."))
    if resource.offered_for_id not in (None, need.pk):
        raise PairRefused(_("The resource was promised for another need."))
    if resource.state not in AVAILABLE_STATES:
        raise PairRefused(_("The resource is not available."))


def _keep(need: Need, resource: Resource, quantity: Decimal, actor: User | None, fit: Fit) -> Match:
    workdays_open = weights_of(need.street).workdays_open
    (code,) = next_codes(street=need.street, prefix=PREFIX)
    calendar = work_calendar()
    expires_on = calendar.add_workdays(timezone.localdate(), workdays_open)
    match = Match(
        code=code,
        street=need.street,
        need=need,
        resource=resource,
        quantity=quantity,
        score=fit.score,
        reasons=list(fit.reasons),
        weights=fit.weights,
        proposed_by=actor,
        expires_on=expires_on,
        remind_on=calendar.workdays_before(expires_on, number_of(need.street, REMINDER)),
    )
    try:
        with transaction.atomic():
            match.save(force_insert=True)
    except IntegrityError as clash:
        raise AlreadyProposed(_("This pair has been proposed already.")) from clash
    return match


def _agree_by_proposing(match: Match, actor: User) -> Match:
    """The consent that lies in a proposal, for each side the actor speaks for."""
    agreed = _tell_sides(match, "match.propose", actor)
    if _speaks_for(actor, match.need.owner):
        agreed = _agree(agreed, "need", MatchAction.AGREE_FOR_NEED, actor=actor)
    if _speaks_for(actor, match.resource.owner):
        agreed = _agree(agreed, "resource", MatchAction.AGREE_FOR_RESOURCE, actor=actor)
    return agreed


def _speaks_for(actor: User, owner: Any) -> bool:
    return actor in holders(owner, spokes_role(owner))


def _agree(match: Match, side: str, action: MatchAction, *, actor: User, reason: str = "") -> Match:
    """Note the consent of one side; the second one settles the match at once.

    Both sides are held first, so two consents that come together see each other.
    """
    match = begin(hold_match(match), action, MATCH_MOVES, actor=actor, reason=reason)
    if reason:
        require_unit(getattr(match, side).owner)
    if getattr(match, f"{side}_agreed_at") is not None:
        raise AgreedAlready(_("This side has agreed already."))
    consent: dict[str, Any] = {
        f"{side}_agreed_by": actor,
        f"{side}_agreed_at": timezone.now(),
        f"{side}_agreed_on_behalf": bool(reason),
    }
    match = change(match, consent, actor=actor, action=action, reason=reason)
    if match.need_agreed_at and match.resource_agreed_at:
        return _settle(match, actor)
    return _tell_sides(match, f"match.{action}", actor)


def _settle(match: Match, actor: User) -> Match:
    """Both are willing: the need is matched, the capacity drawn, rival proposals lapse."""
    follow(match.need, NeedAction.MATCH, NEED_MOVES, actor=actor)
    draw_on_resource(resource=match.resource, quantity=match.quantity, actor=actor)
    match = follow(match, MatchAction.SETTLE, MATCH_MOVES, actor=actor)
    settle_rivals(winner=match, actor=actor)
    return _tell_sides(match, "match.settle", actor)


def _decline(match: Match, action: MatchAction, *, actor: User, reason: str) -> Match:
    before = hold_match(match)
    match = advance(before, action, MATCH_MOVES, actor=actor, reason=reason, decline_reason=reason)
    if before.state == MatchState.AGREED:
        release_sides(match, actor=actor, reason=reason)
    else:
        drop_offer(match, actor=actor, reason=reason)
    return _tell_sides(match, f"match.{action}", actor)


def _tell_sides(match: Match, verb: str, actor: User | None) -> Match:
    sides = (match.need.owner, match.resource.owner)
    tell_owners(sides, verb=verb, subject=match, actor=actor)
    return match
