"""Circulars and interviews: a person drafts, a leader decides, and few ever see it (A-40, D10).

The trail says that something was done to a censure and by whom, never what stands in it.
"""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.followup_enums import CensureAction, CensureKind, CensureState
from liaison.followup_workflow import CENSURE_MOVES
from liaison.models import ActionItem, Censure
from liaison.services.screening import require_screened
from orgs.models import Org, Partner, User
from orgs.permissions import holds_role, require_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import begin, lock, require_reason
from orgs.workflow import OFFICE
from partybuild.errors import RuleViolation
from resources.permissions import street_of

FACTS: Final = frozenset({"topic", "facts", "demand"})


class NotOverdue(RuleViolation):
    """A censure is drafted about an item that is overdue."""

    code = "not_overdue"


@transaction.atomic
def draft_censure(
    *, kind: str, target: Any, actor: User, item: ActionItem | None = None, **facts: Any
) -> Censure:
    """Write a draft for those who decide, about an organisation or unit and never about a person.

    Nothing follows from it by itself. Raises NotOverdue for an item that is still in time.
    """
    street = street_of(target)
    require_role(actor, *OFFICE, over=street)
    if kind not in CensureKind.values:
        raise FactRefused(_("Say which kind it is."), field="kind")
    if item is not None and not item.is_overdue:
        raise NotOverdue(_("The item is not overdue."))
    censure = Censure(
        street=street,
        kind=kind,
        item=item,
        drafted_by=actor,
        **_target_fields(target),
        **only_known(facts, FACTS),
    )
    _check(censure)
    censure.save(force_insert=True)
    _record(censure, "draft", actor)
    return censure


@transaction.atomic
def draft_censure_of_item(*, item: ActionItem, kind: str, actor: User, **facts: Any) -> Censure:
    """Write a draft about whoever answers for an overdue item."""
    return draft_censure(kind=kind, target=item.owner, item=item, actor=actor, **facts)


@transaction.atomic
def amend_censure(
    *, censure: Censure, actor: User, version: int | None = None, **facts: Any
) -> Censure:
    """Correct a draft that is not approved yet."""
    censure = lock(censure)
    if not may_amend_censure(actor, censure):
        raise PermissionDenied
    require_version(censure, version)
    for name, value in only_known(facts, FACTS).items():
        setattr(censure, name, value)
    _check(censure)
    _save(censure, *FACTS)
    _record(censure, "amend", actor)
    return censure


def may_amend_censure(user: Any, censure: Censure) -> bool:
    return censure.state == CensureState.DRAFTED and holds_role(user, *OFFICE, over=censure.street)


@transaction.atomic
def approve_censure(*, censure: Censure, actor: User) -> Censure:
    """Decide, as a leader of the sub-district, that it goes out."""
    return _advance(censure, CensureAction.APPROVE, actor)


@transaction.atomic
def deliver_censure(*, censure: Censure, actor: User) -> Censure:
    """Note that the circular went out, or that the interview was held, today."""
    today = timezone.localdate()
    return _advance(censure, CensureAction.DELIVER, actor, delivered_on=today)


@transaction.atomic
def note_rectification(*, censure: Censure, rectification: str, actor: User) -> Censure:
    """Note what was put right."""
    if not rectification.strip():
        raise FactRefused(_("Say it in a few words."), field="rectification")
    require_screened({"rectification": rectification}, ("rectification",))
    words = rectification.strip()
    return _advance(censure, CensureAction.RECTIFY, actor, rectification=words)


@transaction.atomic
def close_censure(*, censure: Censure, actor: User) -> Censure:
    """Close the record, as a leader, once everything is put right."""
    return _advance(censure, CensureAction.CLOSE, actor)


@transaction.atomic
def drop_censure(*, censure: Censure, actor: User, reason: str) -> Censure:
    """Leave it be."""
    require_reason(reason)
    return _advance(censure, CensureAction.DROP, actor, reason=reason)


def _advance(
    censure: Censure, action: CensureAction, actor: User, reason: str = "", **facts: Any
) -> Censure:
    censure = begin(censure, action, CENSURE_MOVES, actor=actor, reason=reason)
    before, censure.state = censure.state, CENSURE_MOVES[action].target
    for name, value in facts.items():
        setattr(censure, name, value)
    _save(censure, "state", *facts)
    _record(censure, action, actor, state=[before, censure.state])
    return censure


def _save(censure: Censure, *names: str) -> None:
    censure.version += 1
    censure.save(update_fields=[*names, "version", "updated_at"])


def _record(censure: Censure, action: str, actor: User, **changes: Any) -> None:
    # Reasons and words are disciplinary facts, and the trail is read by more people (D10).
    record(actor=actor, verb=f"censure.{action}", subject=censure, changes=changes)


def _check(censure: Censure) -> None:
    check_facts(censure)
    names = ("topic", "facts", "demand")
    require_screened({name: getattr(censure, name) for name in names}, names)


def _target_fields(target: Org | Partner) -> dict[str, Any]:
    return {"target_partner" if isinstance(target, Partner) else "target_org": target}
