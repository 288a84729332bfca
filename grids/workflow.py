"""The lives of facilities and of their checks as tables (R-019, R-109, R-113)."""

from typing import Final

from grids.enums import CheckAction, CheckState, FacilityAction, FacilityState
from orgs.enums import Role
from orgs.workflow import Moves, move

OFFICE: Final = (Role.OFFICE,)
# Who runs a facility fills in its checks; the office verifies what others filled in.
RUNNERS: Final = (Role.OFFICE, Role.SECRETARY)

FACILITY_MOVES: Final[Moves] = {
    FacilityAction.BUILD: move(
        FacilityState.PLANNED, to=FacilityState.BUILDING, by=OFFICE, over="street"
    ),
    FacilityAction.OPEN: move(
        FacilityState.PLANNED,
        FacilityState.BUILDING,
        to=FacilityState.ACTIVE,
        by=OFFICE,
        over="street",
    ),
    FacilityAction.RENOVATE: move(
        FacilityState.ACTIVE,
        to=FacilityState.BUILDING,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
    FacilityAction.CLOSE: move(
        FacilityState.PLANNED,
        FacilityState.BUILDING,
        FacilityState.ACTIVE,
        to=FacilityState.CLOSED,
        by=OFFICE,
        over="street",
        needs_reason=True,
    ),
}

CHECK_MOVES: Final[Moves] = {
    CheckAction.CORRECT: move(CheckState.RETURNED, to=CheckState.CHECKED, by=RUNNERS),
    CheckAction.VERIFY: move(
        CheckState.CHECKED, to=CheckState.VERIFIED, by=OFFICE, over="facility.street"
    ),
    CheckAction.SEND_BACK: move(
        CheckState.CHECKED,
        to=CheckState.RETURNED,
        by=OFFICE,
        over="facility.street",
        needs_reason=True,
    ),
    CheckAction.CONFIRM: move(
        CheckState.VERIFIED, to=CheckState.MET, by=OFFICE, over="facility.street"
    ),
}
