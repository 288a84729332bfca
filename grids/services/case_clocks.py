"""The clocks of a case: each step ends one and starts the next; shelving pauses it."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from grids.case_enums import CLOCK_OF_STATE, CaseClock, CaseState, TimeUnit
from grids.case_standards import DAY_ENDS
from grids.models import Case, CaseDeadline
from grids.selectors.case_limits import days_off, end_of, limit_of, reckon
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of

STOPPED: dict[str, Any] = {"due_at": None, "warn_at": None}
# What a case keeps of the deadline of a clock when that has ended.
_KEPT = {CaseClock.RESPOND: "response_due_at", CaseClock.HANDLE: "answer_due_at"}
# A clock that ends with its step says whether that was in time; a return says nothing.
_IN_TIME = {
    (CaseClock.RESPOND, CaseState.RESPONDED): "is_responded_in_time",
    (CaseClock.HANDLE, CaseState.ANSWERED): "is_answered_in_time",
}


def turn_clock(before: str, case: Case, now: datetime) -> dict[str, Any]:
    """What the clocks say of a case that leaves a state for another; its new facts are set."""
    running = CaseDeadline.objects.filter(case=case, ended_at=None).first()
    if case.state == CaseState.SHELVED:
        return _pause(running, now)
    clock = CLOCK_OF_STATE.get(case.state)
    if before == CaseState.SHELVED and running and clock == running.clock:
        return _resume(case, running, now)
    if running and running.clock == clock:
        return {}
    told = _end(case, running, now) if running else {}
    return {**told, **(start_clock(case, clock, now) if clock else STOPPED)}


def start_clock(case: Case, clock: CaseClock, now: datetime) -> dict[str, Any]:
    """Let a clock run from now on, and keep how its deadline was reckoned."""
    found = reckon(now, limit_of(case, clock), calendar=work_calendar())
    earlier = CaseDeadline.objects.filter(case=case, clock=clock).aggregate(last=Max("number"))
    CaseDeadline.objects.create(
        case=case,
        clock=clock,
        number=(earlier["last"] or 0) + 1,
        starts_at=now,
        warn_at=found.warn_at,
        due_at=found.due_at,
        reckoning=found.lines,
    )
    return {**_due(clock, found.due_at), "warn_at": found.warn_at}


def extend_clock(case: Case, workdays: int) -> dict[str, Any]:
    """Let the running clock end so many workdays later."""
    running = CaseDeadline.objects.get(case=case, ended_at=None)
    calendar = work_calendar()
    first = timezone.localdate(running.due_at)
    last = calendar.add_workdays(first, workdays)
    off = [day.isoformat() for day in days_off(first, last, calendar)]
    running.reckoning = [
        *running.reckoning,
        {"kind": "extended", "amount": workdays, "days": off},
    ]
    running.due_at = end_of(last, number_of(case.street, DAY_ENDS))
    running.save(update_fields=["due_at", "reckoning"])
    return _due(running.clock, running.due_at)


def _due(clock: str, due_at: datetime) -> dict[str, Any]:
    """The deadline as the case carries it, and as it keeps it for the figures of its period."""
    kept = _KEPT.get(CaseClock(clock))
    return {"due_at": due_at, **({kept: due_at} if kept else {})}


def _end(case: Case, running: CaseDeadline, now: datetime) -> dict[str, Any]:
    """Stop a clock; a response or an answer is noted as in time or late, and late stays late."""
    running.ended_at = now
    running.paused_at = None
    running.save(update_fields=["ended_at", "paused_at"])
    field = _IN_TIME.get((CaseClock(running.clock), CaseState(case.state)))
    if field is None:
        return {}
    return {field: now <= running.due_at and getattr(case, field) is not False}


def _pause(running: CaseDeadline | None, now: datetime) -> dict[str, Any]:
    if running:
        running.paused_at = now
        running.save(update_fields=["paused_at"])
    return STOPPED


def _resume(case: Case, running: CaseDeadline, now: datetime) -> dict[str, Any]:
    """Give a case the time it had left when it was shelved."""
    since = running.paused_at or now
    running.reckoning = [
        *running.reckoning,
        {"kind": "paused", "from": since.isoformat(), "to": now.isoformat()},
    ]
    # What was overdue when it was shelved stays overdue.
    if since < running.due_at:
        running.due_at = _moved(case, running, since, now)
        running.warn_at = min(running.warn_at + (now - since), running.due_at)
    running.paused_at = None
    running.save(update_fields=["reckoning", "due_at", "warn_at", "paused_at"])
    return {**_due(running.clock, running.due_at), "warn_at": running.warn_at}


def _moved(case: Case, running: CaseDeadline, since: datetime, now: datetime) -> datetime:
    if not any(line.get("unit") == TimeUnit.WORKDAYS for line in running.reckoning):
        return running.due_at + (now - since)
    calendar = work_calendar()
    left = calendar.workdays_between(timezone.localdate(since), timezone.localdate(running.due_at))
    last = calendar.add_workdays(timezone.localdate(now), max(left, 1))
    return end_of(last, number_of(case.street, DAY_ENDS))
