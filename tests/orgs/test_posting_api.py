"""Postings over HTTP."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orgs.enums import Role
from orgs.models import Posting
from tests.factories import PostingFactory

pytestmark = pytest.mark.django_db

POSTINGS = "/api/v1/postings/"
TODAY = timezone.localdate()


@pytest.fixture
def client(office, api):
    return api(office)


def test_a_posting_shows_its_phone_masked(town, client):
    posting = PostingFactory(org=town.north, work_phone="19000000001")

    answer = client.get(f"{POSTINGS}{posting.public_id}/")

    assert answer.json()["work_phone"] == "190****0001"


def test_a_posting_out_of_reach_does_not_exist(town, person, api):
    posting = PostingFactory(org=town.south)

    answer = api(person(Role.SECRETARY, over=town.north)).get(f"{POSTINGS}{posting.public_id}/")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?org=101001", 1),
        ("?under=101001", 2),
        ("?current=true", 2),
        ("?current=false", 1),
        ("?kind=secretary", 0),
        ("?search=南片区", 1),
    ],
)
def test_the_list_is_narrowed(town, client, query, count):
    PostingFactory(org=town.north)
    PostingFactory(org=town.group, ends_on=TODAY - timedelta(days=1))
    PostingFactory(org=town.south)

    assert client.get(POSTINGS + query).json()["count"] == count


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, client, size, django_assert_num_queries):
    PostingFactory.create_batch(size, org=town.north)

    with django_assert_num_queries(3):
        client.get(POSTINGS)


def test_a_post_is_filled_corrected_and_ended(town, client):
    filled = client.post(
        POSTINGS, {"org": "101001", "kind": "secretary", "person_name": "王示范"}, format="json"
    )
    url = f"{POSTINGS}{filled.json()['public_id']}/"
    corrected = client.post(f"{url}amend/", {"person_name": "王示例"}, format="json")
    ended = client.post(f"{url}end/", {"on": TODAY.isoformat()}, format="json")

    assert [a.status_code for a in (filled, corrected, ended)] == [201, 200, 200]
    assert Posting.objects.get().ends_on == TODAY
    assert corrected.json()["person_name"] == "王示例"


def test_a_second_secretary_is_refused(town, client):
    PostingFactory(org=town.north, kind="secretary")

    answer = client.post(
        POSTINGS, {"org": "101001", "kind": "secretary", "person_name": "王示范"}, format="json"
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "post_filled")
