"""The numbers of the plans (N-02): declared as data, set by an office, asked for by everybody."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry, Org, StreetNumber
from orgs.selectors.numbers import number_of
from orgs.services.numbers import NumberRefused, set_numbers
from orgs.standards import Number, numbers
from tests.factories import OrgFactory, RoleAssignmentFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db

NUMBERS = "/api/v1/numbers/"
EVERYTHING = {number.key: number.default for number in numbers()}


def test_a_number_is_the_declared_one_until_the_office_sets_it(town, office):
    before = number_of(town.root, "areas")
    set_numbers(street=town.root, numbers={"areas": 4}, actor=office)

    assert (before, number_of(town.root, "areas")) == (5, 4)
    entry = AuditEntry.objects.get(verb="streetnumber.set")
    assert (entry.org, entry.changes) == (town.root, {"value": [5, 4]})


def test_each_sub_district_has_its_own_numbers(town, office):
    other = OrgFactory(code="202")
    set_numbers(street=town.root, numbers={"areas": 4}, actor=office)

    assert number_of(other, "areas") == 5


def test_setting_what_holds_already_says_nothing(town, office):
    set_numbers(street=town.root, numbers={"areas": 5}, actor=office)

    assert not AuditEntry.objects.filter(verb="streetnumber.set").exists()
    assert not StreetNumber.objects.exists()


@pytest.mark.parametrize(("key", "value"), [("areas", 0), ("areas", 51), ("nothing", 5)])
def test_a_value_out_of_range_and_an_unknown_number_are_refused(town, office, key, value):
    with pytest.raises(NumberRefused):
        set_numbers(street=town.root, numbers={key: value}, actor=office)

    assert not StreetNumber.objects.exists()


def test_numbers_belong_to_a_sub_district_not_to_an_area(town, office):
    with pytest.raises(NumberRefused):
        set_numbers(street=town.north, numbers={"areas": 4}, actor=office)


def test_a_leader_reads_the_numbers_and_sets_none(town, person):
    with pytest.raises(PermissionDenied):
        set_numbers(
            street=town.root, numbers={"areas": 4}, actor=person(Role.LEADER, over=town.root)
        )


def test_a_number_of_named_answers_allows_these_only():
    number = Number("scope", "N-00", "", 1, "", 0, 0, choices={1: "all", 2: "each"})

    assert [number.allows(value) for value in (0, 1, 2, 3)] == [False, True, True, False]


def test_the_page_sets_every_number_and_comes_back(town, office, browser):
    client = browser(office)
    page = reverse("orgs:street-numbers", args=[town.root.public_id])

    refused = client.post(page, EVERYTHING | {"areas": "0"})
    kept = client.post(page, EVERYTHING | {"areas": "6"})

    assert (refused.status_code, kept.status_code, kept.headers["Location"]) == (422, 302, page)
    assert number_of(town.root, "areas") == 6
    assert "6" in client.get(page).content.decode()


def test_a_leader_reads_the_page_and_a_stranger_does_not_find_it(town, person, browser):
    page = reverse("orgs:street-numbers", args=[town.root.public_id])
    leader = browser(person(Role.LEADER, over=town.root))
    stranger = browser(person(Role.SECRETARY, over=town.north))

    assert "<form class" not in leader.get(page).content.decode().split("<main")[1]
    assert leader.post(page, EVERYTHING).status_code == 403
    assert stranger.get(page).status_code == 404
    assert stranger.get(reverse("orgs:numbers")).status_code == 404


def test_the_api_reads_and_sets_a_number(town, office, api, person):
    client = api(office)

    set_ = client.post(NUMBERS, {"street": "101", "key": "areas", "value": 7}, format="json")
    too_many = client.post(NUMBERS, {"street": "101", "key": "areas", "value": 99}, format="json")

    assert (set_.status_code, set_.json()["value"]) == (200, 7)
    assert (too_many.status_code, too_many.json()["code"]) == (409, "number_refused")
    read = {row["key"]: row["value"] for row in client.get(f"{NUMBERS}?street=101").json()}
    assert read["areas"] == 7
    assert api(person(Role.SECRETARY, over=town.north)).get(NUMBERS).json() == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_set_the_same_number_at_once_leave_one_row():
    street = Org.objects.get(pk=OrgFactory(code="1", kind=OrgKind.COMMITTEE).pk)
    actor = RoleAssignmentFactory(role=Role.OFFICE, org=street).user
    deeds = [
        partial(set_numbers, street=street, numbers={"areas": n}, actor=actor) for n in range(2, 8)
    ]

    assert at_once(deeds) == []
    assert StreetNumber.objects.count() == 1
