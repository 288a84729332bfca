"""What is done to a meeting, from the plan to the archive (SM-5)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.enums import BEFORE_NOTICE_STATES, MeetingAction, MeetingKind
from liaison.models import Body, Meeting
from liaison.services.attendance import expect_units, forget_units
from liaison.services.bodies import require_active
from liaison.services.scheduling import (
    items_due_on,
    notice_due_on,
    require_deadline,
    require_order,
    tell_the_body,
)
from liaison.services.sittings import check_counts
from liaison.workflow import MEETING_MOVES, RUNNERS
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change, lock
from partybuild.errors import RuleViolation


class MeetingSettled(RuleViolation):
    """Once the notice is out, time and place change by postponing only."""

    code = "meeting_settled"


class ItemsUndecided(RuleViolation):
    """Each proposal is admitted or withdrawn with a reason before the agenda is set (SM-5)."""

    code = "items_undecided"


class AgendaEmpty(RuleViolation):
    code = "agenda_empty"


class NoticeTooShort(RuleViolation):
    """The notice goes out so many workdays before the meeting, or says why not (SM-5)."""

    code = "notice_too_short"


class MeetingNotDue(RuleViolation):
    code = "meeting_not_due"


class CorrectionOpen(RuleViolation):
    code = "correction_open"


@transaction.atomic
def plan_meeting(
    *, body: Body, kind: str, title: str, starts_at: datetime, place: str, actor: User, **facts: Any
) -> Meeting:
    """Put a meeting of a body on the calendar; the day its notice is due is counted now."""
    body = lock(body)
    require_role(actor, *RUNNERS, over=body.org)
    require_active(body)
    require_order(starts_at, facts.get("ends_at"))
    require_deadline(starts_at, facts.get("items_due_on"))
    meeting = Meeting.objects.create(
        body=body,
        kind=kind,
        title=title,
        starts_at=starts_at,
        place=place,
        notice_due_on=notice_due_on(body, starts_at),
        **facts,
    )
    record(
        actor=actor,
        verb="meeting.plan",
        subject=meeting,
        changes={"kind": [None, MeetingKind(kind)], "starts_at": [None, starts_at]},
    )
    return meeting


@transaction.atomic
def amend_meeting(
    *, meeting: Meeting, actor: User, version: int | None = None, **facts: Any
) -> Meeting:
    """Correct title, time, place or contact before the notice goes out.

    Raises MeetingSettled afterwards, and StaleVersion for an old reading.
    """
    meeting = lock(meeting)
    require_role(actor, *RUNNERS, over=meeting.org)
    require_version(meeting, version)
    if meeting.state not in BEFORE_NOTICE_STATES:
        raise MeetingSettled(_("The notice is out. Postpone the meeting to change its date."))
    changed = {name: value for name, value in facts.items() if getattr(meeting, name) != value}
    if not changed:
        return meeting
    require_order(
        changed.get("starts_at", meeting.starts_at), changed.get("ends_at", meeting.ends_at)
    )
    require_deadline(
        changed.get("starts_at", meeting.starts_at),
        changed.get("items_due_on", meeting.items_due_on),
    )
    if "starts_at" in changed:
        changed["notice_due_on"] = notice_due_on(meeting.body, changed["starts_at"])
    return change(meeting, changed, actor=actor, action="amend")


@transaction.atomic
def gather_items(*, meeting: Meeting, actor: User) -> Meeting:
    """Call for agenda items; whoever has a seat on the body may propose some until a deadline."""
    meeting = begin(meeting, MeetingAction.GATHER, MEETING_MOVES, actor=actor)
    deadline = meeting.items_due_on or items_due_on(meeting)
    meeting = _step(meeting, MeetingAction.GATHER, actor, items_due_on=deadline)
    tell_the_body(meeting, "meeting.gather")
    return meeting


@transaction.atomic
def set_agenda(*, meeting: Meeting, actor: User) -> Meeting:
    """Settle what the meeting talks about, and in which order.

    Raises AgendaEmpty, and ItemsUndecided while a proposal waits for an answer.
    """
    meeting = begin(meeting, MeetingAction.SET_AGENDA, MEETING_MOVES, actor=actor)
    if meeting.items.proposed().exists():
        raise ItemsUndecided(_("Admit or withdraw each proposed item first."))
    if not meeting.items.open().exists():
        raise AgendaEmpty(_("There is nothing on the agenda yet."))
    return _step(meeting, MeetingAction.SET_AGENDA, actor)


@transaction.atomic
def reopen_agenda(*, meeting: Meeting, reason: str, actor: User) -> Meeting:
    """Gather items again, because something is missing or has become moot."""
    return advance(meeting, MeetingAction.REOPEN_AGENDA, MEETING_MOVES, actor=actor, reason=reason)


@transaction.atomic
def convene_meeting(
    *,
    meeting: Meeting,
    actor: User,
    is_urgent: bool = False,
    urgent_reason: str = "",
    today: date | None = None,
) -> Meeting:
    """Send the notice, early enough by the body's rule, or urgently with a reason.

    Raises NoticeTooShort.
    """
    meeting = begin(meeting, MeetingAction.CONVENE, MEETING_MOVES, actor=actor)
    today = today or timezone.localdate()
    urgent_reason = urgent_reason.strip() if is_urgent else ""
    if is_urgent and not urgent_reason:
        raise NoticeTooShort(_("Say why the meeting is urgent."), field="urgent_reason")
    if not is_urgent and today > meeting.notice_due_on:
        raise NoticeTooShort(
            _("The notice was due on %(day)s. Mark the meeting as urgent and say why.")
            % {"day": meeting.notice_due_on},
            field="is_urgent",
        )
    meeting = _step(
        meeting,
        MeetingAction.CONVENE,
        actor,
        reason=urgent_reason,
        convened_on=today,
        is_urgent=is_urgent,
        urgent_reason=urgent_reason,
    )
    expect_units(meeting)
    tell_the_body(meeting, "meeting.convene", with_mail=True)
    return meeting


@transaction.atomic
def hold_meeting(
    *,
    meeting: Meeting,
    expected_count: int,
    present_count: int,
    excused_count: int,
    actor: User,
    today: date | None = None,
    **words: str,
) -> Meeting:
    """Note that the meeting took place and how many came; now it gets its number (D9).

    ``words`` are the chair and the units present, excused and observing, as the minutes will name
    them. Raises MeetingNotDue, CountsContradict, NumbersOnly and QuorumMissing.
    """
    meeting = begin(meeting, MeetingAction.HOLD, MEETING_MOVES, actor=actor)
    if (today or timezone.localdate()) < meeting.day:
        raise MeetingNotDue(_("The meeting has not begun yet."))
    check_counts(meeting, expected_count, present_count, excused_count, words)
    return _step(
        meeting,
        MeetingAction.HOLD,
        actor,
        expected_count=expected_count,
        present_count=present_count,
        excused_count=excused_count,
        year=meeting.day.year,
        serial=_next_serial(meeting),
        **words,
    )


@transaction.atomic
def postpone_meeting(*, meeting: Meeting, reason: str, actor: User) -> Meeting:
    """Call the date off without a new one yet; the agenda is kept."""
    return _call_off(meeting, MeetingAction.POSTPONE, reason, actor)


@transaction.atomic
def reschedule_meeting(
    *,
    meeting: Meeting,
    starts_at: datetime,
    actor: User,
    ends_at: datetime | None = None,
    place: str = "",
    **deadline: date | None,
) -> Meeting:
    """Give a postponed meeting a new date; its agenda can be completed again.

    ``deadline`` is ``items_due_on``, the last day for proposing items.
    """
    require_order(starts_at, ends_at)
    until = deadline.get("items_due_on")
    require_deadline(starts_at, until)
    return advance(
        meeting,
        MeetingAction.RESCHEDULE,
        MEETING_MOVES,
        actor=actor,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place or meeting.place,
        items_due_on=until,
        notice_due_on=notice_due_on(meeting.body, starts_at),
        stop_reason="",
    )


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, actor: User) -> Meeting:
    """Call the meeting off for good; its open items can be carried to another one."""
    return _call_off(meeting, MeetingAction.CANCEL, reason, actor)


@transaction.atomic
def archive_meeting(*, meeting: Meeting, actor: User) -> Meeting:
    """Close the file of the meeting; its minutes can no longer be corrected.

    Raises CorrectionOpen while a correction of the minutes has not gone out.
    """
    meeting = begin(meeting, MeetingAction.ARCHIVE, MEETING_MOVES, actor=actor)
    if meeting.minutes.drafts().exists():
        raise CorrectionOpen(_("Issue the correction of the minutes first."))
    return _step(meeting, MeetingAction.ARCHIVE, actor)


def _step(
    meeting: Meeting, action: MeetingAction, actor: User, *, reason: str = "", **changes: Any
) -> Meeting:
    """Make the step of a meeting that was begun under lock."""
    target = {"state": MEETING_MOVES[action].target, **changes}
    return change(meeting, target, actor=actor, action=action, reason=reason)


def _call_off(meeting: Meeting, action: MeetingAction, reason: str, actor: User) -> Meeting:
    was_convened = lock(meeting).convened_on is not None
    stopped = advance(
        meeting,
        action,
        MEETING_MOVES,
        actor=actor,
        reason=reason,
        stop_reason=reason.strip(),
        convened_on=None,
        is_urgent=False,
        urgent_reason="",
    )
    forget_units(stopped)
    # Calendars that never took the meeting up have nothing to cross out.
    tell_the_body(stopped, f"meeting.{action}", with_mail=was_convened)
    return stopped


def _next_serial(meeting: Meeting) -> int:
    """The next number of the body in the year; meetings of one body queue up for theirs."""
    body = lock(meeting.body)
    numbered = body.meetings.filter(year=meeting.day.year)
    return (numbered.aggregate(last=Max("serial"))["last"] or 0) + 1
