"""The best timetable for a period, found by a constraint solver (CP-SAT).

Every meeting that is due takes exactly one time and place, alone or together with others, or stays
unplaced at a high cost. Nobody sits in two places, a room holds one meeting, a body keeps its
distance in days, and a week that is fuller than the others costs. The solver's time is limited in
its own steps and not in seconds, so that every machine finds the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from liaison.planning_enums import PlanningStage, SolverStatus
from liaison.selectors.planning.answer import Answer, hindrances_of
from liaison.selectors.planning.joining import Offer, lightest
from liaison.selectors.planning.options import (
    UNPLACED_COST,
    Candidate,
    Option,
    candidates_of,
    options_of,
)
from liaison.selectors.planning.problem import Problem, Span
from liaison.selectors.planning.timetable import Timetable, first_fit
from liaison.selectors.planning.watching import Tell, tell_nobody, watch

FULL_WEEK_COST = 3
# So many times and places are thought over as a whole at once.
WHOLE = 12_000


def solve(problem: Problem, *, patience: float, tell: Tell = tell_nobody) -> Answer:
    """The best timetable that is found in this time; the same facts give the same one.

    In a large street it is settled first who sits together, and only what cannot be placed like
    that is thought over as a whole.
    """
    tell(PlanningStage.JOINING, 0, "")
    offers = [(option, candidates_of(option, problem)) for option in options_of(problem)]
    together, floor = lightest(offers, problem)
    tell(PlanningStage.SOLVING, 0, "")
    begun = first_fit(offers, problem, cheapest=True)
    share = _fair_share(begun)
    if _size(offers) > WHOLE and len(together) < len(offers):
        part = _Model(problem, together, share, patience, tell).solved(
            begun, floor=floor, is_whole=False
        )
        if not part.unplaced:
            return part
        begun = part.as_timetable(problem)
    return _Model(problem, offers, share, patience, tell).solved(begun, floor=floor)


def greedy(problem: Problem) -> Answer:
    """What placing one after the other at the first free time would give, nothing sat together."""
    options = [option for option in options_of(problem) if len(option.dues) == 1 or option.fixed]
    table = first_fit(
        [(option, candidates_of(option, problem)) for option in options], problem, cheapest=False
    )
    return answer_of(table, SolverStatus.FIRST_FIT, bound=0, share=_fair_share(table))


def answer_of(table: Timetable, status: SolverStatus, *, bound: int, share: int) -> Answer:
    """A timetable with its cost, and why whatever is missing from it is missing."""
    missing = [due for due in table.problem.dues if due.key not in table.placed()]
    cost = sum(sitting.cost for sitting in table.sittings) + UNPLACED_COST * len(missing)
    weeks: defaultdict[date, int] = defaultdict(int)
    for sitting in table.sittings:
        weeks[_week(sitting.choice.span.day)] += 1
    cost += FULL_WEEK_COST * sum(max(0, count - share) for count in weeks.values())
    return Answer(
        tuple(sorted(table.sittings, key=lambda each: (each.choice, each.option.dues[0].key))),
        {due.key: hindrances_of(due, table) for due in missing},
        SolverStatus.OPTIMAL if bound >= cost else status,
        cost,
        min(bound, cost),
    )


@dataclass
class _Model:
    """The constraint model; a literal stands for one option at one time and place."""

    problem: Problem
    offers: Sequence[Offer]
    share: int
    patience: float
    tell: Tell
    taken: dict[tuple[int, int], Any] = field(default_factory=dict)
    missing: dict[int, Any] = field(default_factory=dict)
    costs: list[Any] = field(default_factory=list)
    model: Any = None

    def solved(self, begun: Timetable, *, floor: int, is_whole: bool = True) -> Answer:
        """The best that is found from a beginning on; the beginning where nothing better is."""
        self._build()
        self._hint(begun)
        return self._answer(begun, floor, is_whole)

    def _build(self) -> None:
        # Loaded when it is needed: most processes of the portal never solve anything.
        from ortools.sat.python import cp_model

        self.model = cp_model.CpModel()
        for number, (_option, candidates) in enumerate(self.offers):
            for place, candidate in enumerate(candidates):
                literal = self.model.new_bool_var("")
                self.taken[number, place] = literal
                self.costs.append(candidate.cost * literal)
        self._place_each_once()
        self._seat_nobody_twice()
        self._fill_no_room_twice()
        self._keep_apart()
        self._even_out()
        self.model.minimize(sum(self.costs))

    def _answer(self, begun: Timetable, floor: int, is_whole: bool) -> Answer:
        from ortools.sat.python import cp_model

        solver: Any = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = self.patience
        found = watch(solver, self.tell, patience=self.patience)
        status = solver.solve(self.model, found)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return answer_of(begun, SolverStatus.FIRST_FIT, bound=floor, share=self.share)
        table = Timetable(self.problem)
        for (number, place), literal in self.taken.items():
            if solver.value(literal):
                option, candidates = self.offers[number]
                table.put(option, candidates[place])
        # What is proven of a part of the question says nothing of the whole.
        bound = max(floor, round(solver.best_objective_bound) if is_whole else 0)
        return answer_of(table, SolverStatus.FEASIBLE, bound=bound, share=self.share)

    def _literals(self) -> Iterable[tuple[Option, Candidate, Any]]:
        for (number, place), literal in self.taken.items():
            option, candidates = self.offers[number]
            yield option, candidates[place], literal

    def _place_each_once(self) -> None:
        of_due = defaultdict(list)
        for option, _candidate, literal in self._literals():
            for due in option.dues:
                of_due[due.key].append(literal)
        for due in self.problem.dues:
            missing = self.model.new_bool_var("")
            self.missing[due.key] = missing
            self.costs.append(UNPLACED_COST * missing)
            self.model.add_exactly_one([*of_due[due.key], missing])

    def _seat_nobody_twice(self) -> None:
        """Of all options of one person at most one covers any moment.

        Two sittings overlap exactly when one covers the beginning of the other, so only moments
        at which something begins are asked. People with the same options are one group.
        """
        options_of_person = defaultdict(set)
        for number, (option, _candidates) in enumerate(self.offers):
            for person in option.persons:
                options_of_person[person].add(number)
        groups = {frozenset(numbers) for numbers in options_of_person.values() if len(numbers) > 1}
        largest = [group for group in groups if not any(group < other for other in groups)]
        for group in sorted(largest, key=sorted):
            self._at_most_one_at_a_time(
                (self.offers[number][1][place].choice.span, number, place)
                for number in sorted(group)
                for place in range(len(self.offers[number][1]))
            )

    def _fill_no_room_twice(self) -> None:
        in_room = defaultdict(list)
        for number, place in self.taken:
            choice = self.offers[number][1][place].choice
            if choice.room:
                held = self.problem.rooms[choice.room].held(choice.span)
                in_room[choice.room].append((held, number, place))
        for key in sorted(in_room):
            self._at_most_one_at_a_time(in_room[key])

    def _at_most_one_at_a_time(self, spans: Iterable[tuple[Span, int, int]]) -> None:
        on_day = defaultdict(list)
        for span, number, place in spans:
            on_day[span.day].append((span, number, place))
        for found in on_day.values():
            for moment in sorted({span.begin for span, _n, _p in found}):
                covering = [(n, p) for span, n, p in found if span.begin <= moment < span.end]
                if len({number for number, _place in covering}) > 1:
                    self.model.add_at_most_one(self.taken[key] for key in covering)

    def _keep_apart(self) -> None:
        on_day: defaultdict[int, defaultdict[date, list[Any]]] = defaultdict(
            lambda: defaultdict(list)
        )
        apart: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for option, candidate, literal in self._literals():
            for due in option.dues:
                apart[due.body][due.key] = due.apart
                on_day[due.body][candidate.choice.span.day].append(literal)
        for body, days in on_day.items():
            if len(apart[body]) > 1:
                for day in sorted(days):
                    stretch = min(apart[body].values())
                    near = [day + timedelta(days=step) for step in range(stretch)]
                    self.model.add_at_most_one(
                        literal for each in near if each in days for literal in days[each]
                    )

    def _even_out(self) -> None:
        """A week with more sittings than its share costs for each of them."""
        in_week = defaultdict(list)
        for _option, candidate, literal in self._literals():
            in_week[_week(candidate.choice.span.day)].append(literal)
        for week in sorted(in_week):
            over = self.model.new_int_var(0, len(self.problem.dues), "")
            self.model.add(over >= sum(in_week[week]) - self.share)
            self.costs.append(FULL_WEEK_COST * over)

    def _hint(self, begun: Timetable) -> None:
        chosen = {(sitting.option.dues, sitting.choice): sitting.cost for sitting in begun.sittings}
        for option, candidate, literal in self._literals():
            self.model.add_hint(literal, (option.dues, candidate.choice) in chosen)
        placed = begun.placed()
        for key, missing in self.missing.items():
            self.model.add_hint(missing, key not in placed)


def _size(offers: Sequence[Offer]) -> int:
    return sum(len(candidates) for _option, candidates in offers)


def _fair_share(table: Timetable) -> int:
    """The sittings of a week if all weeks of the period had the same number."""
    days = [due.first for due in table.problem.dues] + [due.last for due in table.problem.dues]
    if not days:
        return 1
    weeks = {_week(day) for day in table.problem.workdays if min(days) <= day <= max(days)}
    return max(1, -(-len(table.sittings) // (len(weeks) or 1)))


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())
