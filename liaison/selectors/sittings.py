"""A meeting while it sits: who is counted, what is being discussed, what has been decided."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from liaison.enums import COUNTING_STATES, AgendaItemState, MeetingState
from liaison.models import AgendaItem, Attendance, Meeting, Resolution
from liaison.workflow import OWN_PEOPLE
from orgs.models import User
from orgs.permissions import holds_role

_TOKEN = 32


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many are expected and here; ``needed`` is None where the body has no quorum."""

    expected: int
    present: int
    excused: int
    needed: int | None

    @property
    def is_quorate(self) -> bool:
        return self.needed is None or self.present >= self.needed

    @property
    def lacking(self) -> int:
        """How many more must come."""
        return 0 if self.needed is None else max(self.needed - self.present, 0)


@dataclass(frozen=True, slots=True)
class WallItem:
    """An item as the wall of the room shows it."""

    item: AgendaItem
    is_current: bool

    @property
    def is_done(self) -> bool:
        return self.item.state != AgendaItemState.OPEN


@dataclass(frozen=True, slots=True)
class Wall:
    """What the room sees: numbers, agenda and resolutions, and nothing about anybody."""

    meeting: Meeting
    count: Headcount
    items: list[WallItem]
    resolutions: list[Resolution]


def headcount_of(meeting: Meeting) -> Headcount:
    """The sums of the door until the meeting is opened, and from then on the chair's numbers."""
    if meeting.is_held:
        expected, present = meeting.expected_count or 0, meeting.present_count or 0
        excused = meeting.excused_count or 0
    else:
        sums = Attendance.objects.filter(meeting=meeting).totals()
        expected, present, excused = sums["expected"], sums["present"], sums["excused"]
    needed = meeting.body.quorum_of(expected) if meeting.body.has_quorum else None
    return Headcount(expected, present, excused, needed)


def is_counting(meeting: Meeting) -> bool:
    """True while people can be put down as expected, excused or here."""
    return meeting.state in COUNTING_STATES


def is_door_open(meeting: Meeting) -> bool:
    """True on the day of the meeting, until the minutes are drafted."""
    return is_counting(meeting) and timezone.localdate() >= meeting.day


def units_counted(meeting: Meeting, *, reader: User) -> list[Attendance]:
    """The lines of the list that the reader can see."""
    if not is_counting(meeting):
        return []
    return list(Attendance.objects.visible_to(reader).filter(meeting=meeting).for_list())


def may_excuse(line: Attendance, *, reader: User) -> bool:
    """True when the reader answers for the unit and the meeting has not been opened."""
    if line.unit is None or line.meeting.state != MeetingState.CONVENED:
        return False
    return holds_role(reader, *OWN_PEOPLE, over=line.unit)


def current_item(items: list[AgendaItem], meeting: Meeting) -> AgendaItem | None:
    """What is being discussed: the open item called up last, or else the first open one."""
    if meeting.state != MeetingState.HELD:
        return None
    still_open = [item for item in items if item.is_open]
    called: list[Any] = [item for item in still_open if item.called_at]
    if called:
        return max(called, key=lambda item: item.called_at)
    return still_open[0] if still_open else None


def wall_of(meeting: Meeting) -> Wall:
    """The wall of the room as it is now."""
    items = list(meeting.items.on_the_agenda().order_by("position", "pk"))
    current = current_item(items, meeting)
    resolutions = meeting.resolutions.select_related("meeting").order_by("-serial")
    return Wall(
        meeting=meeting,
        count=headcount_of(meeting),
        items=[WallItem(item, item == current) for item in items],
        resolutions=list(resolutions),
    )


def door_token(meeting: Meeting) -> str:
    """The secret part of the address on the door; another day has another one."""
    return salted_hmac("liaison.door", f"{meeting.public_id}:{meeting.day}").hexdigest()[:_TOKEN]


def opens_door(meeting: Meeting, token: str) -> bool:
    """True when the address is the one on the door of this meeting."""
    return constant_time_compare(door_token(meeting), token)


def units_at_the_door(meeting: Meeting) -> list[Attendance]:
    """The units of which somebody can still come."""
    lines = Attendance.objects.filter(meeting=meeting).for_list()
    return [
        line for line in lines if not line.is_of_a_unit or line.present_count < line.expected_count
    ]
