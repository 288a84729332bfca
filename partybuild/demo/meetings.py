"""The demo street's bodies and a year of their meetings."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from liaison.enums import BodyKind, Decision, MeetingKind, MembershipRole
from liaison.models import AgendaItem, Body, Meeting, Membership
from liaison.selectors.countersignatures import seats_that_can_sign
from liaison.selectors.papers import units_that_came
from liaison.selectors.sittings import headcount_of
from liaison.services import (
    agenda_items,
    attendance,
    bodies,
    conferring,
    countersignatures,
    meetings,
    memberships,
    minutes,
    resolutions,
)
from orgs.enums import Role
from orgs.models import Org, RoleAssignment, User
from orgs.selectors.calendar import work_calendar
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import Lists
from partybuild.demo.street import Street
from partybuild.demo.words import person_name
from resources.enums import ProjectClass, ProjectState
from resources.models import Need, Project

PLANNED_BEFORE = timedelta(days=25)
ISSUED_AFTER = timedelta(days=3)
QUARTER = timedelta(days=91)
TITLES: dict[str, str] = {MeetingKind.HEARING: "居民听证会"}


@dataclass(slots=True)
class Bodies:
    """The bodies that meet."""

    joint: Body | None = None
    communities: list[Body] = field(default_factory=list)


def build_bodies(street: Street) -> Bodies:
    """The extended working committee of the street, and a co-building committee per community."""
    found = Bodies()
    found.joint = _body(street, street.root, BodyKind.EXTENDED_COMMITTEE, "拟云街道大工委", 12)
    for community in street.communities:
        name = f"{community.name.removesuffix('党委')}共建工作委员会"
        found.communities.append(_body(street, community, BodyKind.COMMUNITY_COBUILDING, name, 5))
    return found


def joint_meeting(street: Street, found: Bodies, lists: Lists, day: date) -> None:
    """The quarterly joint meeting: it endorses the key projects that wait for it."""
    body = found.joint
    if body is None:
        return
    key = Project.objects.filter(
        street=street.root, project_class=ProjectClass.KEY, state=ProjectState.CLASSED
    ).order_by("pk")
    subjects: list[dict[str, object]] = [
        {"title": f"审议重点项目《{project.name}》", "project": project} for project in key[:5]
    ]
    need = Need.objects.filter(street=street.root).listed().order_by("pk").first()
    subjects.append({"title": "通报需求清单和资源清单", "need": need})
    meeting = _held(street, body, day, MeetingKind.JOINT, subjects)
    if street.today - day < QUARTER:
        _correct(street, meeting)


def community_meeting(street: Street, body: Body, day: date) -> None:
    """The monthly joint meeting of a community with its partner units (R-180)."""
    subjects: list[dict[str, object]] = [
        {"title": "通报本月共建安排"},
        {"title": "征求共建单位意见建议"},
    ]
    _held(street, body, day, MeetingKind.JOINT, subjects)


def recent_meetings(street: Street, found: Bodies) -> None:
    """Meetings whose minutes are on their way: sitting today, drafted, and out for signature."""
    office, bodies_ = street.office, found.communities
    for number, body in enumerate(bodies_[:3]):
        day = _workday_before(street.today, number)
        meeting = _convened(street, body, day, MeetingKind.JOINT, _topics())
        with clock_at(day, hour=15):
            _sign_in(meeting, street)
            meeting = _opened(street, meeting)
            item = meeting.items.open().order_by("position").first()
            if item is not None:
                item = agenda_items.call_item(item=item, actor=office)
                agenda_items.conclude_item(item=item, outcome="会议听取情况通报。", actor=office)
        if number == 0:
            continue
        with clock_at(day, hour=18):
            draft = minutes.draft_minutes(meeting=meeting, actor=office)
            units = seats_that_can_sign(meeting)
            if number == 1 and units:
                due = street.today + timedelta(days=2)
                countersignatures.circulate_minutes(
                    minutes=draft, units=units[:3], countersign_by=due, actor=office
                )


def residents_hearing(street: Street, found: Bodies) -> None:
    """A hearing of residents, of which the portal keeps numbers only (R-207)."""
    if not found.communities:
        return
    day = street.today - timedelta(days=40)
    subjects: list[dict[str, object]] = [{"title": "听证小区停车位改造方案"}]
    meeting = _convened(street, found.communities[0], day, MeetingKind.HEARING, subjects)
    with clock_at(timezone.localdate(meeting.starts_at), hour=17):
        meetings.hold_meeting(
            meeting=meeting,
            expected_count=40,
            present_count=33,
            excused_count=2,
            actor=street.office,
        )


def open_meetings(street: Street, found: Bodies) -> None:
    """Meetings ahead, one in each state before it is held, and some called off."""
    office, ahead = street.office, found.communities
    for number, body in enumerate(ahead[:5]):
        meeting = _planned(street, body, street.today + timedelta(days=16 + number))
        if number == 0:
            continue
        meeting = meetings.gather_items(meeting=meeting, actor=office)
        agenda_items.propose_item(meeting=meeting, title="讨论年末共建活动", actor=office)
        if number == 1:
            _carry_over(street, body, meeting)
        if number == 1:
            continue
        if number == 2:  # noqa: PLR2004 - one meeting for each state
            meetings.cancel_meeting(meeting=meeting, reason="与街道会议合并召开", actor=office)
            continue
        meeting = meetings.set_agenda(meeting=meeting, actor=office)
        if number == 3:  # noqa: PLR2004 - one meeting for each state
            continue
        meeting = meetings.convene_meeting(meeting=meeting, actor=office)
    if found.joint is not None:
        meeting = _planned(street, found.joint, street.today + timedelta(days=14))
        meeting = meetings.gather_items(meeting=meeting, actor=office)
        _propose_as_member(street, meeting)
        conferring.put_cases_on_agenda(body=found.joint, actor=office)
        postponed = _planned(street, found.joint, street.today + timedelta(days=30))
        meetings.postpone_meeting(meeting=postponed, reason="与区级调度会时间冲突", actor=office)


def _body(street: Street, org: Org, kind: str, name: str, seats: int) -> Body:
    office = street.office
    body = bodies.set_up_body(org=org, kind=kind, name=name, actor=office)
    for number in range(seats):
        partner = street.partners[(org.pk + number) % len(street.partners)]
        memberships.seat_member(
            body=body,
            person_name=person_name(street.chance),
            role=MembershipRole.LEADER if number == 0 else MembershipRole.MEMBER,
            actor=office,
            **(
                {"unit_org": org}
                if number == 0
                else {"unit_partner": partner, "is_part_time": True}
            ),
        )
    return body


def _planned(street: Street, body: Body, day: date, *, kind: str = MeetingKind.JOINT) -> Meeting:
    calendar = work_calendar()
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return meetings.plan_meeting(
        body=body,
        kind=kind,
        title=f"{body.name}{TITLES.get(kind, '党建联席会议')}",
        starts_at=timezone.make_aware(datetime.combine(day, time(14, 30))),
        place="党群服务中心二楼会议室",
        actor=street.office,
    )


def _workday_before(day: date, count: int) -> date:
    """The day itself or the workday before it, and then so many workdays earlier."""
    calendar = work_calendar()
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return calendar.workdays_before(day, count)


def _topics() -> list[dict[str, object]]:
    return [{"title": "通报本月共建安排"}, {"title": "商议冬季走访慰问分工"}]


def _convened(
    street: Street, body: Body, day: date, kind: str, subjects: list[dict[str, object]]
) -> Meeting:
    """A meeting whose notice went out in time."""
    office = street.office
    with clock_at(day - PLANNED_BEFORE):
        meeting = _planned(street, body, day, kind=kind)
        meeting = meetings.gather_items(meeting=meeting, actor=office)
        for subject in subjects:
            agenda_items.propose_item(meeting=meeting, actor=office, **subject)  # type: ignore[arg-type]  # title and subject
    with clock_at(meeting.notice_due_on):
        meeting = meetings.set_agenda(meeting=meeting, actor=office)
        return meetings.convene_meeting(meeting=meeting, actor=office)


def _sign_in(meeting: Meeting, street: Street) -> None:
    """All come but one, who was excused."""
    lines = list(meeting.attendance.for_list())
    for number, line in enumerate(lines):
        is_away = number and number == len(lines) - 1
        attendance.count_unit(
            attendance=line,
            present_count=line.expected_count - int(bool(is_away)),
            excused_count=int(bool(is_away)),
            actor=street.office,
        )


def _opened(street: Street, meeting: Meeting) -> Meeting:
    count, words = headcount_of(meeting), dict[str, Any](units_that_came(meeting))
    return meetings.hold_meeting(
        meeting=meeting,
        expected_count=count.expected,
        present_count=count.present,
        excused_count=count.excused,
        actor=street.office,
        chair=meeting.org.name,
        **words,
    )


def _held(
    street: Street, body: Body, day: date, kind: str, subjects: list[dict[str, object]]
) -> Meeting:
    office = street.office
    meeting = _convened(street, body, day, kind, subjects)
    held_on = timezone.localdate(meeting.starts_at)
    with clock_at(held_on, hour=17):
        _sign_in(meeting, street)
        meeting = _opened(street, meeting)
        for item in meeting.items.open().order_by("position"):
            if item.project_id:
                resolutions.record_resolution(
                    item=item,
                    text=f"同意{item.title.removeprefix('审议')}立项实施。",
                    decision=Decision.ADOPTED,
                    for_count=meeting.present_count or 0,
                    against_count=0,
                    abstained_count=0,
                    actor=office,
                )
            else:
                agenda_items.conclude_item(item=item, outcome="会议听取情况通报。", actor=office)
    with clock_at(held_on + ISSUED_AFTER):
        draft = minutes.draft_minutes(meeting=meeting, actor=office)
        minutes.issue_minutes(minutes=draft, actor=office)
    return meeting


def _correct(street: Street, meeting: Meeting) -> None:
    """A slip in issued minutes is mended by a second edition."""
    issued = meeting.minutes.issued().get()
    with clock_at(timezone.localdate(meeting.starts_at) + ISSUED_AFTER + timedelta(days=1)):
        second = minutes.correct_minutes(
            minutes=issued, reason="第一项议题表述不完整", actor=street.office
        )
        body = second.body.replace("会议听取情况通报。", "会议听取情况通报，要求按月更新清单。")
        second = minutes.edit_minutes(minutes=second, body=body, actor=street.office)
        minutes.issue_minutes(minutes=second, actor=street.office)


def _carry_over(street: Street, body: Body, meeting: Meeting) -> None:
    """What an earlier meeting left open stands first on the next agenda."""
    left = AgendaItem.objects.unfinished().filter(meeting__body=body).order_by("pk").first()
    if left is not None:
        agenda_items.carry_item_over(item=left, meeting=meeting, actor=street.office)


def _propose_as_member(street: Street, meeting: Meeting) -> None:
    """A unit with a seat proposes something, which waits to be admitted."""
    seats = Membership.objects.current().filter(body=meeting.body)
    members = User.objects.filter(
        role_assignments__in=RoleAssignment.objects.current().filter(
            Q(partner__in=seats.values("unit_partner"), role=Role.PARTNER_LIAISON)
            | Q(org__in=seats.exclude(unit_org=meeting.org).values("unit_org"), role=Role.SECRETARY)
        )
    )
    member = members.order_by("pk").first()
    if member is not None:
        agenda_items.propose_item(
            meeting=meeting, title="建议错时开放单位停车场", note="可先试行两个月。", actor=member
        )
