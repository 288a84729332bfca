"""Pages of the grid app."""

from grids.enums import EstateState, GridTier
from grids.models import Grid
from tests.factories import (
    BuildingFactory,
    BundleFactory,
    EstateFactory,
    GridFactory,
    GridPostFactory,
    PropertyFirmFactory,
    ServiceContractFactory,
)
from tests.pages import Page


def a_unit(town):
    area = GridFactory(street=town.root, code="A1", org=town.north)
    unit = GridFactory(
        street=town.root, code="A1U1", tier=GridTier.UNIT, parent=area, community=town.east
    )
    GridFactory(street=town.root, code="A1U1B1", tier=GridTier.BASE, parent=unit)
    GridPostFactory(grid=unit)
    return [unit.public_id]


def a_post(town):
    return [GridPostFactory(grid=GridFactory(street=town.root)).public_id]


PAGES = [
    Page("grids:grids", args=lambda town: a_unit(town)[1:]),
    Page("grids:grids", query="?q=A1", args=lambda town: a_unit(town)[1:]),
    Page("grids:grid-list", args=lambda town: a_unit(town)[1:]),
    Page("grids:grid-rings", args=lambda town: a_unit(town)[1:]),
    Page("grids:grid-rings", query="?shade=size&answer=none", args=lambda town: a_unit(town)[1:]),
    Page("grids:area-open"),
    Page("grids:grid", args=a_unit),
    Page("orgs:indicator", args=lambda town: [*a_unit(town)[1:], "no-org", "missing"]),
    Page("grids:gridposts"),
    Page("grids:gridpost", args=a_post),
    Page("grids:grids", query="?on=2026-01-01", args=lambda town: a_unit(town)[1:]),
    Page("grids:grid-split", args=a_unit, query="?parts=2"),
    Page("grids:grid-merge", args=a_unit),
    Page("grids:grid-gather", args=a_unit),
    Page("grids:vacancies", args=lambda town: a_unit(town)[1:]),
    Page("grids:sources"),
    Page("why", args=lambda town: ["grid", *a_unit(town)]),
]


def an_estate(town):
    """A surveyed estate with a building in a base grid, a contract, and a firm."""
    unit = a_unit(town)
    estate = EstateFactory(street=town.root, community=town.east, surveyed=True)
    base = Grid.objects.get(code="A1U1B1")
    BuildingFactory(estate=estate, base_grid=base, number="1")
    Grid.objects.filter(public_id=unit[0]).update(building_count=2)
    Grid.objects.filter(pk=base.pk).update(building_count=9)
    return estate


def a_contract(town):
    return ServiceContractFactory(
        estate=an_estate(town),
        firm=PropertyFirmFactory(street=town.root),
        manager_phone="19000000001",
    )


def a_bundle(town):
    bundle = BundleFactory(street=town.root)
    EstateFactory(street=town.root, state=EstateState.BUNDLED, bundle=bundle, community=town.east)
    return bundle


PAGES += [
    Page("grids:estates", args=lambda town: [an_estate(town)][1:]),
    Page("grids:estates", query="?managed=no&q=x"),
    Page("grids:estate-open"),
    Page("grids:estate", args=lambda town: [an_estate(town).public_id]),
    Page("grids:estate", args=lambda town: [a_contract(town).estate.public_id]),
    Page("grids:buildings", args=lambda town: [an_estate(town)][1:]),
    Page("grids:building", args=lambda town: [an_estate(town).buildings.get().public_id]),
    Page("grids:firms", args=lambda town: [a_contract(town)][1:]),
    Page("grids:firm-register"),
    Page("grids:firm", args=lambda town: [a_contract(town).firm.public_id]),
    Page("grids:contracts", args=lambda town: [a_contract(town)][1:]),
    Page("grids:contract", args=lambda town: [a_contract(town).public_id]),
    Page("grids:bundles", args=lambda town: [a_bundle(town)][1:]),
    Page("grids:bundle-pack"),
    Page("grids:bundle", args=lambda town: [a_bundle(town).public_id]),
    Page("grids:completeness", args=lambda town: [an_estate(town)][1:]),
    Page("why", args=lambda town: ["estate", an_estate(town).public_id]),
    Page("why", args=lambda town: ["propertyfirm", a_contract(town).firm.public_id]),
    Page("why", args=lambda town: ["bundle", a_bundle(town).public_id]),
]
