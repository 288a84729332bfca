"""The claim hall (R-176, SM-3): a need nobody took up opens to all units, and one claims it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.workflow import change, follow, lock
from partybuild.errors import RuleViolation
from resources.enums import NeedAction, ResourceState
from resources.models import Match, Need, Resource
from resources.permissions import is_own_person
from resources.selectors.hall import unclaimed
from resources.services.enlisting import keep, owner_fields
from resources.services.facts import require_no_private_number, title_of
from resources.services.matches import AlreadyProposed, agree_for_resource, propose_match
from resources.services.resources import PREFIX
from resources.services.telling import tell_office, tell_owners
from resources.workflow import NEED_MOVES


class ClaimRefused(RuleViolation):
    """The need cannot be claimed, or not like this."""

    code = "claim_refused"


@transaction.atomic
def open_need(*, need_pk: int, today: date) -> Need | None:
    """Open a listed need to all units of its street, because nobody took it up in time.

    Safe to run twice: a need that is open, answered or still in time is left as it is.
    """
    found = Need.objects.filter(pk=need_pk).first()
    if found is None:
        return None
    need = lock(found)
    if not unclaimed(today).filter(pk=need.pk).exists():
        return None
    need = follow(need, NeedAction.OPEN, NEED_MOVES, actor=None, opened_at=timezone.now())
    tell_owners([need.owner], verb="need.open", subject=need, actor=None)
    return need


@transaction.atomic
def claim_need(
    *,
    need: Need,
    owner: Any,
    actor: User,
    resource: Resource | None = None,
    words: str = "",
    quantity: Decimal | None = None,
) -> Match:
    """Take a need of the hall on, with a resource of the unit or by saying what it will do.

    A claim is a match to which the unit has agreed; the owner of the need or the office settles
    one of several. Holding the need, of two claims of one unit one stands.
    """
    if not is_own_person(actor, owner):
        raise PermissionDenied
    words = words.strip()
    need = lock(need)
    _require_claimable(need, owner, resource, words)
    offer = resource or _promise(need, owner, words, actor)
    match = propose_match(need=need, resource=offer, actor=actor, quantity=quantity)
    claim = {"claimed_at": timezone.now(), "claim_words": words}
    match = change(lock(match), claim, actor=actor, action="claim")
    if match.resource_agreed_at is None:
        match = agree_for_resource(match=match, actor=actor)
    tell_office(need.street, verb="match.claim", subject=match, actor=actor)
    return match


def _require_claimable(need: Need, owner: Any, resource: Resource | None, words: str) -> None:
    if not Need.objects.in_hall().filter(pk=need.pk).exists():
        raise ClaimRefused(_("The need is not in the claim hall."))
    if resource is None and not words:
        raise ClaimRefused(_("Choose a resource or say what the unit will do."), field="words")
    require_no_private_number(words, field="words")
    if resource is not None and resource.owner != owner:
        raise ClaimRefused(_("The resource belongs to somebody else."), field="resource")
    side = owner_fields(owner)
    own = need.matches.open().filter(**{f"resource__{name}": it for name, it in side.items()})
    if own.exists():
        raise AlreadyProposed(_("“%(owner)s” has taken the need up already.") % {"owner": owner})


def _promise(need: Need, owner: Any, words: str, actor: User) -> Resource:
    """What a unit says it will do for one need, as a resource that nobody else can take."""
    promise = Resource(
        street=need.street,
        filed_by=actor,
        offered_for=need,
        resource_class=need.resource_class,
        title=title_of(words),
        content=words,
        quantity=need.quantity if need.unit else Decimal(1),
        unit=need.unit,
        state=ResourceState.PUBLISHED,
        published_at=timezone.now(),
        **owner_fields(owner),
    )
    return keep(promise, prefix=PREFIX, actor=actor)
