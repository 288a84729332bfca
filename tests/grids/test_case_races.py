"""The same numbers from many hands: each case comes into the register once."""

from functools import partial

import pytest

from grids.models import Case, CaseDeadline
from grids.services import case_steps, cases
from grids.services.filing_cases import file_case
from orgs.enums import Role
from orgs.models import AuditEntry
from partybuild.errors import MoveRefused
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


def test_a_case_dispatched_by_two_hands_at_once_goes_to_one_organisation():
    street = OrgFactory(code="101")
    org = OrgFactory(code="101001", kind="general_branch", parent=street)
    street.refresh_from_db()
    hands = [RoleAssignmentFactory(role=Role.OFFICE, org=street).user for _ in range(2)]
    case = file_case(street=street, title="路灯不亮", actor=hands[0])
    case = case_steps.respond_to_case(case=case, actor=hands[0])

    failures = at_once(
        [
            partial(case_steps.dispatch_case, case=case, org=goal, actor=actor)
            for actor, goal in zip(hands, (street, org), strict=True)
        ]
    )

    assert [type(failure) for failure in failures] == [MoveRefused]
    assert CaseDeadline.objects.filter(case=case, clock="handle").count() == 1
