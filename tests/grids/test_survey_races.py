"""Two hands with one sheet at the same moment: one answer counts."""

from functools import partial

import pytest

from grids.models import SurveyAnswer
from grids.services.answering import LinkSpent, answer_survey
from grids.services.surveys import issue_survey_links
from orgs.enums import Role
from tests.factories import OrgFactory, RoleAssignmentFactory
from tests.grids.surveys import a_survey
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HANDS = 4


def test_a_sheet_answered_by_many_hands_at_once_counts_once():
    street = OrgFactory(code="101")
    office = RoleAssignmentFactory(role=Role.OFFICE, org=street).user
    survey = a_survey(street, actor=office)
    (token,) = issue_survey_links(survey=survey, count=1, actor=office)

    failures = at_once([partial(answer_survey, token=token, marks={1: 4})] * HANDS)

    assert [type(failure) for failure in failures] == [LinkSpent] * (HANDS - 1)
    assert SurveyAnswer.objects.count() == 1
