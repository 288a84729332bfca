"""Bodies and seats as pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from liaison.models import Body, Membership
from orgs.enums import Role
from orgs.models import AuditEntry
from tests.liaison.factories import BodyFactory, MeetingFactory, MembershipFactory

pytestmark = pytest.mark.django_db

BODIES = "/meetings/bodies/"
RULES = {"kind": "extended_committee", "name": "示例大工委", "notice_workdays": 3}


@pytest.fixture
def client(office, browser):
    return browser(office)


@pytest.mark.parametrize("name", ["body", "body-amend", "seat-new"])
def test_a_body_outside_my_reach_does_not_exist_for_me(town, person, browser, name):
    url = reverse(f"liaison:{name}", args=[BodyFactory(org=town.east).public_id])

    assert browser(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404


@pytest.mark.parametrize("name", ["seat-amend", "seat-end"])
def test_nor_do_its_seats(town, person, browser, name):
    url = reverse(f"liaison:{name}", args=[MembershipFactory(body__org=town.east).public_id])

    assert browser(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404


@pytest.mark.parametrize("name", ["body-amend", "seat-new"])
def test_who_only_reads_is_asked_nothing(town, person, browser, name):
    url = reverse(f"liaison:{name}", args=[BodyFactory(org=town.east).public_id])

    assert browser(person(Role.LEADER, over=town.root)).get(url).status_code == 403


def test_a_body_is_set_up_for_an_organisation_named_by_its_code(town, client):
    answer = client.post(f"{BODIES}set-up/", {**RULES, "org": "101"})

    body = Body.objects.get()
    assert (body.org, answer["Location"]) == (town.root, body.get_absolute_url())


def test_a_secretary_names_no_organisation_above(town, person, browser):
    secretary = browser(person(Role.SECRETARY, over=town.east))

    assert secretary.post(f"{BODIES}set-up/", {**RULES, "org": "101"}).status_code == 422
    assert not Body.objects.exists()


def test_a_quorum_that_is_no_fraction_is_said_beside_it(town, client):
    body = BodyFactory(org=town.root)
    wrong = {**RULES, "quorum_numerator": 3, "quorum_denominator": 2}

    answer = client.post(reverse("liaison:body-amend", args=[body.public_id]), wrong)

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["quorum_numerator"]


def test_a_seat_is_given_corrected_and_ended_on_pages(town, client):
    body = BodyFactory(org=town.root)
    today = f"{timezone.localdate():%Y-%m-%d}"
    facts = {"person_name": "示例甲", "unit_org": "101801", "post": "书记"}

    client.post(reverse("liaison:seat-new", args=[body.public_id]), {**facts, "role": "leader"})
    seat = Membership.objects.get()
    assert (seat.unit_org, seat.role) == (town.east, "leader")
    amend = reverse("liaison:seat-amend", args=[seat.public_id])
    assert client.get(amend).context["form"].initial["unit_org"] == town.east
    client.post(amend, {**facts, "post": "党委书记", "version": 1})
    client.post(reverse("liaison:seat-end", args=[seat.public_id]), {"on": today})

    seat.refresh_from_db()
    assert (seat.post, f"{seat.ends_on}") == ("党委书记", today)


def test_a_second_leader_is_refused_beside_the_role(town, client):
    body = MembershipFactory(body__org=town.root, role="leader").body
    second = {"person_name": "示例乙", "role": "leader"}

    answer = client.post(reverse("liaison:seat-new", args=[body.public_id]), second)

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["role"]


def test_a_body_is_dissolved_with_its_reason(town, client):
    body = BodyFactory(org=town.root)
    url = reverse("liaison:body-step", args=[body.public_id, "dissolve"])

    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "任务完成"})

    assert Body.objects.get().is_active is False
    assert client.get(body.get_absolute_url()).context["offers"] == []


def test_looking_at_a_phone_number_is_recorded(town, client):
    seat = MembershipFactory(body__org=town.root, work_phone="19000000001")
    page = client.get(seat.body.get_absolute_url())
    [line] = page.context["seats"]
    assert "19000000001" not in page.content.decode()

    shown = client.post(line.contact.url)

    assert "19000000001" in shown.content.decode()
    assert AuditEntry.objects.filter(verb="contact.read").count() == 1


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, client, size, django_assert_num_queries):
    for _ in range(size):
        MembershipFactory(body__org=town.root, role="leader")

    with django_assert_num_queries(6):
        client.get(BODIES)


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_for_any_body(town, client, size, django_assert_num_queries):
    body = BodyFactory(org=town.root)
    for _ in range(size):
        MembershipFactory(body=body, unit_partner=town.school, work_phone="19000000001")
        MembershipFactory(body=body, unit_org=town.east)
        MeetingFactory(body=body)

    with django_assert_num_queries(14):
        client.get(body.get_absolute_url())


def test_the_list_names_leader_and_seats(town, client):
    body = MembershipFactory(body__org=town.root, role="leader", person_name="示例甲").body
    MembershipFactory(body=body)
    MembershipFactory(body=body, ends_on=timezone.localdate(), starts_on=timezone.localdate())

    [row] = client.get(BODIES).context["page"]

    assert (row.leader_name, row.seat_count) == ("示例甲", 3)


@pytest.mark.parametrize(("is_active", "count"), [("", 2), ("true", 1), ("false", 1)])
def test_dissolved_bodies_can_be_left_out(town, client, is_active, count):
    BodyFactory(org=town.root)
    BodyFactory(org=town.root, is_active=False)

    page = client.get(BODIES, {"is_active": is_active}).context["page"]

    assert page.paginator.count == count
