"""Following up over HTTP: reading, and one endpoint for each deed; nothing of censures."""

import pytest
from django.urls import get_resolver

from liaison.followup_workflow import ACTION_ITEM_MOVES, FINDING_MOVES, INSPECTION_MOVES
from tests.liaison.followup import (
    ActionItemFactory,
    FindingFactory,
    InspectionFactory,
    VisitFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]

ITEMS = "/api/v1/action-items/"
VISITS = "/api/v1/visits/"


def test_an_item_goes_its_way_over_http(town, people, api):
    office, east = api(people.office), api(people.east)
    facts = {"assigner": "101", "owner": str(town.east.public_id), "title": "清理楼道堆物"}
    made = office.post(ITEMS, {**facts, "workdays": 5}).json()
    address = f"{ITEMS}{made['public_id']}/"

    answers = [
        office.patch(address, {"demand": "三日内"}, headers={"If-Match": '"1"'}),
        east.post(f"{address}sign-for/"),
        east.post(f"{address}note/", {"progress": "已开工"}),
        east.post(f"{address}ask-extension/", {"due_on": "2027-06-01", "reason": "下雨"}),
        office.post(f"{address}extend/", {"due_on": "2027-06-01", "reason": "同意"}),
        east.post(f"{address}report/", {"report": "已清理"}),
        office.post(f"{address}check/", {"verdict": "属实"}),
        office.post(f"{address}strike-off/"),
    ]

    assert [answer.status_code for answer in answers] == [200] * 8
    told = answers[-1].json()
    assert (told["state"], told["due_rule"], told["owner_org"]) == (
        "struck_off",
        "extended",
        "101801",
    )
    assert east.post(f"{address}sign-for/").status_code == 409
    assert api(people.west).get(address).status_code == 404
    assert b"".join(office.get(f"{address}sheet/")).startswith(b"PK")


def test_a_visit_and_its_finding_over_http(town, people, api):
    leader, east = api(people.leader), api(people.east)
    facts = {"place": str(town.east.public_id), "kind": "residents", "findings": ["路灯不亮"]}
    made = leader.post(VISITS, facts)
    address = f"{VISITS}{made.json()['public_id']}/"
    (finding,) = made.json()["findings"]

    found = leader.post(f"{address}find/", {"content": "缺少座椅"})
    turned = east.post(f"/api/v1/findings/{finding}/make-need/", {"resource_class": "venue"})
    again = east.post(f"/api/v1/findings/{finding}/make-need/", {"resource_class": "venue"})

    assert (made.status_code, found.status_code, turned.status_code) == (201, 200, 200)
    assert (turned.json()["state"], bool(turned.json()["need"])) == ("need", True)
    assert again.status_code == 409
    assert api(people.west).get(address).status_code == 404


def test_a_contact_point_over_http(town, people, api):
    facts = {"community": "101801", "leader": people.leader.username}

    made = api(people.office).post("/api/v1/contact-points/", facts)

    assert (made.status_code, made.json()["community"]) == (201, "101801")
    assert api(people.leader).post("/api/v1/contact-points/", facts).status_code in {400, 403}


def test_an_inspection_over_http(town, people, api):
    office = api(people.office)
    subjects = [str(row.public_id) for row in (town.east, town.west, town.school)]
    facts = {"street": "101", "kind": "random", "title": "抽查", "subjects": subjects}
    made = office.post("/api/v1/inspections/", facts)
    address = f"/api/v1/inspections/{made.json()['public_id']}/"

    drawn = office.post(f"{address}draw/", {"count": 3, "seed": "7"})
    found = office.post(f"{address}find/", {"subject": 1, "content": "未公示"})

    assert (made.status_code, drawn.json()["seed"], found.status_code) == (201, "7", 200)
    assert api(people.bank).get(address).status_code == 404


def test_there_is_an_endpoint_for_each_step(town, people, api):
    client = api(people.office)
    rows = [
        ("action-items", ActionItemFactory(owner_org=town.east), ACTION_ITEM_MOVES),
        ("findings", FindingFactory(visit__place_org=town.east), FINDING_MOVES),
        ("inspections", InspectionFactory(street=town.root), INSPECTION_MOVES),
    ]

    answers = {
        (noun, action): client.post(
            f"/api/v1/{noun}/{row.public_id}/{action.replace('_', '-')}/"
        ).status_code
        for noun, row, moves in rows
        for action in moves
    }

    assert not {404, 405} & set(answers.values())


def test_lists_cost_the_same_at_any_length(town, people, api, django_assert_num_queries):
    client = api(people.office)

    def more():
        ActionItemFactory(owner_org=town.east, finding=FindingFactory(visit__place_org=town.east))
        VisitFactory(place_partner=town.school, by_org=town.east)

    def cost():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            for address in (ITEMS, VISITS, "/api/v1/findings/"):
                assert client.get(address).status_code == 200
        return len(queries)

    more()
    one = cost()
    more()
    more()

    assert cost() == one


def test_the_api_tells_nothing_of_censures():
    routes = " ".join(str(key) for key in get_resolver().reverse_dict)
    from partybuild.urls import router

    assert not any("censure" in prefix for prefix, _viewset, _name in router.registry)
    assert "censure" not in routes
