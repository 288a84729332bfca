"""How roles are given and ended, by whom, and to whom it is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from orgs.enums import ADMINISTRATORS, Role
from orgs.models import RoleAssignment
from orgs.services import roles
from tests.factories import RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(town, person):
    return person(Role.SECURITY, over=town.root)


def test_a_role_is_held_once_at_a_time(town, keeper):
    user = UserFactory(org=town.root)
    roles.assign_role(user=user, role=Role.SECRETARY, over=town.east, actor=keeper)

    with pytest.raises(roles.RoleHeldAlready):
        roles.assign_role(user=user, role=Role.SECRETARY, over=town.east, actor=keeper)


def test_a_role_can_be_ended_and_assigned_again_on_the_same_day(town, keeper):
    user = UserFactory(org=town.root)

    for _ in range(3):
        held = roles.assign_role(user=user, role=Role.SECRETARY, over=town.east, actor=keeper)
        roles.end_role(assignment=held, actor=keeper, reason="A slip")

    assert not RoleAssignment.objects.current().filter(user=user).exists()


def test_a_term_that_ends_before_it_starts_is_refused(town, keeper):
    yesterday = timezone.localdate() - timedelta(days=1)

    with pytest.raises(roles.RoleMisplaced) as refused:
        roles.assign_role(
            user=UserFactory(), role=Role.SECRETARY, over=town.east, actor=keeper, ends_on=yesterday
        )

    assert refused.value.field == "ends_on"


@pytest.mark.parametrize("second", sorted(ADMINISTRATORS - {Role.AUDITOR}))
def test_one_person_is_only_one_of_the_three_administrators(town, keeper, second):
    auditor = RoleAssignmentFactory(role=Role.AUDITOR, org=town.root).user

    with pytest.raises(roles.AdministratorsMixed):
        roles.assign_role(user=auditor, role=second, over=town.root, actor=keeper)


def test_nobody_gives_rights_to_themselves(town, keeper):
    with pytest.raises(roles.OwnRightsRefused):
        roles.assign_role(user=keeper, role=Role.OFFICE, over=town.root, actor=keeper)


def test_a_role_outside_the_keepers_subtree_is_not_theirs_to_give(town, person):
    with pytest.raises(PermissionDenied):
        roles.assign_role(
            user=UserFactory(),
            role=Role.SECRETARY,
            over=town.west,
            actor=person(Role.SECURITY, over=town.east),
        )
