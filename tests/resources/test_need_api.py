"""Needs over HTTP."""

import uuid

import pytest

from orgs.models import AuditEntry
from resources.enums import NeedState
from resources.models import Need
from resources.workflow import NEED_MOVES
from tests.resources.deeds import made_by_people
from tests.resources.factories import NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

NEEDS = "/api/v1/needs/"
FILED = {"owner_org": "101801", "resource_class": "venue", "content": "周末借用会议室，约40人"}


def codes(answer):
    return {row["code"] for row in answer.json()["results"]}


def test_a_need_is_filed_handed_in_and_put_on_the_list(town, people, api):
    east, office = api(people.east), api(people.office)

    filed = east.post(NEEDS, {**FILED, "wished": "2026-12", "beneficiary_count": 40})
    address = f"{NEEDS}{filed.json()['public_id']}/"
    submitted = east.post(f"{address}submit/")
    listed = office.post(f"{address}enlist/")

    assert (filed.status_code, submitted.status_code, listed.status_code) == (201, 200, 200)
    assert (filed.json()["state"], listed.json()["state"]) == ("draft", "listed")
    assert (filed.json()["wished"], filed.json()["owner_name"]) == ("2026-12", "东社区党委")


def test_a_unit_files_at_once_what_is_handed_in(town, people, api):
    answer = api(people.school).post(
        NEEDS,
        {
            "owner_partner": str(town.school.public_id),
            "resource_class": "talent",
            "title": "招聘教师",
            "submit": True,
        },
    )

    assert (answer.status_code, answer.json()["state"]) == (201, "submitted")


@pytest.mark.parametrize(
    "owners",
    [
        {},
        {"owner_org": "101801", "owner_partner": "school"},
        {"owner_org": "nowhere"},
        {"owner_org": "101802"},
    ],
)
def test_a_need_has_one_owner_that_the_caller_can_see(town, people, api, owners):
    if "owner_partner" in owners:
        owners = {**owners, "owner_partner": str(town.school.public_id)}

    answer = api(people.east).post(NEEDS, {"resource_class": "venue", "title": "借用", **owners})

    assert answer.status_code == 400
    assert not Need.objects.exists()


def test_repeating_a_request_with_its_key_files_nothing_twice(town, people, api):
    client = api(people.east)

    first, second = (
        client.post(NEEDS, FILED, headers={"Idempotency-Key": "a-key"}) for _ in range(2)
    )

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert Need.objects.count() == 1


def test_a_refused_step_says_why_with_a_code(town, people, api):
    need = NeedFactory(owner_org=town.east, state=NeedState.SOLVED)

    answer = api(people.east).post(f"{NEEDS}{need.public_id}/withdraw/")

    assert (answer.status_code, answer.json()["code"]) == (409, "move_refused")


def test_a_reason_is_asked_for(town, people, api):
    need = NeedFactory(owner_org=town.east, state=NeedState.SUBMITTED)
    client = api(people.office)

    missing = client.post(f"{NEEDS}{need.public_id}/send-back/")
    given = client.post(f"{NEEDS}{need.public_id}/send-back/", {"reason": "请写明人数"})

    assert (missing.status_code, given.status_code) == (400, 200)
    assert AuditEntry.objects.get().reason == "请写明人数"


def test_there_is_an_endpoint_for_each_step_a_person_makes(town, people, api):
    need = NeedFactory(owner_org=town.east)
    client = api(people.office)

    answers = {
        action: client.post(f"{NEEDS}{need.code}/{action.replace('_', '-')}/").status_code
        for action in made_by_people(NEED_MOVES)
    }

    assert {action for action, status in answers.items() if status == 404} == set()


@pytest.mark.parametrize("step", ["", "candidates/"])
def test_a_need_out_of_reach_does_not_exist(town, people, api, step):
    need = NeedFactory(owner_org=town.east)
    client = api(people.west)

    found = [
        client.get(f"{NEEDS}{name}/{step}").status_code
        for name in (need.public_id, need.code, uuid.uuid4(), "nothing")
    ]

    assert found == [404] * 4
    assert client.post(f"{NEEDS}{need.public_id}/withdraw/").status_code == 404


def test_a_need_is_found_by_its_code_and_its_phone_is_masked(town, people, api):
    need = NeedFactory(owner_org=town.east, contact_phone="19000000021")

    answer = api(people.east).get(f"{NEEDS}{need.code}/")

    assert answer.json()["public_id"] == str(need.public_id)
    assert answer.json()["contact_phone"] == "190****0021"


def test_correcting_names_the_version_that_was_read(town, people, api):
    need = NeedFactory(owner_org=town.east, state=NeedState.DRAFT)
    client, address = api(people.east), f"{NEEDS}{need.public_id}/"
    etag = client.get(address).headers["ETag"]

    unnamed = client.patch(address, {"unit": "次"})
    named = client.patch(address, {"unit": "次"}, headers={"If-Match": etag})
    late = client.patch(address, {"unit": "场"}, headers={"If-Match": etag})

    assert [unnamed.status_code, named.status_code, late.status_code] == [428, 200, 412]
    assert Need.objects.get().unit == "次"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"A", "B", "C"}),
        ("?state=draft", {"B"}),
        ("?resource_class=venue", {"C"}),
        ("?urgency=urgent", {"B"}),
        ("?under=101801", {"A", "B"}),
        ("?under=nowhere", set()),
        ("?search=会议室", {"C"}),
        ("?search=示例小学", {"C"}),
    ],
)
def test_the_list_is_narrowed(town, people, api, query, found):
    NeedFactory(owner_org=town.east, code="A")
    NeedFactory(owner_org=town.east, code="B", state="draft", urgency="urgent")
    NeedFactory(owner_partner=town.school, code="C", title="借用会议室", resource_class="venue")

    assert codes(api(people.office).get(NEEDS + query)) == found


def test_a_list_narrowed_to_a_unit_shows_its_needs_alone(town, people, api):
    NeedFactory(owner_org=town.east)
    NeedFactory(owner_partner=town.school, code="S")

    answer = api(people.office).get(f"{NEEDS}?partner={town.school.public_id}")

    assert codes(answer) == {"S"}


def test_candidates_come_with_their_reasons(town, people, api):
    need = NeedFactory(owner_org=town.east)
    resource = ResourceFactory(owner_partner=town.school)

    (best,) = api(people.east).get(f"{NEEDS}{need.public_id}/candidates/").json()

    assert best["resource"]["code"] == resource.code
    assert best["score"] == sum(reason["points"] for reason in best["reasons"])
    assert all(reason["text"] for reason in best["reasons"])


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, people, api, size, django_assert_num_queries):
    for _ in range(size):
        NeedFactory(owner_org=town.east)
        NeedFactory(owner_partner=town.school)
    client = api(people.office)

    with django_assert_num_queries(3):  # the reader's roles, the count, the page
        client.get(NEEDS)
