"""What people do to a survey of residents: open, hand out links, close (R-104, D11)."""

import random
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import Estate, RatingRound, Survey, SurveyAnswer, SurveyQuestion, SurveyToken
from grids.selectors.surveys import questions_of, sample_needed
from grids.survey_enums import SurveyAction, SurveyWork
from grids.survey_workflow import SURVEY_MOVES, SURVEY_WORKS
from orgs.enums import Role
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused
from orgs.services.workflow import advance, begin, follow, lock
from partybuild.errors import RuleViolation
from partybuild.periods import LOCAL_TIME
from partybuild.secret_links import digest_of, fresh_tokens

MOST_LINKS: Final = 5000
MOST_AT_ONCE: Final = 600


class NothingToSurvey(RuleViolation):
    """Every rated estate has its survey already."""

    code = "nothing_to_survey"


class CollectionOver(RuleViolation):
    """The round has frozen what it is scored from."""

    code = "collection_over"


@transaction.atomic
def open_surveys(
    *, rating_round: RatingRound, actor: User, closes_on: date | None = None
) -> list[Survey]:
    """Open the survey in every rated estate that has none, until the cut-off if no day is said.

    What is asked comes from the scheme of the round, and so does the sample.
    """
    rating_round = lock(rating_round)  # whoever else opens surveys waits, and then finds these
    require_role(actor, Role.OFFICE, over=rating_round.street)
    if not rating_round.is_open:
        raise CollectionOver(_("The inputs of this round are frozen."))
    closes_on = closes_on or rating_round.cut_off_on
    if not timezone.localdate() <= closes_on <= rating_round.cut_off_on:
        raise FactRefused(_("A survey ends from today on, by the cut-off."), field="closes_on")
    end = datetime.combine(closes_on, time.max, LOCAL_TIME)
    asked = questions_of(rating_round.scheme)
    surveys = [
        _open_survey(rating_round, estate, end, asked, actor) for estate in _unasked(rating_round)
    ]
    if not surveys:
        raise NothingToSurvey(_("Every rated estate has its survey already."))
    return surveys


@transaction.atomic
def issue_survey_links(*, survey: Survey, count: int, actor: User) -> list[str]:
    """Make links for a survey and hand them out this one time; only their digests are kept."""
    survey = begin(survey, SurveyWork.ISSUE_LINKS, SURVEY_WORKS, actor=actor)
    if not 0 < count <= MOST_AT_ONCE:
        raise FactRefused(_("At most 600 links are made at a time."), field="count")
    if survey.links.filter(is_revoked=False).count() + count > MOST_LINKS:
        raise FactRefused(_("A survey has at most 5,000 links."), field="count")
    tokens = fresh_tokens(count)
    SurveyToken.objects.bulk_create(
        SurveyToken(survey=survey, digest=digest_of(token)) for token in tokens
    )
    record(
        actor=actor,
        verb="survey.issue_links",
        subject=survey,
        changes={"links": [None, count]},
    )
    return tokens


@transaction.atomic
def revoke_survey_links(*, survey: Survey, actor: User) -> Survey:
    """Let no link count any more that was not used: a bundle of sheets was lost, say."""
    survey = begin(survey, SurveyWork.REVOKE_LINKS, SURVEY_WORKS, actor=actor)
    count = survey.links.filter(is_used=False, is_revoked=False).update(is_revoked=True)
    record(
        actor=actor,
        verb="survey.revoke_links",
        subject=survey,
        changes={"links": [count, 0]},
    )
    return survey


@transaction.atomic
def close_survey(*, survey: Survey, actor: User) -> Survey:
    """Take no more answers."""
    survey = advance(survey, SurveyAction.CLOSE, SURVEY_MOVES, actor=actor)
    _shuffle(survey)
    return survey


@transaction.atomic
def lapse_survey(*, survey_pk: int, now: datetime) -> None:
    """Close a survey whose last day is over; a survey that is closed stays as it is."""
    survey = Survey.objects.select_for_update(of=("self",)).due(now).filter(pk=survey_pk).first()
    if survey is not None:
        _shuffle(follow(survey, SurveyAction.LAPSE, SURVEY_MOVES, actor=None))


def _open_survey(
    rating_round: RatingRound, estate: Estate, end: datetime, asked: Iterable[str], actor: User
) -> Survey:
    survey = Survey.objects.create(
        rating_round=rating_round,
        estate=estate,
        closes_at=end,
        household_count=estate.household_count,
        needed_count=sample_needed(rating_round.scheme, estate.household_count),
    )
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(survey=survey, position=position, text=text)
        for position, text in enumerate(asked, start=1)
    )
    record(actor=actor, verb="survey.open", subject=survey)
    return survey


def _unasked(rating_round: RatingRound) -> Iterable[Estate]:
    estates = Estate.objects.filter(pk__in=rating_round.units.values("estate"))
    return estates.exclude(pk__in=rating_round.surveys.values("estate")).for_list()


def _shuffle(survey: Survey) -> None:
    """Write the answers anew in random order, all by one transaction.

    A database keeps beside each row where it lies and which transaction wrote it. Both would tell
    which link an answer came with; after this they tell nothing.
    """
    answers = SurveyAnswer.objects.filter(question__survey=survey)
    anew = [
        SurveyAnswer(question_id=question, mark=mark)
        for question, mark in answers.values_list("question_id", "mark")
    ]
    random.SystemRandom().shuffle(anew)
    answers.delete()
    SurveyAnswer.objects.bulk_create(anew, batch_size=1000)
