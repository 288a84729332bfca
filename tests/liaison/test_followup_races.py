"""Many hands at once: a finding leads to one thing, a step of the ladder is climbed once."""

from datetime import date

import pytest

from liaison.models import ActionItem, ActionItemReminder
from liaison.services import findings, reminders
from orgs.enums import OrgKind, Role
from partybuild.errors import MoveRefused
from resources.models import Need
from tests.factories import OrgFactory, RoleAssignmentFactory
from tests.liaison.followup import ActionItemFactory, FindingFactory
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_a_finding_leads_to_one_thing_and_a_step_is_climbed_once():
    street = OrgFactory(code="101")
    community = OrgFactory(code="101801", kind=OrgKind.COMMUNITY_COMMITTEE, parent=street)
    for org in (street, community):
        org.refresh_from_db()
    office = RoleAssignmentFactory(role=Role.OFFICE, org=street).user
    finding = FindingFactory(visit__place_org=community)
    late = ActionItemFactory(
        owner_org=community, assigned_on=date(2026, 9, 1), due_on=date(2026, 11, 18)
    )

    failures = at_once(
        [
            lambda: findings.make_need(finding=finding, resource_class="venue", actor=office),
            lambda: findings.assign_finding(finding=finding, owner=community, actor=office),
            lambda: reminders.remind_of_action_item(item_pk=late.pk, today=date(2026, 11, 20)),
            lambda: reminders.remind_of_action_item(item_pk=late.pk, today=date(2026, 11, 20)),
        ]
    )

    assert [type(failure) for failure in failures] == [MoveRefused]
    assert Need.objects.count() + ActionItem.objects.exclude(pk=late.pk).count() == 1
    assert ActionItemReminder.objects.count() == 1
