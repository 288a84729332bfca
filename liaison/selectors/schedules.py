"""What the pages and deeds of a plan ask: its sittings as a problem knows them, and in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.models import PlannedSitting, SchedulePlan
from liaison.planning_enums import (
    PLACED_SITTINGS,
    HalfDay,
    PlanningStage,
    SittingState,
    Unplaced,
)
from liaison.selectors.planning.gathering import Gathered, Identity, Kept
from liaison.selectors.planning.options import Option, hindrance
from liaison.selectors.planning.people import local_span
from liaison.selectors.planning.places import venue_key
from liaison.selectors.planning.problem import HALVES, STARTS, Choice
from liaison.selectors.planning.timetable import Timetable
from liaison.selectors.planning.watching import Tell
from partybuild.periods import LOCAL_TIME
from partybuild.progress import Progress, Report

# A stage of the work on a schedule is so much of its bar.
STAGE = 100


def identity_of(row: PlannedSitting) -> Identity:
    return Identity(row.series_id, row.due_code, row.number)


def choice_of(row: PlannedSitting) -> Choice:
    """When and where a placed sitting is, as a problem knows it."""
    if row.starts_at is None or row.ends_at is None:
        raise ValueError(f"{row} has no time")
    span = local_span(row.starts_at, row.ends_at)
    if row.venue_id is not None:
        return Choice(span, venue_key(row.venue_id))
    return Choice(span, f"{row.series.body.org_id} {row.place}" if row.place else "")


def kept_in(rows: Iterable[PlannedSitting]) -> dict[Identity, Kept]:
    """Where the locked sittings of a plan stand; whoever sits together stays together."""
    rows = list(rows)
    kept: dict[Identity, Kept] = {}
    for host in rows:
        if host.state != SittingState.LOCKED or host.joined_to_id is not None:
            continue
        group = [host, *(row for row in rows if row.joined_to_id == host.pk)]
        named = [identity_of(row) for row in group]
        for row in group:
            others = tuple(each for each in named if each != identity_of(row))
            kept[identity_of(row)] = Kept(choice_of(host), others)
    return kept


def against(
    option: Option, choice: Choice, gathered: Gathered, table: Timetable
) -> tuple[Unplaced, str] | None:
    """What a person's choice of time and place runs into, or nothing.

    Half-days and the distance between meetings are only what a plan keeps to by itself.
    """
    problem = gathered.problem
    if choice.span.day not in problem.workdays and not all(
        due.sits_on_days_off for due in option.dues
    ):
        return Unplaced.NO_DAY, ""
    if found := hindrance(option, choice.span, problem):
        return found
    room = problem.rooms.get(choice.room)
    if room is not None and not room.seats(len(option.persons)):
        return Unplaced.ROOM_SMALL, room.name
    if room is not None and not room.is_free(choice.span):
        return Unplaced.ROOM_TAKEN, room.name
    met = table.clash(option, choice)
    return met if met is not None and met[0] != Unplaced.TOO_CLOSE else None


def option_of(rows: Iterable[PlannedSitting], gathered: Gathered) -> Option | None:
    """The meetings of one sitting as a problem knows them; None where one is no longer due."""
    dues = {due.key: due for due in gathered.problem.dues}
    keys = [gathered.keys.get(identity_of(row)) for row in rows]
    if None in keys or not keys:
        return None
    return Option(tuple(dues[key] for key in keys if key is not None))


def in_words(code: str, names: Iterable[str] = (), count: int = 0, of: int = 0) -> str:
    """One reason in a sentence: “at 40 of 88 times the leader is away”."""
    said = str(Unplaced(code).label)
    named = _(", ").join(names)
    if named:
        said = _("%(reason)s: %(names)s") % {"reason": said, "names": named}
    if of > 1:
        said = ngettext(
            "at %(count)s of %(of)s times %(reason)s",
            "at %(count)s of %(of)s times %(reason)s",
            count,
        ) % {"count": count, "of": of, "reason": said}
    return said


def reasons_of(row: PlannedSitting) -> list[str]:
    """Why a meeting is not placed, the most frequent reason first."""
    if row.state == SittingState.TAKEN_OUT:
        return [row.reason]
    return [
        in_words(each["code"], each.get("names", ()), each.get("count", 0), each.get("of", 0))
        for each in row.hindrances
    ]


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """How many meetings of a plan are where."""

    due: int
    sittings: int
    joined: int
    locked: int
    unplaced: int
    taken_out: int


def figures_of(plan: SchedulePlan) -> PlanFigures:
    """The figures of a plan, each as many rows as its list shows."""
    counts = dict(plan.sittings.values_list("state").annotate(Count("pk")).order_by())
    joined = plan.sittings.placed().exclude(joined_to=None).count()
    placed = sum(counts.get(state, 0) for state in PLACED_SITTINGS)
    return PlanFigures(
        due=sum(counts.values()),
        sittings=placed - joined,
        joined=joined,
        locked=counts.get(SittingState.LOCKED, 0),
        unplaced=counts.get(SittingState.UNPLACED, 0),
        taken_out=counts.get(SittingState.TAKEN_OUT, 0),
    )


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week of a timetable: its Monday, and the sittings of each of its days."""

    monday: date
    days: tuple[tuple[date, tuple[Any, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(rows) for _day, rows in self.days)


def weeks_of(rows: Iterable[Any], first: date, last: date) -> list[WeekRow]:
    """The weeks between two days, each with what is on its days; rows tell theirs by ``day``."""
    on_day: dict[date, list[Any]] = {}
    for row in rows:
        on_day.setdefault(row.day, []).append(row)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        days = [monday + timedelta(days=step) for step in range(7)]
        weeks.append(WeekRow(monday, tuple((day, tuple(on_day.get(day, ()))) for day in days)))
        monday += timedelta(days=7)
    return weeks


def dropped_at(row: PlannedSitting, day: date, half: HalfDay) -> datetime:
    """When a sitting begins that is put on a half-day: as before, or when such a half begins."""
    if row.starts_at is not None and row.half == half:
        begins = timezone.localtime(row.starts_at).time()
    else:
        opens, closes = HALVES[half]
        begins = next(each for each in STARTS if opens <= each < closes)
    return datetime.combine(day, begins, tzinfo=LOCAL_TIME)


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the work on a schedule, and whether the machine is before, at or past it."""

    stage: PlanningStage
    is_past: bool
    is_now: bool
    words: str = ""


def in_stages(report: Report) -> Tell:
    """Tell a job how far the work is; a bar that was shown once never goes back."""
    stages, furthest = list(PlanningStage), 0

    def tell(stage: PlanningStage, share: float, words: str) -> None:
        nonlocal furthest
        furthest = max(furthest, STAGE * stages.index(stage) + int(share * (STAGE - 1)))
        report(furthest, STAGE * len(stages), words)

    return tell


def stages_of(progress: Progress) -> list[StageLine]:
    """The stages of the work as the bar of its job stands; none is begun while it waits."""
    now = progress.done // STAGE if progress.total else -1
    return [
        StageLine(stage, place < now, place == now, progress.words if place == now else "")
        for place, stage in enumerate(PlanningStage)
    ]
