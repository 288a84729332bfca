"""Many hands at once on one plan of a period."""

import pytest

from liaison.models import Meeting
from liaison.services import schedules
from orgs.enums import OrgKind, Role
from tests.factories import OrgFactory, RoleAssignmentFactory
from tests.liaison.factories import MeetingSeriesFactory
from tests.liaison.schedules import QUARTER, TODAY
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_a_plan_published_by_several_at_once_makes_each_meeting_once():
    street = OrgFactory(kind=OrgKind.COMMITTEE)
    office = RoleAssignmentFactory(role=Role.OFFICE, org=street).user
    MeetingSeriesFactory(body__org=street)
    plan = schedules.make_schedule_plan(street=street, period=QUARTER, actor=office, today=TODAY)

    refused = at_once(
        [lambda: schedules.publish_schedule_plan(plan=plan, actor=office, today=TODAY)] * 4
    )

    assert len(refused) == 3
    assert Meeting.objects.count() == 3
