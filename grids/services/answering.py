"""How a resident answers a survey: once for each link, and nothing is kept of who did (D11)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import Survey, SurveyAnswer, SurveyQuestion, SurveyToken
from grids.survey_enums import Mark, SurveyState
from partybuild.errors import RuleViolation
from partybuild.secret_links import digest_of


class LinkSpent(RuleViolation):
    """A link that was used or revoked, or whose survey is over."""

    code = "link_spent"


class AnswerIncomplete(RuleViolation):
    """A sheet counts when every question has a mark."""

    code = "answer_incomplete"


@transaction.atomic
def answer_survey(*, token: str, marks: Mapping[int, int]) -> Survey:
    """Count one sheet and use its link up; ``marks`` are by the position of their question.

    The trail has no line for an answer, since the moments of the lines would tell the answers
    apart.
    """
    link = _hold(digest_of(token))
    if link is None or not is_open(link):
        raise LinkSpent(_("This link has been used or is no longer valid."))
    questions = list(link.survey.questions.all())
    if {each.position for each in questions} != set(marks):
        raise AnswerIncomplete(_("Please answer every question."))
    link.is_used = True
    link.save(update_fields=["is_used"])
    SurveyAnswer.objects.bulk_create(_answer(each, marks[each.position]) for each in questions)
    return link.survey


def is_open(link: SurveyToken) -> bool:
    """True while a link can still be answered."""
    survey = link.survey
    is_asking = survey.state == SurveyState.OPEN and survey.closes_at > timezone.now()
    # What comes after the round was frozen would be asked for nothing.
    return is_asking and survey.rating_round.is_open and not link.is_used and not link.is_revoked


def _hold(digest: str) -> SurveyToken | None:
    """The link under lock, so that of two hands with one sheet only the first one counts."""
    links = SurveyToken.objects.select_for_update(of=("self",)).select_related(
        "survey__rating_round"
    )
    return links.filter(digest=digest).first()


def _answer(question: SurveyQuestion, mark: int) -> SurveyAnswer:
    return SurveyAnswer(question=question, mark=Mark(mark))
