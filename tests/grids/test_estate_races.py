"""Many hands at the same estate at once: one contract at a time, one bundle, one building."""

from datetime import date
from functools import partial

import pytest
from django.db import connection, connections

from grids.enums import EstateState
from grids.models import Building, Estate, ServiceContract
from grids.services import buildings, bundles, contracts, estates, firms
from orgs.enums import Role
from partybuild.errors import MoveRefused
from tests.factories import (
    BundleFactory,
    EstateFactory,
    GridFactory,
    OrgFactory,
    PropertyFirmFactory,
    RoleAssignmentFactory,
)
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HANDS = 8
TERM = {
    "starts_on": date(2026, 1, 1),
    "starts_precision": "day",
    "ends_on": date(2026, 12, 31),
    "ends_precision": "day",
}


@pytest.fixture
def street():
    return OrgFactory(code="1")


@pytest.fixture
def actor(street):
    return RoleAssignmentFactory(role=Role.OFFICE, org=street).user


def signing(street, estate, actor):
    return [
        partial(
            contracts.sign_contract,
            firm=PropertyFirmFactory(street=street),
            estate=estate,
            actor=actor,
            **TERM,
        )
        for _ in range(HANDS)
    ]


def test_one_of_eight_firms_signs_for_an_estate(street, actor):
    estate = EstateFactory(street=street)

    failures = at_once(signing(street, estate, actor))

    assert [type(failure) for failure in failures] == [contracts.ContractsOverlap] * (HANDS - 1)
    assert ServiceContract.objects.count() == 1


def test_without_the_lock_an_estate_comes_under_several_contracts(street, actor, monkeypatch):
    monkeypatch.setattr(contracts, "lock", lambda row: type(row)._base_manager.get(pk=row.pk))
    if connection.vendor == "sqlite":
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
    harm = False

    for _round in range(5):
        estate = EstateFactory(street=street)
        failures = at_once(signing(street, estate, actor))
        # SQLite throws out whoever read before another wrote; PostgreSQL lets them all through.
        locked = [failure for failure in failures if "locked" in str(failure)]
        harm = bool(locked) or estate.contracts.count() > 1
        if harm:
            break

    assert harm


def test_an_estate_goes_into_one_of_eight_rival_bundles(street, actor):
    estate = EstateFactory(street=street, surveyed=True)
    area = GridFactory(street=street)
    rivals = [
        partial(
            bundles.add_to_bundle,
            bundle=BundleFactory(street=street, area_grid=area),
            estate=estate,
            actor=actor,
        )
        for _ in range(HANDS)
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [MoveRefused] * (HANDS - 1)
    assert Estate.objects.get().state == EstateState.BUNDLED


@pytest.mark.parametrize("noun", ["estate", "firm", "building"])
def test_one_name_goes_to_one_of_eight_rivals(street, actor, noun):
    deeds = {
        "estate": partial(estates.open_estate, street=street, name="示例", code="1"),
        "firm": partial(firms.register_firm, street=street, name="示例"),
        "building": partial(
            buildings.add_buildings, estate=EstateFactory(street=street), numbers=["1"]
        ),
    }
    refusal = {
        "estate": estates.EstateKnownAlready,
        "firm": firms.FirmKnownAlready,
        "building": buildings.BuildingListedAlready,
    }[noun]

    failures = at_once([partial(deeds[noun], actor=actor) for _ in range(HANDS)])

    assert [type(failure) for failure in failures] == [refusal] * (HANDS - 1)
    assert Building.objects.count() == (noun == "building")
