"""Duties over HTTP: read, exempted, their rules set, one's own digests and calendar address."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from liaison.services.digests import send_digests
from orgs.enums import Role
from orgs.models import RoleAssignment
from tests.liaison.factories import ObligationFactory
from tests.liaison.test_digests import MONDAY, at

pytestmark = pytest.mark.django_db

DUTIES = "/api/v1/obligations/"


@pytest.fixture
def duty(town):
    return ObligationFactory(
        rule__street=town.root, org=town.east, due_on=timezone.localdate() + timedelta(days=3)
    )


def test_a_duty_is_read_exempted_and_asked_again(duty, town, office, person, api):
    client = api(office)
    one = f"{DUTIES}{duty.public_id}/"

    row = client.get(DUTIES, {"state": "not_begun"}).json()["results"][0]
    assert (row["org"], row["period"], row["state"]) == ("101801", "2026-11", "not_begun")
    assert client.post(f"{one}exempt/", {"reason": "示例"}).json()["state"] == "exempt"
    assert client.post(f"{one}exempt/", {"reason": "示例"}).status_code == 409
    assert client.post(f"{one}reinstate/").json()["state"] == "not_begun"
    assert client.post(f"{one}recheck/").status_code == 200
    assert api(person(Role.SECRETARY, over=town.west)).get(one).status_code == 404


def test_a_rule_is_set_by_its_office_alone(town, office, person, api):
    rule = {"street": "101", "key": "OB-20-3", "period_kind": "quarter"}

    made = api(office).post("/api/v1/obligation-rules/", rule, format="json")
    stranger = api(person(Role.LEADER, over=town.root))

    assert (made.status_code, made.json()["period_kind"]) == (201, "quarter")
    assert stranger.post("/api/v1/obligation-rules/", rule, format="json").status_code == 403
    assert stranger.get("/api/v1/obligation-rules/").json()["count"] == 1


def test_digests_are_one_s_own(town, person, office, api):
    secretary = person(Role.SECRETARY, over=town.east)
    RoleAssignment.objects.update(starts_on=date(2026, 1, 1))
    duty = ObligationFactory(rule__street=town.root, org=town.east)
    send_digests(now=at(MONDAY))

    mine = api(secretary).get("/api/v1/digests/").json()["results"]

    assert mine[0]["lines"] == [
        {"obligation": str(duty.public_id), "step": 2, "reason": "secretary"}
    ]
    assert api(office).get("/api/v1/digests/").json()["count"] == 0


def test_a_calendar_address_is_issued_and_revoked(office, api, client):
    made = api(office).post("/api/v1/calendar-feed/")

    assert made.status_code == 201
    assert client.get(made.json()["address"]).status_code == 200
    assert api(office).post("/api/v1/calendar-feed/revoke/").status_code == 204
    assert client.get(made.json()["address"]).status_code == 404
