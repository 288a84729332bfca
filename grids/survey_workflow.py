"""The life of a survey: open to answers until the office or its last day closes it (R-104)."""

from typing import Final

from grids.survey_enums import SurveyAction, SurveyState, SurveyWork
from orgs.enums import Role
from orgs.workflow import Moves, move

_OFFICE: Final = (Role.OFFICE,)

SURVEY_MOVES: Final[Moves] = {
    SurveyAction.CLOSE: move(
        SurveyState.OPEN, to=SurveyState.CLOSED, by=_OFFICE, over="rating_round.street"
    ),
    SurveyAction.LAPSE: move(SurveyState.OPEN, to=SurveyState.CLOSED),
}

SURVEY_WORKS: Final[Moves] = {
    SurveyWork.ISSUE_LINKS: move(
        SurveyState.OPEN, to=SurveyState.OPEN, by=_OFFICE, over="rating_round.street"
    ),
    SurveyWork.REVOKE_LINKS: move(
        SurveyState.OPEN, to=SurveyState.OPEN, by=_OFFICE, over="rating_round.street"
    ),
}
