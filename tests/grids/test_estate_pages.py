"""Pages of estates, buildings, property firms, contracts and bundles."""

import pytest
from django.urls import reverse

from grids.enums import EstateState
from grids.models import Building, Estate, PropertyFirm, ServiceContract
from orgs.enums import Role
from orgs.models import AuditEntry
from tests.factories import (
    BuildingFactory,
    BundleFactory,
    EstateFactory,
    PropertyFirmFactory,
    ServiceContractFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(office, browser):
    return browser(office)


def rows_of(town, ground):
    estate = EstateFactory(street=town.root, community=town.west)
    firm = PropertyFirmFactory(street=town.root)
    return {
        "estate": estate,
        "building": BuildingFactory(estate=estate),
        "firm": firm,
        "contract": ServiceContractFactory(estate=estate, firm=firm),
        "bundle": BundleFactory(street=town.root, area_grid=ground.north),
    }


@pytest.mark.parametrize("noun", ["estate", "building", "firm", "contract", "bundle"])
def test_a_page_and_its_steps_do_not_exist_for_strangers(town, ground, person, browser, noun):
    row = rows_of(town, ground)[noun]
    stranger = browser(person(Role.SECRETARY, over=town.east))

    assert stranger.get(reverse(f"grids:{noun}", args=[row.public_id])).status_code == 404
    step = reverse(f"grids:{noun}-step", args=[row.public_id, "amend"])
    assert stranger.post(step, {}).status_code == 404


@pytest.mark.parametrize("noun", ["estates", "buildings", "firms", "contracts", "bundles"])
def test_a_list_costs_the_same_at_any_length(
    town, ground, client, noun, django_assert_max_num_queries
):
    def costs():
        with django_assert_max_num_queries(99) as asked:
            assert client.get(reverse(f"grids:{noun}")).status_code == 200
        return len(asked)

    rows_of(town, ground)
    client.get(reverse(f"grids:{noun}"))
    one = costs()
    for _ in range(2):
        rows_of(town, ground)

    assert costs() == one


def post(client, noun, row, action, **facts):
    return client.post(reverse(f"grids:{noun}-step", args=[row.public_id, action]), facts)


def test_an_estate_is_put_on_the_register(town, client):
    response = client.post(
        reverse("grids:estate-open"),
        {"street": town.root.pk, "name": "示例新村", "community": town.east.pk, "kind": "old"},
    )

    estate = Estate.objects.get()
    assert response.url == estate.get_absolute_url()
    assert (estate.community, estate.kind) == (town.east, "old")


def test_what_the_form_does_not_understand_stands_beside_the_field(town, client):
    estate = EstateFactory(street=town.root)

    response = post(client, "estate", estate, "add-buildings", numbers="6-1")

    assert response.status_code == 422
    assert "1-6#、8#" in response.content.decode()
    assert not Building.objects.exists()


def test_a_refusal_stands_beside_the_field_too(town, client):
    EstateFactory(street=town.root, name="示例新村")

    response = client.post(
        reverse("grids:estate-open"), {"street": town.root.pk, "name": "示例新村"}
    )

    assert response.status_code == 409


def test_the_page_of_an_estate_offers_the_steps_that_may_follow(town, client, person, browser):
    estate = EstateFactory(street=town.root, community=town.east, surveyed=True)
    secretary = browser(person(Role.SECRETARY, over=town.east))

    def offered(reader):
        response = reader.get(estate.get_absolute_url())
        return {str(offer.action) for offer in response.context["offers"]}

    assert offered(client) >= {"recognise", "fall_back", "run_itself", "place", "sign-contract"}
    assert offered(secretary) == {"recognise", "run_itself", "amend", "add-buildings"}


def test_buildings_are_put_into_a_base_grid_on_the_page(town, ground, client):
    estate = EstateFactory(street=town.root, unit_grid=ground.unit)
    post(client, "estate", estate, "add-buildings", numbers="1-3#", base_grid="")

    post(client, "estate", estate, "assign-buildings", numbers="2#", base_grid=ground.base.pk)

    assert Building.objects.get(number="2").base_grid == ground.base
    shown = client.get(estate.get_absolute_url()).content.decode()
    assert "北一01" in shown


def test_a_contract_is_noted_on_the_page_of_the_estate(town, client):
    estate, firm = EstateFactory(street=town.root), PropertyFirmFactory(street=town.root)

    response = post(
        client, "estate", estate, "sign-contract", firm=firm.pk, starts="2026.1", ends="2028年12月"
    )

    contract = ServiceContract.objects.get()
    assert response.url == contract.get_absolute_url()
    assert (str(contract.starts), str(contract.ends_on)) == ("2026-01", "2028-12-31")
    refused = post(client, "estate", estate, "sign-contract", firm=firm.pk, starts="2027")
    assert refused.status_code == 409


def test_a_survey_is_noted_and_its_line_moves_on(town, client):
    estate = EstateFactory(street=town.root)

    post(client, "estate", estate, "survey", on="2026-01-05", is_without_cleaning="true")

    estate.refresh_from_db()
    assert (estate.state, estate.is_without_cleaning) == (EstateState.SURVEYED, True)
    steps = client.get(estate.get_absolute_url()).context["steps"]
    assert [step["is_here"] for step in steps] == [False, True, False, False, False]


def test_a_firm_keeps_its_number_when_none_is_written(town, client):
    client.post(
        reverse("grids:firm-register"),
        {
            "street": town.root.pk,
            "name": "示例物业",
            "kind": "market",
            "manager_phone": "19000000001",
        },
    )
    firm = PropertyFirm.objects.get()

    post(client, "firm", firm, "amend", name="示例物业", kind="market", version=1, manager_phone="")

    firm.refresh_from_db()
    assert firm.manager_phone == "19000000001"
    assert "19000000001" not in client.get(firm.get_absolute_url()).content.decode()


def test_a_bundle_takes_its_estates_on_the_page(town, ground, client):
    client.post(
        reverse("grids:bundle-pack"),
        {"street": town.root.pk, "name": "一号包", "area_grid": ground.north.pk},
    )
    estate = EstateFactory(street=town.root, surveyed=True)
    bundle = ground.north.bundles.get()

    post(client, "bundle", bundle, "add", estate=estate.pk)

    estate.refresh_from_db()
    assert estate.bundle == bundle


@pytest.mark.parametrize("page", ["estate-open", "firm-register", "bundle-pack"])
def test_who_opens_nothing_gets_no_form(town, person, browser, page):
    worker = browser(person(Role.GRID_WORKER, over=town.root))

    assert worker.get(reverse(f"grids:{page}")).status_code == 403


def test_the_completeness_page_counts_and_links_to_the_rows(town, ground, client):
    estate = EstateFactory(street=town.root, building_count=5)
    BuildingFactory(estate=estate, base_grid=ground.base, household_count=10)
    BuildingFactory(estate=estate)

    page = client.get(reverse("grids:completeness"))

    figures = {f.indicator.key: (f.met, f.of, f.url_missing) for f in page.context["figures"]}
    assert figures["building-no-base-grid"][:2] == (1, 2)
    assert figures["estate-no-community"][:2] == (0, 1)
    assert figures["base-no-building"][:2] == (1, 1)
    assert [row.listed_buildings for row in page.context["estates"]] == [2]
    missing = client.get(figures["building-no-base-grid"][2])
    assert missing.status_code == 200
    assert len(missing.context["page"].object_list) == 1


def test_who_reads_the_standards_below_a_community_sees_its_estates(town, office, browser):
    ServiceContractFactory(
        estate=EstateFactory(street=town.root, community=town.east, managed=True),
        firm=PropertyFirmFactory(street=town.root),
    )
    EstateFactory(street=town.root, community=town.west)
    for key, count in (("estate-unmanaged", 1), ("firm-no-party-org", 1)):
        url = reverse("orgs:indicator-below", args=[town.east.public_id, key, "all"])
        page = browser(office).get(url)
        assert (page.status_code, page.context["page"].paginator.count) == (200, count)
    assert AuditEntry.objects.filter(verb="contact.read").count() == 0
