"""Which meetings can sit together, and when and where each could sit if it were alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from typing import Final

from liaison.planning_enums import Unplaced
from liaison.selectors.planning.problem import STARTS, Busy, Choice, Due, Problem, Room, Span

# What a timetable is judged by: first that all sit, then that they sit seldom, then how they like.
UNPLACED_COST: Final = 10_000
SITTING_COST: Final = 100
OTHER_HALF_COST: Final = 6
ABSENT_COST: Final = 3
ROOM_COST: Final = 2
# Every day away from a day the body likes costs one point, up to so many.
FARTHEST: Final = 10
ROOMS_TRIED: Final = 2
MOST_TOGETHER: Final = 3


@dataclass(frozen=True)
class Option:
    """One meeting by itself, or several that could be one sitting."""

    dues: tuple[Due, ...]

    @cached_property
    def persons(self) -> frozenset[str]:
        return frozenset().union(*(due.persons for due in self.dues))

    @cached_property
    def leaders(self) -> frozenset[str]:
        return frozenset().union(*(due.leaders for due in self.dues))

    @property
    def length(self) -> timedelta:
        """Several bodies that sit together need the longest of their times."""
        return max(due.length for due in self.dues)

    @property
    def first(self) -> date:
        return max(due.first for due in self.dues)

    @property
    def last(self) -> date:
        return min(due.last for due in self.dues)

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms in the order in which the bodies like them."""
        return tuple(dict.fromkeys(room for due in self.dues for room in due.rooms))

    @property
    def fixed(self) -> Choice | None:
        return self.dues[0].fixed


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time and a place where an option could sit, and what it costs."""

    choice: Choice
    cost: int
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trial:
    """One time that was looked at: the places there, or what keeps the option from it."""

    span: Span
    candidates: tuple[Candidate, ...] = ()
    hindrance: Unplaced | None = None
    what: str = ""


def options_of(problem: Problem) -> list[Option]:
    """Every meeting alone, and those of one organisation that may and can sit together."""
    dues = sorted(problem.dues, key=lambda due: due.key)
    by_key = {due.key: due for due in dues}
    found = [Option((due,)) for due in dues if due.fixed is None]
    free: dict[int, list[Due]] = {}
    for due in dues:
        if due.fixed is not None and (not due.fixed_with or due.key < min(due.fixed_with)):
            others = [by_key[key] for key in sorted(due.fixed_with) if key in by_key]
            found.append(Option((due, *others)))
        elif due.fixed is None and due.joins:
            free.setdefault(due.org, []).append(due)
    for mine in free.values():
        for size in range(2, MOST_TOGETHER + 1):
            found += [Option(group) for group in combinations(mine, size) if _can_join(group)]
    return found


def candidates_of(option: Option, problem: Problem) -> list[Candidate]:
    """The times and places at which an option could sit, the earliest first."""
    if option.fixed is not None:
        return [Candidate(option.fixed, SITTING_COST)]
    return [each for trial in trials(option, problem) for each in trial.candidates]


def trials(option: Option, problem: Problem) -> Iterator[Trial]:
    """Every time of the period, with what it offers or what is against it."""
    days = days_of(option, problem)
    if not days:
        yield Trial(Span(0, 0), hindrance=Unplaced.NO_DAY)
    large = [room for key in option.rooms if (room := problem.rooms[key])]
    fitting = [room for room in large if room.seats(len(option.persons))]
    for day in days:
        for begins in STARTS:
            span = Span.of(day, begins, option.length)
            against = _unlike(option, span, problem) or hindrance(option, span, problem)
            if against is None and large and not fitting:
                against = Unplaced.ROOM_SMALL, ""
            if against is not None:
                yield Trial(span, hindrance=against[0], what=against[1])
                continue
            found = tuple(_candidates(option, span, fitting, problem))
            taken = None if found else Unplaced.ROOM_TAKEN
            names = "、".join(room.name for room in fitting)
            yield Trial(span, found, hindrance=taken, what=names if taken else "")


def days_of(option: Option, problem: Problem) -> list[date]:
    """The days of its time on which an option may sit: workdays, unless all its bodies may else."""
    may_always = all(due.sits_on_days_off for due in option.dues)
    days = [
        option.first + timedelta(days=step) for step in range((option.last - option.first).days + 1)
    ]
    return [day for day in days if may_always or day in problem.workdays]


def absent_at(persons: frozenset[str], span: Span, problem: Problem) -> frozenset[str]:
    """Who is away then, for whatever reason."""
    return frozenset(person for person in persons if _met(problem.away.get(person, ()), span))


def hindrance(option: Option, span: Span, problem: Problem) -> tuple[Unplaced, str] | None:
    """Which people keep an option from a time, and what they do meanwhile."""
    if absent_at(option.leaders, span, problem):
        return Unplaced.LEADER_AWAY, ""
    for person in sorted(option.persons):
        if met := _met(problem.sitting.get(person, ()), span):
            return Unplaced.CLASH, met.what
    absent = absent_at(option.persons, span, problem)
    if any(len(due.persons - absent) < due.quorum for due in option.dues):
        return Unplaced.NO_QUORUM, ""
    return None


def _unlike(option: Option, span: Span, problem: Problem) -> tuple[Unplaced, str] | None:
    """What a plan keeps to by itself, though a person may decide otherwise."""
    if span.half is None:
        return Unplaced.TOO_LONG, ""
    if any(_is_close(due, span.day, problem) for due in option.dues):
        return Unplaced.TOO_CLOSE, ""
    return None


def _candidates(
    option: Option, span: Span, rooms: Sequence[Room], problem: Problem
) -> Iterator[Candidate]:
    absent = absent_at(option.persons, span, problem)
    cost = SITTING_COST + ABSENT_COST * len(absent)
    for due in option.dues:
        cost += OTHER_HALF_COST * bool(due.half and due.half != span.half) + _away_from(due, span)
    if not option.rooms:
        yield Candidate(Choice(span), cost, absent)
    free = (room for room in rooms if room.is_free(span))
    for rank, room in zip(range(ROOMS_TRIED), free, strict=False):
        yield Candidate(Choice(span, room.key), cost + ROOM_COST * rank, absent)


def _away_from(due: Due, span: Span) -> int:
    """How far a day is from the nearest that the body likes."""
    if not due.days:
        return 0
    return min(FARTHEST, *(abs((span.day - day).days) for day in due.days))


def _is_close(due: Due, day: date, problem: Problem) -> bool:
    return any(abs((day - met).days) < due.apart for met in problem.meets_on.get(due.body, ()))


def _met(busy: Sequence[Busy], span: Span) -> Busy | None:
    return next((each for each in busy if each.span.meets(span)), None)


def _can_join(group: Sequence[Due]) -> bool:
    """Bodies sit together when half of the smaller sits on the larger too, at one time (A-05)."""
    if max(Counter(due.body for due in group).values()) > 1:
        return False
    if max(due.first for due in group) > min(due.last for due in group):
        return False
    return all(
        2 * len(a.persons & b.persons) >= min(len(a.persons), len(b.persons)) > 0
        for a, b in combinations(group, 2)
    )
