"""Grids over HTTP."""

import pytest
from django.utils import timezone

from grids.models import Grid
from orgs.enums import Role
from orgs.models import AuditEntry
from tests.factories import GridFactory, OrgFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db

GRIDS = "/api/v1/grids/"
BASE = {
    "street": "101",
    "code": "001-02-001-001",
    "name": "南一01",
    "tier": "base",
    "parent": "001-02-001",
}


@pytest.fixture
def client(office, api):
    return api(office)


def codes(answer):
    return [row["code"] for row in answer.json()["results"]]


def test_a_grid_is_found_by_its_code_and_by_its_public_id(ground, client):
    by_code = client.get(f"{GRIDS}001-01-001/")
    by_id = client.get(f"{GRIDS}{ground.unit.public_id}/")

    shown = by_code.json()
    assert shown == by_id.json()
    assert (shown["parent"], shown["org"], shown["community"]) == (
        "001-01",
        "101001001",
        "101801",
    )


def test_a_grid_out_of_reach_does_not_exist(town, ground, person, api):
    client = api(person(Role.SECRETARY, over=town.east))

    assert client.get(f"{GRIDS}{ground.other.public_id}/").status_code == 404
    assert client.get(f"{GRIDS}001-02-001/").status_code == 404


def test_two_streets_may_share_a_code(ground, office, client):
    street = OrgFactory(code="202")
    GridFactory(street=street, code="001-01")
    RoleAssignmentFactory(user=office, org=street)

    assert client.get(f"{GRIDS}001-01/").status_code == 400
    assert codes(client.get(f"{GRIDS}?street=202")) == ["001-01"]
    answer = client.post(GRIDS, {**BASE, "tier": "unit", "parent": "001-01"}, format="json")
    assert (answer.status_code, list(answer.json())) == (400, ["parent"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?tier=area", ["001-01", "001-02"]),
        ("?under=001-01", ["001-01", "001-01-001", "001-01-001-001"]),
        ("?parent=001-02", ["001-02-001"]),
        ("?community=101801", ["001-01-001"]),
        ("?org=101002", ["001-02"]),
        ("?search=北一", ["001-01-001", "001-01-001-001"]),
        ("?status=closed", []),
    ],
)
def test_the_list_is_narrowed(ground, client, query, found):
    assert codes(client.get(GRIDS + query)) == found


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, client, size, django_assert_num_queries):
    for n in range(size):
        GridFactory(street=town.root, code=f"0{n}")

    with django_assert_num_queries(3):
        client.get(GRIDS)


def test_opening_twice_with_one_key_opens_once(ground, client):
    answers = [
        client.post(GRIDS, BASE, format="json", headers={"Idempotency-Key": "k"}) for _ in "12"
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert AuditEntry.objects.filter(verb="grid.open").count() == 1


def test_a_refused_opening_answers_409_with_a_code(ground, client):
    answer = client.post(GRIDS, {**BASE, "parent": "001-02"}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "tier_skip")


@pytest.mark.parametrize(("if_match", "status"), [('"1"', 200), ('"7"', 412), ("", 428)])
def test_facts_are_amended_by_whoever_read_them_last(ground, client, if_match, status):
    answer = client.patch(
        f"{GRIDS}001-01-001-001/",
        {"household_count": 50},
        format="json",
        headers={"If-Match": if_match},
    )

    assert answer.status_code == status


def test_a_grid_is_moved_linked_assigned_and_retired(town, ground, client):
    url = f"{GRIDS}{ground.base.public_id}/"
    unit = f"{GRIDS}{ground.unit.public_id}/"

    moved = client.post(f"{url}move/", {"new_parent": "001-02-001"}, format="json")
    unlinked = client.post(f"{url}link/", {"org": None}, format="json")
    linked = client.post(f"{url}link/", {"org": "101001001001"}, format="json")
    assigned = client.post(f"{unit}assign/", {"community": "101802"}, format="json")
    closed = client.post(
        f"{url}close/",
        {"on": timezone.localdate().isoformat(), "reason": "合并"},
        format="json",
    )

    assert moved.json()["parent"] == "001-02-001"
    assert (unlinked.json()["org"], linked.json()["org"]) == (None, "101001001001")
    assert assigned.json()["community"] == "101802"
    assert closed.json()["status"] == "closed"
    assert Grid.objects.get(pk=ground.base.pk).org is None


def test_what_is_not_mine_to_change_is_forbidden(town, ground, person, api):
    client = api(person(Role.GRID_WORKER, over=town.branch))

    answer = client.patch(
        f"{GRIDS}001-01-001/", {"household_count": 1}, format="json", headers={"If-Match": '"1"'}
    )

    assert answer.status_code == 403
