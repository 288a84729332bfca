"""Match plans over HTTP."""

import pytest

from resources.models import Match, MatchPlan
from resources.workflow import MATCH_PLAN_MOVES, PLAN_LINE_MOVES
from tests.resources.deeds import made_by_people
from tests.resources.factories import NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

PLANS, LINES = "/api/v1/match-plans/", "/api/v1/match-plan-lines/"


@pytest.fixture
def lists(town):
    NeedFactory(owner_org=town.east)
    ResourceFactory(owner_partner=town.school, quantity=1)
    ResourceFactory(owner_partner=town.bank, title="流动理发车", quantity=1)


@pytest.fixture
def plan(town, lists, people, api):
    return api(people.office).post(PLANS, {"street": town.root.code}).json()


def test_a_plan_is_made_changed_worked_out_again_and_sent(plan, people, api):
    client = api(people.office)
    (line,) = client.get(LINES, {"plan": plan["code"]}).json()["results"]
    address = f"{LINES}{line['public_id']}/"

    client.post(f"{address}exclude/", {"reason": "距离太远"})
    again = client.post(f"{PLANS}{plan['code']}/solve-again/")
    (other,) = client.get(LINES, {"plan": plan["code"]}).json()["results"]
    locked = client.post(f"{address}lock/")
    sent = client.post(f"{PLANS}{plan['code']}/send/")

    assert plan["is_proven_best"] is True
    assert again.json()["state"] == "draft"
    assert other["resource"] != line["resource"]
    assert locked.json()["state"] == "locked"
    assert (sent.json()["state"], sent.json()["proposed_count"]) == ("sent", 1)
    assert Match.objects.get().resource.code == other["resource"]


def test_alternatives_stand_with_their_reasons_and_can_be_chosen(plan, people, api):
    client = api(people.office)
    (line,) = client.get(LINES).json()["results"]
    address = f"{LINES}{line['public_id']}/"

    (other,) = client.get(f"{address}alternatives/").json()
    chosen = client.post(f"{address}choose/", {"resource": other["resource"]["code"]})

    assert other["reasons"]
    assert (chosen.json()["origin"], chosen.json()["state"]) == ("staff", "locked")


def test_repeating_a_plan_with_its_key_makes_one(town, lists, people, api):
    client, asked = api(people.office), {"street": town.root.code}

    answers = [client.post(PLANS, asked, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    without = client.post(PLANS, asked)

    assert answers[0].json() == answers[1].json()
    assert (without.status_code, without.json()["code"]) == (409, "plan_open")
    assert MatchPlan.objects.count() == 1


@pytest.mark.parametrize("who", ["east", "school"])
def test_a_plan_does_not_exist_for_anybody_but_the_office(plan, people, api, who):
    client = api(getattr(people, who))

    assert client.get(f"{PLANS}{plan['public_id']}/").status_code == 404
    assert client.post(f"{PLANS}{plan['public_id']}/send/").status_code == 404
    assert client.get(LINES).json()["results"] == []


def test_there_is_an_endpoint_for_each_step_a_person_makes(plan, people, api):
    client = api(people.office)
    (line,) = client.get(LINES).json()["results"]
    rows = {
        f"{PLANS}{plan['public_id']}/": MATCH_PLAN_MOVES,
        f"{LINES}{line['public_id']}/": PLAN_LINE_MOVES,
    }

    missing = {
        action
        for address, moves in rows.items()
        for action in made_by_people(moves)
        if client.post(f"{address}{action.replace('_', '-')}/").status_code == 404
    }

    assert missing == set()
