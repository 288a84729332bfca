"""The five-minute circle, the space of communities, and the standards counted from them."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from grids.enums import FacilityKind, FacilityState, GridTier
from grids.models import Grid
from grids.selectors.space import SpaceStandard, has_space, space_of, standard_kept
from grids.services import coverage
from orgs.enums import Role
from orgs.models import AuditEntry, Org
from orgs.selectors.indicators import figures
from orgs.services.numbers import set_numbers
from tests.factories import FacilityFactory, GridFactory, OrgFactory, UserFactory
from tests.grids.checks import met

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(town, ground):
    return FacilityFactory(street=town.root, community=town.east, service_sqm=Decimal(290))


def name_nearest(grid, facility, actor, minutes=4):
    return coverage.name_nearest_facility(
        grid=grid, facility=facility, walking_minutes=minutes, actor=actor
    )


def test_a_base_grid_names_its_nearest_facility(ground, centre, town, person):
    secretary = person(Role.SECRETARY, over=town.east)

    name_nearest(ground.base, centre, secretary)
    grid = name_nearest(ground.base, centre, secretary)

    assert (grid.nearest_facility, grid.walking_minutes) == (centre, 4)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.changes["walking_minutes"]) == ("grid.name_nearest", [None, 4])


@pytest.mark.parametrize("wrong", ["unit", "elsewhere", "planned"])
def test_only_a_base_grid_names_a_facility_in_use_of_its_street(ground, centre, office, wrong):
    grid, facility = ground.base, centre
    if wrong == "unit":
        grid = ground.unit
    elif wrong == "elsewhere":
        facility = FacilityFactory(street=OrgFactory(code="303"))
    else:
        facility = FacilityFactory(street=centre.street, state=FacilityState.PLANNED)

    with pytest.raises(coverage.NearestRefused):
        name_nearest(grid, facility, office)


def test_a_stranger_names_nothing(ground, centre, town, person):
    for actor in (UserFactory(), person(Role.SECRETARY, over=town.west)):
        with pytest.raises(PermissionDenied):
            name_nearest(ground.base, centre, actor)


def test_what_nobody_knows_any_more_can_be_said(ground, centre, office):
    name_nearest(ground.base, centre, office)

    grid = name_nearest(ground.base, None, office, minutes=None)

    assert (grid.nearest_facility, grid.walking_minutes) == (None, None)


@pytest.mark.parametrize(
    ("households", "have", "required", "is_met"),
    [
        (0, 300, 300, True),
        (1500, 300, 300, True),
        (1501, 300, "300.2", False),
        (2000, 400, 400, True),
    ],
)
def test_a_community_needs_space_by_its_households(households, have, required, is_met):
    standard = SpaceStandard(households, Decimal(have), least=300, rate=20)

    assert (standard.required, standard.is_met) == (Decimal(required), is_met)
    assert standard_kept(standard.kept()) == standard
    assert str(households) in standard.formula


def test_households_are_those_of_base_grids_or_of_units_without_any(town, ground, centre, office):
    Grid.objects.filter(pk=ground.unit.pk).update(household_count=9999)
    GridFactory(
        street=town.root,
        code="u2",
        tier=GridTier.UNIT,
        parent=Grid.objects.get(pk=ground.north.pk),
        community=town.east,
        household_count=54,
    )
    station = {"kind": FacilityKind.STATION, "grid": Grid.objects.get(code="001-01-001")}
    FacilityFactory(street=town.root, service_sqm=Decimal(10), **station)
    FacilityFactory(
        street=town.root, community=town.east, service_sqm=Decimal(99), state=FacilityState.PLANNED
    )

    standard = space_of(town.east)

    assert (standard.households, standard.service_sqm, standard.is_met) == (100, 300, True)
    set_numbers(street=town.root, actor=office, numbers={"space-least": 301})
    assert space_of(town.east).required == 301
    assert not Org.objects.communities().filter(has_space()).exists()


def counts(office):
    found = figures(reader=office)
    return {figure.indicator.key: (figure.met, figure.of) for figure in found}


def test_the_standards_of_facilities_are_counted(town, ground, centre, office, person):
    hub = FacilityFactory(
        street=town.root, kind=FacilityKind.HUB, grid=ground.north, total_sqm=Decimal(999)
    )
    before = counts(office)

    met(hub, "six-haves", by=person(Role.SECRETARY, over=town.north), verifier=office)
    met(centre, "four-unified", by=person(Role.SECRETARY, over=town.east), verifier=office)
    name_nearest(ground.base, centre, office, minutes=5)
    FacilityFactory(street=town.root, community=town.west, service_sqm=Decimal(300))
    set_numbers(street=town.root, actor=office, numbers={"hub-sqm": 999})
    after = counts(office)

    keys = (
        *("hub-six-haves", "hub-size", "centre-four-unified", "area-hub", "far-from-centre"),
        *("community-centre", "community-space"),
    )
    assert [before[key] for key in keys] == [
        *((0, 1), (0, 1), (0, 1), (1, 2), (0, 1)),
        *((1, 2), (0, 2)),
    ]
    assert [after[key] for key in keys] == [
        *((1, 1), (1, 1), (1, 2), (1, 2), (1, 1)),
        *((2, 2), (1, 2)),
    ]


def test_a_base_grid_whose_way_nobody_knows_is_far(ground, office, centre):
    assert counts(office)["far-from-centre"] == (0, 1)

    name_nearest(ground.base, centre, office, minutes=6)

    assert counts(office)["far-from-centre"] == (0, 1)
