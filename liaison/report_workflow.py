"""The lives of a monthly round and of the return of each community as tables (SM-13)."""

from typing import Final

from liaison.report_enums import (
    UNFILED_STATES,
    ReturnAction,
    ReturnState,
    RoundAction,
    RoundState,
)
from orgs.enums import Role
from orgs.workflow import OFFICE, Moves, move

# The secretary answers for the community's return.
REPORTERS: Final = (Role.SECRETARY,)

REPORT_ROUND_MOVES: Final[Moves] = {
    RoundAction.LOCK: move(RoundState.OPEN, to=RoundState.LOCKED, by=OFFICE, over="street"),
}

# A late return is filled in and received after the lock as well: it counts for its own month.
REPORT_RETURN_MOVES: Final[Moves] = {
    ReturnAction.FILL: move(*UNFILED_STATES, to=ReturnState.DRAFTED, by=REPORTERS),
    ReturnAction.RECOUNT: move(*UNFILED_STATES, to=ReturnState.DRAFTED, by=(*REPORTERS, *OFFICE)),
    ReturnAction.SUBMIT: move(*UNFILED_STATES, to=ReturnState.SUBMITTED, by=REPORTERS),
    ReturnAction.RECEIVE: move(
        ReturnState.SUBMITTED, to=ReturnState.RECEIVED, by=OFFICE, over="street"
    ),
    ReturnAction.SEND_BACK: move(
        ReturnState.SUBMITTED,
        ReturnState.RECEIVED,
        to=ReturnState.RETURNED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    ReturnAction.LOCK: move(ReturnState.RECEIVED, to=ReturnState.LOCKED),
    ReturnAction.CORRECT: move(
        ReturnState.LOCKED,
        to=ReturnState.LOCKED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
}
