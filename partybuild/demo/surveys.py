"""The demo street's survey of residents: a sample that is full, one half way, one just begun."""

from datetime import timedelta
from typing import Final

from grids.models import RatingRound, Survey
from grids.services.answering import answer_survey
from grids.services.surveys import issue_survey_links, open_surveys
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street

# How much of its sample each of the first surveys has brought.
SHARES: Final = (1.1, 0.4, 0.1)
MARKS: Final = (5, 4, 5, 3, 4, 5, 5, 2, 4, 5)


def build_surveys(street: Street) -> None:
    """Survey the estates of the round that is being collected."""
    rating_round = RatingRound.objects.filter(street=street.root).collecting().first()
    if rating_round is None:
        return
    with clock_at(rating_round.cut_off_on - timedelta(days=3)):
        surveys = open_surveys(rating_round=rating_round, actor=street.office)
        for survey, share in zip(surveys, SHARES, strict=False):
            _answer(survey, round(survey.needed_count * share), street)


def _answer(survey: Survey, count: int, street: Street) -> None:
    tokens = issue_survey_links(survey=survey, count=2 * count, actor=street.office)
    positions = [each.position for each in survey.questions.all()]
    for number, token in enumerate(tokens[:count]):
        mark = MARKS[number % len(MARKS)]
        answer_survey(token=token, marks=dict.fromkeys(positions, mark))
