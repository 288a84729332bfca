"""Calling back on a case: everybody is called who can and wants to be; and the files on a case."""

import pytest

from grids.case_enums import CaseState
from grids.models import Case
from grids.selectors.attaching import may_attach_to_case
from grids.services import case_steps
from grids.services.case_ratings import CallsMissing
from grids.services.filing_cases import file_case
from orgs.services.facts import FactRefused

pytestmark = pytest.mark.django_db


def answered(case, people):
    return case_steps.answer_case(case=case, reply="已更换灯泡。", actor=people.worker)


def test_nobody_counts_as_not_reached_before_the_third_call(people, in_hand):
    case = answered(in_hand, people)
    case = case_steps.note_missed_call(case=case, actor=people.office)

    with pytest.raises(CallsMissing):
        case_steps.call_back(case=case, reach="unreachable", actor=people.office)
    case = case_steps.note_missed_call(case=case, actor=people.office)
    case = case_steps.call_back(case=case, reach="unreachable", actor=people.office)

    assert (case.state, case.call_count, case.is_solved) == (CaseState.CALLED_BACK, 3, None)


def test_the_wish_of_the_reporter_for_a_call_back_is_honoured(people, in_hand):
    case = answered(in_hand, people)
    with pytest.raises(FactRefused):
        case_steps.call_back(case=case, reach="unwanted", actor=people.office)

    Case.objects.filter(pk=case.pk).update(needs_call_back=True)
    with pytest.raises(FactRefused):
        case_steps.call_back(case=case, reach="anonymous", actor=people.office)

    Case.objects.filter(pk=case.pk).update(needs_call_back=False)
    case = case_steps.call_back(case=case, reach="unwanted", actor=people.office)
    assert (case.state, case.call_count, case.is_solved) == (CaseState.CALLED_BACK, 0, None)


def test_files_hang_on_a_case_while_somebody_works_on_it(people, in_hand):
    assert may_attach_to_case(people.worker, in_hand)
    assert may_attach_to_case(people.office, in_hand)
    assert not may_attach_to_case(people.stranger, in_hand)

    in_hand.state = CaseState.CLOSED
    assert not may_attach_to_case(people.office, in_hand)


def test_who_left_a_number_is_called(town, people):
    case = file_case(street=town.root, title="路灯", phone="19000000001", actor=people.office)
    case = case_steps.respond_to_case(case=case, actor=people.office)
    case = case_steps.dispatch_case(case=case, org=town.branch, actor=people.office)
    case = answered(case_steps.sign_for_case(case=case, actor=people.worker), people)

    with pytest.raises(FactRefused):
        case_steps.call_back(case=case, reach="anonymous", actor=people.office)
