"""People and their rights over the API."""

import pytest

from orgs.enums import Role
from orgs.models import AuditEntry, RoleAssignment
from tests.factories import RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(town, person):
    return person(Role.SECURITY, over=town.root)


def test_a_client_learns_who_it_is_and_what_it_may_do(town, person, api):
    secretary = person(Role.SECRETARY, over=town.east)

    me = api(secretary).get("/api/v1/me/").data

    assert me["username"] == secretary.username
    assert [(held["role"], held["org"]) for held in me["roles"]] == [("secretary", town.east.code)]


def test_people_outside_my_reach_do_not_exist_for_me(town, person, api):
    stranger = UserFactory(org=town.west)
    client = api(person(Role.SECURITY, over=town.east))

    assert client.get(f"/api/v1/people/{stranger.public_id}/").status_code == 404
    assert str(stranger.public_id) not in str(client.get("/api/v1/people/").data)


def test_a_keeper_assigns_a_role_and_ends_it(town, keeper, api):
    user = UserFactory(org=town.root)
    client = api(keeper)
    asked = {"user": str(user.public_id), "role": "secretary", "org": town.east.code}

    made = client.post("/api/v1/role-assignments/", asked)
    ended = client.post(
        f"/api/v1/role-assignments/{made.data['public_id']}/end/", {"reason": "Moved on"}
    )

    assert (made.status_code, ended.status_code) == (201, 200)
    assert not RoleAssignment.objects.current().filter(user=user).exists()
    assert AuditEntry.objects.get(verb="role.end").reason == "Moved on"


def test_a_repeated_assignment_with_its_key_assigns_once(town, keeper, api):
    asked = {
        "user": str(UserFactory(org=town.root).public_id),
        "role": "partner_liaison",
        "partner": str(town.school.public_id),
    }
    client = api(keeper)

    answers = [
        client.post("/api/v1/role-assignments/", asked, headers={"Idempotency-Key": "once"})
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert RoleAssignment.objects.filter(partner=town.school).count() == 1


@pytest.mark.parametrize("place", [{}, {"org": "101", "partner": "the school"}])
def test_a_role_is_held_in_exactly_one_place(town, keeper, api, place):
    place = {k: str(town.school.public_id) if k == "partner" else v for k, v in place.items()}
    asked = {"user": str(UserFactory(org=town.root).public_id), "role": "secretary", **place}

    assert api(keeper).post("/api/v1/role-assignments/", asked).status_code == 400


def test_a_role_that_does_not_fit_is_a_conflict_with_a_code(town, keeper, api):
    asked = {
        "user": str(UserFactory(org=town.root).public_id),
        "role": "secretary",
        "partner": str(town.school.public_id),
    }

    response = api(keeper).post("/api/v1/role-assignments/", asked)

    assert (response.status_code, response.data["code"]) == (409, "role_misplaced")


def test_an_organisation_outside_the_keepers_reach_does_not_exist(town, person, api):
    client = api(person(Role.SECURITY, over=town.east))
    asked = {
        "user": str(UserFactory(org=town.east).public_id),
        "role": "secretary",
        "org": town.west.code,
    }

    assert client.post("/api/v1/role-assignments/", asked).status_code == 400


def test_the_office_reads_roles_but_assigns_none(town, office, api):
    held = RoleAssignmentFactory(role=Role.SECRETARY, org=town.east)
    client = api(office)

    ended = client.post(f"/api/v1/role-assignments/{held.public_id}/end/", {"reason": "x"})

    assert client.get(f"/api/v1/role-assignments/{held.public_id}/").status_code == 200
    assert ended.status_code == 403


@pytest.mark.parametrize("query", ["?is_current=true", "?role=secretary", "?org=101801"])
def test_roles_are_found_by_term_role_and_place(town, keeper, api, query):
    held = RoleAssignmentFactory(role=Role.SECRETARY, org=town.east)
    RoleAssignmentFactory(
        role=Role.LEADER, org=town.west, ends_on="2020-01-02", starts_on="2020-01-01"
    )

    found = api(keeper).get(f"/api/v1/role-assignments/{query}").data["results"]

    assert str(held.public_id) in [row["public_id"] for row in found]
    assert "leader" not in [row["role"] for row in found]


@pytest.mark.parametrize("address", ["people", "role-assignments"])
@pytest.mark.parametrize("size", [1, 3])
def test_the_lists_cost_the_same_at_any_size(
    town, keeper, api, address, size, django_assert_num_queries
):
    for _ in range(size):
        RoleAssignmentFactory(user=UserFactory(org=town.east), role=Role.SECRETARY, org=town.east)
    client = api(keeper)

    with django_assert_num_queries(3):
        client.get(f"/api/v1/{address}/")
