"""A round in the middle of its collection, and residents who answer in it."""

from datetime import timedelta

from django.utils import timezone

from grids.models import RatingRound, RatingScheme, RatingUnit, Survey
from grids.services.answering import answer_survey
from grids.services.surveys import issue_survey_links, open_surveys
from tests.factories import EstateFactory, PropertyFirmFactory, UserFactory


def a_scheme(street):
    return RatingScheme.objects.create(
        street=street,
        number=1,
        state="confirmed",
        confirmed_by=UserFactory(),
        confirmed_at=timezone.now(),
    )


def a_round(street, *, households=(80,), community=None):
    """A round with one firm and an estate for each number of households."""
    today = timezone.localdate()
    rating_round = RatingRound.objects.create(
        street=street,
        year=today.year,
        quarter=1,
        scheme=a_scheme(street),
        cut_off_on=today + timedelta(days=20),
        publish_by=today + timedelta(days=40),
    )
    firm = PropertyFirmFactory(street=street)
    for count in households:
        estate = EstateFactory(street=street, household_count=count, community=community)
        RatingUnit.objects.create(
            rating_round=rating_round,
            firm=firm,
            estate=estate,
            household_count=count,
            contract_days=90,
        )
    return rating_round


def a_survey(street, *, actor, households=80, community=None) -> Survey:
    rating_round = a_round(street, households=(households,), community=community)
    return open_surveys(rating_round=rating_round, actor=actor)[0]


def answered(survey, marks, *, actor):
    """One sheet for each of the marks, given to every question."""
    tokens = issue_survey_links(survey=survey, count=len(marks), actor=actor)
    positions = survey.questions.values_list("position", flat=True)
    for token, mark in zip(tokens, marks, strict=True):
        answer_survey(token=token, marks=dict.fromkeys(positions, mark))
    return tokens
