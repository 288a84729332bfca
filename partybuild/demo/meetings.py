"""The demo street's bodies and a year of their meetings."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from liaison.enums import BodyKind, Decision, MeetingKind, MembershipRole
from liaison.models import Body, Meeting
from liaison.services import agenda_items, bodies, meetings, memberships, minutes, resolutions
from orgs.models import Org
from orgs.selectors.calendar import work_calendar
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import Lists
from partybuild.demo.street import Street
from partybuild.demo.words import person_name
from resources.enums import ProjectClass, ProjectState
from resources.models import Need, Project

PLANNED_BEFORE = timedelta(days=25)
ISSUED_AFTER = timedelta(days=3)


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
    _held(street, body, day, MeetingKind.JOINT, subjects)


def community_meeting(street: Street, body: Body, day: date) -> None:
    """The monthly joint meeting of a community with its partner units (R-180)."""
    subjects: list[dict[str, object]] = [
        {"title": "通报本月共建安排"},
        {"title": "征求共建单位意见建议"},
    ]
    _held(street, body, day, MeetingKind.JOINT, subjects)


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
        meetings.gather_items(meeting=meeting, actor=office)


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


def _planned(street: Street, body: Body, day: date) -> Meeting:
    calendar = work_calendar()
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return meetings.plan_meeting(
        body=body,
        kind=MeetingKind.JOINT,
        title=f"{body.name}党建联席会议",
        starts_at=timezone.make_aware(datetime.combine(day, time(14, 30))),
        place="党群服务中心二楼会议室",
        actor=street.office,
    )


def _held(
    street: Street, body: Body, day: date, kind: str, subjects: list[dict[str, object]]
) -> None:
    office = street.office
    with clock_at(day - PLANNED_BEFORE):
        meeting = _planned(street, body, day)
        meeting = meetings.gather_items(meeting=meeting, actor=office)
        items = [
            agenda_items.propose_item(meeting=meeting, actor=office, **subject)  # type: ignore[arg-type]  # title and subject
            for subject in subjects
        ]
    with clock_at(meeting.notice_due_on):
        meeting = meetings.set_agenda(meeting=meeting, actor=office)
        meeting = meetings.convene_meeting(meeting=meeting, actor=office)
    held_on = timezone.localdate(meeting.starts_at)
    with clock_at(held_on, hour=17):
        meeting = meetings.hold_meeting(
            meeting=meeting, expected_count=12, present_count=11, excused_count=1, actor=office
        )
        for item, subject in zip(items, subjects, strict=True):
            if "project" in subject:
                resolutions.record_resolution(
                    item=item,
                    text=f"同意{item.title.removeprefix('审议')}立项实施。",
                    decision=Decision.ADOPTED,
                    for_count=11,
                    against_count=0,
                    abstained_count=0,
                    actor=office,
                )
            else:
                agenda_items.conclude_item(item=item, outcome="会议听取情况通报。", actor=office)
    with clock_at(held_on + ISSUED_AFTER):
        draft = minutes.draft_minutes(meeting=meeting, actor=office)
        minutes.issue_minutes(minutes=draft, actor=office)
