"""Pairs of greatest worth where needs take different amounts of one resource.

A linear program, in which a need may take parts of several resources, gives the bound that no
choice of whole pairs exceeds, and leaves few pairs in parts. Those are decided by a constraint
solver; lists that are not too long are then given to it as a whole, to close the last gap. Its
time is limited in steps and not in seconds, so that every machine finds the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

# How long the constraint solver may look, in its own steps: about so many seconds.
PATIENCE = 6.0
# The longest list that is given to it as a whole.
WHOLE = 40_000
_NIL, _ALL = 1e-6, 1 - 1e-6


class Pair(NamedTuple):
    """A need and a resource that could serve it: how much it takes, and how well they fit."""

    need: int
    resource: int
    units: int
    score: int


def packed(
    pairs: Sequence[Pair], worth: Mapping[Pair, int], room: Mapping[int, int], begun: list[Pair]
) -> tuple[list[Pair], int]:
    """The best pairs that were found, never worse than ``begun``, and the highest total."""
    highest, parts = relaxed(pairs, room)
    split = {p.resource for p, part in zip(pairs, parts, strict=True) if _NIL < part < _ALL}
    firm = [
        pair
        for pair, part in zip(pairs, parts, strict=True)
        if part >= _ALL and pair.resource not in split
    ]
    open_pairs, left = _beside(firm, pairs, room)
    sure = [pair for pair, part in zip(pairs, parts, strict=True) if part >= _ALL]
    rest, _bound = _solved(open_pairs, worth, left, [p for p in sure if p.resource in split])
    best = max(begun, firm + rest, key=_score)
    if _score(best) < highest and len(pairs) <= WHOLE:
        found, bound = _solved(pairs, worth, room, best)
        best, highest = max(best, found, key=_score), min(highest, bound)
    return best, max(highest, _score(best))


def relaxed(pairs: Sequence[Pair], room: Mapping[int, int]) -> tuple[int, list[float]]:
    """The highest total if needs could take parts of several resources, and those parts."""
    # Loaded when it is needed: most processes of the portal never solve anything.
    from ortools.linear_solver import pywraplp

    solver: Any = pywraplp.Solver.CreateSolver("GLOP")
    rows: dict[tuple[str, int], Any] = {}
    parts = []
    for pair in pairs:
        part = solver.NumVar(0, 1, "")
        for key, limit, amount in (
            (("need", pair.need), 1, 1),
            (("resource", pair.resource), room[pair.resource], pair.units),
        ):
            if key not in rows:
                rows[key] = solver.Constraint(0, limit)
            rows[key].SetCoefficient(part, amount)
        solver.Objective().SetCoefficient(part, pair.score)
        parts.append(part)
    solver.Objective().SetMaximization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise ArithmeticError("The linear program was not solved.")
    # A total is a whole number, and the bound is a float that may lie a hair below it.
    return int(solver.Objective().Value() + 1e-4), [part.solution_value() for part in parts]


def _solved(
    pairs: Sequence[Pair], worth: Mapping[Pair, int], room: Mapping[int, int], hint: list[Pair]
) -> tuple[list[Pair], int]:
    """The best pairs the constraint solver finds in its time, and the bound it proves."""
    from ortools.sat.python import cp_model

    model: Any = cp_model.CpModel()
    chosen = {pair: model.new_bool_var("") for pair in pairs}
    by_need, by_resource = defaultdict(list), defaultdict(list)
    known = set(hint)
    for pair, taken in chosen.items():
        by_need[pair.need].append(taken)
        by_resource[pair.resource].append(pair.units * taken)
        if known:
            model.add_hint(taken, pair in known)
    for served in by_need.values():
        model.add_at_most_one(served)
    for resource, drawn in by_resource.items():
        model.add(sum(drawn) <= room[resource])
    model.maximize(sum(worth[pair] * taken for pair, taken in chosen.items()))
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = PATIENCE
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return [], sum(pair.score for pair in pairs)
    found = [pair for pair, taken in chosen.items() if solver.value(taken)]
    scale = min((worth[pair] // pair.score for pair in pairs), default=1)
    return found, int(solver.best_objective_bound + 0.5) // scale


def _beside(
    firm: list[Pair], pairs: Sequence[Pair], room: Mapping[int, int]
) -> tuple[list[Pair], dict[int, int]]:
    """The pairs that are still possible beside the firm ones, and the room these leave."""
    left, served = dict(room), {pair.need for pair in firm}
    for pair in firm:
        left[pair.resource] -= pair.units
    fitting = (pair for pair in pairs if pair.units <= left[pair.resource])
    return [pair for pair in fitting if pair.need not in served], left


def _score(pairs: Sequence[Pair]) -> int:
    return sum(pair.score for pair in pairs)
