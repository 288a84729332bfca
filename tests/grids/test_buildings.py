"""Buildings: listed by their numbers, each in exactly one base grid (R-055)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.enums import GridStatus
from grids.models import Building
from grids.selectors.estates import estates_that_differ, grids_that_differ
from grids.services import buildings
from grids.services.redrawing import merge_grids
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.workflow import ReasonMissing
from partybuild.building_numbers import in_list, numbers_in
from tests.factories import BuildingFactory, EstateFactory, GridFactory


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1-6#、8#楼", ["1", "2", "3", "4", "5", "6", "8"]),
        ("1#-3#", ["1", "2", "3"]),
        ("1～3号楼，9栋", ["1", "2", "3", "9"]),
        ("1至3号楼", ["1", "2", "3"]),
        ("１、２", ["1", "2"]),
        ("01,02", ["1", "2"]),
        ("A1-A3栋、B2", ["A1", "A2", "A3", "B2"]),
        ("综合楼、7幢", ["综合楼", "7"]),
        ("3#、3号楼", ["3"]),
        ("5a#", ["5A"]),
        ("第2栋(新)", ["2"]),
    ],
)
def test_buildings_are_read_as_offices_write_them(written, meant):
    assert numbers_in(written) == meant


@pytest.mark.parametrize("written", ["", "、", "6-1", "1-9999", "1-2#甲", "A1-B3", "--"])
def test_what_names_no_building_is_refused(written):
    with pytest.raises(ValueError, match="building"):
        numbers_in(written)


@pytest.mark.parametrize("numbers", [["1", "2", "3", "8"], ["A1", "2", "综合楼"], ["5A", "10"]])
def test_a_written_list_reads_the_same_again(numbers):
    assert sorted(numbers_in(in_list(numbers))) == sorted(numbers)


@pytest.fixture
def estate(town, ground):
    return EstateFactory(street=town.root, community=town.east, unit_grid=ground.unit)


def places(estate):
    return {building.number: building.base_grid for building in estate.buildings.all()}


@pytest.mark.django_db
def test_buildings_are_listed_and_put_into_a_base_grid(ground, estate, office):
    buildings.add_buildings(estate=estate, numbers=["1", "2"], base_grid=ground.base, actor=office)
    buildings.add_buildings(estate=estate, numbers=["3"], actor=office)

    buildings.assign_buildings(estate=estate, numbers=["2"], base_grid=None, actor=office)

    assert places(estate) == {"1": ground.base, "2": None, "3": None}
    buildings.assign_buildings(estate=estate, numbers=[], base_grid=ground.base, actor=office)
    assert set(places(estate).values()) == {ground.base}
    assert AuditEntry.objects.filter(verb="building.add").count() == 3


@pytest.mark.django_db
def test_a_number_stands_for_one_building(estate, office):
    buildings.add_buildings(estate=estate, numbers=["1"], actor=office)

    for numbers in (["1", "2"], ["3", "3"]):
        with pytest.raises(buildings.BuildingListedAlready):
            buildings.add_buildings(estate=estate, numbers=numbers, actor=office)
    assert list(places(estate)) == ["1"]


@pytest.mark.django_db
def test_a_building_lies_in_a_base_grid_of_its_street_that_is_in_use(town, ground, estate, office):
    building = BuildingFactory(estate=estate)
    retired = GridFactory(
        street=town.root,
        code="9",
        tier="base",
        parent=ground.unit,
        status=GridStatus.CLOSED,
        closed_on="2026-01-01",
    )

    for grid in (ground.unit, retired):
        with pytest.raises(buildings.BuildingRefused):
            buildings.assign_building(building=building, base_grid=grid, actor=office)
        with pytest.raises(buildings.BuildingRefused):
            buildings.add_buildings(estate=estate, numbers=["7"], base_grid=grid, actor=office)


@pytest.mark.django_db
def test_a_building_the_estate_does_not_have_cannot_be_assigned(ground, estate, office):
    with pytest.raises(buildings.BuildingRefused):
        buildings.assign_buildings(
            estate=estate, numbers=["7"], base_grid=ground.base, actor=office
        )


@pytest.mark.django_db
def test_counts_are_corrected_and_a_building_is_struck_with_a_reason(estate, office):
    building = BuildingFactory(estate=estate)
    buildings.amend_building(building=building, household_count=30, version=1, actor=office)

    with pytest.raises(ReasonMissing):
        buildings.remove_building(building=building, reason="", actor=office)
    buildings.remove_buildings(
        estate=estate, numbers=[building.number], reason="已拆除", actor=office
    )

    assert not Building.objects.exists()
    assert AuditEntry.objects.get(verb="building.remove").reason == "已拆除"


@pytest.mark.django_db
def test_a_stranger_keeps_no_buildings(town, ground, estate, person):
    stranger, own = (person(Role.SECRETARY, over=org) for org in (town.west, town.branch))
    building = BuildingFactory(estate=estate)

    for deed, facts in (
        (buildings.add_buildings, {"estate": estate, "numbers": ["9"]}),
        (buildings.amend_building, {"building": building, "unit_count": 2}),
        (buildings.assign_building, {"building": building, "base_grid": ground.base}),
        (buildings.remove_building, {"building": building, "reason": "示"}),
    ):
        with pytest.raises(PermissionDenied):
            deed(actor=stranger, **facts)
        deed(actor=own, **facts)


@pytest.mark.django_db
def test_counts_that_differ_are_shown_and_nothing_is_overwritten(ground, estate, office):
    estate.building_count = 3
    estate.save()
    for number in ("1", "2"):
        BuildingFactory(estate=estate, number=number, base_grid=ground.base, household_count=20)

    (grid,) = grids_that_differ(reader=office)
    (differing,) = estates_that_differ(reader=office)

    assert (grid, grid.household_count, grid.listed_households) == (ground.base, 46, 40)
    assert (differing, differing.listed_buildings) == (estate, 2)


@pytest.mark.django_db
def test_households_are_compared_only_where_every_building_has_a_number(ground, estate, office):
    BuildingFactory(estate=estate, base_grid=ground.base, household_count=20)
    BuildingFactory(estate=estate, base_grid=ground.base)

    assert list(grids_that_differ(reader=office)) == []


@pytest.mark.django_db
def test_buildings_and_estates_go_along_when_grids_are_redrawn(town, ground, estate, office):
    second = GridFactory(street=town.root, code="2", tier="base", parent=ground.unit)
    other = GridFactory(street=town.root, code="3", tier="unit", parent=ground.north)
    building = BuildingFactory(estate=estate, base_grid=second)
    redrawn = {"on": timezone.localdate(), "reason": "区划调整", "actor": office}

    merge_grids(into=ground.base, grids=[second], org=ground.base.org, **redrawn)
    merge_grids(into=other, grids=[ground.unit], org=None, **redrawn)

    building.refresh_from_db()
    estate.refresh_from_db()
    assert (building.base_grid, estate.unit_grid) == (ground.base, other)
