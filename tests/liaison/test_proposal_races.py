"""Many hands at once on proposals and published lists: each step and number exists once."""

import pytest

from liaison.matter_enums import MatterState
from liaison.models import MattersEdition, ProposalStep
from liaison.proposal_enums import ProposalAction
from liaison.services import proposals
from liaison.services.matter_lists import publish_matters
from orgs.enums import OrgKind, Role
from partybuild.errors import MoveRefused
from tests.factories import OrgFactory, RoleAssignmentFactory
from tests.liaison.proposals import MatterFactory, ProposalFactory
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

RIVALS = 4


@pytest.fixture
def street():
    return OrgFactory()


@pytest.fixture
def office(street):
    return RoleAssignmentFactory(role=Role.OFFICE, org=street).user


def test_a_step_taken_by_many_at_once_is_taken_once(street, office):
    community = OrgFactory(kind=OrgKind.COMMUNITY_COMMITTEE, parent=street)
    proposal = ProposalFactory(owner_org=community)

    def plan():
        proposals.take_step(proposal=proposal, action=ProposalAction.PLAN, actor=office)

    failures = at_once([plan] * RIVALS)

    assert [type(failure) for failure in failures] == [MoveRefused] * (RIVALS - 1)
    assert ProposalStep.objects.count() == 1


def test_lists_published_at_once_are_numbered_without_gap_or_double(street, office):
    MatterFactory(owner_org=street, state=MatterState.ADMITTED)

    def publish():
        publish_matters(street=street, actor=office)

    assert at_once([publish] * RIVALS) == []
    editions = MattersEdition.objects.order_by("edition").values_list("edition", flat=True)
    assert list(editions) == list(range(1, RIVALS + 1))
