"""Hand-overs over HTTP."""

import pytest

from orgs.enums import PostKind, Role
from orgs.models import HandOver
from partybuild.documents import CONTENT_TYPE
from tests.factories import HandOverFactory, PostingFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

HAND_OVERS = "/api/v1/hand-overs/"


@pytest.fixture
def asked(town):
    """Everything a program sends to let a post pass over."""
    held = PostingFactory(org=town.east, kind=PostKind.SECRETARY, person_name="王示范")
    right = RoleAssignmentFactory(
        user=UserFactory(name="王示范"), role=Role.SECRETARY, org=town.east
    )
    coming = UserFactory(name="李样例", org=town.root)
    return {
        "posting": str(held.public_id),
        "person_name": "李样例",
        "rights": [str(right.public_id)],
        "successor": str(coming.public_id),
    }


def test_a_post_passes_over_once_however_often_it_is_sent(asked, office, api):
    client, key = api(office), {"HTTP_IDEMPOTENCY_KEY": "k"}

    first = client.post(HAND_OVERS, asked, format="json", **key)
    again = client.post(HAND_OVERS, asked, format="json", **key)
    anew = client.post(HAND_OVERS, asked | {"rights": [], "successor": None}, format="json")

    assert (first.status_code, again.json()["public_id"]) == (201, first.json()["public_id"])
    assert (anew.status_code, anew.json()["code"]) == (409, "hand_over_refused")
    assert HandOver.objects.count() == 1


def test_the_sheet_is_fetched_as_it_was_made(town, office, api):
    passed = HandOverFactory(org=town.east)

    answer = api(office).get(f"{HAND_OVERS}{passed.public_id}/document/")

    assert (answer.status_code, answer["Content-Type"]) == (200, CONTENT_TYPE)
    assert b"".join(answer.streaming_content) == bytes(HandOver.objects.get().document)


def test_a_stranger_neither_hands_over_nor_reads(town, asked, person, api):
    passed = HandOverFactory(org=town.east)
    stranger = api(person(Role.OFFICE, over=town.west))
    secretary = api(person(Role.SECRETARY, over=town.east))

    assert stranger.post(HAND_OVERS, asked, format="json").status_code == 400
    assert stranger.get(f"{HAND_OVERS}{passed.public_id}/").status_code == 404
    no_rights = asked | {"rights": [], "successor": None}
    assert secretary.post(HAND_OVERS, no_rights, format="json").status_code == 403


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, office, api, size, django_assert_num_queries):
    HandOverFactory.create_batch(size, org=town.east)
    client = api(office)

    with django_assert_num_queries(3):
        assert client.get(HAND_OVERS).json()["count"] == size
