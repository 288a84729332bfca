"""The ground the tests of the grid app stand on: two areas, of which one is cut down to a base."""

from types import SimpleNamespace

import pytest

from grids.enums import GridTier
from grids.services import case_steps
from grids.services.filing_cases import file_case
from orgs.enums import Role
from tests.factories import GridFactory


@pytest.fixture
def ground(town):
    """North: one area, one unit of the east community, one base, each with its organisation."""
    north = GridFactory(street=town.root, code="001-01", name="北片区", org=town.north)
    south = GridFactory(street=town.root, code="001-02", name="南片区", org=town.south)
    unit = GridFactory(
        street=town.root,
        code="001-01-001",
        name="北一网格",
        tier=GridTier.UNIT,
        parent=north,
        org=town.branch,
        community=town.east,
    )
    other = GridFactory(
        street=town.root, code="001-02-001", name="南一网格", tier=GridTier.UNIT, parent=south
    )
    base = GridFactory(
        street=town.root,
        code="001-01-001-001",
        name="北一01",
        tier=GridTier.BASE,
        parent=unit,
        org=town.group,
        household_count=46,
    )
    world = SimpleNamespace(north=north, south=south, unit=unit, other=other, base=base)
    for grid in vars(world).values():
        grid.refresh_from_db()
    return world


@pytest.fixture
def people(town, person, office):
    """The dispatcher who also calls back, a second person for verifying, and a grid worker."""
    return SimpleNamespace(
        office=office,
        clerk=person(Role.OFFICE, over=town.root),
        worker=person(Role.GRID_WORKER, over=town.branch),
        stranger=person(Role.GRID_WORKER, over=town.west),
    )


@pytest.fixture
def filed(town, people):
    return file_case(street=town.root, title="路灯不亮", content="三号楼前", actor=people.office)


@pytest.fixture
def in_hand(town, people, filed):
    case = case_steps.respond_to_case(case=filed, actor=people.office)
    case = case_steps.dispatch_case(case=case, org=town.branch, actor=people.office)
    return case_steps.sign_for_case(case=case, actor=people.worker)
