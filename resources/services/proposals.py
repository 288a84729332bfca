"""Letting go of proposals: by the clock, for a rival, or because a side is off the lists."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.workflow import change, follow, lock
from resources.enums import AVAILABLE_STATES, MatchAction, MatchState, ResourceAction
from resources.models import Match, Need, Resource
from resources.services.telling import tell_owners
from resources.workflow import MATCH_MOVES, RESOURCE_MOVES


@transaction.atomic
def remind_of_match(*, match_pk: int, today: date) -> Match | None:
    """Tell both sides once that a proposal of theirs is about to expire (SM-3).

    Safe to run twice: a match that is settled, closed or reminded of is left as it is.
    """
    match = Match.objects.filter(pk=match_pk).first()
    if match is None:
        return None
    match = hold_match(match)
    if not Match.objects.to_remind(today).filter(pk=match.pk).exists():
        return None
    match = change(match, {"reminded_at": timezone.now()}, actor=None, action="remind")
    tell_owners(_sides(match), verb="match.remind", subject=match, actor=None)
    return match


@transaction.atomic
def expire_match(*, match_pk: int, today: date) -> Match | None:
    """Close a proposal that nobody settled in time.

    Safe to run twice: a match that is settled, closed or still in time is left as it is.
    """
    found = Match.objects.filter(pk=match_pk).first()
    if found is None:
        return None
    match = hold_match(found)
    if match.state != MatchState.PROPOSED or match.expires_on >= today:
        return None
    return _expire(match, actor=None, reason=_("Not settled in time."))


@transaction.atomic
def lapse_proposals(*, of: Need | Resource, actor: User | None, reason: str) -> None:
    """Close what is still proposed for a need or resource that can no longer be matched.

    The caller holds the row.
    """
    for match in _proposed(of):
        _expire(match, actor=actor, reason=reason)


@transaction.atomic
def settle_rivals(*, winner: Match, actor: User | None) -> None:
    """Decline the other claims of a need that has been settled, and let other proposals lapse.

    The caller holds the winner with both sides.
    """
    reason = _("The need goes to %(owner)s.") % {"owner": winner.resource.owner}
    for match in _proposed(winner.need):
        if match.claimed_at is None:
            _expire(match, actor=actor, reason=_("The need was matched otherwise."))
        else:
            _give_way(match, actor=actor, reason=reason)


def drop_offer(match: Match, *, actor: User | None, reason: str) -> None:
    """Close what a unit had promised for this one need, now that the need does without it."""
    if match.resource.offered_for_id is None:
        return
    offer = lock(match.resource)
    if offer.state in AVAILABLE_STATES:
        follow(offer, ResourceAction.EXPIRE, RESOURCE_MOVES, actor=actor, reason=reason)


def hold_match(match: Match) -> Match:
    """The match as stored now; held with its need and its resource, always in this order.

    Whoever holds a need or a resource may go on to hold its matches, never the other way round.
    """
    need, resource = lock(match.need), lock(match.resource)
    match = lock(match)
    match.need, match.resource = need, resource
    return match


def _proposed(row: Need | Resource) -> list[Match]:
    """The open proposals of a row, with the promises made for it held before any match is."""
    matches = list(row.matches.proposed().select_related("resource").order_by("pk"))
    for match in matches:
        if match.resource.offered_for_id is not None:
            lock(match.resource)
    return matches


def _expire(match: Match, *, actor: User | None, reason: str) -> Match:
    match = follow(match, MatchAction.EXPIRE, MATCH_MOVES, actor=actor, reason=reason)
    drop_offer(match, actor=actor, reason=reason)
    tell_owners(_sides(match), verb="match.expire", subject=match, actor=actor)
    return match


def _give_way(match: Match, *, actor: User | None, reason: str) -> Match:
    match = follow(
        match,
        MatchAction.GIVE_WAY,
        MATCH_MOVES,
        actor=actor,
        reason=reason,
        decline_reason=reason[:500],
    )
    drop_offer(match, actor=actor, reason=reason)
    tell_owners([match.resource.owner], verb="match.give_way", subject=match, actor=actor)
    return match


def _sides(match: Match) -> tuple[object, object]:
    return match.need.owner, match.resource.owner
