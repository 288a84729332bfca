"""The side roads of a case (SM-8): more time, calls upward, duplicates, ends without handling."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.case_enums import (
    OPEN_STATES,
    CaseAction,
    CaseClosing,
    EscalationKind,
)
from grids.case_standards import EXTENSION
from grids.case_workflow import ACKNOWLEDGERS
from grids.models import Case, CaseStep, Escalation, Extension
from grids.services.case_clocks import extend_clock
from grids.services.case_steps import begin_step, make_step, require_screened
from grids.services.telling_cases import tell, tell_people_of
from orgs.models import User
from orgs.permissions import require_role
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.facts import FactRefused
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation


class ExtensionRefused(RuleViolation):
    """More time is asked for once, before the deadline, and within the longest extension."""

    code = "extension_refused"


class CallRefused(RuleViolation):
    """There is no upper level to call, or it has not acknowledged the last call yet."""

    code = "call_refused"


class MergeRefused(RuleViolation):
    """A case is merged into an open case of the same sub-district."""

    code = "merge_refused"


@transaction.atomic
def ask_for_extension(*, case: Case, actor: User, reason: str, workdays: int) -> Case:
    """Ask for more time, before the deadline and once.

    Raises ExtensionRefused when it is too late, too long, or was asked for already.
    """
    case = begin_step(case, CaseAction.ASK_EXTENSION, actor=actor, words=reason)
    longest = number_of(case.street, EXTENSION)
    if not 1 <= workdays <= longest:
        raise ExtensionRefused(
            _("An extension has at most %(days)d workdays.") % {"days": longest}, field="workdays"
        )
    if case.due_at is None or timezone.now() > case.due_at:
        raise ExtensionRefused(_("More time is asked for before the deadline."))
    if Extension.objects.filter(case=case).exists():
        raise ExtensionRefused(_("More time is asked for once only."))
    Extension.objects.create(
        case=case, workdays=workdays, reason=reason, asked_by=actor, asked_at=timezone.now()
    )
    return make_step(case, CaseAction.ASK_EXTENSION, actor=actor, words=reason)


@transaction.atomic
def grant_extension(*, case: Case, actor: User) -> Case:
    """Grant the time that was asked for; the deadline moves and says why."""
    case = begin_step(case, CaseAction.GRANT_EXTENSION, actor=actor)
    asked = _decide(case, actor, is_granted=True)
    return make_step(
        case, CaseAction.GRANT_EXTENSION, actor=actor, **extend_clock(case, asked.workdays)
    )


@transaction.atomic
def deny_extension(*, case: Case, actor: User, reason: str) -> Case:
    """Deny the time that was asked for; the deadline stays."""
    case = begin_step(case, CaseAction.DENY_EXTENSION, actor=actor, words=reason)
    _decide(case, actor, is_granted=False)
    return make_step(case, CaseAction.DENY_EXTENSION, actor=actor, words=reason)


@transaction.atomic
def escalate_case(*, case: Case, actor: User, reason: str) -> Case:
    """Call the level above the responsible organisation, which must acknowledge (R-090)."""
    case = begin_step(case, CaseAction.ESCALATE, actor=actor, words=reason)
    upper = case.handling_org and case.handling_org.parent
    if upper is None:
        raise CallRefused(_("There is no level above the sub-district in the portal."))
    if open_call_of(case):
        raise CallRefused(_("The upper level has not acknowledged the last call yet."))
    Escalation.objects.create(
        case=case,
        kind=EscalationKind.CALL,
        org=upper,
        words=reason,
        raised_by=actor,
        raised_at=timezone.now(),
    )
    case = make_step(case, CaseAction.ESCALATE, actor=actor, words=reason)
    tell_people_of(upper, case, CaseAction.ESCALATE, actor=actor)
    return case


@transaction.atomic
def acknowledge_call(*, case: Case, actor: User, answer: str) -> Case:
    """Answer a call from below: what the upper level does about it."""
    case = lock(case)
    call = open_call_of(case)
    if call is None:
        raise CallRefused(_("No call waits for an acknowledgement."))
    require_role(actor, *ACKNOWLEDGERS, over=call.org)
    require_screened(answer)
    if not answer.strip():
        raise FactRefused(_("Say what you do about it."), field="answer")
    now = timezone.now()
    call.acknowledgement, call.acknowledged_by, call.acknowledged_at = answer, actor, now
    call.save(update_fields=["acknowledgement", "acknowledged_by", "acknowledged_at"])
    CaseStep.objects.create(
        case=case,
        action=CaseAction.ACKNOWLEDGE,
        from_state=case.state,
        to_state=case.state,
        words=answer,
        org=call.org,
        made_by=actor,
        made_at=now,
    )
    record(actor=actor, verb="case.acknowledge", subject=case, reason=answer)
    tell(case, CaseAction.ACKNOWLEDGE, actor=actor)
    return case


@transaction.atomic
def merge_case(*, case: Case, into: Case, actor: User, words: str = "") -> Case:
    """Merge a duplicate into the case that is handled; it ends and points there (R-094)."""
    case = begin_step(case, CaseAction.MERGE, actor=actor)
    into = lock(into)
    is_fit = into.pk != case.pk and into.street_id == case.street_id and into.state in OPEN_STATES
    if not is_fit:
        raise MergeRefused(_("Choose another open case of the same sub-district."), field="into")
    return _drop(
        case, CaseAction.MERGE, CaseClosing.MERGED, actor=actor, words=words, duplicate_of=into
    )


@transaction.atomic
def withdraw_case(*, case: Case, actor: User, reason: str) -> Case:
    """Note that the reporter has withdrawn the case."""
    case = begin_step(case, CaseAction.WITHDRAW, actor=actor, words=reason)
    return _drop(case, CaseAction.WITHDRAW, CaseClosing.WITHDRAWN, actor=actor, words=reason)


@transaction.atomic
def refuse_case(*, case: Case, actor: User, reason: str) -> Case:
    """Do not admit a case, with the reason that the reporter is given."""
    case = begin_step(case, CaseAction.NOT_ADMIT, actor=actor, words=reason)
    return _drop(case, CaseAction.NOT_ADMIT, CaseClosing.NOT_ADMITTED, actor=actor, words=reason)


def open_call_of(case: Case) -> Escalation | None:
    """The call upward that nobody has acknowledged yet."""
    calls = case.escalations.filter(kind=EscalationKind.CALL, acknowledged_at=None)
    found: Escalation | None = calls.select_related("org").first()
    return found


def _drop(
    case: Case, action: CaseAction, closing: CaseClosing, *, actor: User, words: str, **more: Any
) -> Case:
    """End a case without handling."""
    return make_step(
        case,
        action,
        actor=actor,
        words=words,
        closing=closing,
        closed_at=timezone.now(),
        review_on=None,
        **more,
    )


def _decide(case: Case, actor: User, *, is_granted: bool) -> Extension:
    asked = Extension.objects.filter(case=case, is_granted=None).first()
    if asked is None:
        raise ExtensionRefused(_("Nobody has asked for more time."))
    if asked.asked_by_id == actor.pk:
        raise ExtensionRefused(_("Somebody else decides on what you asked for."))
    asked.is_granted, asked.decided_by = is_granted, actor
    asked.save(update_fields=["is_granted", "decided_by"])
    return asked
