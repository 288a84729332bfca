"""Pages of series, busy times, schedules, the calendar and the best times."""

import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from liaison.enums import MeetingState
from liaison.models import BusyTime, Meeting, SchedulePlan
from liaison.planning_enums import Unplaced
from liaison.services import schedules
from orgs.enums import Role
from orgs.models import Job
from orgs.selectors.calendar import work_calendar
from orgs.services.jobs import request_job
from partybuild.periods import Period, PeriodKind
from partybuild.progress import Pulse, progress_now
from tests.liaison.factories import (
    BusyTimeFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    PlannedSittingFactory,
    SchedulePlanFactory,
    SeriesSittingFactory,
)
from tests.liaison.schedules import at, due_street, planned

pytestmark = pytest.mark.django_db


def step(sitting, action):
    return reverse("liaison:planned-sitting-step", args=[sitting.public_id, action])


def on_the_weeks(sitting, action):
    return reverse("liaison:planned-sitting-drop", args=[sitting.public_id, action])


def on(day):
    return Q(starts_at__range=(at(day, 0), at(day, 23)))


def test_the_office_plans_looks_through_and_publishes_a_quarter_on_its_pages(town, office, browser):
    due, period = due_street(town), Period.of(timezone.localdate(), PeriodKind.QUARTER).next()
    client = browser(office)

    made = client.post(
        reverse("liaison:schedule-make"), {"street": town.root.public_id, "period": str(period)}
    )
    plan = SchedulePlan.objects.get()
    sitting = plan.sittings.get(series=due.joint)
    later = timezone.localtime(sitting.starts_at + timedelta(minutes=15))
    sunday = period.last_day - timedelta(days=period.last_day.isoweekday() % 7)
    moves = [{"starts_at": f"{day:%Y-%m-%dT%H:%M}", "length": "60"} for day in (later, sunday)]
    moved, clash = [client.post(step(sitting, "move"), facts) for facts in moves]
    page = client.get(plan.get_absolute_url()).text
    publish = reverse("liaison:schedule-step", args=[plan.public_id, "publish"])
    published, late = client.post(publish), client.post(publish)

    assert made["Location"] == plan.get_absolute_url()
    assert (moved.status_code, clash.status_code) == (302, 409)
    assert f"{later:%H:%M} {due.joint.body}" in page
    assert (published.status_code, late.status_code) == (302, 409)
    assert Meeting.objects.filter(starts_at=later).exists()


def test_a_sitting_is_dragged_to_another_half_day_unless_that_is_refused_or_it_is_locked(
    town, office, browser
):
    due, period = due_street(town), Period.of(timezone.localdate(), PeriodKind.QUARTER).next()
    plan = schedules.make_schedule_plan(street=town.root, period=period, actor=office)
    row = plan.sittings.get(series=due.joint)
    client, before = browser(office, htmx=True), row.starts_at
    day = next(
        day for day in work_calendar().workdays_in(period) if not plan.sittings.filter(on(day))
    )
    sunday = period.last_day - timedelta(days=period.last_day.isoweekday() % 7)

    def drop(day, half="afternoon", **facts):
        return client.post(on_the_weeks(row, "move"), {"day": f"{day}", "half": half, **facts})

    refused = drop(sunday)
    row.refresh_from_db()
    stayed = row.starts_at
    moved, again = drop(day, version=row.version), drop(sunday)
    row.refresh_from_db()
    freed = client.post(on_the_weeks(row, "unlock"))

    assert (refused.status_code, stayed) == (409, before)
    assert f"{Unplaced.NO_DAY.label}" in refused.text
    assert moved.status_code == freed.status_code == 200
    assert 'id="schedule-panel"' in moved.text
    assert timezone.localtime(row.starts_at) == at(day, 14)
    assert (again.status_code, row.state) == (422, "locked")
    assert on_the_weeks(row, "move") not in again.text
    assert on_the_weeks(row, "move") in freed.text


def test_a_plan_being_worked_out_shows_its_stages_at_every_load(town, office, browser):
    plan = SchedulePlanFactory(street=town.root, state="solving")
    plan.job = request_job(kind="tests", arguments={}, actor=office, org=town.root)
    plan.save()
    client = browser(office)
    waiting = client.get(plan.get_absolute_url()).text

    Job.objects.update(state="running", heartbeat_at=timezone.now())
    beating = Pulse(plan.job.pk)
    beating.report(240, 400, "示例进度")
    beating.start()
    while not progress_now([plan.job.pk]):
        time.sleep(0.01)
    pages = [client.get(plan.get_absolute_url()).text for _load in range(2)]
    beating.stop()

    assert 'aria-current="step"' not in waiting
    for page in pages:
        assert 'value="240" max="400"' in page
        assert page.index('aria-current="step"') < page.index("示例进度")


def test_what_is_not_placed_stands_first_with_its_reasons(town, office, browser):
    plan = PlannedSittingFactory(
        plan__street=town.root,
        state="unplaced",
        starts_at=None,
        ends_at=None,
        place="",
        hindrances=[{"code": "leader_away", "count": 40, "of": 80, "names": []}],
    ).plan

    page = browser(office).get(plan.get_absolute_url()).text

    assert "40" in page
    assert page.index('id="schedule-unplaced"') < page.index('id="schedule-sittings"')


def test_a_schedule_exists_for_the_office_alone(town, office, person, browser):
    due_street(town)
    plan = planned(town, office)
    client = browser(person(Role.SECRETARY, over=town.east))

    pages = [
        client.get(plan.get_absolute_url()),
        client.get(reverse("liaison:schedule-sittings", args=[plan.public_id])),
        client.get(plan.sittings.first().get_absolute_url()),
        client.post(step(plan.sittings.first(), "lock")),
        client.post(on_the_weeks(plan.sittings.first(), "unlock")),
    ]

    assert {page.status_code for page in pages} == {404}
    assert client.get(reverse("liaison:schedule-make")).status_code == 403


def test_strangers_find_no_series_no_joint_sitting_and_no_busy_time(town, person, browser):
    client = browser(person(Role.SECRETARY, over=town.west))
    rows = [
        MeetingSeriesFactory(body__org=town.east),
        SeriesSittingFactory(meeting__body__org=town.east),
        BusyTimeFactory(org=town.east),
    ]

    assert {client.get(row.get_absolute_url()).status_code for row in rows} == {404}


def test_a_secretary_sets_the_rhythm_of_a_body(town, person, browser):
    series = MeetingSeriesFactory(body__org=town.east)
    client = browser(person(Role.SECRETARY, over=town.east))
    facts = {"title": "党委会", "every": "month", "times": "2", "length": "120"}

    wrong = client.post(
        reverse("liaison:series-amend", args=[series.public_id]), facts | {"cadence_text": "随时"}
    )
    kept = client.post(
        reverse("liaison:series-amend", args=[series.public_id]),
        facts | {"cadence_text": "每月第三个周四"},
    )

    series.refresh_from_db()
    assert (wrong.status_code, kept.status_code) == (409, 302)
    assert (series.times, series.length.seconds) == (2, 7200)
    assert client.get(series.get_absolute_url()).status_code == 200


def test_a_joint_sitting_is_made_and_counted_on_its_pages(town, office, browser):
    series = MeetingSeriesFactory(body__org=town.east)
    held = MeetingFactory(body__org=town.east, in_state=MeetingState.HELD)
    sitting = SeriesSittingFactory(meeting=held, series=series)
    ahead = MeetingFactory(body__org=town.east)
    client = browser(office)

    joined = client.post(
        reverse("liaison:meeting-series", args=[ahead.public_id]), {"series": series.public_id}
    )
    counted = client.post(
        reverse("liaison:sitting-series-step", args=[sitting.public_id, "count"]),
        {"expected_count": "9", "present_count": "8"},
    )

    assert (joined.status_code, counted.status_code) == (302, 302)
    assert ahead.further_series.get().series == series
    sitting.refresh_from_db()
    assert sitting.counts


def test_anybody_notes_and_drops_the_own_busy_time(town, person, browser):
    leader = person(Role.LEADER, over=town.east)
    client = browser(leader)
    facts = {
        "org": town.east.code,
        "person_name": leader.name,
        "kind": "trip",
        "starts_at": "2026-11-02T08:00",
        "ends_at": "2026-11-04T18:00",
    }

    noted = client.post(reverse("liaison:busy-time-note"), facts)
    busy = BusyTime.objects.get()
    others = client.post(reverse("liaison:busy-time-note"), facts | {"person_name": "旁人"})
    dropped = client.post(reverse("liaison:busy-time-drop", args=[busy.public_id]))

    assert (noted.status_code, busy.user) == (302, leader)
    assert (others.status_code, dropped.status_code) == (403, 302)
    assert not BusyTime.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
def test_the_best_times_say_who_could_not_come_to_those_who_run_the_meetings(
    town, office, person, browser, htmx
):
    due = due_street(town)
    seat = due.joint.body.memberships.get(person_name="示西")
    BusyTimeFactory(
        org=town.east,
        person_name=seat.person_name,
        starts_at=at(date(2026, 11, 1), 0),
        ends_at=at(date(2026, 12, 1), 0),
    )
    body = due.joint.body
    seat.unit_name, seat.post = "示例西单位", "主任"
    seat.save()
    asked = f"?body={body.public_id}&first=2026-11-03&last=2026-11-10&length=90"

    page = browser(office, htmx=htmx).get(reverse("liaison:slots") + asked)

    assert ("<html" in page.text) is not htmx
    assert "示例西单位主任" in page.text
    assert "starts_at=2026-11-0" in page.text


def test_the_calendar_shows_a_month_twice_and_only_what_the_reader_sees(town, person, browser):
    mine = MeetingFactory(body__org=town.east)
    other = MeetingFactory(body__org=town.west)
    client = browser(person(Role.SECRETARY, over=town.east))

    page = client.get(reverse("liaison:month") + "?month=2026-11").text

    assert page.count(mine.get_absolute_url()) == 2
    assert other.get_absolute_url() not in page


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("series-list", lambda town: MeetingSeriesFactory(body__org=town.root)),
        ("schedules", None),
        ("busy-times", lambda town: BusyTimeFactory(org=town.root)),
    ],
)
def test_a_list_costs_the_same_at_any_length(
    town, office, browser, name, make, django_assert_num_queries
):
    def rows(count):
        for _number in range(count):
            if make:
                make(town)
            else:
                PlannedSittingFactory(plan__street=town.root, plan__state="discarded")

    client = browser(office, htmx=True)
    rows(1)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(f"liaison:{name}"))
    rows(2)

    with django_assert_num_queries(len(few)):
        client.get(reverse(f"liaison:{name}"))
