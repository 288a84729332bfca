"""Pages of the grid app."""

from grids.enums import GridTier
from tests.factories import CaseFactory, GridFactory, GridPostFactory
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


def a_case(town):
    case = CaseFactory(
        street=town.root,
        content="三号楼前路灯不亮",
        community=town.east,
        grid=GridFactory(street=town.root),
        outcome="已更换",
        reply="已修复",
    )
    return [case.public_id]


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
    Page("grids:cases"),
    Page("grids:cases", query="?category=none", args=lambda town: a_case(town)[1:]),
    Page("grids:case", args=a_case),
    Page("why", args=lambda town: ["case", *a_case(town)]),
]
