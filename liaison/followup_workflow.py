"""The lives of action items, findings, censures and inspections as tables (SM-12, R-128)."""

from typing import Final

from liaison.followup_enums import (
    OPEN_ITEM_STATES,
    TO_CHECK_STATES,
    ActionItemAction,
    ActionItemState,
    CensureAction,
    CensureState,
    FindingAction,
    FindingState,
    InspectionAction,
    InspectionState,
)
from orgs.enums import Role
from orgs.workflow import OFFICE, Moves, move
from resources.workflow import OWN_PEOPLE

# The office assigns for the street, a secretary for the own organisation.
ASSIGNERS: Final = (Role.OFFICE, Role.SECRETARY)
# a censure is a decision of the working committee, so a leader approves what office drafts.
LEADERS: Final = (Role.LEADER,)

ACTION_ITEM_MOVES: Final[Moves] = {
    ActionItemAction.SIGN_FOR: move(
        ActionItemState.ASSIGNED, to=ActionItemState.SIGNED_FOR, by=OWN_PEOPLE, over="owner"
    ),
    ActionItemAction.SIGN_FOR_ON_BEHALF: move(
        ActionItemState.ASSIGNED,
        to=ActionItemState.SIGNED_FOR,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    ActionItemAction.RETURN: move(
        ActionItemState.ASSIGNED,
        to=ActionItemState.RETURNED,
        by=OWN_PEOPLE,
        over="owner",
        needs_reason=True,
    ),
    ActionItemAction.REASSIGN: move(
        ActionItemState.ASSIGNED,
        ActionItemState.RETURNED,
        to=ActionItemState.ASSIGNED,
        by=ASSIGNERS,
        over="assigner",
    ),
    ActionItemAction.NOTE: move(
        ActionItemState.SIGNED_FOR,
        ActionItemState.IN_HAND,
        to=ActionItemState.IN_HAND,
        by=OWN_PEOPLE,
        over="owner",
    ),
    ActionItemAction.REPORT: move(
        ActionItemState.SIGNED_FOR,
        ActionItemState.IN_HAND,
        to=ActionItemState.REPORTED,
        by=OWN_PEOPLE,
        over="owner",
    ),
    ActionItemAction.REPORT_ON_BEHALF: move(
        ActionItemState.SIGNED_FOR,
        ActionItemState.IN_HAND,
        to=ActionItemState.REPORTED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    ActionItemAction.CHECK: move(
        ActionItemState.REPORTED, to=ActionItemState.CHECKED, by=ASSIGNERS, over="assigner"
    ),
    ActionItemAction.STRIKE_OFF: move(
        ActionItemState.CHECKED, to=ActionItemState.STRUCK_OFF, by=ASSIGNERS, over="assigner"
    ),
    ActionItemAction.SEND_BACK: move(
        *TO_CHECK_STATES,
        to=ActionItemState.IN_HAND,
        by=ASSIGNERS,
        over="assigner",
        needs_reason=True,
    ),
    ActionItemAction.ASK_EXTENSION: move(
        ActionItemState.SIGNED_FOR,
        ActionItemState.IN_HAND,
        to=ActionItemState.IN_HAND,
        by=OWN_PEOPLE,
        over="owner",
        needs_reason=True,
    ),
    ActionItemAction.EXTEND: move(
        ActionItemState.SIGNED_FOR,
        ActionItemState.IN_HAND,
        to=ActionItemState.IN_HAND,
        by=ASSIGNERS,
        over="assigner",
        needs_reason=True,
    ),
    ActionItemAction.REFUSE_EXTENSION: move(
        ActionItemState.IN_HAND,
        to=ActionItemState.IN_HAND,
        by=ASSIGNERS,
        over="assigner",
        needs_reason=True,
    ),
    ActionItemAction.WITHDRAW: move(
        *OPEN_ITEM_STATES,
        to=ActionItemState.WITHDRAWN,
        by=ASSIGNERS,
        over="assigner",
        needs_reason=True,
    ),
}

# Who may make it a need is decided where the need is filed: its owner's own people.
FINDING_MOVES: Final[Moves] = {
    FindingAction.MAKE_NEED: move(FindingState.OPEN, to=FindingState.NEED),
    FindingAction.MAKE_CASE: move(
        FindingState.OPEN, to=FindingState.CASE, by=OFFICE, over="street"
    ),
    FindingAction.ASSIGN: move(
        FindingState.OPEN, to=FindingState.ASSIGNED, by=ASSIGNERS, over="org"
    ),
    FindingAction.SETTLE: move(
        FindingState.OPEN, to=FindingState.SETTLED, by=ASSIGNERS, over="org", needs_reason=True
    ),
}

CENSURE_MOVES: Final[Moves] = {
    CensureAction.APPROVE: move(
        CensureState.DRAFTED, to=CensureState.APPROVED, by=LEADERS, over="street"
    ),
    CensureAction.DELIVER: move(
        CensureState.APPROVED, to=CensureState.DELIVERED, by=OFFICE, over="street"
    ),
    CensureAction.RECTIFY: move(
        CensureState.DELIVERED, to=CensureState.RECTIFIED, by=OFFICE, over="street"
    ),
    CensureAction.CLOSE: move(
        CensureState.RECTIFIED, to=CensureState.CLOSED, by=LEADERS, over="street"
    ),
    CensureAction.DROP: move(
        CensureState.DRAFTED,
        CensureState.APPROVED,
        to=CensureState.DROPPED,
        by=(*OFFICE, *LEADERS),
        over="street",
        needs_reason=True,
    ),
}

INSPECTION_MOVES: Final[Moves] = {
    InspectionAction.DRAW: move(
        InspectionState.PREPARED, to=InspectionState.DRAWN, by=OFFICE, over="street"
    ),
    InspectionAction.SETTLE: move(
        InspectionState.PREPARED, to=InspectionState.DRAWN, by=OFFICE, over="street"
    ),
    InspectionAction.CONCLUDE: move(
        InspectionState.DRAWN, to=InspectionState.INSPECTED, by=OFFICE, over="street"
    ),
    InspectionAction.RECHECK: move(
        InspectionState.INSPECTED, to=InspectionState.RECHECKED, by=OFFICE, over="street"
    ),
    InspectionAction.CLOSE: move(
        InspectionState.RECHECKED, to=InspectionState.CLOSED, by=OFFICE, over="street"
    ),
    InspectionAction.CANCEL: move(
        InspectionState.PREPARED,
        InspectionState.DRAWN,
        to=InspectionState.CANCELLED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
}
