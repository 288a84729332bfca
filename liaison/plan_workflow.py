"""The life of a plan with phases as a table."""

from typing import Final

from liaison.followup_workflow import ASSIGNERS
from liaison.plan_enums import PlanAction, PlanState
from orgs.workflow import Moves, move

# A plan with a target that is not reached closes with the reason only.
PLAN_MOVES: Final[Moves] = {
    PlanAction.START: move(PlanState.DRAFTED, to=PlanState.RUNNING, by=ASSIGNERS, over="org"),
    PlanAction.CLOSE: move(PlanState.RUNNING, to=PlanState.CLOSED, by=ASSIGNERS, over="org"),
    PlanAction.ABANDON: move(
        PlanState.DRAFTED,
        PlanState.RUNNING,
        to=PlanState.ABANDONED,
        by=ASSIGNERS,
        over="org",
        needs_reason=True,
    ),
}
