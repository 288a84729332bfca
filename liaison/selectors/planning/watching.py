"""How far the making of a timetable is, told to those who wait for it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from liaison.planning_enums import PlanningStage

# Which stage it is, which share of it is behind, and what is to be said of it.
Tell = Callable[[PlanningStage, float, str], None]


def tell_nobody(stage: PlanningStage, share: float = 0.0, words: str = "") -> None:
    """For a timetable nobody waits for."""


def watch(solver: Any, tell: Tell, *, patience: float) -> Any:
    """Have the solver tell of each better timetable and of each higher bound.

    Returns what the solver calls with a timetable it found.
    """
    from ortools.sat.python import cp_model

    class Found(cp_model.CpSolverSolutionCallback):
        """Keeps the best so far; nothing else of the solver can be read while it is at work."""

        def __init__(self) -> None:
            super().__init__()
            self.share, self.cost, self.bound = 0.0, 0, 0

        def on_solution_callback(self) -> None:
            self.cost = round(self.objective_value)
            self.bound = max(self.bound, round(self.best_objective_bound))
            self.share = min(1.0, self.deterministic_time / patience)
            self.say()

        def raise_bound(self, bound: float) -> None:
            self.bound = max(self.bound, round(bound))
            if self.cost:
                self.say()

        def say(self) -> None:
            words = _("best so far: cost %(cost)d; it cannot be less than %(bound)d") % {
                "cost": self.cost,
                "bound": min(self.bound, self.cost),
            }
            tell(PlanningStage.SOLVING, self.share, words)

    found = Found()
    solver.best_bound_callback = found.raise_bound
    return found
