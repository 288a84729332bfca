"""The steps that the page of a case offers, each with the form that asks for its input."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grids.case_enums import CaseAction
from grids.case_workflow import ACKNOWLEDGERS, CASE_MOVES
from grids.forms.case_steps import (
    AcknowledgeForm,
    AnswerForm,
    CallBackForm,
    CloseForm,
    ConferForm,
    DispatchForm,
    ExtensionForm,
    MergeForm,
    ShelveForm,
    UrgencyForm,
    WordsForm,
)
from grids.forms.cases import AmendCaseForm
from grids.models import Case, Extension
from grids.services import case_sides, case_steps, cases
from orgs.enums import Role
from orgs.models import User
from orgs.permissions import holds_role
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, Steps, offer, offers

AMEND = "amend"
STEPS: Steps = {
    AMEND: Step(cases.amend_case, AmendCaseForm),
    CaseAction.TAKE_ON: Step(case_steps.take_on_case, UrgencyForm),
    CaseAction.RESPOND: Step(case_steps.respond_to_case, WordsForm),
    CaseAction.DISPATCH: Step(case_steps.dispatch_case, DispatchForm),
    CaseAction.SIGN_FOR: Step(case_steps.sign_for_case),
    CaseAction.SEND_BACK: Step(case_steps.return_case, ReasonForm),
    CaseAction.BRING_UP: Step(case_steps.bring_case_up, ReasonForm),
    CaseAction.CONFER: Step(case_steps.confer_on_case, ConferForm),
    CaseAction.ANSWER: Step(case_steps.answer_case, AnswerForm),
    CaseAction.MISS: Step(case_steps.note_missed_call),
    CaseAction.CALL_BACK: Step(case_steps.call_back, CallBackForm),
    CaseAction.REDO: Step(case_steps.redo_case, ReasonForm),
    CaseAction.VERIFY: Step(case_steps.verify_case, WordsForm),
    CaseAction.CLOSE: Step(case_steps.close_case, CloseForm),
    CaseAction.SHELVE: Step(case_steps.shelve_case, ShelveForm),
    CaseAction.RESUME: Step(case_steps.resume_case),
    CaseAction.ASK_EXTENSION: Step(case_sides.ask_for_extension, ExtensionForm),
    CaseAction.GRANT_EXTENSION: Step(case_sides.grant_extension),
    CaseAction.DENY_EXTENSION: Step(case_sides.deny_extension, ReasonForm),
    CaseAction.ESCALATE: Step(case_sides.escalate_case, ReasonForm),
    CaseAction.ACKNOWLEDGE: Step(case_sides.acknowledge_call, AcknowledgeForm),
    CaseAction.MERGE: Step(case_sides.merge_case, MergeForm),
    CaseAction.WITHDRAW: Step(case_sides.withdraw_case, ReasonForm),
    CaseAction.NOT_ADMIT: Step(case_sides.refuse_case, ReasonForm),
}
URL_NAME = "grids:case-step"
# The steps ① to ⑦; all others are side roads.
AHEAD = {
    CaseAction.TAKE_ON,
    CaseAction.RESPOND,
    CaseAction.DISPATCH,
    CaseAction.SIGN_FOR,
    CaseAction.CONFER,
    CaseAction.ANSWER,
    CaseAction.CALL_BACK,
    CaseAction.VERIFY,
    CaseAction.CLOSE,
}
_DECISIONS = {CaseAction.GRANT_EXTENSION, CaseAction.DENY_EXTENSION}


def offers_of(case: Case, reader: User, failed: tuple[str, DeedForm] | None = None) -> list[Offer]:
    """The steps that the reader can take now; what a rule refuses for certain is not offered."""
    found = offers(
        case,
        moves=CASE_MOVES,
        steps=STEPS,
        reader=reader,
        url_name=URL_NAME,
        failed=failed,
        ahead=AHEAD,
    )
    hidden = _hidden(case, reader)
    found = [each for each in found if each.action not in hidden or each.is_failed]
    call = case_sides.open_call_of(case)
    if call and holds_role(reader, *ACKNOWLEDGERS, over=call.org):
        label = CaseAction.ACKNOWLEDGE.label
        found.insert(0, _offer(case, CaseAction.ACKNOWLEDGE, label, reader, failed))
    if holds_role(reader, Role.OFFICE, over=case.street):
        label = _("Say where it lies and what it is about")
        found.append(_offer(case, AMEND, label, reader, failed))
    return found


def _offer(case: Case, action: str, label: Any, reader: User, failed: Any) -> Offer:
    return offer(
        case,
        str(action),
        label,
        step=STEPS[action],
        reader=reader,
        url_name=URL_NAME,
        failed=failed,
    )


def _hidden(case: Case, reader: User) -> set[str]:
    """Steps that the table allows and that a rule of their own refuses this reader."""
    hidden: set[str] = set()
    asked = Extension.objects.filter(case=case).first()
    if asked is None or asked.is_granted is not None or asked.asked_by_id == reader.pk:
        hidden |= _DECISIONS
    if asked is not None:
        hidden.add(CaseAction.ASK_EXTENSION)
    if case.conferred_at:
        hidden.add(CaseAction.SEND_BACK)
    if case.closed_at:
        hidden.add(CaseAction.TAKE_ON)
    if reader.pk == case.answered_by_id:
        hidden |= {CaseAction.CALL_BACK, CaseAction.MISS, CaseAction.REDO, CaseAction.VERIFY}
    if reader.pk == case.called_back_by_id:
        hidden.add(CaseAction.VERIFY)
    return hidden
