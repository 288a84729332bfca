"""A quarter planned at once, and one of its meetings from the call to the frozen minutes."""

import hashlib
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from liaison.enums import BodyKind, MeetingKind, MeetingState
from liaison.models import AgendaItem, Digest, Meeting, Minutes, Obligation, SchedulePlan
from liaison.obligation_enums import ObligationState
from liaison.obligations.declarations import declarations
from liaison.tasks import make_one, send_digests, settle_one
from orgs.enums import Role
from orgs.models import Job, Notification, Org, RoleAssignment
from orgs.selectors.calendar import work_calendar
from orgs.services.jobs import run_job
from partybuild.celery import app
from partybuild.demo.clock import clock_at
from partybuild.periods import Period, PeriodKind
from tests.browser.test_journey import FORMAT, fill_in, leaving, press
from tests.browser.test_office_journey import downloaded
from tests.liaison.factories import (
    AgendaItemFactory,
    BusyTimeFactory,
    MeetingFactory,
    MeetingSeriesFactory,
)
from tests.liaison.schedules import QUARTER, TODAY, a_body, at, due_street

LEFT_OVER = "老旧小区加装电梯"
PROPOSED = "银龄食堂选址"
RESOLVED = "同意列入共建项目"


@pytest.fixture
def people(town, person) -> SimpleNamespace:
    """The office of the street and the secretary of one community; the other has no account."""
    found = SimpleNamespace(
        office=person(Role.OFFICE, over=town.root), east=person(Role.SECRETARY, over=town.east)
    )
    RoleAssignment.objects.update(starts_on=date(2026, 1, 1))
    Org.objects.update(created_at=at(date(2026, 1, 1), 9))
    return found


@pytest.fixture
def due(town) -> SimpleNamespace:
    """So many meetings are owed that a job works them out; the last one left an item open."""
    found = due_street(town)
    for kind, meets, names in (
        (BodyKind.COMMUNITY_COMMITTEE, MeetingKind.COMMITTEE, ["示西", "演丙", "演丁"]),
        (BodyKind.COMMUNITY_COBUILDING, MeetingKind.JOINT, ["示西", "演丙", "拟戊", "拟己"]),
    ):
        MeetingSeriesFactory(body=a_body(town.west, kind, names), kind=meets)
    seats = found.joint.body.memberships
    for name, unit in (("示书记", town.root), ("示东", town.east), ("示西", town.west)):
        seats.filter(person_name=name).update(unit_org=unit)
    # The leader travels from November on, so the joint meeting is held in October.
    BusyTimeFactory(
        org=town.root,
        person_name="示书记",
        starts_at=at(date(2026, 11, 1), 0),
        ends_at=at(date(2027, 1, 1), 0),
    )
    before = MeetingFactory(
        body=found.joint.body, in_state=MeetingState.ISSUED, starts_at=at(date(2026, 7, 15), 9)
    )
    AgendaItemFactory(meeting=before, title=LEFT_OVER)
    return found


def open_message(page: Any) -> None:
    """Open the newest message."""
    page.goto(reverse("orgs:notifications"))
    with leaving(page):
        page.locator(".message button").first.click()


def send(page: Any) -> None:
    """Send the form that is the page."""
    with leaving(page):
        page.click("main form button.btn-primary")


def publish_the_quarter(desk: Any) -> SchedulePlan:
    """Have the quarter worked out by the job, look at what it placed, and publish it."""
    desk.goto(reverse("liaison:schedule-make"))
    desk.select_option("[name=period]", str(QUARTER))
    send(desk)
    plan = SchedulePlan.objects.get()
    assert desk.locator("form[action$='/publish/']").count() == 0
    desk.goto(reverse("liaison:schedules"))
    app.loader.import_default_modules()
    run_job(job_pk=Job.objects.open().get().pk)
    desk.goto(plan.get_absolute_url())
    figures = desk.locator("#schedule-panel .flow .figure").all_inner_texts()
    assert (figures[0], figures[-1]) == ("13", "0")
    press(desk, "publish")
    hosts = plan.sittings.filter(joined_to=None)
    assert Meeting.objects.filter(state=MeetingState.PLANNED).count() == hosts.count()
    assert desk.locator("form[action$='/publish/']").count() == 0
    return plan


def call(desk: Any, member: Any, meeting: Meeting) -> None:
    """Gather what a member proposes and what was left over, set the agenda, send the notice."""
    desk.goto(meeting.get_absolute_url())
    press(desk, "gather")
    open_message(member)
    with leaving(member):
        member.locator("#agenda-panel .panel-actions a").first.click()
    member.fill("[name=title]", PROPOSED)
    send(member)
    desk.reload()
    press(desk, "admit")
    press(desk, "carry_over")
    desk.goto(meeting.get_absolute_url())
    assert desk.locator("#agenda-panel .agenda-item p:first-child a").all_inner_texts() == [
        LEFT_OVER,
        PROPOSED,
    ]
    press(desk, "set_agenda")
    fill_in(desk, "convene")
    open_message(member)
    assert "已通知" in member.inner_text(".page-actions")
    assert LEFT_OVER in member.inner_text("#agenda-panel")


def hold(desk: Any, meeting: Meeting, counted: dict[Org, str]) -> None:
    """Count the units by numbers; the form of the sitting knows them already."""
    desk.goto(meeting.get_absolute_url())
    for unit, name in counted.items():
        line = desk.locator(".unit-count", has_text=unit.name)
        line.locator(f"[name={name}]").fill("1")
        with leaving(desk):
            line.locator("button").click()
    fill_in(desk, "hold")
    figures = desk.locator("#attendance .figure").all_inner_texts()
    assert figures == ["3", "2", "1"]


def plan_the_next(desk: Any, meeting: Meeting) -> Meeting:
    """Plan the sitting after this one, for what stays unfinished."""
    desk.goto(f"{reverse('liaison:meeting-plan')}?body={meeting.body.public_id}")
    desk.select_option("[name=kind]", "joint")
    desk.fill("[name=title]", "下次联席会议")
    later = timezone.localtime(meeting.starts_at) + timedelta(days=28)
    desk.fill("[name=starts_at]", later.strftime(FORMAT))
    desk.fill("[name=place]", "示例会议室")
    send(desk)
    return Meeting.objects.get(title="下次联席会议")


def decide(desk: Any, meeting: Meeting, after: Meeting) -> None:
    """Resolve the first item with votes, and carry the second over."""
    first, second = meeting.items.order_by("position")
    desk.goto(first.get_absolute_url())
    fill_in(desk, "conclude", outcome="会议听取了汇报。")
    desk.goto(reverse("liaison:resolution-record", args=[first.public_id]))
    desk.fill("[name=text]", RESOLVED)
    desk.fill("[name=for_count]", "2")
    desk.select_option("[name=decision]", "adopted")
    send(desk)
    desk.goto(second.get_absolute_url())
    fill_in(desk, "carry_over", meeting=str(after.public_id))
    assert AgendaItem.objects.get(meeting=after).carried_over_from == second


def sign_and_issue(desk: Any, member: Any, meeting: Meeting, unit: Org) -> Minutes:
    """Send the draft round to one unit; only when it has signed do the minutes go out."""
    desk.goto(meeting.get_absolute_url())
    press(desk, "minute")
    desk.click("#deed-circulate > summary")
    for box in desk.locator("#deed-circulate [name=units]").all():
        box.set_checked(box.get_attribute("value") == str(unit.public_id))
    with leaving(desk):
        desk.click("#deed-circulate form button")
    fill_in(desk, "issue")
    assert "1个单位未会签" in desk.inner_text("#deed-issue [role=alert]")
    open_message(member)
    assert RESOLVED in member.inner_text(".paper")
    press(member, "sign")
    open_message(desk)
    fill_in(desk, "issue")
    return Minutes.objects.get()


def see_it_is_frozen(desk: Any, minutes: Minutes) -> None:
    """The file has the fingerprint that the page names, and nothing is left to edit."""
    file = downloaded(desk, "a[href$='/minutes.docx']")
    assert hashlib.sha256(file.read()).hexdigest() in desk.inner_text("main")
    assert desk.locator("a[href$='/edit/'], form[action$='/refill/']").count() == 0
    assert minutes.is_sealed_soundly


def draw_up() -> None:
    """The clock draws up the duties of the periods that have begun and links their records."""
    for each in declarations():
        make_one(each.key)
        settle_one(each.key)


def see_why_it_is_late(desk: Any, late: Obligation) -> None:
    """The digest leads to the duty, and its page says what is missing and until when."""
    open_message(desk)
    with leaving(desk):
        desk.click(f"main a[href='{late.get_absolute_url()}']")
    assert "逾期" in desk.inner_text(".page-actions")
    why = desk.inner_text("section[aria-labelledby=duty-standing]")
    assert "尚无可佐证的记录。" in why
    assert f"应于{late.due_on}前完成。{late.closes_on}前另有一次记录即视为补办。" in why


def test_a_quarter_is_planned_and_its_joint_meeting_held_to_the_frozen_minutes(
    town, people, due, tab
):
    with clock_at(TODAY):
        desk, member = tab(people.office), tab(people.east)
        plan = publish_the_quarter(desk)
        meeting = plan.sittings.get(series=due.joint).meeting
        call(desk, member, meeting)

    with clock_at(meeting.day):
        desk, member = tab(people.office), tab(people.east)
        draw_up()
        counted = {town.root: "present_count", town.east: "present_count"}
        hold(desk, meeting, counted | {town.west: "excused_count"})
        decide(desk, meeting, plan_the_next(desk, meeting))
        minutes = sign_and_issue(desk, member, meeting, town.east)
        see_it_is_frozen(desk, minutes)
        assert minutes.countersignatures.get().answered_by == people.east

    month = Period.of(meeting.day, PeriodKind.MONTH).next()
    with clock_at(work_calendar().workdays_in(month)[0]):
        draw_up()
        for _time in range(2):
            send_digests()
        duties, told = Obligation.objects, {"recipient": people.office}
        assert duties.filter(key="OB-04", starts_on=month.first_day).count() == 2
        assert duties.get(key="OB-01").state == ObligationState.DONE
        assert Digest.objects.filter(**told).count() == 1
        assert Notification.objects.filter(verb="digest.send", **told).count() == 1
        late = duties.get(key="OB-04", org=town.west, due_on__lt=month.first_day)
        see_why_it_is_late(tab(people.office), late)
