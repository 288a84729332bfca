"""Cases counted at many places at once: the dashboard of a sub-district names all its places."""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q

from grids.models import Grid
from orgs.scoping import Reach, Span, spans

# Where a case lies: its sub-district, and in three trees its community, handler and grid.
_PLACES: Final = (
    "street",
    "community__tree_id",
    "community__lft",
    "handling_org__tree_id",
    "handling_org__lft",
    "grid__tree_id",
    "grid__lft",
)
_TIED: Final = (
    "tree_id",
    "lft",
    "rght",
    "org__tree_id",
    "org__lft",
    "community__tree_id",
    "community__lft",
)

_BEYOND: Final = sys.maxsize


class Stretch:
    """Intervals of a tree, which a node stands in or not."""

    def __init__(self, places: Iterable[Span]) -> None:
        self._spans = spans(places)

    def holds(self, tree_id: int | None, lft: int | None) -> bool:
        if tree_id is None or lft is None:
            return False
        place = bisect_right(self._spans, (tree_id, lft, _BEYOND)) - 1
        return place >= 0 and self._spans[place][0] == tree_id and lft <= self._spans[place][2]


@dataclass(frozen=True, slots=True)
class CaseReach:
    """What of the cases a reach covers: whole sub-districts, organisations, and their grids."""

    streets: frozenset[int]
    orgs: Stretch
    grids: Stretch

    def covers(self, place: Sequence[int | None]) -> bool:
        street, community_tree, community, handler_tree, handler, grid_tree, grid = place
        return (
            street in self.streets
            or self.orgs.holds(community_tree, community)
            or self.orgs.holds(handler_tree, handler)
            or self.grids.holds(grid_tree, grid)
        )


def cases_by_place(rows: Any, reaches: Mapping[int, Reach]) -> dict[int, int]:
    """How many of a sub-district's cases each reach covers, as ``CaseQuerySet.within`` finds them.

    Two queries, however many places there are: the cases by where they lie, and the grids.
    """
    counted = rows.order_by().values_list(*_PLACES).annotate(found=Count("pk"))
    lying = [(place, count) for *place, count in counted]
    trees = {subtree.tree_id for reach in reaches.values() for subtree in reach.subtrees}
    in_trees = Q(org__tree_id__in=trees) | Q(community__tree_id__in=trees)
    tied = list(Grid.objects.filter(in_trees).order_by().values_list(*_TIED)) if lying else []
    found = {}
    for key, reach in reaches.items():
        case_reach = _case_reach(reach, tied)
        found[key] = sum(count for place, count in lying if case_reach.covers(place))
    return found


def _case_reach(reach: Reach, tied: Iterable[tuple[Any, ...]]) -> CaseReach:
    orgs = Stretch((s.tree_id, s.lft, s.rght) for s in reach.below_streets().subtrees)
    return CaseReach(
        streets=frozenset(s.org_pk for s in reach.subtrees if s.is_street),
        orgs=orgs,
        grids=Stretch(
            (tree, lft, rght)
            for tree, lft, rght, org_tree, org, community_tree, community in tied
            if orgs.holds(org_tree, org) or orgs.holds(community_tree, community)
        ),
    )
