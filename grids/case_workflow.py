"""The seven steps of a case and their side roads as one table (SM-8, R-091).

The office of the sub-district is the dispatch centre (R-089). A step without roles is made by the
portal: a second return leads to the weekly conference instead of back to the desk.
"""

from typing import Final

from grids.case_enums import BEFORE_ANSWER, CaseAction, CaseState
from orgs.enums import Role
from orgs.workflow import Moves, move

CENTRE: Final = (Role.OFFICE,)
HANDLERS: Final = (Role.GRID_WORKER, Role.SECRETARY, Role.OFFICE)
# Who answers a call from below.
ACKNOWLEDGERS: Final = (Role.OFFICE, Role.LEADER, Role.SECRETARY)
VERIFIERS: Final = (Role.OFFICE, Role.LEADER)

CASE_MOVES: Final[Moves] = {
    CaseAction.TAKE_ON: move(CaseState.RECORDED, to=CaseState.REGISTERED, by=CENTRE, over="street"),
    CaseAction.RESPOND: move(
        CaseState.REGISTERED, to=CaseState.RESPONDED, by=CENTRE, over="street"
    ),
    CaseAction.DISPATCH: move(
        CaseState.RESPONDED, to=CaseState.DISPATCHED, by=CENTRE, over="street"
    ),
    CaseAction.SIGN_FOR: move(
        CaseState.DISPATCHED, to=CaseState.IN_HAND, by=HANDLERS, over="handling_org"
    ),
    CaseAction.SEND_BACK: move(
        CaseState.DISPATCHED,
        to=CaseState.RESPONDED,
        by=HANDLERS,
        over="handling_org",
        needs_reason=True,
    ),
    CaseAction.DISPUTE: move(CaseState.DISPATCHED, to=CaseState.CONFERRING),
    CaseAction.BRING_UP: move(
        CaseState.DISPATCHED,
        CaseState.IN_HAND,
        to=CaseState.CONFERRING,
        by=CENTRE,
        over="street",
        needs_reason=True,
    ),
    CaseAction.CONFER: move(
        CaseState.CONFERRING, to=CaseState.DISPATCHED, by=CENTRE, over="street"
    ),
    CaseAction.ANSWER: move(
        CaseState.IN_HAND, to=CaseState.ANSWERED, by=HANDLERS, over="handling_org"
    ),
    CaseAction.ASK_EXTENSION: move(
        CaseState.IN_HAND,
        to=CaseState.IN_HAND,
        by=HANDLERS,
        over="handling_org",
        needs_reason=True,
    ),
    CaseAction.GRANT_EXTENSION: move(
        CaseState.IN_HAND, to=CaseState.IN_HAND, by=CENTRE, over="street"
    ),
    CaseAction.DENY_EXTENSION: move(
        CaseState.IN_HAND, to=CaseState.IN_HAND, by=CENTRE, over="street", needs_reason=True
    ),
    CaseAction.ESCALATE: move(
        CaseState.IN_HAND,
        to=CaseState.IN_HAND,
        by=HANDLERS,
        over="handling_org",
        needs_reason=True,
    ),
    CaseAction.SHELVE: move(
        CaseState.IN_HAND, to=CaseState.SHELVED, by=CENTRE, over="street", needs_reason=True
    ),
    CaseAction.RESUME: move(CaseState.SHELVED, to=CaseState.IN_HAND, by=CENTRE, over="street"),
    CaseAction.CALL_BACK: move(
        CaseState.ANSWERED, to=CaseState.CALLED_BACK, by=CENTRE, over="street"
    ),
    CaseAction.MISS: move(CaseState.ANSWERED, to=CaseState.ANSWERED, by=CENTRE, over="street"),
    CaseAction.VERIFY: move(
        CaseState.CALLED_BACK, to=CaseState.VERIFIED, by=VERIFIERS, over="street"
    ),
    CaseAction.REDO: move(
        CaseState.ANSWERED,
        CaseState.CALLED_BACK,
        to=CaseState.IN_HAND,
        by=VERIFIERS,
        over="street",
        needs_reason=True,
    ),
    CaseAction.CLOSE: move(CaseState.VERIFIED, to=CaseState.CLOSED, by=CENTRE, over="street"),
    CaseAction.MERGE: move(*BEFORE_ANSWER, to=CaseState.DROPPED, by=CENTRE, over="street"),
    CaseAction.WITHDRAW: move(
        *BEFORE_ANSWER, to=CaseState.DROPPED, by=CENTRE, over="street", needs_reason=True
    ),
    CaseAction.NOT_ADMIT: move(
        CaseState.REGISTERED,
        CaseState.RESPONDED,
        to=CaseState.DROPPED,
        by=CENTRE,
        over="street",
        needs_reason=True,
    ),
}
