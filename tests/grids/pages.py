"""Pages of the grid app."""

from grids.enums import GridTier
from tests.factories import GridFactory, GridPostFactory
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
    Page("grids:area-open"),
    Page("grids:grid", args=a_unit),
    Page("orgs:indicator", args=lambda town: [*a_unit(town)[1:], "no-org", "missing"]),
    Page("grids:gridposts"),
    Page("grids:gridpost", args=a_post),
    Page("why", args=lambda town: ["grid", *a_unit(town)]),
]
