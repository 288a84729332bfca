"""A case on its seven steps: who may, in which order, by three people, in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids.case_enums import CaseState, EscalationKind
from grids.enums import CaseCategory, CaseUrgency
from grids.models import Case, CaseContact, CaseDeadline, CaseStep
from grids.selectors.case_limits import limit_of, reckon
from grids.services import case_sides, case_steps
from grids.services.case_ladder import escalate_overdue_case
from grids.services.filing_cases import erase_contact, file_case, spent_contacts
from orgs.enums import Role
from orgs.models import AuditEntry, Notification, RoleAssignment
from orgs.selectors.calendar import work_calendar
from orgs.services.facts import FactRefused, PrivateWords
from orgs.services.numbers import set_numbers
from orgs.services.workflow import ReasonMissing
from partybuild.demo.clock import clock_at
from partybuild.errors import MoveRefused
from tests.factories import CaseFactory, OrgFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)


@pytest.fixture
def long_since(people):
    """Everybody has held their roles since before the days that a test speaks of."""
    RoleAssignment.objects.update(starts_on=date(2026, 1, 1))


def answered(case, people):
    return case_steps.answer_case(case=case, reply="已更换灯泡。", actor=people.worker)


def called_back(case, people):
    return case_steps.call_back(
        case=answered(case, people),
        reach="reached",
        is_solved=True,
        satisfaction="satisfied",
        actor=people.office,
    )


def test_a_case_goes_its_seven_steps_and_each_leaves_its_row(people, in_hand):
    case = called_back(in_hand, people)
    case = case_steps.verify_case(case=case, actor=people.clerk)

    case = case_steps.close_case(case=case, actor=people.office)

    assert (case.state, case.closing, case.due_at) == (CaseState.CLOSED, "solved", None)
    assert (case.is_responded_in_time, case.is_answered_in_time) == (True, True)
    told = list(CaseStep.objects.filter(case=case).values_list("action", "made_by"))
    office, clerk, worker = people.office.pk, people.clerk.pk, people.worker.pk
    assert told == [
        ("file", office),
        ("respond", office),
        ("dispatch", office),
        ("sign_for", worker),
        ("answer", worker),
        ("call_back", office),
        ("verify", clerk),
        ("close", office),
    ]
    clocks = CaseDeadline.objects.filter(case=case, ended_at__isnull=False)
    assert [*clocks.values_list("clock", flat=True)] == [
        "respond",
        "dispatch",
        "handle",
        "call_back",
        "verify",
    ]


def test_no_step_is_skipped(town, people, filed):
    with pytest.raises(MoveRefused):
        case_steps.dispatch_case(case=filed, org=town.branch, actor=people.office)
    with pytest.raises(MoveRefused):
        case_steps.close_case(case=filed, actor=people.office)


def test_only_those_of_the_responsible_organisation_take_it_in_hand(town, people, filed):
    case = case_steps.respond_to_case(case=filed, actor=people.office)
    case = case_steps.dispatch_case(case=case, org=town.branch, actor=people.office)

    with pytest.raises(PermissionDenied):
        case_steps.sign_for_case(case=case, actor=people.stranger)
    with pytest.raises(PermissionDenied):
        case_steps.respond_to_case(case=filed, actor=people.worker)
    assert Notification.objects.filter(recipient=people.worker, verb="case.dispatch").exists()
    assert case in Case.objects.visible_to(people.worker)
    assert case not in Case.objects.visible_to(people.stranger)


def test_an_organisation_of_another_street_answers_for_nothing(people, filed):
    case = case_steps.respond_to_case(case=filed, actor=people.office)

    with pytest.raises(case_steps.HandlerRefused):
        case_steps.dispatch_case(case=case, org=OrgFactory(code="102"), actor=people.office)


def test_three_different_people_handle_call_back_and_verify(town, people, in_hand):
    case = case_steps.answer_case(case=in_hand, reply="已更换。", actor=people.office)
    with pytest.raises(case_steps.SamePerson):
        case_steps.call_back(
            case=case, reach="reached", is_solved=True, satisfaction="fairly", actor=people.office
        )
    case = case_steps.call_back(
        case=case, reach="reached", is_solved=True, satisfaction="fairly", actor=people.clerk
    )
    for same in (people.office, people.clerk):
        with pytest.raises(case_steps.SamePerson):
            case_steps.verify_case(case=case, actor=same)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": CaseState.CLOSED, "closing": "solved"},
        {"called_back_by_id": "same", "called_back_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"state": CaseState.SHELVED},
        {"closing": "merged"},
    ],
)
def test_the_database_keeps_what_must_never_be(people, in_hand, facts):
    case = answered(in_hand, people)
    facts = {k: people.worker.pk if v == "same" else v for k, v in facts.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**facts)


def test_a_case_is_returned_once_and_then_conferred_on(town, people, filed):
    case = case_steps.respond_to_case(case=filed, actor=people.office)
    for state in (CaseState.RESPONDED, CaseState.CONFERRING):
        case = case_steps.dispatch_case(case=case, org=town.branch, actor=people.office)
        case = case_steps.return_case(case=case, reason="不属本网格", actor=people.worker)
        assert (case.state, case.is_answered_in_time) == (state, None)

    case = case_steps.confer_on_case(
        case=case, org=town.branch, decision="由北一网格牵头", actor=people.office
    )

    assert case.state == CaseState.DISPATCHED
    with pytest.raises(case_steps.ReturnRefused):
        case_steps.return_case(case=case, reason="仍不属本网格", actor=people.worker)


def test_a_return_carries_its_reason(town, people, filed):
    case = case_steps.respond_to_case(case=filed, actor=people.office)
    case = case_steps.dispatch_case(case=case, org=town.branch, actor=people.office)

    with pytest.raises(ReasonMissing):
        case_steps.return_case(case=case, reason=" ", actor=people.worker)


def test_a_case_that_is_redone_has_a_new_deadline_and_counts(people, in_hand):
    case = called_back(in_hand, people)

    case = case_steps.redo_case(case=case, reason="现场未修复", actor=people.clerk)

    assert (case.state, case.redo_count, case.answered_by) == (CaseState.IN_HAND, 1, None)
    assert (case.is_solved, case.satisfaction) == (None, "")
    clocks = CaseDeadline.objects.filter(case=case, clock="handle")
    assert [(row.number, row.ended_at is None) for row in clocks] == [(1, False), (2, True)]


def test_more_time_is_asked_for_once_and_before_the_deadline(people, in_hand):
    before = in_hand.due_at
    asked = {"reason": "等待配件", "workdays": 3}
    case = case_sides.ask_for_extension(case=in_hand, actor=people.worker, **asked)

    case = case_sides.grant_extension(case=case, actor=people.office)

    assert case.due_at > before
    assert CaseDeadline.objects.get(case=case, ended_at=None).reckoning[-1]["kind"] == "extended"
    with pytest.raises(case_sides.ExtensionRefused):
        case_sides.ask_for_extension(case=case, actor=people.worker, **asked)


def test_it_is_too_late_to_ask_after_the_deadline(people, in_hand):
    later = timezone.localdate() + timedelta(days=30)

    with clock_at(later), pytest.raises(case_sides.ExtensionRefused):
        case_sides.ask_for_extension(
            case=in_hand, reason="等待配件", workdays=3, actor=people.worker
        )


def test_a_shelved_case_pauses_and_goes_on_with_the_time_it_had_left(town, people, long_since):
    with clock_at(MONDAY):
        case = file_case(street=town.root, title="加装电梯", actor=people.office)
        case = case_steps.respond_to_case(case=case, actor=people.office)
        case = case_steps.dispatch_case(case=case, org=town.branch, actor=people.office)
        case = case_steps.sign_for_case(case=case, actor=people.worker)
        case = case_steps.shelve_case(
            case=case,
            reason="列入明年计划",
            review_on=MONDAY + timedelta(days=60),
            actor=people.office,
        )
        assert (case.state, case.due_at) == (CaseState.SHELVED, None)
    with clock_at(MONDAY + timedelta(days=14)):
        case = case_steps.resume_case(case=case, actor=people.office)

    assert timezone.localdate(case.due_at) == date(2026, 12, 7)
    assert CaseDeadline.objects.get(case=case, ended_at=None).paused_at is None


def test_the_day_of_review_lies_ahead(people, in_hand):
    with pytest.raises(FactRefused):
        case_steps.shelve_case(
            case=in_hand, reason="计划", review_on=timezone.localdate(), actor=people.office
        )


def test_a_call_to_the_upper_level_waits_until_it_is_acknowledged(town, people, person, in_hand):
    case = case_sides.escalate_case(case=in_hand, reason="需多部门联办", actor=people.worker)
    with pytest.raises(case_sides.CallRefused):
        case_sides.escalate_case(case=case, reason="再次", actor=people.worker)
    with pytest.raises(PermissionDenied):
        case_sides.acknowledge_call(case=case, answer="到场", actor=people.worker)
    upper = person(Role.SECRETARY, over=town.north)

    case_sides.acknowledge_call(case=case, answer="片区到场联办", actor=upper)

    call = case.escalations.get()
    assert (call.kind, call.org, call.acknowledged_by) == (EscalationKind.CALL, town.north, upper)


def test_a_duplicate_ends_in_the_case_that_is_handled(people, filed, in_hand, town):
    twin = file_case(street=town.root, title="路灯不亮", actor=people.office)

    merged = case_sides.merge_case(case=twin, into=in_hand, actor=people.office)

    assert (merged.state, merged.closing, merged.duplicate_of) == ("dropped", "merged", in_hand)
    with pytest.raises(case_sides.MergeRefused):
        case_sides.merge_case(case=in_hand, into=merged, actor=people.office)


def test_a_case_of_the_hotline_is_on_record_until_the_office_takes_it_on(town, people):
    case = CaseFactory(street=town.root)
    assert case.state == CaseState.RECORDED

    case = case_steps.take_on_case(case=case, actor=people.office)

    assert (case.state, case.urgency) == (CaseState.REGISTERED, CaseUrgency.ORDINARY)
    done = CaseFactory(street=town.root, closed_at=timezone.now())
    with pytest.raises(FactRefused):
        case_steps.take_on_case(case=done, actor=people.office)


def test_an_emergency_goes_the_fast_lane(town, people, long_since):
    with clock_at(MONDAY) as now:
        case = file_case(
            street=town.root,
            title="电梯困人",
            category=CaseCategory.EMERGENCY,
            actor=people.office,
        )

    assert (case.urgency, case.due_at) == ("most_urgent", now + timedelta(minutes=30))


def test_a_grid_worker_files_for_grids_in_reach_only(town, ground, person):
    worker = person(Role.GRID_WORKER, over=town.branch)

    case = file_case(street=town.root, grid=ground.base, title="路灯不亮", actor=worker)

    assert (case.source, case.community) == ("grid", town.east)
    with pytest.raises(PermissionDenied):
        file_case(street=town.root, community=town.west, title="路灯", actor=worker)


def test_words_with_a_number_are_not_filed(town, people):
    with pytest.raises(PrivateWords):
        file_case(street=town.root, title="路灯", content="电话19000000001", actor=people.office)


def test_workdays_skip_the_holidays_and_say_so(town, people):
    set_numbers(street=town.root, numbers={"case-handle-most-days": 0}, actor=people.office)
    start = datetime(2026, 9, 29, 9, tzinfo=timezone.get_default_timezone())
    case = Case(street=town.root, urgency=CaseUrgency.ORDINARY)

    found = reckon(start, limit_of(case, "handle"), calendar=work_calendar())

    # The national holiday lies between: the days that nobody works are named one by one.
    skipped = next(line["days"] for line in found.lines if line["kind"] == "skipped")
    assert timezone.localdate(found.due_at) > date(2026, 10, 8)
    assert "2026-10-01" in skipped
    assert timezone.localtime(found.due_at).hour == 18


def test_calendar_days_cap_the_workdays(town):
    start = datetime(2026, 9, 29, 9, tzinfo=timezone.get_default_timezone())
    case = Case(street=town.root, urgency=CaseUrgency.ORDINARY)

    found = reckon(start, limit_of(case, "handle"), calendar=work_calendar())

    assert found.due_at == start + timedelta(days=7)


def test_the_contact_is_sealed_seen_by_few_and_erased_in_time(town, people, in_hand, person):
    case = file_case(
        street=town.root, title="井盖", phone="19000000001", name="王示", actor=people.office
    )
    contact = CaseContact.objects.get(case=case)
    assert "19000000001" not in contact.sealed_phone
    assert (contact.phone, contact.spoken_name) == ("19000000001", "王示")
    leader = person(Role.LEADER, over=town.root)
    assert not CaseContact.objects.visible_to(leader).exists()
    assert not CaseContact.objects.visible_to(people.worker).exists()
    assert CaseContact.objects.visible_to(people.clerk).get() == contact

    case_sides.withdraw_case(case=case, reason="来电撤回", actor=people.office)
    later = timezone.now() + timedelta(days=91)
    assert spent_contacts(timezone.now()) == []
    assert [erase_contact(contact_pk=pk, now=later) for pk in spent_contacts(later)] == [True]

    assert not erase_contact(contact_pk=contact.pk, now=later)
    assert not CaseContact.objects.exists()
    assert "19000000001" not in str(list(AuditEntry.objects.values()))


def test_an_overdue_case_climbs_one_rung_at_a_time(people, in_hand):
    late = in_hand.due_at + timedelta(days=3)
    assert escalate_overdue_case(case_pk=in_hand.pk, now=in_hand.due_at) == []

    first = escalate_overdue_case(case_pk=in_hand.pk, now=late)
    again = escalate_overdue_case(case_pk=in_hand.pk, now=late)
    last = escalate_overdue_case(case_pk=in_hand.pk, now=late + timedelta(days=14))

    assert [row.kind for row in [*first, *again, *last]] == ["urge", "notice"]
