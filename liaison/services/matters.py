"""How a department's matter comes into the communities and leaves them again (SM-11, R-143)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.matter_enums import MatterAction, MatterState
from liaison.matter_workflow import DEPARTMENT, MATTER_MOVES, OFFICE
from liaison.models import Matter
from liaison.standards import EXPIRY_NOTICE
from orgs.enums import OrgKind
from orgs.models import Org, User
from orgs.permissions import holds_role, require_role
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused, only_known
from orgs.services.workflow import advance, begin, change, follow, lock
from partybuild.errors import RuleViolation
from resources.permissions import require_standing, street_of
from resources.services.enlisting import owner_fields
from resources.services.facts import amend, check_written, require_no_private_number
from resources.services.telling import tell_office, tell_owners

FACTS = frozenset(
    {
        "department",
        "title",
        "content",
        "basis",
        "funding",
        "is_everywhere",
        "forms_a_month",
        "time_a_month",
        "wished_from",
        "wished_until",
    }
)
PREFIX = "SX"


class DaysContradict(RuleViolation):
    """A matter is admitted for a time that has an end (SM-11)."""

    code = "days_contradict"


class CommunitiesMissing(RuleViolation):
    code = "communities_missing"


@transaction.atomic
def apply_for_matter(
    *,
    owner: Any,
    actor: User,
    communities: Iterable[Org] = (),
    on_behalf: str = "",
    **facts: Any,
) -> Matter:
    """Ask that communities see to a matter; the office of the street reviews it (R-263).

    Raises CommunitiesMissing, and FactRefused for what the matter cannot hold.
    """
    stands_in = require_standing(actor, owner, on_behalf=on_behalf)
    matter = Matter(
        street=street_of(owner),
        filed_by=actor,
        **owner_fields(owner),
        **only_known(facts, FACTS),
    )
    matter.department = matter.department or owner.name
    _check(matter)
    asked = _communities(matter, communities)
    (matter.code,) = next_codes(street=matter.street, prefix=PREFIX)
    matter.save(force_insert=True)
    matter.communities.set(asked)
    record(
        actor=actor,
        verb="matter.apply",
        subject=matter,
        changes={"state": [None, matter.state]},
        reason=on_behalf if stands_in else "",
    )
    tell_office(matter.street, verb="matter.apply", subject=matter, actor=actor)
    return matter


@transaction.atomic
def amend_matter(
    *, matter: Matter, actor: User, version: int | None = None, **facts: Any
) -> Matter:
    """Correct an application that is not decided yet."""
    matter = lock(matter)
    if not may_amend_matter(actor, matter):
        raise PermissionDenied
    facts = only_known(facts, FACTS | {"communities"})
    asked = facts.pop("communities", None)
    was_everywhere = matter.is_everywhere
    amended = amend(matter, facts, actor=actor, version=version)
    _check(amended)
    if asked is not None or amended.is_everywhere != was_everywhere:
        named = matter.communities.all() if asked is None else asked
        amended.communities.set(_communities(amended, named))
    return amended


@transaction.atomic
def amend_enlisted_matter(
    *, matter: Matter, actor: User, version: int | None = None, **facts: Any
) -> Matter:
    """Correct what a matter says by the office's own list, in whatever state it is."""
    matter = lock(matter)
    require_role(actor, *OFFICE, over=matter.street)
    return amend(matter, only_known(facts, FACTS), actor=actor, version=version)


def may_amend_matter(user: Any, matter: Matter) -> bool:
    """Its department corrects it until the office has reviewed it."""
    is_early = matter.state in (MatterState.APPLIED, MatterState.RETURNED)
    return is_early and holds_role(user, *DEPARTMENT, over=matter.owner)


@transaction.atomic
def review_matter(*, matter: Matter, opinion: str, actor: User) -> Matter:
    """Find that the matter has a basis, is asked of the right ones, and is not asked already."""
    require_no_private_number(opinion, field="opinion")
    return advance(matter, MatterAction.REVIEW, MATTER_MOVES, actor=actor, opinion=opinion.strip())


@transaction.atomic
def send_back_matter(*, matter: Matter, reason: str, actor: User) -> Matter:
    """Let the department mend its application."""
    matter = advance(
        matter, MatterAction.SEND_BACK, MATTER_MOVES, actor=actor, reason=reason, opinion=""
    )
    tell_owners([matter.owner], verb="matter.send_back", subject=matter, actor=actor)
    return matter


@transaction.atomic
def hand_in_matter(*, matter: Matter, actor: User) -> Matter:
    """Hand an application that was sent back in again."""
    matter = advance(matter, MatterAction.HAND_IN, MATTER_MOVES, actor=actor)
    tell_office(matter.street, verb="matter.hand_in", subject=matter, actor=actor)
    return matter


@transaction.atomic
def admit_matter(
    *, matter: Matter, actor: User, starts_on: date | None = None, ends_on: date | None = None
) -> Matter:
    """Let communities be asked for it from one day to another. Raises DaysContradict."""
    matter = begin(matter, MatterAction.ADMIT, MATTER_MOVES, actor=actor)
    days = {
        "starts_on": starts_on or matter.wished_from,
        "ends_on": ends_on or matter.wished_until,
    }
    if days["ends_on"] < max(days["starts_on"], timezone.localdate()):
        raise DaysContradict(_("Give a last day that is still to come."), field="ends_on")
    changes = {"state": MATTER_MOVES[MatterAction.ADMIT].target, **days}
    matter = change(matter, changes, actor=actor, action=MatterAction.ADMIT)
    _tell(matter, MatterAction.ADMIT, actor)
    return matter


@transaction.atomic
def decline_matter(*, matter: Matter, reason: str, actor: User) -> Matter:
    """Keep a matter out of the communities, and say why."""
    matter = begin(matter, MatterAction.DECLINE, MATTER_MOVES, actor=actor, reason=reason)
    changes = {"state": MATTER_MOVES[MatterAction.DECLINE].target, "reason": reason.strip()}
    matter = change(matter, changes, actor=actor, action=MatterAction.DECLINE, reason=reason)
    tell_owners([matter.owner], verb="matter.decline", subject=matter, actor=actor)
    return matter


@transaction.atomic
def renew_matter(*, matter: Matter, ends_on: date, reason: str, actor: User) -> Matter:
    """Let an admitted matter go on until a later day, with the reason. Raises DaysContradict."""
    matter = begin(matter, MatterAction.RENEW, MATTER_MOVES, actor=actor, reason=reason)
    if matter.ends_on is None or ends_on <= matter.ends_on:
        raise DaysContradict(_("Give a later last day than the present one."), field="ends_on")
    changes = {"ends_on": ends_on, "reason": reason.strip()}
    matter = change(matter, changes, actor=actor, action=MatterAction.RENEW, reason=reason)
    _tell(matter, MatterAction.RENEW, actor)
    return matter


@transaction.atomic
def end_matter(*, matter: Matter, reason: str, actor: User) -> Matter:
    """End an admitted matter before its last day, with the reason."""
    matter = begin(matter, MatterAction.END, MATTER_MOVES, actor=actor, reason=reason)
    today = timezone.localdate()
    starts_on = matter.starts_on or today
    changes = {
        "state": MATTER_MOVES[MatterAction.END].target,
        # One that was to begin later ends on the day it would have begun.
        "ends_on": max(starts_on, min(matter.ends_on or today, today)),
        "reason": reason.strip(),
    }
    matter = change(matter, changes, actor=actor, action=MatterAction.END, reason=reason)
    _tell(matter, MatterAction.END, actor)
    return matter


@transaction.atomic
def withdraw_matter(*, matter: Matter, actor: User) -> Matter:
    """Take an application back."""
    matter = advance(matter, MatterAction.WITHDRAW, MATTER_MOVES, actor=actor)
    tell_office(matter.street, verb="matter.withdraw", subject=matter, actor=actor)
    return matter


@transaction.atomic
def expire_matter(*, matter_pk: int, today: date) -> Matter | None:
    """End a matter whose last day has passed, and tell its department and the communities.

    Safe to run twice: a matter that has left or was renewed is left as it is.
    """
    found = Matter.objects.filter(pk=matter_pk).first()
    if found is None:
        return None
    matter = lock(found)
    if matter.state != MatterState.ADMITTED or matter.ends_on is None or matter.ends_on >= today:
        return None
    matter = follow(matter, MatterAction.EXPIRE, MATTER_MOVES, actor=None)
    _tell(matter, MatterAction.EXPIRE, None)
    return matter


@transaction.atomic
def warn_of_end(*, matter_pk: int, today: date) -> None:
    """Tell a department, once, that its matter ends soon unless it is renewed.

    Safe to run twice: an inbox takes one message about the same last day.
    """
    matter = Matter.objects.filter(pk=matter_pk, state=MatterState.ADMITTED).first()
    if matter is None or matter.ends_on is None or matter.ends_on < today:
        return
    if (matter.ends_on - today).days <= number_of(matter.street, EXPIRY_NOTICE):
        tell_owners([matter.owner], verb="matter.warn", subject=matter, actor=None)


def _check(matter: Matter) -> None:
    check_written(matter)
    if matter.wished_until < matter.wished_from:
        raise FactRefused(_("The end lies before the beginning."), field="wished_until")


def _communities(matter: Matter, asked: Iterable[Org]) -> list[Org]:
    """The communities a matter is asked of; none are named for one that is asked of all."""
    named = [] if matter.is_everywhere else list(asked)
    here = [
        each
        for each in named
        if each.tree_id == matter.street.tree_id and each.kind == OrgKind.COMMUNITY_COMMITTEE
    ]
    if not matter.is_everywhere and (not here or len(here) < len(named)):
        raise CommunitiesMissing(_("Choose communities of this sub-district."), field="communities")
    return here


def _tell(matter: Matter, action: MatterAction, actor: User | None) -> None:
    """Tell the department, and the communities that are asked for it."""
    asked = matter.communities.all()
    if matter.is_everywhere:
        asked = Org.objects.filter(tree_id=matter.street.tree_id).communities().active()
    tell_owners([matter.owner, *asked], verb=f"matter.{action}", subject=matter, actor=actor)
