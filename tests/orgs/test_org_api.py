"""Organisations over HTTP."""

import pytest
from django.utils import timezone

from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry, Org
from orgs.services import tree
from tests.factories import OrgFactory

pytestmark = pytest.mark.django_db

ORGS = "/api/v1/orgs/"
BRANCH = {"code": "101002001", "name": "南一支部", "kind": "branch", "parent": "101002"}


def codes(answer):
    return [row["code"] for row in answer.json()["results"]]


@pytest.fixture
def client(office, api):
    return api(office)


def test_an_organisation_is_found_by_its_code_and_by_its_public_id(town, client):
    by_code = client.get(f"{ORGS}101001/")
    by_id = client.get(f"{ORGS}{town.north.public_id}/")

    assert by_code.json() == by_id.json()
    assert (by_code.json()["name"], by_code.json()["parent"]) == ("北片区党总支", "101")


@pytest.mark.parametrize("name", ["101002", "nowhere", "00000000-0000-4000-8000-000000000000"])
def test_an_organisation_out_of_reach_does_not_exist(town, person, api, name):
    client = api(person(Role.SECRETARY, over=town.north))

    assert client.get(f"{ORGS}{name}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["101", "101001", "101001001", "101001001001", "101002", "101801", "101802"]),
        ("?kind=general_branch", ["101001", "101002"]),
        ("?parent=101001", ["101001001"]),
        ("?under=101001", ["101001", "101001001", "101001001001"]),
        ("?under=nowhere", []),
        ("?search=社区", ["101801", "101802"]),
        ("?status=closed", []),
        ("?ordering=-code&kind=general_branch", ["101002", "101001"]),
    ],
)
def test_the_list_is_narrowed_and_ordered(town, client, query, found):
    assert codes(client.get(ORGS + query)) == found


def test_two_streets_may_share_a_code_and_then_the_public_id_tells_them_apart(town, office, client):
    tree.open_org(code="202", name="另一街道", kind=OrgKind.COMMITTEE, parent=None, actor=office)
    OrgFactory(
        code="101001", kind=OrgKind.GENERAL_BRANCH, parent=Org.objects.get(code="202"), name="别处"
    )

    assert client.get(f"{ORGS}101001/").status_code == 400
    assert client.get(f"{ORGS}{town.north.public_id}/").status_code == 200
    assert len(codes(client.get(f"{ORGS}?under=101001"))) == 4


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, client, size, django_assert_num_queries):
    for n in range(size):
        OrgFactory(
            code=f"1010020{n}", kind=OrgKind.BRANCH, parent=Org.objects.get(pk=town.south.pk)
        )

    # the reader's roles, the count, the page, its tags and successors
    with django_assert_num_queries(5):
        client.get(f"{ORGS}?parent=101002")


def test_opening_puts_an_organisation_below_its_superior(town, client):
    answer = client.post(ORGS, {**BRANCH, "founded": "2021-09", "member_count": 9}, format="json")

    assert answer.status_code == 201
    assert answer.headers["ETag"] == '"1"'
    assert answer.json()["founded"] == "2021-09"
    assert Org.objects.get(code="101002001").parent == town.south


def test_a_repeated_opening_with_the_same_key_opens_nothing(town, client):
    answers = [
        client.post(ORGS, BRANCH, format="json", headers={"Idempotency-Key": "k"}) for _ in "12"
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert AuditEntry.objects.filter(verb="org.open").count() == 1


def test_a_refused_opening_answers_409_with_a_code(town, client):
    answer = client.post(ORGS, {**BRANCH, "kind": "group"}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "level_skip")


def test_a_date_that_does_not_exist_is_refused_beside_its_field(town, client):
    answer = client.post(ORGS, {**BRANCH, "founded": "2024-06-31"}, format="json")

    assert (answer.status_code, list(answer.json())) == (400, ["founded"])


@pytest.mark.parametrize(
    ("if_match", "status"),
    [('"1"', 200), ("1", 200), ('"7"', 412), ("*", 412), ('W/"1"', 412), (None, 428)],
)
def test_facts_are_amended_by_whoever_read_them_last(town, client, if_match, status):
    headers = {"If-Match": if_match} if if_match else {}

    answer = client.patch(
        f"{ORGS}101001/", {"member_count": 9, "term_ends": "2028"}, format="json", headers=headers
    )

    assert answer.status_code == status
    if status == 200:
        assert (answer.json()["term_ends"], answer.headers["ETag"]) == ("2028", '"2"')


def test_a_move_and_a_closing_are_deeds(town, client):
    moved = client.post(f"{ORGS}101001001/move/", {"new_parent": "101002"}, format="json")
    today = timezone.localdate().isoformat()
    closed = client.post(
        f"{ORGS}101001001001/close/", {"on": today, "reason": "合并"}, format="json"
    )

    assert (moved.status_code, moved.json()["parent"]) == (200, "101002")
    assert (closed.status_code, closed.json()["status"]) == (200, "closed")


def test_what_is_not_mine_to_change_is_forbidden(town, person, api):
    client = api(person(Role.LEADER, over=town.root))

    answer = client.post(f"{ORGS}101001001/move/", {"new_parent": "101002"}, format="json")

    assert answer.status_code == 403
    assert client.post(ORGS, BRANCH, format="json").status_code == 403
