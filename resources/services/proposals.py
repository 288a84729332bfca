"""Letting go of proposals: by the clock, or because a side is no longer on the lists."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.workflow import follow, lock
from resources.enums import MatchAction, MatchState
from resources.models import Match, Need, Resource
from resources.services.telling import tell_owners
from resources.workflow import MATCH_MOVES


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
    for match in of.matches.proposed().order_by("pk"):
        _expire(match, actor=actor, reason=reason)


def hold_match(match: Match) -> Match:
    """The match as stored now; held with its need and its resource, always in this order.

    Whoever holds a need or a resource may go on to hold its matches, never the other way round.
    """
    need, resource = lock(match.need), lock(match.resource)
    match = lock(match)
    match.need, match.resource = need, resource
    return match


def _expire(match: Match, *, actor: User | None, reason: str) -> Match:
    match = follow(match, MatchAction.EXPIRE, MATCH_MOVES, actor=actor, reason=reason)
    sides = (match.need.owner, match.resource.owner)
    tell_owners(sides, verb="match.expire", subject=match, actor=actor)
    return match
