"""The trail, the inbox, the tokens and the calendar over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from orgs.enums import Role
from orgs.models import ApiToken, Notification
from orgs.services.audit import record
from orgs.services.notifications import notify

pytestmark = pytest.mark.django_db


def test_the_auditor_reads_the_trail_of_what_lies_below(town, person, api):
    record(actor=None, verb="org.amend", subject=town.branch, reason="north")
    record(actor=None, verb="org.amend", subject=town.south, reason="south")
    client = api(person(Role.AUDITOR, over=town.north))

    found = client.get("/api/v1/audit-entries/").data["results"]

    assert [(row["reason"], row["org"]) for row in found] == [("north", town.branch.code)]


def test_a_secretary_reads_no_trail(town, person, api):
    record(actor=None, verb="org.amend", subject=town.east)

    found = api(person(Role.SECRETARY, over=town.east)).get("/api/v1/audit-entries/").data

    assert found["count"] == 0


@pytest.mark.parametrize("size", [1, 3])
def test_the_trail_costs_the_same_at_any_size(town, office, api, size, django_assert_num_queries):
    for _ in range(size):
        record(actor=office, verb="org.amend", subject=town.root)
    client = api(office)

    with django_assert_num_queries(3):
        client.get("/api/v1/audit-entries/?verb=org.amend&since=2020-01-01T00:00:00Z")


def test_messages_are_read_one_by_one_or_all_at_once(town, office, person, api):
    other = person(Role.SECRETARY, over=town.east)
    for key in ("a", "b", "c"):
        notify(
            recipients=[office, other],
            verb="org.amend",
            subject=town.root,
            key=key,
            because="You lead it",
        )
    client = api(office)
    first = client.get("/api/v1/notifications/?is_read=false").data["results"][0]

    one = client.post(f"/api/v1/notifications/{first['public_id']}/read/")
    left = client.get("/api/v1/notifications/?is_read=false").data["count"]
    rest = client.post("/api/v1/notifications/read-all/")

    assert (one.status_code, left, rest.status_code) == (200, 2, 204)
    assert not Notification.objects.filter(recipient=office).unread().exists()
    assert Notification.objects.filter(recipient=other).unread().count() == 3


def test_the_message_of_another_does_not_exist_for_me(town, office, person, api):
    notify(recipients=[office], verb="org.amend", subject=town.root, key="a", because="You lead it")
    message = Notification.objects.get()

    response = api(person(Role.SECRETARY, over=town.east)).post(
        f"/api/v1/notifications/{message.public_id}/read/"
    )

    assert response.status_code == 404


def test_a_token_is_told_once_and_works_until_it_is_revoked(office, api):
    expires_on = (timezone.localdate() + timedelta(days=30)).isoformat()
    owner = api(office)

    issued = owner.post("/api/v1/tokens/", {"name": "Board", "expires_on": expires_on})
    client = APIClient(headers={"Authorization": f"Token {issued.data['token']}"})
    before = client.get("/api/v1/me/").status_code
    revoked = owner.post(f"/api/v1/tokens/{issued.data['public_id']}/revoke/")

    assert (issued.status_code, before, revoked.status_code) == (201, 200, 204)
    assert client.get("/api/v1/me/").status_code == 401
    assert not ApiToken.objects.exists()


def test_a_read_only_token_does_no_deed(office, api):
    expires_on = timezone.localdate().isoformat()
    issued = api(office).post("/api/v1/tokens/", {"name": "Board", "expires_on": expires_on}).data
    client = APIClient(headers={"Authorization": f"Token {issued['token']}"})

    assert client.post("/api/v1/notifications/read-all/").status_code == 403


def test_the_token_of_another_does_not_exist_for_me(office, town, person, api):
    expires_on = timezone.localdate().isoformat()
    issued = api(office).post("/api/v1/tokens/", {"name": "Board", "expires_on": expires_on}).data

    stranger = api(person(Role.SECRETARY, over=town.east))

    assert stranger.post(f"/api/v1/tokens/{issued['public_id']}/revoke/").status_code == 404


def test_the_work_calendar_names_the_days_of_a_year(office, api):
    client = api(office)

    year = client.get("/api/v1/work-calendar/2026/").data

    assert (year["is_announced"], year["workdays"]) == (True, 248)
    assert {"day": "2026-10-10", "is_workday": True, "name": "国庆节"} in [
        dict(day) for day in year["days"]
    ]
    assert 2026 in client.get("/api/v1/work-calendar/").data
    assert client.get("/api/v1/work-calendar/1999/").status_code == 404


def test_nobody_reads_anything_without_signing_in(db):
    client = APIClient()

    assert {
        client.get(f"/api/v1/{address}/").status_code
        for address in ("me", "people", "role-assignments", "audit-entries", "tokens")
    } == {401}
