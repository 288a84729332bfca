"""What residents say of the property service: sampled, counted once, never traced (R-104, D11)."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.models import RatingUnit, Survey, SurveyAnswer, SurveyToken
from grids.rating_enums import RatingSource
from grids.selectors.rating.sources import measured
from grids.selectors.surveys import result_of
from grids.services.answering import AnswerIncomplete, LinkSpent, answer_survey
from grids.services.surveys import (
    CollectionOver,
    NothingToSurvey,
    close_survey,
    issue_survey_links,
    lapse_survey,
    open_surveys,
    revoke_survey_links,
)
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.facts import FactRefused
from partybuild.errors import MoveRefused
from partybuild.secret_links import digest_of
from tests.grids.surveys import a_round, a_survey, answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(town, person):
    return SimpleNamespace(
        office=person(Role.OFFICE, over=town.root),
        east=person(Role.SECRETARY, over=town.east),
        west=person(Role.SECRETARY, over=town.west),
    )


@pytest.fixture
def survey(town, people):
    return a_survey(town.root, actor=people.office)


def test_each_rated_estate_is_surveyed_once_with_the_sample_of_its_scheme(town, people):
    rating_round = a_round(town.root, households=(80, 900, 0))

    opened = open_surveys(rating_round=rating_round, actor=people.office)

    assert [each.needed_count for each in opened] == [8, 30, 30]
    assert {each.questions.count() for each in opened} == {1}
    with pytest.raises(NothingToSurvey):
        open_surveys(rating_round=rating_round, actor=people.office)


def test_a_survey_ends_by_the_cut_off_of_a_round_that_still_collects(town, people):
    rating_round = a_round(town.root)
    late = rating_round.cut_off_on + timedelta(days=1)
    with pytest.raises(FactRefused):
        open_surveys(rating_round=rating_round, closes_on=late, actor=people.office)

    type(rating_round).objects.update(
        state="collected", fingerprint="x", collected_at=timezone.now()
    )
    with pytest.raises(CollectionOver):
        open_surveys(rating_round=rating_round, actor=people.office)


def test_only_the_office_opens_surveys_and_hands_out_links(town, people, survey):
    with pytest.raises(PermissionDenied):
        open_surveys(rating_round=survey.rating_round, actor=people.east)
    for deed in (close_survey, revoke_survey_links):
        with pytest.raises(PermissionDenied):
            deed(survey=survey, actor=people.east)
    with pytest.raises(PermissionDenied):
        issue_survey_links(survey=survey, count=1, actor=people.east)


def test_links_are_kept_as_digests_and_made_in_moderate_numbers(people, survey):
    tokens = issue_survey_links(survey=survey, count=3, actor=people.office)

    assert set(SurveyToken.objects.values_list("digest", flat=True)) == set(map(digest_of, tokens))
    assert not any(token in str(AuditEntry.objects.last().changes) for token in tokens)
    for count in (0, 601):
        with pytest.raises(FactRefused):
            issue_survey_links(survey=survey, count=count, actor=people.office)


def test_a_sheet_counts_once_and_leaves_no_line_in_the_trail(people, survey):
    (token,) = issue_survey_links(survey=survey, count=1, actor=people.office)
    lines = AuditEntry.objects.count()
    with pytest.raises(AnswerIncomplete):
        answer_survey(token=token, marks={})

    answer_survey(token=token, marks={1: 5})
    with pytest.raises(LinkSpent):
        answer_survey(token=token, marks={1: 1})

    assert list(SurveyAnswer.objects.values_list("mark", flat=True)) == [5]
    assert AuditEntry.objects.count() == lines


def test_an_answer_has_no_column_that_leads_to_who_gave_it():
    assert {field.name for field in SurveyAnswer._meta.fields} == {"id", "question", "mark"}
    assert {field.name for field in SurveyToken._meta.fields} == {
        "id",
        "survey",
        "digest",
        "is_used",
        "is_revoked",
    }


def test_when_a_survey_closes_its_answers_are_written_anew_in_another_order(people, survey):
    answered(survey, [1, 2, 3, 4, 5] * 4, actor=people.office)
    before = set(SurveyAnswer.objects.values_list("pk", flat=True))
    said = result_of(survey)

    close_survey(survey=survey, actor=people.office)

    assert before.isdisjoint(SurveyAnswer.objects.values_list("pk", flat=True))
    assert result_of(survey) == said
    marks = [mark for (mark,) in SurveyAnswer.objects.order_by().values_list("mark")]
    assert marks != [1, 2, 3, 4, 5] * 4
    with pytest.raises(MoveRefused):
        close_survey(survey=survey, actor=people.office)


def test_revoked_links_count_no_more_and_used_ones_stay(people, survey):
    answered(survey, [4], actor=people.office)
    (lost,) = issue_survey_links(survey=survey, count=1, actor=people.office)

    revoke_survey_links(survey=survey, actor=people.office)

    with pytest.raises(LinkSpent):
        answer_survey(token=lost, marks={1: 1})
    counted = Survey.objects.counted().get()
    assert (counted.issued_count, counted.answered_count, counted.missing_count) == (1, 1, 7)


def test_a_survey_closes_by_itself_after_its_last_day(people, survey):
    (token,) = issue_survey_links(survey=survey, count=1, actor=people.office)
    lapse_survey(survey_pk=survey.pk, now=survey.closes_at - timedelta(seconds=1))
    assert Survey.objects.get().state == "open"
    Survey.objects.update(closes_at=timezone.now())
    with pytest.raises(LinkSpent):
        answer_survey(token=token, marks={1: 5})

    for _time in range(2):
        lapse_survey(survey_pk=survey.pk, now=timezone.now())

    assert Survey.objects.get().state == "closed"
    assert AuditEntry.objects.filter(verb="survey.lapse").count() == 1


def test_nothing_is_told_below_five_sheets_and_nothing_rated_below_the_sample(people, survey):
    unit = RatingUnit.objects.get()
    answered(survey, [5] * 4, actor=people.office)
    hidden, unread = result_of(survey), measured([unit], RatingSource.SURVEY)
    answered(survey, [2], actor=people.office)
    few = result_of(survey)
    answered(survey, [5] * 3, actor=people.office)
    enough = result_of(survey)

    assert (hidden.answered, hidden.is_shown, hidden.questions, unread) == (4, False, (), {})
    assert (few.satisfaction, few.is_enough) == (Decimal("88.00"), False)
    assert few.questions[0].counts == (0, 1, 0, 0, 4)
    assert (enough.satisfaction, enough.is_enough) == (Decimal("92.50"), True)
    reading = measured([unit], RatingSource.SURVEY)[unit.pk]
    assert (reading.value, reading.answers) == (Decimal("92.50"), 8)


def test_a_survey_is_seen_with_its_estate(town, people):
    survey = a_survey(town.root, actor=people.office, community=town.east)

    assert Survey.objects.visible_to(people.east).get() == survey
    assert not Survey.objects.visible_to(people.west).exists()
    assert Survey.objects.visible_to(people.office).exists()
