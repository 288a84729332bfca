"""Facilities, checklists and checks over HTTP."""

import pytest
from django.utils import timezone

from grids.enums import FIRST_ITEMS, ChecklistKind
from grids.models import Check, Facility
from orgs.enums import Role
from tests.factories import FacilityFactory
from tests.grids.checks import found_all

pytestmark = pytest.mark.django_db

FACILITIES, CHECKS = "/api/v1/facilities/", "/api/v1/checks/"
CHECKLISTS = "/api/v1/checklists/"
HAVES = ChecklistKind.SIX_HAVES
FINDINGS = [{"item": name, "answer": "yes"} for name in FIRST_ITEMS[HAVES]]
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def centre(town, ground):
    return FacilityFactory(street=town.root, community=town.east, name="东中心")


@pytest.fixture
def client(office, api):
    return api(office)


def post(client, url, **sent):
    return client.post(url, sent, format="json")


def test_a_facility_is_registered_amended_and_led_through_its_life(town, ground, client):
    made = post(
        client,
        FACILITIES,
        street="101",
        name="北厅",
        kind="hub",
        grid="001-01",
        total_sqm="1200",
    )
    url = f"{FACILITIES}{made.json()['public_id']}/"
    patched = client.patch(
        url, {"address": "示例路1号"}, format="json", headers={"If-Match": '"1"'}
    )
    steps = [
        post(client, f"{url}build/", mode="new"),
        post(client, f"{url}open/", on=TODAY),
        post(client, f"{url}tag/", functions=["culture"]),
        post(
            client,
            f"{url}set-hours/",
            hours=[{"weekday": 0, "opens_at": "08:30", "closes_at": "12:00"}],
            closed_days=[{"day": "2026-02-15", "reason": "检修"}],
        ),
        post(client, f"{url}renovate/", reason="扩建"),
        post(client, f"{url}close/", on=TODAY, reason="合并"),
    ]

    assert (made.status_code, made.json()["grid"], made.json()["state"]) == (
        201,
        "001-01",
        "planned",
    )
    assert patched.json()["address"] == "示例路1号"
    assert [step.status_code for step in steps] == [200] * 6
    shown = client.get(url).json()
    assert (shown["state"], shown["functions"], shown["closed_on"]) == (
        "closed",
        ["culture"],
        TODAY,
    )
    assert shown["hours"] == [{"weekday": 0, "opens_at": "08:30:00", "closes_at": "12:00:00"}]
    assert shown["closed_days"] == [{"day": "2026-02-15", "reason": "检修"}]


def test_a_second_hub_is_a_conflict(town, ground, client):
    FacilityFactory(street=town.root, kind="hub", grid=ground.north)

    refused = post(
        client, FACILITIES, street="101", name="二", kind="hub", grid="001-01", state="active"
    )

    assert (refused.status_code, refused.json()["code"]) == (409, "hub_stands")


def test_a_check_is_filed_sent_back_corrected_verified_and_confirmed(
    town, centre, client, api, person
):
    secretary = api(person(Role.SECRETARY, over=town.east))

    made = post(
        secretary, CHECKS, facility=str(centre.public_id), kind=HAVES, findings=FINDINGS[:5]
    )
    url = f"{CHECKS}{made.json()['public_id']}/"
    own = post(secretary, f"{url}verify/")
    deeds = [
        post(client, f"{url}send-back/", reason="缺一项"),
        post(secretary, f"{url}correct/", findings=FINDINGS),
        post(client, f"{url}verify/"),
        post(client, f"{url}confirm/"),
    ]

    assert (made.status_code, made.json()["yes_count"]) == (201, 5)
    assert own.status_code == 403
    assert [deed.json()["state"] for deed in deeds] == ["returned", "checked", "verified", "met"]
    assert client.get(url).json()["answers"][0] == {
        "item": "有场所",
        "answer": "yes",
        "note": "",
        "evidence": "",
    }


def test_a_list_is_worded_anew_and_its_versions_are_read(client, centre):
    made = post(client, CHECKLISTS, street="101", kind=HAVES, items=["有场所", "有党旗"])

    versions = client.get(CHECKLISTS, {"kind": HAVES}).json()["results"]
    assert (made.status_code, made.json()["version"]) == (201, 2)
    assert [(each["version"], len(each["items"])) for each in versions] == [(2, 2), (1, 6)]


def test_a_base_grid_names_its_nearest_facility(ground, centre, client):
    url = f"/api/v1/grids/{ground.base.code}/name-nearest/"

    named = post(client, url, facility=str(centre.public_id), walking_minutes=4)

    assert (named.status_code, named.json()["nearest_facility"]) == (200, str(centre.public_id))


def test_what_is_out_of_reach_does_not_exist(town, centre, person, api, office):
    check = found_all(centre, HAVES, by=office)
    stranger = api(person(Role.SECRETARY, over=town.west))

    for url in (f"{FACILITIES}{centre.public_id}/", f"{CHECKS}{check.public_id}/"):
        assert stranger.get(url).status_code == 404
    filed = post(stranger, CHECKS, facility=str(centre.public_id), kind=HAVES, findings=[])
    closed = post(stranger, f"{FACILITIES}{centre.public_id}/close/", on=TODAY, reason="合并")
    nobody = api(person(Role.PARTNER_LIAISON, over=town.school))
    assert (filed.status_code, closed.status_code) == (400, 404)
    assert nobody.get(CHECKLISTS).json()["results"] == []
    assert (Facility.objects.active().count(), Check.objects.count()) == (1, 1)


@pytest.mark.parametrize("asked", [{"kind": "centre"}, {"community": "101801"}, {"search": "东"}])
def test_lists_are_narrowed(town, ground, centre, client, asked):
    FacilityFactory(street=town.root, kind="hub", grid=ground.north, name="北厅")

    found = client.get(FACILITIES, asked).json()["results"]
    in_north = client.get(FACILITIES, {"under": "001-01"}).json()["results"]

    assert [row["name"] for row in found] == ["东中心"]
    assert [row["name"] for row in in_north] == ["北厅"]


@pytest.mark.parametrize("url", [FACILITIES, CHECKS, CHECKLISTS])
def test_lists_cost_the_same_at_any_length(
    town, ground, office, client, url, django_assert_max_num_queries
):
    for size in (1, 3):
        while Facility.objects.count() < size:
            found_all(FacilityFactory(street=town.root, community=town.east), HAVES, by=office)
        with django_assert_max_num_queries(8):
            client.get(url)
