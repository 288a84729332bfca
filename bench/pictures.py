"""What a picture of a whole street costs the server, beside reading the same rows bare.

Run it from a clone: ``python -m bench.pictures``. DATABASE_URL says on which engine. It prints one
line for each picture and asserts nothing.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import connection, transaction

from bench.streets import compare, database, person
from grids.enums import GridTier
from grids.models import Grid, GridPost
from grids.selectors import rings
from grids.selectors.shades import shades
from orgs.enums import OrgKind, Role
from orgs.models import Org
from orgs.selectors import charts
from orgs.services.planting import plant

# The sample street: areas, unit grids, base grids, and organisations in units.
AREAS, UNITS, BASES, ENTERPRISES = 5, 84, 710, 100


@transaction.atomic
def build() -> Org:
    """Some 900 organisations and 800 grids, each grid with its organisation and its lead."""
    root = Org(code="1", name="示例街道党工委", kind=OrgKind.COMMITTEE)
    areas = [_org(root, n, OrgKind.GENERAL_BRANCH) for n in range(AREAS)]
    units = [_org(areas[n % AREAS], n, OrgKind.BRANCH) for n in range(UNITS)]
    bases = [_org(units[n % UNITS], n, OrgKind.GROUP) for n in range(BASES)]
    firms = [_org(root, 1000 + n, OrgKind.ENTERPRISE) for n in range(ENTERPRISES)]
    plant([root, *areas, *units, *bases, *firms])
    grids: dict[int, Grid] = {}
    tiers = ((GridTier.AREA, areas), (GridTier.UNIT, units), (GridTier.BASE, bases))
    for tier, orgs in tiers:
        for org in orgs:
            grids[org.pk] = _grid(root, org, tier, grids.get(org.parent_id))
    plant(list(grids.values()))
    GridPost.objects.bulk_create(
        GridPost(grid=grid, kind="lead", person_name="示例") for grid in grids.values()
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return root


def _org(parent: Org, number: int, kind: str) -> Org:
    code = f"{parent.code}{number:04d}"
    return Org(code=code, name=f"示例第{number}组织", kind=kind, parent=parent, member_count=20)


def _grid(street: Org, org: Org, tier: str, parent: Grid | None) -> Grid:
    return Grid(
        street=street,
        code=org.code,
        name=org.name,
        tier=tier,
        parent=parent,
        org=org,
        household_count=45 if tier == GridTier.BASE else None,
    )


def drawn(nodes: Callable[[], Any]) -> Callable[[], str]:
    """The nodes as the answer to the page's script holds them."""
    return lambda: json.dumps({"nodes": [asdict(node) for node in nodes()]})


def main() -> None:
    with database():
        root = build()
        reader = person(Role.OFFICE, root)
        print(f"\n{connection.vendor}, {Org.objects.count()} organisations, ", end="")
        print(f"{Grid.objects.count()} grids")
        compare(
            "chart of the organisations",
            drawn(lambda: charts.nodes_of(charts.chart_of(None, reader=reader))),
            bare_rows=lambda: list(Org.objects.values()),
        )
        for key, shade in shades().items():
            compare(
                f"rings of the grids, {key}",
                drawn(
                    lambda shade=shade: rings.nodes_of(rings.rings_of(None, shade, reader=reader))
                ),
                bare_rows=lambda: list(Grid.objects.values()),
            )


if __name__ == "__main__":
    main()
