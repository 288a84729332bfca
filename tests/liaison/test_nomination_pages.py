"""Nominations, setups, seats and the chart of bodies as pages."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from liaison.body_enums import NominationState
from liaison.enums import BodyKind, MeetingState
from liaison.models import Body, Membership, Nomination
from orgs.enums import Role
from tests.factories import CircleFactory
from tests.liaison.factories import (
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
    NominationFactory,
)
from tests.liaison.test_nominations import before_the_committee

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(office, browser):
    return browser(office)


def step(client, nomination, action, **facts):
    url = reverse("liaison:nomination-step", args=[nomination.public_id, action])
    return client.post(url, facts)


def test_a_unit_nominates_on_a_page_that_names_its_own_side(town, person, browser):
    body = BodyFactory(org=town.root)
    client = browser(person(Role.PARTNER_LIAISON, over=town.school))
    url = f"{reverse('liaison:nomination-propose')}?body={body.public_id}"
    form = client.get(url).context["form"]
    assert form.initial["body"] == body.pk
    assert form["nominator"].value() == town.school.name

    facts = {"body": body.pk, "nominator": town.school.name, "role": "member"}
    answer = client.post(url, {**facts, "person_name": "示例人选"})

    nomination = Nomination.objects.get()
    assert (nomination.by_partner, answer["Location"]) == (
        town.school,
        nomination.get_absolute_url(),
    )
    assert step(client, nomination, "refuse", reason="示例").status_code == 403


def test_a_nomination_goes_its_way_on_its_page(town, client):
    nomination = NominationFactory(body__org=town.root)
    meeting = MeetingFactory(body=nomination.body, in_state=MeetingState.GATHERING)
    page = client.get(nomination.get_absolute_url())
    assert [offer.action for offer in page.context["offers"]] == [
        "deliberate",
        "refuse",
        "withdraw",
    ]

    step(client, nomination, "deliberate", meeting=meeting.pk)
    nomination.refresh_from_db()
    assert nomination.item.meeting == meeting
    resolution = before_the_committee(nomination)
    step(client, nomination, "approve", resolution=resolution.pk)

    nomination.refresh_from_db()
    assert nomination.state == NominationState.IN_OFFICE
    assert Membership.objects.get() == nomination.seat


def test_a_nomination_out_of_reach_does_not_exist(town, person, browser):
    nomination = NominationFactory(body__org=town.east)
    stranger = browser(person(Role.SECRETARY, over=town.west))

    assert stranger.get(nomination.get_absolute_url()).status_code == 404
    assert step(stranger, nomination, "refuse", reason="示例").status_code == 404


@pytest.mark.parametrize("name", ["nominations", "seats", "body-chart"])
@pytest.mark.parametrize("size", [1, 3])
def test_each_list_costs_the_same_at_any_size(
    town, client, name, size, django_assert_max_num_queries
):
    for _ in range(size):
        MembershipFactory(body=NominationFactory(body__org=town.root).body, unit_org=town.east)

    with django_assert_max_num_queries(11):
        client.get(reverse(f"liaison:{name}"))


def test_a_body_is_set_up_with_its_parts_and_drawn_beneath_it(town, client):
    facts = {"org": "101", "kind": BodyKind.COBUILDING_COMMITTEE}

    client.post(reverse("liaison:body-set-up-by-plan"), facts)

    whole = Body.objects.get(kind=BodyKind.COBUILDING_COMMITTEE)
    drawn = json.loads(client.get(reverse("liaison:body-chart"), {"draw": 1}).content)["nodes"]
    beneath = [node for node in drawn if node["parent"] == str(whole.public_id)]
    assert (len(drawn), len(beneath)) == (5, 4)
    chart = client.get(reverse("liaison:body-chart"))
    assert sum(figure.count for figure in chart.context["telling"]().figures) == 5
    shown = client.get(whole.get_absolute_url())
    assert len(shown.context["parts"]) == 4
    assert "no-leader" in [figure.indicator.key for figure in shown.context["shortfalls"]]


def test_a_circle_gets_its_meeting_once(town, client):
    circle = CircleFactory(street=town.root)
    url = reverse("liaison:body-set-up-for-circle")

    client.post(url, {"circle": circle.pk})

    assert Body.objects.get().circle == circle
    assert client.post(url, {"circle": circle.pk}).status_code == 422


def test_a_seat_is_renewed_on_its_page(town, client, person, browser):
    today = timezone.localdate()
    seat = MembershipFactory(body__org=town.root, ends_on=today)
    url = reverse("liaison:seat-reappoint", args=[seat.public_id])
    assert browser(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404

    client.post(url, {"ends_on": ""})

    assert Membership.objects.filter(starts_on__gt=today, person_name=seat.person_name).exists()


def test_the_roster_is_a_file_for_whoever_sees_the_body(town, client, person, browser):
    body = MembershipFactory(body__org=town.east).body
    url = reverse("liaison:body-roster", args=[body.public_id])

    assert b"".join(client.get(url).streaming_content).startswith(b"PK")
    assert browser(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404
