"""The lives of a plan of the period and of its sittings as tables."""

from liaison.planning_enums import (
    PLACED_SITTINGS,
    SchedulePlanAction,
    SchedulePlanState,
    SittingAction,
    SittingState,
)
from orgs.workflow import OFFICE, Moves, move

# A plan that is worked out by a machine goes back to what it was when the machine fails.
SCHEDULE_PLAN_MOVES: Moves = {
    SchedulePlanAction.SETTLE: move(SchedulePlanState.SOLVING, to=SchedulePlanState.DRAFT),
    SchedulePlanAction.PUBLISH: move(
        SchedulePlanState.DRAFT, to=SchedulePlanState.PUBLISHED, by=OFFICE, over="street"
    ),
    SchedulePlanAction.SOLVE_AGAIN: move(
        SchedulePlanState.DRAFT, to=SchedulePlanState.SOLVING, by=OFFICE, over="street"
    ),
    SchedulePlanAction.HALT: move(SchedulePlanState.SOLVING, to=SchedulePlanState.DRAFT),
    SchedulePlanAction.DISCARD: move(
        SchedulePlanState.DRAFT,
        to=SchedulePlanState.DISCARDED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
}

# Sittings change only while their plan is a draft.
PLANNED_SITTING_MOVES: Moves = {
    SittingAction.LOCK: move(
        SittingState.PLACED, to=SittingState.LOCKED, by=OFFICE, over="plan.street"
    ),
    SittingAction.UNLOCK: move(
        SittingState.LOCKED, to=SittingState.PLACED, by=OFFICE, over="plan.street"
    ),
    SittingAction.MOVE: move(
        *PLACED_SITTINGS,
        SittingState.UNPLACED,
        to=SittingState.LOCKED,
        by=OFFICE,
        over="plan.street",
    ),
    SittingAction.TAKE_OUT: move(
        *PLACED_SITTINGS,
        SittingState.UNPLACED,
        to=SittingState.TAKEN_OUT,
        by=OFFICE,
        over="plan.street",
        needs_reason=True,
    ),
    SittingAction.PUT_BACK: move(
        SittingState.TAKEN_OUT, to=SittingState.UNPLACED, by=OFFICE, over="plan.street"
    ),
}
