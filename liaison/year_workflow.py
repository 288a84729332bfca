"""The life of a yearly appraisal sheet as a table (R-296: 自评→上评→互评→公布)."""

from typing import Final

from liaison.year_enums import YearSheetAction, YearSheetState
from orgs.enums import Role
from orgs.workflow import OFFICE, Moves, move

OWN: Final = (Role.SECRETARY,)
SUPERIORS: Final = (Role.OFFICE, Role.LEADER)

YEARSHEET_MOVES: Final[Moves] = {
    YearSheetAction.APPRAISE_SELF: move(
        YearSheetState.OPEN, to=YearSheetState.SELF_APPRAISED, by=OWN
    ),
    YearSheetAction.SEND_BACK: move(
        YearSheetState.SELF_APPRAISED,
        to=YearSheetState.OPEN,
        by=SUPERIORS,
        over="street",
        needs_reason=True,
    ),
    YearSheetAction.APPRAISE: move(
        YearSheetState.SELF_APPRAISED,
        to=YearSheetState.APPRAISED,
        by=SUPERIORS,
        over="street",
    ),
    YearSheetAction.GATHER: move(
        YearSheetState.APPRAISED, to=YearSheetState.MUTUAL, by=OFFICE, over="street"
    ),
    YearSheetAction.GRADE: move(
        YearSheetState.MUTUAL, to=YearSheetState.GRADED, by=SUPERIORS, over="street"
    ),
    YearSheetAction.ANSWER: move(YearSheetState.GRADED, to=YearSheetState.ANSWERED, by=OWN),
}
