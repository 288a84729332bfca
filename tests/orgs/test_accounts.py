"""What is done to accounts, by whom, and to whom it is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from orgs.enums import Role
from orgs.models import ApiToken, AuditEntry, RoleAssignment, User
from orgs.passwords import invent_password
from orgs.services import accounts, roles
from tests.factories import RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "A-good-one-2026"


@pytest.fixture
def keeper(town, person):
    return person(Role.SECURITY, over=town.root)


def open_one(keeper, org, **facts):
    known = {"username": "wang", "name": "示例王", "password": PASSWORD}
    return accounts.open_account(over=org, actor=keeper, **(known | facts))


def test_an_opened_account_is_kept_by_its_organisation(town, keeper):
    user = open_one(keeper, town.east)

    assert (user.org, user.password_is_temporary) == (town.east, True)
    entry = AuditEntry.objects.get(verb="user.open")
    assert (entry.actor, entry.org, entry.subject_id) == (keeper, town.east, str(user.public_id))


def test_a_sign_in_name_is_given_once(town, keeper):
    open_one(keeper, town.east)

    with pytest.raises(accounts.UsernameTaken):
        open_one(keeper, town.west)


@pytest.mark.parametrize(
    "password", ["short-A1", "alllowercaseletters", "1234567890", "wangwang-A1"]
)
def test_a_weak_password_opens_no_account(town, keeper, password):
    with pytest.raises(accounts.PasswordTooWeak):
        open_one(keeper, town.east, username="wangwang", password=password)


def test_an_invented_password_is_strong_enough(town, keeper):
    assert open_one(keeper, town.east, password=invent_password()).pk


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY, Role.PARTNER_LIAISON}))
def test_nobody_but_the_security_administrator_opens_an_account(town, person, role):
    with pytest.raises(PermissionDenied):
        open_one(person(role, over=town.root), town.east)


def test_a_keeper_of_another_subtree_keeps_no_account_here(town, person):
    user = UserFactory(org=town.east)
    stranger = person(Role.SECURITY, over=town.west)

    with pytest.raises(PermissionDenied):
        accounts.reset_password(user=user, password=PASSWORD, actor=stranger)
    with pytest.raises(PermissionDenied):
        accounts.close_account(user=user, reason="x", actor=stranger)


def test_an_account_of_no_organisation_is_kept_by_nobody_but_the_owner_of_the_portal(keeper):
    with pytest.raises(PermissionDenied):
        accounts.close_account(user=UserFactory(), reason="x", actor=keeper)


def test_a_password_that_was_reset_is_temporary(town, keeper):
    user = accounts.reset_password(user=UserFactory(org=town.east), password=PASSWORD, actor=keeper)

    assert (user.check_password(PASSWORD), user.password_is_temporary) == (True, True)
    assert AuditEntry.objects.get().verb == "user.reset_password"


def test_closing_an_account_ends_its_roles_and_its_tokens(town, keeper):
    held = RoleAssignmentFactory(user=UserFactory(org=town.east), org=town.east)
    ApiToken.objects.create(user=held.user, name="Board")

    accounts.close_account(user=held.user, reason="Retired", actor=keeper)

    assert not User.objects.get(pk=held.user.pk).is_active
    assert not RoleAssignment.objects.current().filter(user=held.user).exists()
    assert not ApiToken.objects.exists()
    assert AuditEntry.objects.get(verb="user.close").reason == "Retired"


def test_a_closed_account_stays_closed(town, keeper):
    user = UserFactory(org=town.east, is_active=False)

    with pytest.raises(accounts.AccountClosed):
        accounts.close_account(user=user, reason="x", actor=keeper)


def test_nobody_closes_their_own_account(town, person):
    keeper = person(Role.SECURITY, over=town.root)
    keeper.org = town.root
    keeper.save()

    with pytest.raises(roles.OwnRightsRefused):
        accounts.close_account(user=keeper, reason="x", actor=keeper)
