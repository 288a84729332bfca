"""Nominations and setups over HTTP."""

import pytest

from liaison.enums import BodyKind
from liaison.models import Membership, Nomination
from orgs.enums import Role
from tests.factories import CircleFactory
from tests.liaison.factories import BodyFactory, MembershipFactory, NominationFactory
from tests.liaison.test_nominations import before_the_committee

pytestmark = pytest.mark.django_db

API = "/api/v1/"


@pytest.fixture
def client(office, api):
    return api(office)


def test_a_unit_nominates_and_the_office_appoints(town, client, person, api):
    body = BodyFactory(org=town.root)
    liaison = api(person(Role.PARTNER_LIAISON, over=town.school))
    facts = {"body": str(body.public_id), "person_name": "示例人选"}

    assert liaison.post(f"{API}nominations/", facts).status_code == 400
    answer = liaison.post(
        f"{API}nominations/", {**facts, "by_partner": str(town.school.public_id)}
    ).json()
    nomination = Nomination.objects.get(public_id=answer["public_id"])
    resolution = before_the_committee(nomination)
    url = f"{API}nominations/{nomination.public_id}/approve/"
    taken = {"resolution": str(resolution.public_id)}

    assert liaison.post(url, taken).status_code in {400, 403}
    seated = client.post(url, taken).json()

    assert seated["state"] == "in_office"
    assert seated["seat"] == str(Membership.objects.get().public_id)


def test_a_nomination_out_of_reach_is_neither_read_nor_moved(town, person, api):
    nomination = NominationFactory(body__org=town.east)
    stranger = api(person(Role.SECRETARY, over=town.west))
    url = f"{API}nominations/{nomination.public_id}/"

    assert stranger.get(url).status_code == 404
    assert stranger.post(f"{url}refuse/", {"reason": "示例"}).status_code == 404


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, client, size, django_assert_num_queries):
    NominationFactory.create_batch(size, body__org=town.root)

    with django_assert_num_queries(3):
        client.get(f"{API}nominations/")


def test_bodies_are_set_up_by_plan_and_for_circles(town, client, person, api):
    facts = {"org": town.root.code, "kind": BodyKind.LEADING_GROUP}
    circle = CircleFactory(street=town.root)
    reader = api(person(Role.LEADER, over=town.root))

    assert reader.post(f"{API}bodies/set-up-by-plan/", facts).status_code == 403
    body = client.post(f"{API}bodies/set-up-by-plan/", facts)
    again = client.post(f"{API}bodies/set-up-by-plan/", facts)
    of_circle = client.post(
        f"{API}bodies/set-up-for-circle/", {"circle": str(circle.public_id)}
    ).json()

    assert body.status_code == 201
    assert (again.status_code, again.json()["code"]) == (409, "body_stands_already")
    assert of_circle["circle"] == str(circle.public_id)
    [part] = client.get(f"{API}bodies/", {"kind": "leading_group_office"}).json()["results"]
    assert part["parent"] == body.json()["public_id"]


def test_a_seat_without_an_end_is_not_renewed(town, client):
    seat = MembershipFactory(body__org=town.root)

    answer = client.post(f"{API}memberships/{seat.public_id}/reappoint/", {})

    assert (answer.status_code, answer.json()["code"]) == (409, "term_unclear")
