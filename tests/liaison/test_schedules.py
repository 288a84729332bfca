"""Plans of a period: worked out, looked through, published in one deed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.enums import BodyKind, MeetingKind, MeetingState
from liaison.models import Meeting, MeetingSeries, SchedulePlan
from liaison.planning_enums import (
    SchedulePlanAction,
    SchedulePlanState,
    SittingState,
    SolverStatus,
)
from liaison.planning_workflow import SCHEDULE_PLAN_MOVES
from liaison.selectors.planning.people import People
from liaison.selectors.schedules import figures_of, reasons_of
from liaison.services import meetings, planned_sittings, schedules
from liaison.services.schedule_publishing import PlanOutdated
from orgs.enums import PostKind, Role
from orgs.models import AuditEntry, Job
from orgs.services.jobs import run_job
from orgs.services.workflow import ReasonMissing, advance
from partybuild.errors import MoveRefused, RuleViolation
from partybuild.periods import Period, PeriodKind
from resources.models import Booking
from tests.factories import CircleFactory, CircleMembershipFactory, PostingFactory
from tests.liaison.factories import BodyFactory, BusyTimeFactory, MembershipFactory
from tests.liaison.schedules import QUARTER, TODAY, at, due_street, planned
from tests.resources.factories import VenueFactory

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 10, 25)
FREE_DAY = date(2026, 10, 21)


@pytest.fixture
def due(town):
    return due_street(town)


@pytest.fixture
def plan(town, office, due):
    return planned(town, office)


def sitting_of(plan, series, month="2026-10"):
    return plan.sittings.get(series=series, due_code=month)


def test_a_plan_places_all_that_is_due_in_as_few_sittings_as_the_rules_allow(plan, due):
    figures = figures_of(plan)

    assert plan.state == SchedulePlanState.DRAFT
    assert plan.status == SolverStatus.OPTIMAL
    assert (figures.due, figures.sittings, figures.joined, figures.unplaced) == (7, 4, 3, 0)
    joined = sitting_of(plan, due.committee)
    assert joined.joined_to == sitting_of(plan, due.cobuilding)
    assert not Meeting.objects.exists()


def test_a_plan_looks_round_meetings_that_stand_already(town, office, due):
    meeting = meetings.plan_meeting(
        body=due.joint.body,
        kind=MeetingKind.JOINT,
        title="街道联席会",
        starts_at=at(date(2026, 11, 5), 9),
        place="示例会议室",
        actor=office,
    )

    plan = planned(town, office)

    assert not plan.sittings.filter(series=due.joint).exists()
    clashing = plan.sittings.filter(starts_at=meeting.starts_at, series=due.committee)
    assert not clashing.exists()


def test_only_the_office_makes_a_plan_of_a_whole_street_that_is_not_over(town, office, due, person):
    secretary = person(Role.SECRETARY, over=town.east)
    common = {"street": town.root, "today": TODAY}

    with pytest.raises(PermissionDenied):
        schedules.make_schedule_plan(period=QUARTER, actor=secretary, **common)
    with pytest.raises(schedules.PeriodOver):
        schedules.make_schedule_plan(period=Period.parse("2026-Q2"), actor=office, **common)
    with pytest.raises(RuleViolation):
        schedules.make_schedule_plan(street=town.east, period=QUARTER, actor=office, today=TODAY)


def test_a_street_looks_through_one_plan_at_a_time(plan, town, office):
    with pytest.raises(schedules.PlanOpen):
        planned(town, office)
    with pytest.raises(ReasonMissing):
        schedules.discard_schedule_plan(plan=plan, actor=office, reason="")

    schedules.discard_schedule_plan(plan=plan, actor=office, reason="重新征集")
    assert planned(town, office).state == SchedulePlanState.DRAFT


def test_nothing_is_planned_where_nothing_is_due(town, office):
    with pytest.raises(schedules.NothingDue):
        planned(town, office)

    assert not SchedulePlan.objects.exists()


def test_a_leader_who_is_away_all_month_is_named_as_the_reason(town, office, due):
    starts_at = at(date(2026, 11, 1), 0)
    BusyTimeFactory(
        org=town.east, person_name="示东", starts_at=starts_at, ends_at=starts_at + timedelta(30)
    )

    plan = planned(town, office)

    sitting = sitting_of(plan, due.committee, "2026-11")
    assert sitting.state == SittingState.UNPLACED
    assert "主要负责人" in reasons_of(sitting)[0]


def test_a_moved_sitting_is_locked_takes_along_who_sits_in_it_and_stays(plan, office, due):
    host = sitting_of(plan, due.cobuilding)

    moved = planned_sittings.move_sitting(
        sitting=sitting_of(plan, due.committee), starts_at=at(FREE_DAY, 9, 30), actor=office
    )
    schedules.solve_again(plan=plan, actor=office, today=TODAY)

    joined = sitting_of(plan, due.committee)
    assert moved == host
    assert (joined.state, joined.starts_at) == (SittingState.LOCKED, at(FREE_DAY, 9, 30))
    assert joined.joined_to.starts_at == joined.starts_at


def test_a_sitting_is_not_moved_to_where_somebody_sits_already_or_out_of_its_month(
    plan, office, due
):
    other = sitting_of(plan, due.joint, "2026-Q4")
    mine = sitting_of(plan, due.committee, f"{other.starts_at:%Y-%m}")

    with pytest.raises(planned_sittings.SittingClashes) as refusal:
        planned_sittings.move_sitting(sitting=mine, starts_at=other.starts_at, actor=office)
    with pytest.raises(planned_sittings.OutsidePeriod):
        planned_sittings.move_sitting(sitting=mine, starts_at=at(date(2027, 1, 5), 9), actor=office)
    with pytest.raises(planned_sittings.SittingClashes):
        planned_sittings.move_sitting(
            sitting=sitting_of(plan, due.committee), starts_at=at(SUNDAY, 9), actor=office
        )

    assert "街道联席会" in refusal.value.message


def test_a_meeting_taken_out_is_not_planned_until_it_is_put_back(plan, office, due):
    sitting = sitting_of(plan, due.cobuilding)

    taken = planned_sittings.take_sitting_out(sitting=sitting, reason="合并到下月", actor=office)
    waiting = sitting_of(plan, due.committee)
    schedules.solve_again(plan=plan, actor=office, today=TODAY)

    assert (taken.state, waiting.state) == (SittingState.TAKEN_OUT, SittingState.UNPLACED)
    assert sitting_of(plan, due.committee).state == SittingState.PLACED
    assert reasons_of(taken) == ["合并到下月"]
    back = planned_sittings.put_sitting_back(sitting=taken, actor=office)
    assert back.state == SittingState.UNPLACED


def test_a_lock_can_be_taken_off_and_a_stranger_touches_nothing(plan, office, due, person, town):
    sitting = sitting_of(plan, due.joint, "2026-Q4")

    locked = planned_sittings.lock_sitting(sitting=sitting, actor=office)
    with pytest.raises(MoveRefused):
        planned_sittings.lock_sitting(sitting=locked, actor=office)
    assert planned_sittings.unlock_sitting(sitting=locked, actor=office).state == "placed"

    stranger = person(Role.SECRETARY, over=town.east)
    with pytest.raises(PermissionDenied):
        planned_sittings.lock_sitting(sitting=sitting, actor=stranger)
    with pytest.raises(PermissionDenied):
        schedules.publish_schedule_plan(plan=plan, actor=stranger)


def test_publishing_makes_each_sitting_a_meeting_that_serves_all_its_series(plan, office, due):
    published = schedules.publish_schedule_plan(plan=plan, actor=office, today=TODAY)

    assert published.state == SchedulePlanState.PUBLISHED
    assert Meeting.objects.filter(state=MeetingState.PLANNED).count() == 4
    host = sitting_of(plan, due.cobuilding)
    assert [each.series for each in host.meeting.further_series.all()] == [due.committee]
    assert (host.meeting.starts_at, host.meeting.place) == (host.starts_at, "示例会议室")
    assert AuditEntry.objects.filter(verb="meeting.plan").count() == 4
    with pytest.raises(MoveRefused):
        schedules.publish_schedule_plan(plan=plan, actor=office, today=TODAY)
    with pytest.raises(MoveRefused):
        planned_sittings.lock_sitting(sitting=host, actor=office)


def test_what_somebody_else_changed_meanwhile_is_refused_with_words(plan, office, due):
    host = sitting_of(plan, due.joint, "2026-Q4")
    BusyTimeFactory(
        org=host.series.body.org,
        person_name="示书记",
        starts_at=host.starts_at,
        ends_at=host.ends_at,
    )

    with pytest.raises(PlanOutdated) as refusal:
        schedules.publish_schedule_plan(plan=plan, actor=office, today=TODAY)

    assert str(host) in refusal.value.message
    assert not Meeting.objects.exists()


def test_a_meeting_planned_by_hand_meanwhile_is_not_planned_twice(plan, office, due):
    host = sitting_of(plan, due.joint, "2026-Q4")
    meetings.plan_meeting(
        body=due.joint.body,
        kind=MeetingKind.JOINT,
        title="街道联席会",
        starts_at=host.starts_at,
        place="礼堂",
        actor=office,
    )

    with pytest.raises(PlanOutdated):
        schedules.publish_schedule_plan(plan=plan, actor=office, today=TODAY)


def test_a_large_plan_is_worked_out_by_a_job_and_handed_back_when_that_fails(
    town, office, due, monkeypatch
):
    import liaison.tasks  # noqa: F401 - jobs of schedules are done there

    monkeypatch.setattr(schedules, "DUES_AT_ONCE", 2)
    plan = planned(town, office)
    assert plan.state == SchedulePlanState.SOLVING

    schedules.note_failed(job=Job.objects.get())
    plan.refresh_from_db()
    assert plan.state == SchedulePlanState.DRAFT
    plan = schedules.solve_again(plan=plan, actor=office, today=TODAY)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)
    run_job(job_pk=plan.job.pk)

    plan.refresh_from_db()
    assert plan.state == SchedulePlanState.DRAFT
    assert figures_of(plan).sittings == 4
    assert schedules.solve_schedule_plan(plan_pk=plan.pk, actor=office) is None


def test_the_work_on_a_plan_is_told_stage_by_stage_and_never_goes_back(town, office, plan):
    plan = advance(plan, SchedulePlanAction.SOLVE_AGAIN, SCHEDULE_PLAN_MOVES, actor=office)
    told = []

    schedules.solve_schedule_plan(
        plan_pk=plan.pk, actor=office, today=TODAY, report=lambda *each: told.append(each)
    )

    stages = [done // 100 for done, _total, _words in told]
    assert {total for _done, total, _words in told} == {400}
    assert (stages, set(stages)) == (sorted(stages), {0, 1, 2, 3})
    plan.refresh_from_db()
    assert any(str(plan.objective) in words for done, _total, words in told if done // 100 == 2)


def test_the_room_of_a_published_sitting_is_booked(town, office, due):
    venue = VenueFactory(partner=town.school, seat_count=40)
    MeetingSeries.objects.filter(pk=due.joint.pk).update(venue=venue, place="")
    period = Period.of(timezone.localdate(), PeriodKind.QUARTER).next()
    plan = schedules.make_schedule_plan(street=town.root, period=period, actor=office)

    schedules.publish_schedule_plan(plan=plan, actor=office)

    booking = Booking.objects.get()
    host = sitting_of(plan, due.joint, str(period))
    assert (booking.venue, booking.starts_at) == (venue, host.starts_at)


def test_the_secretaries_of_a_circle_sit_in_one_place_at_a_time(town, office):
    circle = CircleFactory(street=town.root)
    CircleMembershipFactory(circle=circle, member_org=town.east)
    PostingFactory(org=town.east, kind=PostKind.SECRETARY, person_name="示东")
    kind = BodyKind.SECRETARIES_MEETING
    body = BodyFactory(org=town.root, kind=kind, circle=circle)
    seat = MembershipFactory(body__org=town.east, person_name="示东", starts_on=date(2026, 1, 1))

    people = People.of(town.root.tree_id, timezone.localdate())

    assert people.seats[body.pk] == people.seats[seat.body_id] == {"name 示东"}
