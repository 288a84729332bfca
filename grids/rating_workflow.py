"""The lives of a rating scheme, a round, an objection and a sanction as tables (SM-9, R-106).

The step without roles is the clock's: it freezes what was collected and never publishes.
"""

from typing import Final

from grids.rating_enums import (
    ObjectionAction,
    ObjectionState,
    RatingAction,
    RatingState,
    SanctionAction,
    SanctionState,
    SchemeAction,
    SchemeState,
)
from orgs.enums import Role
from orgs.workflow import Moves, move

OFFICE: Final = (Role.OFFICE,)
REVIEWERS: Final = (Role.OFFICE, Role.LEADER)

RATING_SCHEME_MOVES: Final[Moves] = {
    SchemeAction.CONFIRM: move(SchemeState.DRAFTED, to=SchemeState.CONFIRMED, by=OFFICE),
    SchemeAction.RETIRE: move(
        SchemeState.CONFIRMED, to=SchemeState.RETIRED, by=OFFICE, needs_reason=True
    ),
}

RATING_ROUND_MOVES: Final[Moves] = {
    RatingAction.COLLECT: move(RatingState.OPENED, to=RatingState.COLLECTED, by=OFFICE),
    RatingAction.CUT_OFF: move(RatingState.OPENED, to=RatingState.COLLECTED),
    RatingAction.REOPEN: move(
        RatingState.COLLECTED,
        RatingState.SCORED,
        to=RatingState.OPENED,
        by=OFFICE,
        needs_reason=True,
    ),
    RatingAction.SCORE: move(RatingState.COLLECTED, to=RatingState.SCORED, by=OFFICE),
    RatingAction.REVIEW: move(RatingState.SCORED, to=RatingState.REVIEWED, by=REVIEWERS),
    RatingAction.RETURN: move(
        RatingState.SCORED,
        RatingState.REVIEWED,
        RatingState.ANNOUNCED,
        to=RatingState.COLLECTED,
        by=REVIEWERS,
        needs_reason=True,
    ),
    RatingAction.ANNOUNCE: move(RatingState.REVIEWED, to=RatingState.ANNOUNCED, by=OFFICE),
    RatingAction.PUBLISH: move(RatingState.ANNOUNCED, to=RatingState.PUBLISHED, by=OFFICE),
    RatingAction.RECTIFY: move(RatingState.PUBLISHED, to=RatingState.RECTIFYING, by=OFFICE),
    RatingAction.ARCHIVE: move(
        RatingState.PUBLISHED, RatingState.RECTIFYING, to=RatingState.ARCHIVED, by=OFFICE
    ),
}

OBJECTION_MOVES: Final[Moves] = {
    ObjectionAction.EXAMINE: move(ObjectionState.FILED, to=ObjectionState.EXAMINED, by=REVIEWERS),
    ObjectionAction.UPHOLD: move(ObjectionState.EXAMINED, to=ObjectionState.UPHELD, by=REVIEWERS),
    ObjectionAction.DISMISS: move(
        ObjectionState.EXAMINED, to=ObjectionState.DISMISSED, by=REVIEWERS
    ),
}

SANCTION_MOVES: Final[Moves] = {
    SanctionAction.APPROVE: move(SanctionState.PROPOSED, to=SanctionState.APPROVED, by=REVIEWERS),
    SanctionAction.BEGIN: move(SanctionState.APPROVED, to=SanctionState.UNDER_WAY, by=OFFICE),
    SanctionAction.FINISH: move(SanctionState.UNDER_WAY, to=SanctionState.DONE, by=OFFICE),
    SanctionAction.DROP: move(
        SanctionState.PROPOSED,
        SanctionState.APPROVED,
        SanctionState.UNDER_WAY,
        to=SanctionState.DROPPED,
        by=REVIEWERS,
        needs_reason=True,
    ),
}
