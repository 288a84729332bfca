"""Trainings and receptions as they are noted; what is put forward becomes findings (R-272)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.followup_workflow import ASSIGNERS
from liaison.models import Finding, Occasion
from liaison.occasion_enums import OCCASIONS, OccasionFacts
from liaison.services.screening import require_screened
from liaison.services.visits import NotYet, PlaceRefused, lines_of
from orgs.enums import Role
from orgs.models import Org, User
from orgs.permissions import holds_role, require_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused, changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock, require_reason
from partybuild.errors import RuleViolation
from resources.services.telling import tell_office

FACTS: Final = frozenset({"held_on", "place", "topic", "headcount", "hours"})
WORDS: Final = ("place", "topic")
LONGEST: Final = 1000


class NotedAlready(RuleViolation):
    """An occasion is noted once, so that it proves a duty once."""

    code = "noted_already"


class StillNeeded(RuleViolation):
    """What has led to something is not taken back."""

    code = "still_needed"


@transaction.atomic
def note_occasion(
    *,
    kind: str,
    org: Org,
    actor: User,
    findings: Iterable[str] = (),
    held_on: date | None = None,
    **facts: Any,
) -> Occasion:
    """Note what was held with its head count; each matter put forward is a line (D7, D8).

    Raises PlaceRefused, NotYet, NotedAlready, PrivateWords, and PermissionDenied to strangers.
    """
    require_role(actor, *ASSIGNERS, over=org)
    occasion = Occasion(
        kind=kind,
        org=org,
        street=org.get_root(),
        held_on=held_on or timezone.localdate(),
        noted_by=actor,
        **only_known(facts, FACTS),
    )
    _check(occasion)
    _keep(occasion)
    record(
        actor=actor,
        verb="occasion.note",
        subject=occasion,
        changes={"kind": [None, kind], "headcount": [None, occasion.headcount]},
    )
    if _add_findings(occasion, findings):
        tell_office(occasion.street, verb="occasion.note", subject=occasion, actor=actor)
    return occasion


@transaction.atomic
def amend_occasion(
    *, occasion: Occasion, actor: User, version: int | None = None, **facts: Any
) -> Occasion:
    """Correct what was noted of an occasion."""
    occasion = lock(occasion)
    require_role(actor, *ASSIGNERS, over=occasion.org)
    require_version(occasion, version)
    changed = changed_facts(occasion, only_known(facts, FACTS))
    if not changed:
        return occasion
    for name, value in changed.items():
        setattr(occasion, name, value)
    _check(occasion)
    try:
        with transaction.atomic():
            return change(lock(occasion), changed, actor=actor, action="amend")
    except IntegrityError as clash:
        raise _already() from clash


@transaction.atomic
def find_at_occasion(*, occasion: Occasion, content: str, actor: User) -> Occasion:
    """Add a matter that was put forward and came to mind later."""
    occasion = lock(occasion)
    require_role(actor, *ASSIGNERS, over=occasion.org)
    found = _add_findings(occasion, [content])
    if not found:
        raise FactRefused(_("Say what was put forward."), field="content")
    for finding in found:
        record(actor=actor, verb="finding.note", subject=finding)
    return occasion


@transaction.atomic
def take_back_occasion(*, occasion: Occasion, actor: User, reason: str) -> Org:
    """Remove what was noted by mistake, as long as nothing became of it; the duty opens again."""
    require_reason(reason)
    occasion = lock(occasion)
    require_role(actor, Role.OFFICE, over=occasion.street)
    if occasion.findings.exclude(state="open").exists():
        raise StillNeeded(_("Something has become of a matter put forward here."))
    org = occasion.org
    changes: dict[str, Any] = {"held_on": [occasion.held_on, None]}
    changes["topic"] = [occasion.topic, None]
    record(actor=actor, verb="occasion.take_back", subject=org, changes=changes, reason=reason)
    occasion.delete()
    return org


def may_note(user: Any, org: Org) -> bool:
    """True for the own people of an organisation and for the office above it."""
    return holds_role(user, *ASSIGNERS, over=org)


def _add_findings(occasion: Occasion, words: Iterable[str]) -> list[Finding]:
    lines = lines_of(words)
    if not lines:
        return []
    if not _facts_of(occasion).takes_findings:
        raise FactRefused(_("No matters are put forward here."), field="findings")
    for each in lines:
        if len(each) > LONGEST:
            raise FactRefused(_("Write it shorter."), field="findings")
        require_screened({"findings": each}, ("findings",))
    return Finding.objects.bulk_create([Finding(occasion=occasion, content=each) for each in lines])


def _keep(occasion: Occasion) -> None:
    try:
        with transaction.atomic():
            occasion.save(force_insert=True)
    except IntegrityError as clash:
        raise _already() from clash


def _already() -> NotedAlready:
    return NotedAlready(_("This is noted already."), field="topic")


def _facts_of(occasion: Occasion) -> OccasionFacts:
    try:
        return OCCASIONS[occasion.kind]
    except KeyError:
        raise PermissionDenied from None


def _check(occasion: Occasion) -> None:
    asked = _facts_of(occasion)
    check_facts(occasion)
    require_screened({name: getattr(occasion, name) for name in WORDS}, WORDS)
    if occasion.org.kind not in asked.held_by:
        raise PlaceRefused(_("Choose the sub-district or a community."), field="org")
    if occasion.held_on > timezone.localdate():
        raise NotYet(_("It is noted once it was held."), field="held_on")
    if occasion.headcount < 1:
        raise FactRefused(_("Say how many came."), field="headcount")
    has_hours = bool(occasion.hours and occasion.hours > 0)
    if asked.asks_hours != has_hours or (not asked.asks_hours and occasion.hours is not None):
        words = _("Say how many hours it took.") if asked.asks_hours else _("No hours are asked.")
        raise FactRefused(words, field="hours")
