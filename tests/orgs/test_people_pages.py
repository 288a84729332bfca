"""The pages on which accounts and rights are kept."""

import re

import pytest
from django.utils.translation import gettext

from orgs.enums import Role
from orgs.models import AuditEntry, RoleAssignment, User
from tests.factories import RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(town, person):
    return person(Role.SECURITY, over=town.root)


def test_an_account_is_opened_with_a_password_that_is_shown_once(town, keeper, browser):
    client = browser(keeper)
    asked = {"username": "wang", "name": "示例王", "over": f"{town.east.code} {town.east.name}"}

    response = client.post("/orgs/people/open/", asked)

    password = re.search(r'class="secret">([^<]+)<', response.text)[1]
    user = User.objects.get(username="wang")
    assert response.headers["Cache-Control"] == "no-store"
    assert user.check_password(password)
    assert (user.org, user.password_is_temporary) == (town.east, True)
    assert AuditEntry.objects.get(verb="user.open").org == town.east


def test_a_name_that_is_taken_is_refused_beside_its_input(town, keeper, browser):
    UserFactory(username="wang")
    asked = {"username": "wang", "name": "示例王", "over": town.east.code}

    response = browser(keeper).post("/orgs/people/open/", asked)

    assert response.status_code == 409
    assert response.context["form"].errors["username"] == [gettext("This sign-in name is taken.")]


@pytest.mark.parametrize("typed", ["示例", "999", ""])
def test_an_organisation_that_is_not_one_is_an_error_beside_its_input(keeper, browser, typed):
    asked = {"username": "wang", "name": "示例王", "over": typed}

    response = browser(keeper).post("/orgs/people/open/", asked)

    assert response.status_code == 422
    assert not User.objects.filter(username="wang").exists()


def test_the_office_reads_people_but_opens_no_account(town, office, browser):
    client = browser(office)

    assert client.get("/orgs/people/").status_code == 200
    assert client.get("/orgs/people/open/").status_code == 403


def test_a_secretary_does_not_look_into_rights(town, person, browser):
    client = browser(person(Role.SECRETARY, over=town.east))

    assert client.get("/orgs/people/").status_code == 403


def test_a_person_outside_my_reach_does_not_exist_for_me(town, person, browser):
    stranger = UserFactory(org=town.west)
    keeper_of_the_east = person(Role.SECURITY, over=town.east)

    response = browser(keeper_of_the_east).get(stranger.get_absolute_url())

    assert response.status_code == 404


def test_a_role_is_assigned_for_a_term(town, keeper, browser):
    user = UserFactory(org=town.root)
    asked = {"role": "secretary", "over": town.east.name, "ends_on": "2099-12-31"}

    response = browser(keeper).post(f"{user.get_absolute_url()}assign-role/", asked)

    assert response.headers["Location"] == user.get_absolute_url()
    held = RoleAssignment.objects.get(user=user)
    assert (held.role, held.org, str(held.ends_on)) == ("secretary", town.east, "2099-12-31")


def test_a_liaison_is_assigned_over_a_partner_unit(town, keeper, browser):
    user = UserFactory(org=town.root)
    asked = {"role": "partner_liaison", "over": town.school.name}

    browser(keeper).post(f"{user.get_absolute_url()}assign-role/", asked)

    assert RoleAssignment.objects.get(user=user).partner == town.school


@pytest.mark.parametrize(
    ("role", "over", "field"),
    [
        ("secretary", "示例小学", "over"),
        ("partner_liaison", "101", "over"),
        ("system", "101", "role"),
    ],
)
def test_a_role_that_does_not_fit_is_refused_beside_its_input(
    town, keeper, browser, role, over, field
):
    auditor = RoleAssignmentFactory(role=Role.AUDITOR, org=town.root).user

    response = browser(keeper).post(
        f"{auditor.get_absolute_url()}assign-role/", {"role": role, "over": over}
    )

    assert response.status_code == 409
    offer = next(o for o in response.context["offers"] if o.action == "assign-role")
    assert list(offer.form.errors) == [field]


def test_a_role_ends_with_its_reason(town, keeper, browser):
    held = RoleAssignmentFactory(role=Role.SECRETARY, org=town.east)
    client = browser(keeper)

    without = client.post(f"/orgs/roles/{held.public_id}/end/", {"reason": ""})
    ended = client.post(f"/orgs/roles/{held.public_id}/end/", {"reason": "Moved on"})

    assert (without.status_code, ended.status_code) == (422, 302)
    assert not RoleAssignment.objects.current().filter(pk=held.pk).exists()
    assert AuditEntry.objects.get(verb="role.end").reason == "Moved on"


def test_a_closed_account_signs_in_no_more_and_holds_nothing(town, keeper, browser):
    held = RoleAssignmentFactory(
        user=UserFactory(org=town.east), role=Role.SECRETARY, org=town.east
    )

    response = browser(keeper).post(f"{held.user.get_absolute_url()}close/", {"reason": "Retired"})

    assert response.status_code == 302
    assert not User.objects.get(pk=held.user.pk).is_active
    assert not RoleAssignment.objects.current().filter(user=held.user).exists()


def test_a_new_first_password_is_shown_once(town, keeper, browser):
    user = UserFactory(org=town.east)

    response = browser(keeper).post(f"{user.get_absolute_url()}reset-password/", {"is_sure": "on"})

    password = re.search(r'class="secret">([^<]+)<', response.text)[1]
    assert User.objects.get(pk=user.pk).check_password(password)


def test_the_office_may_not_reset_a_password(town, office, browser):
    user = UserFactory(org=town.east)

    response = browser(office).post(f"{user.get_absolute_url()}reset-password/", {"is_sure": "on"})

    assert response.status_code == 403


def test_nobody_keeps_their_own_rights(town, keeper, browser):
    page = browser(keeper).get(keeper.get_absolute_url())

    assert page.context["offers"] == []
    assert [row.end for row in page.context["roles"]] == [None]


def test_an_input_offers_what_fits_within_reach(town, person, browser):
    client = browser(person(Role.SECURITY, over=town.north))

    offered = client.get("/orgs/pick/org/", {"input": "over", "over": "党"}).context["options"]

    assert offered == [
        "101001 北片区党总支",
        "101001001 北一网格党支部",
        "101001001001 北一01党小组",
    ]


def test_a_place_is_an_organisation_or_a_partner_unit(keeper, browser):
    client = browser(keeper)

    offered = client.get("/orgs/pick/place/", {"input": "over", "over": "示例"}).context["options"]

    assert offered == ["101 示例街道党工委", "示例小学", "示例银行"]


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_of_people_costs_the_same_at_any_length(
    town, keeper, browser, size, django_assert_num_queries
):
    for _ in range(size):
        RoleAssignmentFactory(user=UserFactory(org=town.east), role=Role.SECRETARY, org=town.east)
    client = browser(keeper)

    with django_assert_num_queries(7):
        client.get("/orgs/people/")


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_of_a_person_costs_the_same_with_any_number_of_roles(
    town, keeper, browser, size, django_assert_num_queries
):
    user = UserFactory(org=town.root)
    for org in (town.east, town.west, town.north)[:size]:
        RoleAssignmentFactory(user=user, role=Role.SECRETARY, org=org)
    client = browser(keeper)

    with django_assert_num_queries(8):
        client.get(user.get_absolute_url())
