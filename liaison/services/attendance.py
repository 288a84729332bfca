"""Counting who comes: by the list of units or at the door, as numbers and without names (D9)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.enums import COUNTING_STATES, MeetingState
from liaison.models import Attendance, Meeting
from liaison.selectors.bodies import Voter, voters_of
from liaison.workflow import OWN_PEOPLE, RUNNERS
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation

COUNTS = ("expected_count", "present_count", "excused_count")


class CountingClosed(RuleViolation):
    """People are counted from the notice until the minutes are drafted, at the door on the day."""

    code = "counting_closed"


class SeatsTaken(RuleViolation):
    """Everybody who is expected of a unit is counted already."""

    code = "seats_taken"


def expect_units(meeting: Meeting) -> None:
    """Expect of each unit as many people as it has votes today; part of sending the notice.

    Residents and delegates stay one number, whatever seats there are (R-206, R-207).
    """
    meeting.attendance.all().delete()
    lines: dict[Any, Attendance] = {}
    for voter in voters_of(meeting.body):
        unit = {} if meeting.counts_only else _unit_of(voter)
        key = tuple(unit.values())
        expected = lines.setdefault(key, Attendance(meeting=meeting, **unit))
        expected.expected_count += 1
    nobody = Attendance(meeting=meeting)
    Attendance.objects.bulk_create(lines.values() or [nobody])


def forget_units(meeting: Meeting) -> None:
    """Keep the sums of a meeting only; part of drafting its minutes and of calling it off (D9)."""
    meeting.attendance.all().delete()


@transaction.atomic
def count_unit(
    *, attendance: Attendance, present_count: int, excused_count: int, actor: User
) -> Attendance:
    """Put down how many of a unit are here and how many are excused, from the list.

    The trail tells the sums, not for which unit. Raises CountingClosed and SeatsTaken.
    """
    meeting, counted = _lock_line(attendance)
    require_role(actor, *RUNNERS, over=meeting.org)
    if present_count:
        _require_day(meeting)
    before = meeting.attendance.totals()
    _count(meeting, counted, present_count, excused_count)
    _record("meeting.count_unit", meeting, before, actor)
    return counted


@transaction.atomic
def excuse_unit(*, attendance: Attendance, excused_count: int, actor: User) -> Attendance:
    """Say how many of the own unit cannot come; why is nobody's business here."""
    meeting, counted = _lock_line(attendance)
    if counted.unit is None:
        require_role(actor, *RUNNERS, over=meeting.org)
    else:
        require_role(actor, *OWN_PEOPLE, over=counted.unit)
    if meeting.state != MeetingState.CONVENED:
        raise _closed(meeting)
    before = meeting.attendance.totals()
    _count(meeting, counted, counted.present_count, excused_count)
    _record("meeting.excuse", meeting, before, actor)
    return counted


@transaction.atomic
def sign_in(*, attendance: Attendance) -> Attendance:
    """Count one person at the door; who it was is kept nowhere, and no moment either (D9).

    Raises CountingClosed on another day, and SeatsTaken once all of the unit are here.
    """
    meeting, counted = _lock_line(attendance)
    _require_day(meeting)
    # Who was excused and comes after all is no longer missing.
    is_late_change = counted.is_of_a_unit and counted.awaited_count == 0 < counted.excused_count
    _count(meeting, counted, counted.present_count + 1, counted.excused_count - int(is_late_change))
    return counted


def _count(meeting: Meeting, line: Attendance, present: int, excused: int) -> None:
    """Change one line of a locked meeting, and the sums of a meeting that has been opened."""
    if line.is_of_a_unit and present + excused > line.expected_count:
        raise SeatsTaken(
            _("All %(count)s who are expected are counted already.")
            % {"count": line.expected_count},
            field="present_count",
        )
    came, excused_more = present - line.present_count, excused - line.excused_count
    line.present_count, line.excused_count = present, excused
    line.save(update_fields=["present_count", "excused_count"])
    if meeting.state != MeetingState.HELD:
        return
    meeting.present_count = max((meeting.present_count or 0) + came, 0)
    meeting.excused_count = max((meeting.excused_count or 0) + excused_more, 0)
    least = meeting.present_count + meeting.excused_count
    meeting.expected_count = max(meeting.expected_count or 0, least)
    # No step of the workflow: whoever reads the page meanwhile has not read a stale version.
    meeting.save(update_fields=list(COUNTS))


def _record(verb: str, meeting: Meeting, before: dict[str, int], actor: User) -> None:
    after = meeting.attendance.totals()
    sums = {f"{name}_count": [before[name], after[name]] for name in after}
    changes = {name: pair for name, pair in sums.items() if pair[0] != pair[1]}
    record(actor=actor, verb=verb, subject=meeting, changes=changes)


def _lock_line(attendance: Attendance) -> tuple[Meeting, Attendance]:
    """The meeting comes first, so that counting queues up with its other steps."""
    meeting = lock(attendance.meeting)
    if meeting.state not in COUNTING_STATES:
        raise _closed(meeting)
    found = Attendance.objects.select_for_update(of=("self",)).filter(pk=attendance.pk).first()
    if found is None:  # convened anew meanwhile
        raise _closed(meeting)
    return meeting, found


def _require_day(meeting: Meeting) -> None:
    if timezone.localdate() < meeting.day:
        raise CountingClosed(_("People are counted on the day of the meeting."))


def _closed(meeting: Meeting) -> CountingClosed:
    return CountingClosed(
        _("“%(meeting)s” is %(state)s now, so nobody is counted any more.")
        % {"meeting": meeting, "state": meeting.get_state_display()}
    )


def _unit_of(voter: Voter) -> dict[str, Any]:
    if voter.unit_org or voter.unit_partner:
        return {"unit_org": voter.unit_org, "unit_partner": voter.unit_partner}
    return {"unit_org": None, "unit_partner": None, "unit_name": voter.unit_name}
