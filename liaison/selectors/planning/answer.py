"""A whole timetable: the sittings, what could not be placed and why, and how good it is."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from liaison.planning_enums import SolverStatus, Unplaced
from liaison.selectors.planning.options import Candidate, Option, trials
from liaison.selectors.planning.problem import Due, Problem
from liaison.selectors.planning.timetable import Sitting, Timetable

NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One reason why a meeting is not placed: at how many of the possible times, and by what."""

    code: Unplaced
    count: int
    of: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; ``bound`` is what no timetable can fall below."""

    sittings: tuple[Sitting, ...]
    unplaced: dict[int, tuple[Hindrance, ...]]
    status: SolverStatus
    objective: int
    bound: int

    def as_timetable(self, problem: Problem) -> Timetable:
        """The sittings as a timetable that can go on filling."""
        table = Timetable(problem)
        for each in self.sittings:
            table.put(each.option, Candidate(each.choice, each.cost, each.absent))
        return table

    @property
    def gap(self) -> float:
        """The part of the cost that a better timetable could save at most."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0


def hindrances_of(due: Due, table: Timetable) -> tuple[Hindrance, ...]:
    """What keeps a meeting out of a timetable, the most frequent reason first."""
    counts: Counter[Unplaced] = Counter()
    names: dict[Unplaced, Counter[str]] = {}
    times = 0
    for code, what in _found(due, table):
        times += 1
        counts[code] += 1
        if what:
            names.setdefault(code, Counter())[what] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Hindrance(code, count, times, tuple(_most(names.get(code, Counter()))))
        for code, count in ordered
    )


def _found(due: Due, table: Timetable) -> list[tuple[Unplaced, str]]:
    option = Option((due,))
    found: list[tuple[Unplaced, str]] = []
    for trial in trials(option, table.problem):
        if trial.hindrance is not None:
            found.append((trial.hindrance, trial.what))
            continue
        clashes = [table.clash(option, each.choice) for each in trial.candidates]
        found += [clash for clash in clashes[:1] if clash is not None]
    return found


def _most(names: Counter[str]) -> list[str]:
    ordered = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    return [name for name, _count in ordered[:NAMED]]
