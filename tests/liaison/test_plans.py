"""Plans with phases: started whole, counted by the portal, closed as they stand (A-25, R-294)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext

from liaison.enums import MeetingState
from liaison.models import PhaseTarget, Plan
from liaison.plan_enums import Lamp, PlanState
from liaison.selectors.plans import readings
from liaison.selectors.waiting_followup import waiting_for
from liaison.services import phase_targets, phases, plan_heirs, plans
from orgs.models import AuditEntry, Notification
from orgs.services.attachments import attach
from orgs.services.facts import FactRefused
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.files import PDF
from tests.liaison.factories import MeetingFactory
from tests.liaison.followup import ActionItemFactory, InspectionFactory, VisitFactory
from tests.liaison.plans import PhaseFactory, PhaseTargetFactory, PlanFactory

pytestmark = pytest.mark.django_db

SPRING = {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 3, 31)}
VISITED = {"indicator": "community-unvisited", "measure": "share", "goal": 100}


def reading_of(target, reader):
    rows = PhaseTarget.objects.filter(pk=target.pk)
    (found,) = readings(rows, reader=reader, today=timezone.localdate())
    return found


@pytest.fixture
def drafted(town, people):
    return plans.draft_plan(
        org=town.root,
        title="示例实施方案",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        actor=people.office,
    )


def test_a_plan_is_drafted_with_phases_and_targets_and_then_runs(town, people, drafted):
    with pytest.raises(plans.PlanEmpty):
        plans.start_plan(plan=drafted, actor=people.office)
    phase = phases.add_phase(plan=drafted, title="摸底", actor=people.office, **SPRING)
    with pytest.raises(plans.PlanEmpty):
        plans.start_plan(plan=drafted, actor=people.office)
    phase_targets.set_target(
        phase=phase,
        title="完成走访",
        due_on=phase.ends_on,
        responsible=town.east,
        actor=people.office,
        **VISITED,
    )
    assert not Plan.objects.visible_to(people.east).exists()

    started = plans.start_plan(plan=drafted, actor=people.office)

    assert started.state == PlanState.RUNNING
    assert list(Plan.objects.visible_to(people.east)) == [started]
    assert not PhaseTarget.objects.visible_to(people.west).exists()
    assert Notification.objects.filter(recipient=people.east, verb="plan.start").count() == 1
    assert (
        AuditEntry.objects.filter(verb__in=("plan.draft", "phase.add", "plan.start")).count() == 3
    )


def test_no_day_lies_in_two_phases_or_outside_the_plan(people, drafted):
    first = phases.add_phase(plan=drafted, title="摸底", actor=people.office, **SPRING)
    for start, end, refusal in (
        (date(2027, 3, 31), date(2027, 4, 30), phases.PhasesOverlap),
        (date(2027, 1, 1), date(2027, 12, 31), phases.PhasesOverlap),
        (date(2026, 12, 31), date(2027, 1, 10), plans.DaysRefused),
        (date(2027, 5, 2), date(2027, 5, 1), plans.DaysRefused),
    ):
        with pytest.raises(refusal):
            phases.add_phase(
                plan=drafted, title="推进", starts_on=start, ends_on=end, actor=people.office
            )
    second = phases.add_phase(
        plan=drafted,
        title="推进",
        starts_on=date(2027, 4, 1),
        ends_on=date(2027, 6, 30),
        actor=people.office,
    )

    with pytest.raises(phases.PhasesOverlap):
        phases.amend_phase(phase=second, starts_on=first.ends_on, actor=people.office)
    with pytest.raises(plans.DaysRefused):
        plans.amend_plan(plan=drafted, ends_on=date(2027, 6, 1), actor=people.office)


def test_a_target_is_due_in_its_phase_and_answered_for_below_the_plan(town, people):
    phase = PhaseFactory(plan__org=town.east, plan__state=PlanState.DRAFTED)
    facts = {"phase": phase, "title": "完成走访", "actor": people.office}

    with pytest.raises(plans.DaysRefused):
        phase_targets.set_target(due_on=phase.ends_on + timedelta(days=1), **facts)
    with pytest.raises(phase_targets.ResponsibleRefused):
        phase_targets.set_target(due_on=phase.ends_on, responsible=town.west, **facts)
    for count in (
        VISITED | {"goal": None},
        VISITED | {"indicator": "no-such-standard"},
        VISITED | {"indicator": "areas"},
    ):
        with pytest.raises(FactRefused):
            phase_targets.set_target(due_on=phase.ends_on, **facts, **count)


def test_a_counted_target_is_reached_when_its_standard_is_at_the_goal(town, people):
    target = PhaseTargetFactory(phase__plan__org=town.root, **VISITED)
    east = PhaseTargetFactory(phase=target.phase, responsible=town.east, **VISITED)
    VisitFactory(place_org=town.east)

    whole, part = reading_of(target, people.office), reading_of(east, people.east)

    assert (whole.value, whole.lamp) == (50, Lamp.DUE_SOON)
    assert (part.value, part.lamp) == (100, Lamp.REACHED)
    VisitFactory(place_org=town.west)
    assert reading_of(target, people.office).lamp == Lamp.REACHED


def test_a_described_target_is_reached_by_a_record_that_is_done_and_never_ticked(town, people):
    target = PhaseTargetFactory(phase__plan__org=town.root)
    planned = MeetingFactory(body__org=town.root, in_state=MeetingState.CONVENED)
    records = [
        MeetingFactory(body__org=town.root, in_state=MeetingState.HELD),
        ActionItemFactory(owner_org=town.east, street=town.root, state="struck_off"),
        InspectionFactory(street=town.root, state="inspected"),
    ]

    proven = phase_targets.prove_target(target=target, proof=planned, actor=people.office)
    assert reading_of(proven, people.office).lamp == Lamp.DUE_SOON
    for record in records:
        proven = phase_targets.prove_target(target=proven, proof=record, actor=people.office)
        assert (proven.proof, reading_of(proven, people.office).lamp) == (record, Lamp.REACHED)
    loose = phase_targets.loosen_target(target=proven, actor=people.office, reason="不属实")

    assert (loose.proof, reading_of(loose, people.office).lamp) == (None, Lamp.DUE_SOON)
    attach(owner=loose, name="总结.pdf", content=PDF, actor=people.office)
    assert reading_of(loose, people.office).lamp == Lamp.REACHED


def test_only_who_answers_for_a_target_ties_it_to_a_record_of_the_own_street(town, people):
    target = PhaseTargetFactory(phase__plan__org=town.root, responsible=town.east)
    meeting = MeetingFactory(body__org=town.east, in_state=MeetingState.HELD)

    with pytest.raises(PermissionDenied):
        phase_targets.prove_target(target=target, proof=meeting, actor=people.west)
    with pytest.raises(phase_targets.ProofRefused):
        phase_targets.prove_target(
            target=target, proof=MeetingFactory(in_state=MeetingState.HELD), actor=people.east
        )
    counted = PhaseTargetFactory(phase=target.phase, responsible=town.east, **VISITED)
    with pytest.raises(phase_targets.ProofRefused):
        phase_targets.prove_target(target=counted, proof=meeting, actor=people.east)
    Plan.objects.update(state=PlanState.DRAFTED)
    with pytest.raises(MoveRefused):
        phase_targets.prove_target(target=target, proof=meeting, actor=people.east)


def test_the_goal_of_a_plan_that_runs_is_moved_with_a_reason_only(town, people):
    target = PhaseTargetFactory(phase__plan__org=town.root, **VISITED)

    with pytest.raises(ReasonMissing):
        phase_targets.amend_target(target=target, goal=50, actor=people.office)
    with pytest.raises(ReasonMissing):
        phase_targets.drop_target(target=target, actor=people.office)
    with pytest.raises(PermissionDenied):
        phase_targets.amend_target(target=target, goal=50, reason="调整", actor=people.east)
    phase_targets.amend_target(target=target, goal=50, reason="调整", actor=people.office)

    assert AuditEntry.objects.get(verb="phasetarget.amend").changes["goal"] == ["100.0", "50"]


def test_a_closed_plan_keeps_how_its_targets_stood(town, people):
    target = PhaseTargetFactory(phase__plan__org=town.root, **VISITED)
    plan = target.plan
    VisitFactory(place_org=town.east)

    with pytest.raises(ReasonMissing):
        plans.close_plan(plan=plan, outcome="基本完成", actor=people.office)
    with pytest.raises(PermissionDenied):
        plans.close_plan(plan=plan, outcome="完成", reason="顺延", actor=people.leader)
    plans.close_plan(plan=plan, outcome="基本完成", reason="西社区顺延", actor=people.office)
    VisitFactory(place_org=town.west)

    found = reading_of(target, people.office)
    assert (found.value, found.lamp) == (50, Lamp.MISSED)
    with pytest.raises(MoveRefused):
        phases.drop_phase(phase=target.phase, reason="不再需要", actor=people.office)
    with pytest.raises(MoveRefused):
        plans.abandon_plan(plan=plan, reason="不再需要", actor=people.office)


def test_an_organisation_that_closes_leaves_its_open_plans_and_targets_to_its_heir(town, people):
    mine = PhaseTargetFactory(phase__plan__org=town.root, responsible=town.east)
    plan = PlanFactory(org=town.east)
    closed = PhaseTargetFactory(
        phase__plan__org=town.root, phase__plan__state=PlanState.CLOSED, responsible=town.east
    )

    assert plan_heirs.plans_at(town.east) == [plan, mine]
    plan_heirs.hand_over_plans(org=town.east, heir=town.west, actor=people.office, reason="撤并")

    for row in (plan, mine, closed):
        row.refresh_from_db()
    assert (plan.org, mine.responsible, closed.responsible) == (town.west, town.west, town.east)


def test_a_target_near_its_day_waits_for_who_answers_for_it_alone(town, people):
    facts = {"phase__plan__org": town.root, "responsible": town.east}
    near = PhaseTargetFactory(**facts, **VISITED)
    PhaseTargetFactory(due_on=timezone.localdate() + timedelta(days=40), **facts)
    PhaseTargetFactory(phase__plan__state=PlanState.DRAFTED, **facts)

    def waiting(reader):
        return [
            each for each in waiting_for(reader=reader) if each.kind == gettext("target of a plan")
        ]

    (told,) = waiting(people.east)
    assert (told.title, told.due_on) == (near.title, near.due_on)
    assert "≥ 100%" in told.note
    assert waiting(people.office) == waiting(people.west) == []
    VisitFactory(place_org=town.east)
    assert waiting(people.east) == []
