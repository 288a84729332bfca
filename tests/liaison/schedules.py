"""A street whose bodies owe meetings in the fourth quarter of 2026."""

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from liaison.enums import BodyKind, MeetingKind, MembershipRole
from liaison.services import schedules
from partybuild.periods import Period
from tests.liaison.factories import BodyFactory, MeetingSeriesFactory, MembershipFactory

TODAY = date(2026, 9, 21)
QUARTER = Period.parse("2026-Q4")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def a_body(org: Any, kind: str, names: list[str], **facts: Any) -> Any:
    """A body whose first member leads it."""
    body = BodyFactory(org=org, kind=kind, **facts)
    for place, name in enumerate(names):
        role = MembershipRole.MEMBER if place else MembershipRole.LEADER
        MembershipFactory(body=body, person_name=name, role=role, starts_on=date(2026, 1, 1))
    return body


def due_street(town: Any) -> SimpleNamespace:
    """A quarterly meeting of the street, and two monthly ones of a community that can be one."""
    joint = a_body(town.root, BodyKind.EXTENDED_COMMITTEE, ["示书记", "示东", "示西"])
    committee = a_body(town.east, BodyKind.COMMUNITY_COMMITTEE, ["示东", "演甲", "演乙"])
    cobuilding = a_body(town.east, BodyKind.COMMUNITY_COBUILDING, ["示东", "演甲", "拟丙", "拟丁"])
    return SimpleNamespace(
        joint=MeetingSeriesFactory(
            body=joint, kind=MeetingKind.JOINT, every="quarter", title="街道联席会"
        ),
        committee=MeetingSeriesFactory(body=committee, title="党委会"),
        cobuilding=MeetingSeriesFactory(
            body=cobuilding, kind=MeetingKind.JOINT, title="社区联席会"
        ),
    )


def planned(town: Any, office: Any, period: Period = QUARTER) -> Any:
    return schedules.make_schedule_plan(street=town.root, period=period, actor=office, today=TODAY)
