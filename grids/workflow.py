"""The lives of facilities and their checks, estates and bundles as tables (R-019, R-109, SM-15).

A step without roles is made by the portal, because the bundle that the estate is in made one.
"""

from typing import Final

from grids import case_workflow, rating_workflow, survey_workflow
from grids.enums import (
    BundleAction,
    BundleState,
    CheckAction,
    CheckState,
    EstateAction,
    EstateState,
    FacilityAction,
    FacilityState,
)
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

# Of the community that the estate belongs to, or of the street while it belongs to none.
KEEPERS: Final = (Role.OFFICE, Role.SECRETARY)

ESTATE_MOVES: Final[Moves] = {
    EstateAction.SURVEY: move(EstateState.UNMANAGED, to=EstateState.SURVEYED, by=KEEPERS),
    EstateAction.RECOGNISE: move(
        EstateState.UNMANAGED, EstateState.SURVEYED, to=EstateState.MANAGED, by=KEEPERS
    ),
    EstateAction.FALL_BACK: move(EstateState.SURVEYED, to=EstateState.FALLBACK, by=OFFICE),
    EstateAction.RUN_ITSELF: move(EstateState.SURVEYED, to=EstateState.SELF_MANAGED, by=KEEPERS),
    EstateAction.BUNDLE: move(EstateState.SURVEYED, to=EstateState.BUNDLED),
    EstateAction.UNBUNDLE: move(EstateState.BUNDLED, to=EstateState.SURVEYED),
    EstateAction.SIGN: move(
        EstateState.FALLBACK, EstateState.SELF_MANAGED, to=EstateState.SIGNED, by=OFFICE
    ),
    EstateAction.SIGN_IN_BUNDLE: move(EstateState.BUNDLED, to=EstateState.SIGNED),
    EstateAction.TAKE_OVER: move(EstateState.SIGNED, to=EstateState.MANAGED, by=KEEPERS),
    EstateAction.GO_BACK: move(
        EstateState.FALLBACK,
        EstateState.SELF_MANAGED,
        EstateState.SIGNED,
        to=EstateState.SURVEYED,
        by=OFFICE,
        needs_reason=True,
    ),
    EstateAction.LAPSE: move(
        EstateState.MANAGED, to=EstateState.UNMANAGED, by=KEEPERS, needs_reason=True
    ),
}

BUNDLE_MOVES: Final[Moves] = {
    BundleAction.INVITE: move(BundleState.GATHERING, to=BundleState.INVITING, by=OFFICE),
    BundleAction.REPACK: move(
        BundleState.INVITING, to=BundleState.GATHERING, by=OFFICE, needs_reason=True
    ),
    BundleAction.SIGN: move(BundleState.INVITING, to=BundleState.SIGNED, by=OFFICE),
    BundleAction.TAKE_OVER: move(BundleState.SIGNED, to=BundleState.TAKEN_OVER, by=OFFICE),
    BundleAction.DISSOLVE: move(
        BundleState.GATHERING,
        BundleState.INVITING,
        to=BundleState.DISSOLVED,
        by=OFFICE,
        needs_reason=True,
    ),
}

CASE_MOVES: Final[Moves] = case_workflow.CASE_MOVES
SURVEY_MOVES: Final[Moves] = survey_workflow.SURVEY_MOVES
RATING_SCHEME_MOVES: Final[Moves] = rating_workflow.RATING_SCHEME_MOVES
RATING_ROUND_MOVES: Final[Moves] = rating_workflow.RATING_ROUND_MOVES
OBJECTION_MOVES: Final[Moves] = rating_workflow.OBJECTION_MOVES
SANCTION_MOVES: Final[Moves] = rating_workflow.SANCTION_MOVES
