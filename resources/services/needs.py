"""What people do to a need (SM-1). A settled match and an accepted project move it, too."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.facts import only_known
from orgs.services.workflow import advance, lock
from resources.enums import BeneficiaryKind, NeedAction, NeedState, ResourceClass
from resources.models import Need, Wish
from resources.permissions import may_amend, require_standing, require_unit, street_of
from resources.pledge_enums import AgeBand, WishKind
from resources.services.enlisting import enlist, keep, owner_fields, take_back
from resources.services.facts import amend
from resources.services.merging import next_review
from resources.services.proposals import lapse_proposals
from resources.services.telling import tell_office, tell_owners
from resources.workflow import NEED_MOVES

PREFIX = "XQ"
FACTS = frozenset(
    {
        "resource_class",
        "title",
        "content",
        "beneficiary_kind",
        "beneficiary_code",
        "beneficiary_count",
        "quantity",
        "unit",
        "urgency",
        "wished_text",
        "wished_on",
        "wished_precision",
        "starts_on",
        "ends_on",
        "recurrence_text",
        "contact_name",
        "contact_phone",
        "remark",
    }
)
_CLASS_OF_WISH = {
    WishKind.GOODS: ResourceClass.FACILITY,
    WishKind.SERVICE: ResourceClass.SERVICE,
    WishKind.COMPANY: ResourceClass.SERVICE,
    WishKind.LEARNING: ResourceClass.TALENT,
    WishKind.OTHER: ResourceClass.SERVICE,
}
_GROUP_OF_AGE = {
    AgeBand.MINOR: BeneficiaryKind.YOUTH,
    AgeBand.ELDERLY: BeneficiaryKind.ELDERLY,
    AgeBand.AGED: BeneficiaryKind.ELDERLY,
}


@transaction.atomic
def file_need(
    *, owner: Any, actor: User, submit: bool = False, on_behalf: str = "", **facts: Any
) -> Need:
    """Write down what an organisation or unit needs, and hand it in at once if so wished (A-09).

    What the office files on behalf of a unit, with a reason, is handed in by that.
    """
    stands_in = require_standing(actor, owner, on_behalf=on_behalf)
    need = Need(
        street=street_of(owner),
        filed_by=actor,
        state=NeedState.SUBMITTED if submit or stands_in else NeedState.DRAFT,
        **owner_fields(owner),
        **only_known(facts, FACTS),
    )
    need = keep(need, prefix=PREFIX, actor=actor, on_behalf=on_behalf if stands_in else "")
    if need.state == NeedState.SUBMITTED:
        tell_office(need.street, verb="need.submit", subject=need, actor=actor)
    return need


@transaction.atomic
def list_unclaimed_wish(*, wish: Wish) -> Need:
    """Put a wish that nobody claimed on the list, in the name of who gathered it (SM-17).

    The clock does it, within the deed that closes the wish.
    """
    need = Need(
        street=wish.street,
        owner_org=wish.community,
        filed_by=wish.gathered_by,
        resource_class=_CLASS_OF_WISH[WishKind(wish.kind)],
        content=wish.content,
        beneficiary_kind=_GROUP_OF_AGE.get(AgeBand(wish.age_band), BeneficiaryKind.RESIDENTS),
        beneficiary_code=wish.code,
        beneficiary_count=1,
        state=NeedState.LISTED,
        listed_at=timezone.now(),
    )
    need = keep(need, prefix=PREFIX, actor=None)
    tell_office(need.street, verb="need.enlist", subject=need, actor=None)
    return need


@transaction.atomic
def enlist_needs(*, needs: Sequence[Need], actor: User) -> list[Need]:
    """Put the needs of a ledger straight on the list, all of them or none."""
    now = timezone.now()
    for need in needs:
        need.state, need.listed_at = NeedState.LISTED, now
    return enlist(needs, prefix=PREFIX, actor=actor)


@transaction.atomic
def amend_need(*, need: Need, actor: User, version: int | None = None, **facts: Any) -> Need:
    """Correct a need: its own people while they hold it, the office while it is on its way."""
    need = lock(need)
    if not may_amend(actor, need):
        raise PermissionDenied
    return amend(need, only_known(facts, FACTS), actor=actor, version=version)


@transaction.atomic
def take_back_need(*, need: Need, actor: User) -> None:
    """Remove a need that an import brought by mistake and that nothing refers to yet."""
    take_back(need, actor=actor)


@transaction.atomic
def submit_need(*, need: Need, actor: User) -> Need:
    """Hand a need in to the office."""
    need = advance(need, NeedAction.SUBMIT, NEED_MOVES, actor=actor)
    tell_office(need.street, verb="need.submit", subject=need, actor=actor)
    return need


@transaction.atomic
def list_need(*, need: Need, actor: User) -> Need:
    """Put a need on the list, where resources are looked for (R-005)."""
    need = advance(need, NeedAction.LIST, NEED_MOVES, actor=actor, **_on_the_list_now())
    tell_owners([need.owner], verb="need.enlist", subject=need, actor=actor)
    return need


def _on_the_list_now() -> dict[str, Any]:
    return {"listed_at": timezone.now(), "opened_at": None, "review_on": None}


@transaction.atomic
def send_back_need(*, need: Need, actor: User, reason: str) -> Need:
    """Send a need back to whoever filed it, and say why."""
    need = advance(need, NeedAction.SEND_BACK, NEED_MOVES, actor=actor, reason=reason)
    tell_owners([need.owner], verb="need.send_back", subject=need, actor=actor)
    return need


@transaction.atomic
def shelve_need(*, need: Need, actor: User, reason: str) -> Need:
    """Set a need aside for which there is no resource now; it is looked at again (SM-1)."""
    day = next_review(need.street)
    need = advance(need, NeedAction.SHELVE, NEED_MOVES, actor=actor, reason=reason, review_on=day)
    lapse_proposals(of=need, actor=actor, reason=_("The need was shelved."))
    tell_owners([need.owner], verb="need.shelve", subject=need, actor=actor)
    return need


@transaction.atomic
def withdraw_need(*, need: Need, actor: User) -> Need:
    """Take an own need off the way or off the list."""
    need = advance(need, NeedAction.WITHDRAW, NEED_MOVES, actor=actor)
    lapse_proposals(of=need, actor=actor, reason=_("The need was withdrawn."))
    return need


@transaction.atomic
def withdraw_need_on_behalf(*, need: Need, actor: User, reason: str) -> Need:
    """Withdraw the need of a partner unit that has asked the office to do so."""
    need = advance(need, NeedAction.WITHDRAW_ON_BEHALF, NEED_MOVES, actor=actor, reason=reason)
    require_unit(need.owner)
    lapse_proposals(of=need, actor=actor, reason=_("The need was withdrawn."))
    tell_owners([need.owner], verb="need.withdraw_on_behalf", subject=need, actor=actor)
    return need
