"""The grid tree as it was on a day (R-082)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from grids.models import Grid, GridSuccession
from grids.models.places import as_of
from orgs.models import User


@dataclass(frozen=True, slots=True)
class Map:
    """The grids that a reader can see as they lay on a day; names are those of today."""

    tops: list[Any]
    children: Mapping[int, list[Any]]

    def below(self, grid: Any) -> int:
        """How many grids lay in this one."""
        return sum(1 + self.below(child) for child in self.children.get(grid.pk, ()))

    def open_down_to(self, grid: Any) -> dict[int, list[Any]]:
        """The children of the grid, and of everything above it on that day."""
        if grid is None:
            pks = [self.tops[0].pk] if len(self.tops) == 1 else []
        else:
            above = {child.pk: pk for pk, below in self.children.items() for child in below}
            pks = [grid.pk]
            while pks[-1] in above:
                pks.append(above[pks[-1]])
        return {pk: self.children.get(pk, []) for pk in pks}


def map_on(day: date, *, reader: User) -> Map:
    """The tree of grids within reach as it was on a day; one query for all of it."""
    rows = list(as_of(Grid.objects.visible_to(reader), day).order_by("street", "code"))
    seen = {row.pk for row in rows}
    children: defaultdict[int, list[Any]] = defaultdict(list)
    tops = []
    for row in rows:
        if row.place in seen:
            children[row.place].append(row)
        else:
            tops.append(row)
    return Map(tops, children)


def successions_of(grid: Grid) -> list[GridSuccession]:
    """What the grid came out of and what came out of it, the latest first."""
    both = GridSuccession.objects.filter(Q(predecessor=grid) | Q(successor=grid))
    return list(both.select_related("predecessor", "successor"))
