"""What the office does to single sittings of a plan before it is published."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import PlannedSitting, SchedulePlan
from liaison.planning_enums import PLACED_SITTINGS, SchedulePlanState, SittingAction, SittingState
from liaison.planning_workflow import PLANNED_SITTING_MOVES
from liaison.selectors.planning.gathering import gather
from liaison.selectors.planning.options import Candidate
from liaison.selectors.planning.people import local_span
from liaison.selectors.planning.places import venue_key
from liaison.selectors.planning.problem import Choice
from liaison.selectors.planning.timetable import Timetable
from liaison.selectors.schedules import (
    against,
    choice_of,
    identity_of,
    in_words,
    option_of,
)
from orgs.models import User
from orgs.services.tree import require_version
from orgs.services.workflow import begin, change, lock
from partybuild.errors import MoveRefused, RuleViolation
from resources.models import Venue

NOWHERE: dict[str, Any] = {
    "starts_at": None,
    "ends_at": None,
    "place": "",
    "venue": None,
    "joined_to": None,
    "absent_count": 0,
}


class SittingClashes(RuleViolation):
    """Somebody or the room cannot be had at that time."""

    code = "sitting_clashes"


class OutsidePeriod(RuleViolation):
    """A meeting that is due in a month is held in that month."""

    code = "outside_period"


@transaction.atomic
def lock_sitting(*, sitting: PlannedSitting, actor: User) -> PlannedSitting:
    """Keep the sitting where it is when the plan is worked out again, with all who sit in it."""
    return _of_all(sitting, SittingAction.LOCK, actor)


@transaction.atomic
def unlock_sitting(*, sitting: PlannedSitting, actor: User) -> PlannedSitting:
    """Let the plan decide anew when and where the sitting is."""
    return _of_all(sitting, SittingAction.UNLOCK, actor)


@transaction.atomic
def move_sitting(
    *,
    sitting: PlannedSitting,
    starts_at: datetime,
    actor: User,
    length: timedelta | None = None,
    venue: Venue | None = None,
    place: str = "",
    version: int | None = None,
) -> PlannedSitting:
    """Put a sitting on another time or into another room, and lock it there.

    Whoever sits in it moves along. Raises SittingClashes with what stands against it,
    OutsidePeriod and StaleVersion.
    """
    sitting = _begin(_host_of(sitting), SittingAction.MOVE, actor)
    require_version(sitting, version)
    ends_at = starts_at + (length or sitting.series.length)
    if not sitting.period.contains(timezone.localdate(starts_at)):
        raise OutsidePeriod(
            _("It is due in %(period)s.") % {"period": sitting.period.label}, field="starts_at"
        )
    where = str(venue) if venue else place.strip() or sitting.place
    _require_free(sitting, starts_at, ends_at, venue, where)
    facts = {
        "state": SittingState.LOCKED,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "venue": venue,
        "place": where,
        "hindrances": [],
    }
    for row in sitting.joined.all():
        change(lock(row), facts, actor=actor, action=SittingAction.MOVE)
    return change(sitting, facts, actor=actor, action=SittingAction.MOVE)


@transaction.atomic
def take_sitting_out(*, sitting: PlannedSitting, reason: str, actor: User) -> PlannedSitting:
    """Plan nothing for this meeting, and say why; who would have sat in on it waits again."""
    sitting = _begin(sitting, SittingAction.TAKE_OUT, actor, reason=reason)
    waiting = {
        **NOWHERE,
        "state": SittingState.UNPLACED,
        "hindrances": [{"code": "waiting"}],
    }
    for row in sitting.joined.all():
        change(lock(row), waiting, actor=actor, action="part")
    facts = {**NOWHERE, "state": SittingState.TAKEN_OUT, "hindrances": [], "reason": reason.strip()}
    return change(sitting, facts, actor=actor, action=SittingAction.TAKE_OUT, reason=reason)


@transaction.atomic
def put_sitting_back(*, sitting: PlannedSitting, actor: User) -> PlannedSitting:
    """Let the meeting take part again when the plan is worked out the next time."""
    sitting = _begin(sitting, SittingAction.PUT_BACK, actor)
    facts = {
        "state": SittingState.UNPLACED,
        "hindrances": [{"code": "waiting"}],
        "reason": "",
    }
    return change(sitting, facts, actor=actor, action=SittingAction.PUT_BACK)


def _of_all(sitting: PlannedSitting, action: SittingAction, actor: User) -> PlannedSitting:
    """One step of a sitting and of everybody who sits in it."""
    host = _begin(_host_of(sitting), action, actor)
    state = {"state": PLANNED_SITTING_MOVES[action].target}
    for row in host.joined.all():
        change(lock(row), state, actor=actor, action=action)
    return change(host, state, actor=actor, action=action)


def _host_of(sitting: PlannedSitting) -> PlannedSitting:
    return sitting.joined_to or sitting


def _begin(
    sitting: PlannedSitting, action: SittingAction, actor: User, *, reason: str = ""
) -> PlannedSitting:
    """The sitting under the lock of its plan, once it is clear that the step may follow now."""
    plan: SchedulePlan = lock(sitting.plan)
    sitting = begin(sitting, action, PLANNED_SITTING_MOVES, actor=actor, reason=reason)
    if plan.state != SchedulePlanState.DRAFT:
        raise MoveRefused(
            _("The plan is %(state)s, so its sittings stand.") % {"state": plan.get_state_display()}
        )
    return sitting


def _require_free(
    sitting: PlannedSitting,
    starts_at: datetime,
    ends_at: datetime,
    venue: Venue | None,
    place: str,
) -> None:
    """Go no further when somebody or the room cannot be had then."""
    rows = list(sitting.plan.sittings.for_list())
    left_out = {identity_of(row) for row in rows if row.state == SittingState.TAKEN_OUT}
    plan = sitting.plan
    gathered = gather(plan.street, plan.period, today=timezone.localdate(), left_out=left_out)
    table = Timetable(gathered.problem)
    mine = [sitting, *(row for row in rows if row.joined_to_id == sitting.pk)]
    for host in rows:
        if host.pk == sitting.pk or host.joined_to_id or host.state not in PLACED_SITTINGS:
            continue
        group = [host, *(row for row in rows if row.joined_to_id == host.pk)]
        if (option := option_of(group, gathered)) is not None:
            table.put(option, Candidate(choice_of(host), 0))
    option = option_of(mine, gathered)
    if option is None:
        raise SittingClashes(_("The meeting is planned already or no longer due."))
    words = f"{sitting.series.body.org_id} {place}" if place else ""
    room = venue_key(venue.pk) if venue else words
    choice = Choice(local_span(starts_at, ends_at), room)
    if found := against(option, choice, gathered, table):
        raise SittingClashes(in_words(found[0], [found[1]] if found[1] else []), field="starts_at")
