"""Estates, buildings, property firms, contracts and bundles over HTTP."""

import pytest
from django.utils import timezone

from grids.models import Bundle, Estate, PropertyFirm, ServiceContract
from orgs.enums import Role
from tests.factories import (
    BuildingFactory,
    BundleFactory,
    EstateFactory,
    PropertyFirmFactory,
    ServiceContractFactory,
)

pytestmark = pytest.mark.django_db

V1 = "/api/v1"
TODAY = str(timezone.localdate())


@pytest.fixture
def client(office, api):
    return api(office)


def send(client, url, body=None, status=200, method="post", **headers):
    answer = getattr(client, method)(f"{V1}{url}", body or {}, format="json", headers=headers)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_an_estate_is_brought_to_being_managed_by_rest_alone(town, ground, client):
    estate = send(
        client,
        "/estates/",
        {"street": "101", "name": "示例新村", "community": "101801", "kind": "old"},
        201,
    )
    way = f"/estates/{estate['public_id']}"
    send(client, f"{way}/place/", {"community": "101801", "unit_grid": "001-01-001"})
    send(client, f"{way}/add-buildings/", {"numbers": "1-3#、8#", "base_grid": "001-01-001-001"})
    send(client, f"{way}/assign-buildings/", {"numbers": "8", "base_grid": None})
    send(client, f"{way}/remove-buildings/", {"numbers": "3#", "reason": "已拆除"})
    send(client, f"{way}/survey/", {"on": TODAY, "is_without_manager": True})
    send(client, f"{way}/fall-back/")
    send(client, f"{way}/sign/", status=409)
    firm = send(client, "/property-firms/", {"street": "101", "name": "示例公益物业"}, 201)
    contract = {
        "firm": firm["public_id"],
        "estate": estate["public_id"],
        "starts": "2026-01",
        "is_open_ended": True,
    }
    signed = send(client, "/service-contracts/", contract, 201)
    send(client, "/service-contracts/", contract, 409)
    send(client, f"{way}/sign/")
    managed = send(client, f"{way}/take-over/")

    assert (managed["state"], managed["mode"], managed["unit_grid"]) == (
        "managed",
        "public_welfare",
        "001-01-001",
    )
    assert (signed["starts"], signed["ends"]) == ("2026-01", None)
    listed = send(client, f"/buildings/?estate={estate['public_id']}", method="get")["results"]
    assert {(b["number"], b["base_grid"]) for b in listed} == {
        ("1", "001-01-001-001"),
        ("2", "001-01-001-001"),
        ("8", None),
    }


def test_facts_are_corrected_with_the_etag_that_was_read(town, client):
    estate = EstateFactory(street=town.root)
    firm = PropertyFirmFactory(street=town.root)
    building = BuildingFactory(estate=estate)

    for url, facts in (
        (f"/estates/{estate.public_id}/", {"household_count": 9}),
        (f"/property-firms/{firm.public_id}/", {"party_state": "joint"}),
        (f"/buildings/{building.public_id}/", {"household_count": 9}),
    ):
        amended = send(client, url, facts, method="patch", **{"If-Match": '"1"'})
        assert amended.items() >= facts.items()
        send(client, url, facts, 412, method="patch", **{"If-Match": '"1"'})


def test_a_bundle_is_packed_and_signed_by_rest_alone(town, ground, client):
    estates = [EstateFactory(street=town.root, surveyed=True) for _ in range(3)]
    firm = PropertyFirmFactory(street=town.root)
    bundle = send(
        client, "/bundles/", {"street": "101", "name": "一号包", "area_grid": "001-01"}, 201
    )
    way = f"/bundles/{bundle['public_id']}"
    for estate in estates:
        send(client, f"{way}/add/", {"estate": str(estate.public_id)})
    send(client, f"{way}/remove/", {"estate": str(estates[0].public_id)})
    send(client, f"{way}/invite/")
    send(client, f"{way}/repack/", {"reason": "无企业报名"})
    send(client, f"{way}/invite/")
    term = {"firm": str(firm.public_id), "starts": "2026-01-01", "ends": "2028"}
    send(client, f"{way}/sign/", term)
    taken = send(client, f"{way}/take-over/")

    assert (taken["state"], Estate.objects.managed().count()) == ("taken_over", 2)
    assert {str(c.ends_on) for c in ServiceContract.objects.all()} == {"2028-12-31"}


def test_a_contract_is_corrected_and_ended(town, client):
    contract = ServiceContractFactory(
        firm=PropertyFirmFactory(street=town.root),
        estate=EstateFactory(street=town.root),
        manager_phone="19000000001",
    )
    way = f"/service-contracts/{contract.public_id}"

    amended = send(client, f"{way}/amend/", {"household_count": 318})
    ended = send(client, f"{way}/end/", {"on": TODAY})

    assert (amended["household_count"], amended["manager_phone"]) == (318, "190****0001")
    assert ended["ends"] == TODAY


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=surveyed", ["一"]),
        ("?managed=true", ["二"]),
        ("?managed=false", ["一", "三"]),
        ("?community=101802", ["三"]),
        ("?mode=enterprise", ["二"]),
        ("?under=001-01", ["一"]),
        ("?search=三", ["三"]),
    ],
)
def test_estates_are_narrowed(town, ground, client, query, found):
    EstateFactory(street=town.root, name="一", surveyed=True, unit_grid=ground.unit)
    EstateFactory(street=town.root, name="二", managed=True)
    EstateFactory(street=town.root, name="三", community=town.west)

    rows = send(client, f"/estates/{query}", method="get")["results"]

    assert sorted(row["name"] for row in rows) == sorted(found)


def test_what_is_out_of_reach_does_not_exist(town, ground, person, api):
    estate = EstateFactory(street=town.root, community=town.west)
    contract = ServiceContractFactory(estate=estate, firm=PropertyFirmFactory(street=town.root))
    building = BuildingFactory(estate=estate)
    bundle = BundleFactory(street=town.root, area_grid=ground.north)
    client = api(person(Role.SECRETARY, over=town.east))

    for noun, row in (
        ("estates", estate),
        ("buildings", building),
        ("property-firms", contract.firm),
        ("service-contracts", contract),
        ("bundles", bundle),
    ):
        send(client, f"/{noun}/{row.public_id}/", status=404, method="get")
        assert send(client, f"/{noun}/", method="get")["results"] == []


def test_what_is_within_reach_is_not_everybodys_to_change(town, person, api):
    estate = EstateFactory(street=town.root, community=town.east, fallback=True)
    client = api(person(Role.SECRETARY, over=town.east))

    send(client, f"/estates/{estate.public_id}/sign/", status=403)
    send(client, f"/estates/{estate.public_id}/go-back/", {"reason": "示"}, 403)
    send(client, "/property-firms/", {"street": "101", "name": "示"}, 400)

    assert (PropertyFirm.objects.count(), Bundle.objects.count()) == (0, 0)
