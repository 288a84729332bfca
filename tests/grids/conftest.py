"""The ground the tests of the grid app stand on: two areas, of which one is cut down to a base."""

from types import SimpleNamespace

import pytest

from grids.enums import GridTier
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
