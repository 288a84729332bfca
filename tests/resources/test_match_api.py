"""Matches over HTTP."""

import pytest

from resources.models import Match
from resources.workflow import MATCH_MOVES
from tests.resources.deeds import made_by_people
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

MATCHES = "/api/v1/matches/"


def test_a_pair_is_proposed_by_code_and_agreed_by_both_sides(need, resource, people, api):
    proposed = api(people.office).post(
        MATCHES, {"need": need.code, "resource": str(resource.public_id), "quantity": "2"}
    )
    address = f"{MATCHES}{proposed.json()['public_id']}/"
    api(people.school).post(f"{address}agree-for-resource/")
    settled = api(people.east).post(f"{address}agree-for-need/")

    assert (proposed.status_code, settled.status_code) == (201, 200)
    assert settled.json()["state"] == "agreed"
    assert (settled.json()["need"], settled.json()["resource"]) == (need.code, resource.code)
    resource.refresh_from_db()
    assert resource.taken == 2


def test_a_pair_the_caller_cannot_see_is_not_proposed(need, resource, people, api):
    answer = api(people.bank).post(MATCHES, {"need": need.code, "resource": resource.code})

    assert (answer.status_code, list(answer.json())) == (400, ["need"])


def test_repeating_a_proposal_with_its_key_proposes_once(need, resource, people, api):
    client, pair = api(people.office), {"need": need.code, "resource": resource.code}

    answers = [client.post(MATCHES, pair, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    without = client.post(MATCHES, pair)

    assert answers[0].json() == answers[1].json()
    assert (without.status_code, without.json()["code"]) == (409, "already_proposed")
    assert Match.objects.count() == 1


def test_a_consent_for_capacity_that_is_gone_is_a_conflict(town, people, api):
    last = ResourceFactory(owner_partner=town.school, quantity=1)
    rivals = [MatchFactory(need=NeedFactory(owner_org=town.east), resource=last) for _ in range(2)]
    school, east = api(people.school), api(people.east)

    answers = []
    for rival in rivals:
        school.post(f"{MATCHES}{rival.public_id}/agree-for-resource/")
        answers.append(east.post(f"{MATCHES}{rival.public_id}/agree-for-need/"))

    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json()["code"] == "capacity_gone"


@pytest.mark.parametrize(
    ("who", "status"), [("office", 200), ("east", 200), ("school", 200), ("west", 404)]
)
def test_a_match_exists_for_its_two_sides_and_their_street(match, people, api, who, status):
    client = api(getattr(people, who))

    assert client.get(f"{MATCHES}{match.public_id}/").status_code == status


def test_there_is_an_endpoint_for_each_step_a_person_makes(match, people, api):
    client = api(people.office)

    answers = {
        action: client.post(f"{MATCHES}{match.code}/{action.replace('_', '-')}/").status_code
        for action in made_by_people(MATCH_MOVES)
    }

    assert {action for action, status in answers.items() if status == 404} == set()


def test_reasons_are_given_in_words(need, resource, people, api):
    client = api(people.office)

    proposed = client.post(MATCHES, {"need": need.code, "resource": resource.code}).json()

    assert proposed["score"] == sum(reason["points"] for reason in proposed["reasons"])
    assert all(reason["text"] for reason in proposed["reasons"])


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, people, api, size, django_assert_num_queries):
    for _ in range(size):
        MatchFactory(
            need=NeedFactory(owner_org=town.east),
            resource=ResourceFactory(owner_partner=town.school),
            proposed_by=people.office,
        )
    client = api(people.office)

    with django_assert_num_queries(3):  # the reader's roles, the count, the page
        client.get(f"{MATCHES}?state=proposed")
