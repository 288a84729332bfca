"""Writing down, meeting by meeting, what was worked out for a plan."""

from typing import Any

from liaison.models import PlannedSitting, SchedulePlan
from liaison.planning_enums import SittingState
from liaison.selectors.planning.answer import Answer
from liaison.selectors.planning.gathering import Gathered, moments_of
from liaison.selectors.planning.timetable import Sitting
from liaison.selectors.schedules import identity_of

_NOWHERE: dict[str, Any] = {
    "starts_at": None,
    "ends_at": None,
    "place": "",
    "venue": None,
    "joined_to": None,
    "absent_count": 0,
}


def note_answer(plan: SchedulePlan, gathered: Gathered, answer: Answer) -> None:
    """Give each meeting that is due its row; those taken out stay as staff left them.

    The caller holds the plan. Rows of meetings that are no longer due are dropped.
    """
    rows = {identity_of(row): row for row in plan.sittings.all()}
    locked = {key for key, row in rows.items() if row.state == SittingState.LOCKED}
    out = {key for key, row in rows.items() if row.state == SittingState.TAKEN_OUT}
    due = set(gathered.identities.values())
    plan.sittings.filter(joined_to__isnull=False).update(joined_to=None)
    plan.sittings.filter(pk__in=[rows[key].pk for key in set(rows) - due - out]).delete()
    for identity in sorted(due - set(rows)):
        series, due_code, number = identity
        rows[identity] = PlannedSitting.objects.create(
            plan=plan, series_id=series, due_code=due_code, number=number
        )
    for key, hindrances in answer.unplaced.items():
        kept = [
            {"code": each.code, "count": each.count, "of": each.of, "names": list(each.names)}
            for each in hindrances
        ]
        facts = {**_NOWHERE, "state": SittingState.UNPLACED, "hindrances": kept}
        _keep(rows[gathered.identities[key]], facts)
    for sitting in answer.sittings:
        _note_sitting(sitting, gathered, rows, locked)


def _note_sitting(
    sitting: Sitting, gathered: Gathered, rows: dict[Any, PlannedSitting], locked: set[Any]
) -> None:
    """One sitting: the body with the most members is its host, the others join it."""
    starts_at, ends_at = moments_of(sitting.choice.span)
    room = gathered.problem.rooms.get(sitting.choice.room)
    venue = gathered.places.venues.get(sitting.choice.room)
    dues = sorted(sitting.option.dues, key=lambda due: (-len(due.persons), due.key))
    host: PlannedSitting | None = None
    for due in dues:
        identity = gathered.identities[due.key]
        facts: dict[str, Any] = {
            "state": SittingState.LOCKED if identity in locked else SittingState.PLACED,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "place": room.name if room else "",
            "venue": venue,
            "joined_to": host,
            "absent_count": len(sitting.absent),
            "hindrances": [],
        }
        row = _keep(rows[identity], facts)
        host = host or row


def _keep(row: PlannedSitting, facts: dict[str, Any]) -> PlannedSitting:
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*facts, "version"])
    return row
