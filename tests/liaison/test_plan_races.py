"""Many hands at once: no day of a plan comes to lie in two phases."""

from datetime import date

import pytest

from liaison.models import Phase
from liaison.plan_enums import PlanState
from liaison.services import phases
from orgs.enums import Role
from tests.factories import OrgFactory, RoleAssignmentFactory
from tests.liaison.plans import PlanFactory
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_phases_added_at_once_do_not_overlap():
    street = OrgFactory(code="101")
    street.refresh_from_db()
    office = RoleAssignmentFactory(role=Role.OFFICE, org=street).user
    plan = PlanFactory(org=street, state=PlanState.DRAFTED)
    year = plan.starts_on.year

    def adding(month):
        return lambda: phases.add_phase(
            plan=plan,
            title="推进",
            starts_on=date(year, month, 1),
            ends_on=date(year, 12, 31),
            actor=office,
        )

    failures = at_once([adding(1), adding(2), adding(3)])

    assert [type(failure) for failure in failures] == [phases.PhasesOverlap] * 2
    assert Phase.objects.count() == 1
