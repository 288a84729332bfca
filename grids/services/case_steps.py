"""The seven steps of a case (SM-8): each is allowed, timed, done, written down and told."""

from copy import copy
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.case_enums import (
    HANDLED_CLOSINGS,
    CaseAction,
    CaseClosing,
)
from grids.case_workflow import CASE_MOVES
from grids.enums import CaseUrgency
from grids.models import Case, CaseStep
from grids.services.case_clocks import turn_clock
from grids.services.case_ratings import NO_CALL, rating_told
from grids.services.telling_cases import tell
from orgs.enums import OrgStatus
from orgs.models import Org, User
from orgs.services.facts import FactRefused, PrivateWords
from orgs.services.workflow import begin, change
from partybuild.errors import RuleViolation
from partybuild.spreadsheets.privacy import screened

# What an answer, its call-back and its verification left behind, when the case is redone.
UNDONE: dict[str, Any] = {
    "answered_by": None,
    "answered_at": None,
    "called_back_by": None,
    "called_back_at": None,
    "call_reach": "",
    "call_count": 0,
    "verified_by": None,
    "verified_at": None,
    "is_solved": None,
    "satisfaction": "",
}


class SamePerson(RuleViolation):
    """Handling, call-back and verification are done by three different people (SM-8 ⑥)."""

    code = "same_person"


class HandlerRefused(RuleViolation):
    """The organisation cannot answer for this case."""

    code = "handler_refused"


class ReturnRefused(RuleViolation):
    """What the conference decided is not returned."""

    code = "return_refused"


def make_step(
    case: Case, action: CaseAction, *, actor: User | None, words: str = "", **changes: Any
) -> Case:
    """Make one step on a locked case that may make it: clocks, change, the step's row, messages."""
    require_screened(words)
    now, before = timezone.now(), case.state
    draft = copy(case)
    changes = {"state": CASE_MOVES[action].target, **changes}
    for name, value in changes.items():
        setattr(draft, name, value)
    changes |= turn_clock(before, draft, now)
    case = change(case, changes, actor=actor, action=action, reason=words)
    CaseStep.objects.create(
        case=case,
        action=action,
        from_state=before,
        to_state=case.state,
        words=words,
        org=case.handling_org,
        made_by=actor,
        made_at=now,
    )
    tell(case, action, actor=actor)
    return case


def begin_step(case: Case, action: CaseAction, *, actor: User, words: str = "") -> Case:
    """The case under lock, once it is clear that the step is the actor's and may follow now."""
    return begin(case, action, CASE_MOVES, actor=actor, reason=words)


def require_screened(*texts: str) -> None:
    """Go no further with words that hold a person's number (D4)."""
    for text in texts:
        if screened(text) != text:
            raise PrivateWords(_("Leave out identity and telephone numbers."))


@transaction.atomic
def take_on_case(*, case: Case, actor: User, urgency: str = "") -> Case:
    """Take a case that the hotline still has open through the seven steps; its clock starts now."""
    case = begin_step(case, CaseAction.TAKE_ON, actor=actor)
    if case.closed_at:
        raise FactRefused(_("The hotline has closed this case."))
    urgency = urgency or case.urgency or CaseUrgency.ORDINARY
    return make_step(case, CaseAction.TAKE_ON, actor=actor, urgency=urgency)


@transaction.atomic
def respond_to_case(*, case: Case, actor: User, words: str = "") -> Case:
    """① Let the reporter know that the case has come in and is looked after."""
    case = begin_step(case, CaseAction.RESPOND, actor=actor)
    return make_step(case, CaseAction.RESPOND, actor=actor, words=words)


@transaction.atomic
def dispatch_case(*, case: Case, org: Org, actor: User, urgency: str = "", words: str = "") -> Case:
    """② Give the case to the organisation that answers for it; the time of handling begins."""
    case = begin_step(case, CaseAction.DISPATCH, actor=actor)
    require_handler(case, org)
    return make_step(
        case,
        CaseAction.DISPATCH,
        actor=actor,
        words=words,
        handling_org=org,
        urgency=urgency or case.urgency or CaseUrgency.ORDINARY,
    )


@transaction.atomic
def sign_for_case(*, case: Case, actor: User) -> Case:
    """② Take the case in hand."""
    case = begin_step(case, CaseAction.SIGN_FOR, actor=actor)
    return make_step(case, CaseAction.SIGN_FOR, actor=actor)


@transaction.atomic
def return_case(*, case: Case, actor: User, reason: str) -> Case:
    """② Return the case to the desk, once; the second time it goes to the weekly conference.

    Raises ReturnRefused for a case that the conference has given to the organisation.
    """
    case = begin_step(case, CaseAction.SEND_BACK, actor=actor, words=reason)
    if case.conferred_at:
        raise ReturnRefused(_("The conference has decided who answers for this case."))
    again = case.return_count + 1
    action = CaseAction.DISPUTE if case.return_count else CaseAction.SEND_BACK
    return make_step(case, action, actor=actor, words=reason, return_count=again)


@transaction.atomic
def bring_case_up(*, case: Case, actor: User, reason: str) -> Case:
    """③ Put a case on the weekly conference: several units, a dispute, or overdue."""
    case = begin_step(case, CaseAction.BRING_UP, actor=actor, words=reason)
    return make_step(case, CaseAction.BRING_UP, actor=actor, words=reason)


@transaction.atomic
def confer_on_case(*, case: Case, org: Org, decision: str, actor: User) -> Case:
    """③ Note who answers for the case; what was decided is not returned."""
    case = begin_step(case, CaseAction.CONFER, actor=actor)
    if not decision.strip():
        raise FactRefused(_("Say what was decided."), field="decision")
    require_handler(case, org)
    return make_step(
        case,
        CaseAction.CONFER,
        actor=actor,
        words=decision,
        handling_org=org,
        conferred_at=timezone.now(),
    )


@transaction.atomic
def answer_case(*, case: Case, reply: str, actor: User, outcome: str = "") -> Case:
    """④ Finish the work with an answer that the reporter can read."""
    case = begin_step(case, CaseAction.ANSWER, actor=actor)
    require_screened(reply, outcome)
    if not reply.strip():
        raise FactRefused(_("Write what the reporter is told."), field="reply")
    return make_step(
        case,
        CaseAction.ANSWER,
        actor=actor,
        reply=reply.strip(),
        outcome=outcome.strip(),
        answered_by=actor,
        answered_at=timezone.now(),
    )


@transaction.atomic
def note_missed_call(*, case: Case, actor: User) -> Case:
    """⑤ Note a call that reached nobody."""
    case = begin_step(case, CaseAction.MISS, actor=actor)
    _require_other(actor, case.answered_by_id)
    return make_step(case, CaseAction.MISS, actor=actor, call_count=case.call_count + 1)


@transaction.atomic
def call_back(
    *,
    case: Case,
    reach: str,
    actor: User,
    is_solved: bool | None = None,
    satisfaction: str = "",
    words: str = "",
) -> Case:
    """⑤ Note what the reporter says of the answer, or that nobody can be called.

    Raises SamePerson for whoever handled the case, and CallsMissing for a reporter who was not
    called often enough.
    """
    case = begin_step(case, CaseAction.CALL_BACK, actor=actor)
    _require_other(actor, case.answered_by_id)
    rated = rating_told(case, reach, is_solved, satisfaction)
    return make_step(
        case,
        CaseAction.CALL_BACK,
        actor=actor,
        words=words,
        call_reach=reach,
        call_count=case.call_count + (reach not in NO_CALL),
        called_back_by=actor,
        called_back_at=timezone.now(),
        **rated,
    )


@transaction.atomic
def redo_case(*, case: Case, actor: User, reason: str) -> Case:
    """Have the case handled anew, with a new deadline: not satisfied, or not verified."""
    case = begin_step(case, CaseAction.REDO, actor=actor, words=reason)
    _require_other(actor, case.answered_by_id)
    again = case.redo_count + 1
    return make_step(case, CaseAction.REDO, actor=actor, words=reason, redo_count=again, **UNDONE)


@transaction.atomic
def verify_case(*, case: Case, actor: User, words: str = "") -> Case:
    """⑥ Confirm on the spot or by the papers that it was done as answered.

    Raises SamePerson for whoever handled the case or called back.
    """
    case = begin_step(case, CaseAction.VERIFY, actor=actor)
    _require_other(actor, case.answered_by_id, case.called_back_by_id)
    return make_step(
        case,
        CaseAction.VERIFY,
        actor=actor,
        words=words,
        verified_by=actor,
        verified_at=timezone.now(),
    )


@transaction.atomic
def close_case(*, case: Case, actor: User, closing: str = "") -> Case:
    """⑦ Close a case that was answered, called back on and verified."""
    case = begin_step(case, CaseAction.CLOSE, actor=actor)
    usual = CaseClosing.EXPLAINED if case.is_solved is False else CaseClosing.SOLVED
    closing = closing or usual
    if closing not in HANDLED_CLOSINGS:
        raise FactRefused(_("Say how the case ends."), field="closing")
    return make_step(case, CaseAction.CLOSE, actor=actor, closing=closing, closed_at=timezone.now())


@transaction.atomic
def shelve_case(*, case: Case, actor: User, reason: str, review_on: date) -> Case:
    """Park a case that takes long, with its plan and the day on which it is looked at again."""
    case = begin_step(case, CaseAction.SHELVE, actor=actor, words=reason)
    if review_on <= timezone.localdate():
        raise FactRefused(_("The day of review lies ahead."), field="review_on")
    return make_step(case, CaseAction.SHELVE, actor=actor, words=reason, review_on=review_on)


@transaction.atomic
def resume_case(*, case: Case, actor: User) -> Case:
    """Take a shelved case up again, with the time that it had left."""
    case = begin_step(case, CaseAction.RESUME, actor=actor)
    return make_step(case, CaseAction.RESUME, actor=actor, review_on=None)


def require_handler(case: Case, org: Org) -> None:
    """Go no further unless the organisation works in the case's sub-district."""
    if not org.shares_street_with(case.street) or org.status == OrgStatus.CLOSED:
        raise HandlerRefused(
            _("Choose an organisation of the same sub-district that is in use."), field="org"
        )


def _require_other(actor: User, *earlier: int | None) -> None:
    if actor.pk in earlier:
        raise SamePerson(
            _("Handling, call-back and verification are done by three different people.")
        )
