"""A timetable as it fills: what sits where already, and filling it one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from liaison.planning_enums import Unplaced
from liaison.selectors.planning.options import Candidate, Option
from liaison.selectors.planning.problem import Choice, Problem, Span


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of a timetable: of one body, or of several together."""

    option: Option
    choice: Choice
    cost: int = 0
    absent: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return "、".join(due.name for due in self.option.dues)


@dataclass(slots=True)
class Timetable:
    """The sittings so far, so that the next one can be asked whether it fits."""

    problem: Problem
    sittings: list[Sitting] = field(default_factory=list)
    _of_person: dict[str, list[Sitting]] = field(default_factory=dict)
    _in_room: dict[str, list[Sitting]] = field(default_factory=dict)
    _days: dict[int, list[tuple[date, Sitting]]] = field(default_factory=dict)

    def put(self, option: Option, candidate: Candidate) -> None:
        sitting = Sitting(option, candidate.choice, candidate.cost, candidate.absent)
        self.sittings.append(sitting)
        for person in option.persons:
            self._of_person.setdefault(person, []).append(sitting)
        if candidate.choice.room:
            self._in_room.setdefault(candidate.choice.room, []).append(sitting)
        for due in option.dues:
            day = candidate.choice.span.day
            self._days.setdefault(due.body, []).append((day, sitting))

    def clash(self, option: Option, choice: Choice) -> tuple[Unplaced, str] | None:
        """What of this timetable keeps an option from a time and place, and which sitting it is."""
        for person in sorted(option.persons):
            if met := _met(self._of_person.get(person, ()), choice.span):
                return Unplaced.CLASH, met.name
        if met := self._in_the_room(choice):
            return Unplaced.ROOM_TAKEN, met.name
        for due in option.dues:
            for day, sitting in self._days.get(due.body, ()):
                if abs((choice.span.day - day).days) < due.apart:
                    return Unplaced.TOO_CLOSE, sitting.name
        return None

    def _in_the_room(self, choice: Choice) -> Sitting | None:
        """Who has the room then, or needs it to prepare or to clear up."""
        room = self.problem.rooms.get(choice.room)
        if room is None:
            return _met(self._in_room.get(choice.room, ()), choice.span)
        held = room.held(choice.span)
        sittings = self._in_room.get(choice.room, ())
        return next((each for each in sittings if held.meets(room.held(each.choice.span))), None)

    def placed(self) -> set[int]:
        return {due.key for sitting in self.sittings for due in sitting.option.dues}


def first_fit(
    options: Iterable[tuple[Option, Sequence[Candidate]]], problem: Problem, *, cheapest: bool
) -> Timetable:
    """Place one after the other, those that sit together first and then those most pressed.

    Each takes the first time that is free, or with ``cheapest`` the one that costs least.
    """
    table = Timetable(problem)
    ordered = sorted(options, key=lambda each: _pressed(*each))
    for option, candidates in ordered:
        if table.placed().isdisjoint(due.key for due in option.dues):
            found = sorted(candidates, key=lambda each: each.cost) if cheapest else candidates
            free = (each for each in found if not table.clash(option, each.choice))
            if (candidate := next(free, None)) is not None:
                table.put(option, candidate)
    return table


def _pressed(option: Option, candidates: Sequence[Candidate]) -> tuple[bool, int, int, int]:
    is_free = option.fixed is None
    return is_free, -len(option.dues), len(candidates), option.dues[0].key


def _met(sittings: Iterable[Sitting], span: Span) -> Sitting | None:
    return next((each for each in sittings if each.choice.span.meets(span)), None)
