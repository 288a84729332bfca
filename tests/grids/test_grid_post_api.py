"""Posts in grids over HTTP."""

import pytest
from django.utils import timezone

from orgs.enums import Role
from tests.factories import GridPostFactory

pytestmark = pytest.mark.django_db

POSTS = "/api/v1/grid-posts/"


@pytest.fixture
def client(office, api):
    return api(office)


def test_a_post_is_filled_corrected_and_ended(ground, client):
    filled = client.post(
        POSTS,
        {
            "grid": "001-01-001",
            "kind": "lead",
            "person_name": "陈演示",
            "work_phone": "19000000004",
            "starts": "2020-04",
        },
        format="json",
    )
    url = f"{POSTS}{filled.json()['public_id']}/"
    corrected = client.post(f"{url}amend/", {"source": "专职社工"}, format="json")
    ended = client.post(f"{url}end/", {"on": timezone.localdate().isoformat()}, format="json")

    assert [a.status_code for a in (filled, corrected, ended)] == [201, 200, 200]
    assert (filled.json()["work_phone"], filled.json()["starts"]) == ("190****0004", "2020-04")


def test_a_second_lead_is_refused(ground, client):
    GridPostFactory(grid=ground.base, kind="lead")

    answer = client.post(
        POSTS, {"grid": "001-01-001-001", "kind": "lead", "person_name": "陈演示"}, format="json"
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "post_filled")


def test_a_post_out_of_reach_does_not_exist(town, ground, person, api):
    post = GridPostFactory(grid=ground.other)

    answer = api(person(Role.SECRETARY, over=town.east)).get(f"{POSTS}{post.public_id}/")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("?under=001-01", 1),
        ("?grid=001-02-001", 1),
        ("?current=true", 2),
        ("?kind=lead", 0),
    ],
)
def test_the_list_is_narrowed(ground, client, query, count):
    GridPostFactory(grid=ground.base)
    GridPostFactory(grid=ground.other)

    assert client.get(POSTS + query).json()["count"] == count


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(ground, client, size, django_assert_num_queries):
    GridPostFactory.create_batch(size, grid=ground.base)

    with django_assert_num_queries(3):
        client.get(POSTS)
