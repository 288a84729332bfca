"""What residents said: sheets against the sample, and marks only from five sheets on (D11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import override

from grids.models import RatingScheme, RatingUnit, Survey, SurveyAnswer, SurveyQuestion, SurveyToken
from grids.rating_enums import RatingSource
from grids.selectors.rating.sources import Reading
from grids.survey_enums import BEST_MARK, FIRST_QUESTION, Mark
from partybuild.secret_links import digest_of
from partybuild.suppression import LEAST_ANSWERS

_HUNDREDTH: Final = Decimal("0.01")
_HUNDRED: Final = 100
# What it takes of a survey to find its estate and its page.
_NAMED: Final = ("public_id", "rating_round", "estate")


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What was said to one question: how many gave each mark, and how content they are."""

    text: str
    counts: tuple[int, ...]
    satisfaction: Decimal

    @property
    def labelled(self) -> list[tuple[str, int]]:
        """Each mark in words, with how many gave it."""
        return [(str(mark.label), count) for mark, count in zip(Mark, self.counts, strict=True)]


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """How many sheets came back, whether they are enough, and how content they are of a hundred.

    Below five sheets nothing but their number is told.
    """

    answered: int
    needed: int
    questions: tuple[QuestionResult, ...] = ()
    satisfaction: Decimal | None = None

    @property
    def is_shown(self) -> bool:
        return self.satisfaction is not None

    @property
    def is_enough(self) -> bool:
        """True when the sample says something about the estate."""
        return self.is_shown and self.answered >= self.needed


def result_of(survey: Survey) -> SurveyResult:
    """What a survey has brought so far."""
    answered = SurveyToken.objects.filter(survey=survey, is_used=True).count()
    if answered < LEAST_ANSWERS:
        return SurveyResult(answered, survey.needed_count)
    given = {f"given_{mark}": Count("answers", filter=Q(answers__mark=mark)) for mark in Mark}
    asked = SurveyQuestion.objects.filter(survey=survey).annotate(**given).order_by("position")
    questions = tuple(_result(each) for each in asked)
    total = sum(_points(each.counts) for each in questions)
    heads = sum(sum(each.counts) for each in questions)
    return SurveyResult(answered, survey.needed_count, questions, _share(total, heads))


def questions_of(scheme: RatingScheme) -> list[str]:
    """What residents are asked: first how content they are, then each further item surveyed.

    The words are Chinese whatever language the office works in, since residents read them.
    """
    items = scheme.items.filter(source=RatingSource.SURVEY).order_by("position")
    with override("zh-hans"):
        further = [_("How satisfied are you with: %(item)s?") % {"item": item} for item in items]
        return [str(FIRST_QUESTION), *further[1:]]


def sample_needed(scheme: RatingScheme, household_count: int | None) -> int:
    """So many answers, or the share of the households if that is fewer; at least one."""
    if not household_count:
        return scheme.sample_least
    share = -(-household_count * scheme.sample_percent // _HUNDRED)
    return max(1, min(scheme.sample_least, share))


def surveys_of(units: Sequence[RatingUnit]) -> dict[int, Reading]:
    """What the scoring reads of rated estates: how content, and on how many sheets that rests.

    Whether they are enough is for the scheme to say; below five sheets there is nothing to read.
    """
    rounds = {unit.rating_round_id for unit in units}
    links = SurveyToken.objects.filter(survey__rating_round__in=rounds, is_used=True)
    used = links.values_list("survey").annotate(sheets=Count("pk"))
    sheets = dict(used.filter(sheets__gte=LEAST_ANSWERS).order_by())
    answers = SurveyAnswer.objects.filter(question__survey__rating_round__in=rounds).order_by()
    by_survey = answers.values_list("question__survey")
    counted = by_survey.annotate(points=Sum("mark"), heads=Count("pk"))
    said = {survey: (points, heads) for survey, points, heads in counted}
    surveys = Survey.objects.filter(rating_round__in=rounds).only(*_NAMED)
    readings = {
        (survey.rating_round_id, survey.estate_id): _reading(
            survey, sheets[survey.pk], *said[survey.pk]
        )
        for survey in surveys
        if survey.pk in sheets
    }
    found = {unit.pk: readings.get((unit.rating_round_id, unit.estate_id)) for unit in units}
    return {pk: reading for pk, reading in found.items() if reading}


def _reading(survey: Survey, sheets: int, points: int, heads: int) -> Reading:
    basis = _("%(count)s answers of residents") % {"count": sheets}
    return Reading(_share(points, heads), basis, survey.get_absolute_url(), answers=sheets)


def link_of(token: str) -> SurveyToken | None:
    """The link that stands on a sheet, with what it asks."""
    links = SurveyToken.objects.filter(digest=digest_of(token))
    return links.select_related("survey__estate", "survey__rating_round").first()


def _result(question: Any) -> QuestionResult:
    counts = tuple(getattr(question, f"given_{mark}") for mark in Mark)
    return QuestionResult(question.text, counts, _share(_points(counts), sum(counts)))


def _points(counts: tuple[int, ...]) -> int:
    return sum(mark * count for mark, count in zip(Mark.values, counts, strict=True))


def _share(points: int, heads: int) -> Decimal:
    """Marks as a share of the best that could have been given."""
    share = Decimal(points) * _HUNDRED / (heads * BEST_MARK)
    return share.quantize(_HUNDREDTH, ROUND_HALF_UP)
