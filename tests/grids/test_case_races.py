"""The same numbers from many hands: each case comes into the register once."""

from functools import partial

import pytest

from grids.models import Case
from grids.services import cases
from orgs.enums import Role
from orgs.models import AuditEntry
from tests.factories import CaseFactory, OrgFactory, RoleAssignmentFactory
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HANDS = 6


def test_a_number_registered_by_many_hands_stands_once():
    street = OrgFactory(code="101")
    actor = RoleAssignmentFactory(role=Role.OFFICE, org=street).user
    brought = [
        [
            CaseFactory.build(street=street, code=f"SL{own}"),
            CaseFactory.build(street=street, code="SL"),
        ]
        for own in range(HANDS)
    ]

    failures = at_once([partial(cases.register_cases, cases=new, actor=actor) for new in brought])

    assert [type(failure) for failure in failures] == [cases.CaseCodeTaken] * (HANDS - 1)
    assert Case.objects.count() == 2  # of the others not even the case of their own
    assert AuditEntry.objects.filter(verb="case.register").count() == 2
