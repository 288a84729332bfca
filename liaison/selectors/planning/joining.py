"""Who sits together: decided first, as if nobody were ever in anybody's way.

What this costs is a bound that no timetable can fall below, since each sitting takes its cheapest
time. And it is a good beginning: a timetable of a large street is then sought for these sittings
alone, which is a much smaller question.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from liaison.selectors.planning.options import UNPLACED_COST, Candidate, Option
from liaison.selectors.planning.problem import Problem

Offer = tuple[Option, list[Candidate]]
# The question is small; a solver answers it long before this.
PATIENCE = 2.0


def lightest(offers: Sequence[Offer], problem: Problem) -> tuple[list[Offer], int]:
    """The cheapest way to divide the meetings into sittings, and what it costs at least.

    A meeting that has no time at all stays by itself.
    """
    # Loaded when it is needed: most processes of the portal never solve anything.
    from ortools.sat.python import cp_model

    model: Any = cp_model.CpModel()
    of_due = defaultdict(list)
    chosen, costs = [], []
    for option, candidates in offers:
        literal = model.new_bool_var("")
        chosen.append(literal)
        least = min((each.cost for each in candidates), default=UNPLACED_COST)
        costs.append(least * literal)
        for due in option.dues:
            of_due[due.key].append(literal)
        if not candidates and len(option.dues) > 1:
            model.add(literal == 0)
    for due in problem.dues:
        model.add_exactly_one(of_due[due.key])
    model.minimize(sum(costs))
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = PATIENCE
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return list(offers), 0
    kept = [offer for offer, literal in zip(offers, chosen, strict=True) if solver.value(literal)]
    return kept, max(0, round(solver.best_objective_bound))
