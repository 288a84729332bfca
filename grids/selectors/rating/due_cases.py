"""Cases of a quarter that were due for an answer, counted once for all estates of a round."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Any, Final

from django.db.models import Count, Q

from grids.models import Case, RatingRound, RatingUnit
from grids.models.cases import CaseQuerySet

NONE: Final = (0, 0)


class DueCases:
    """How many cases were due, and how many of them were answered in time, wherever one asks.

    Cases with a grid are kept by tree and named firm in the order of the tree, so that a grid with
    all below it is one stretch of them.
    """

    def __init__(self, rating_round: RatingRound) -> None:
        first, after = rating_round.period.bounds()
        self._due = Case.objects.filter(
            street=rating_round.street,
            reported_at__gte=first,
            reported_at__lt=after,
            is_answered_in_time__isnull=False,
        ).order_by()
        self._stretches = self._in_order()
        self._spots: dict[str, list[tuple[str, int, int]]] | None = None

    def at(self, unit: RatingUnit) -> tuple[int, int]:
        """Those of the unit's estate: all that were due, and those of them kept."""
        grid, firm = unit.estate.unit_grid, unit.firm.name
        if grid is None:
            return self._at_a_spot(firm, unit.estate.name)
        inside = [
            self._inside(grid.tree_id, name, grid.lft, grid.rght) for name in sorted({firm, ""})
        ]
        return _sum(inside)

    def _in_order(self) -> dict[tuple[int, str], tuple[list[int], list[int], list[int]]]:
        """By tree and firm: positions in the tree, and the running sums of due and kept."""
        rows: dict[tuple[int, str], list[tuple[int, int, int]]] = {}
        placed = self._due.filter(grid__isnull=False)
        for tree, firm, *row in _counted(placed, "grid__tree_id", "firm_name", "grid__lft"):
            rows.setdefault((tree, firm), []).append(tuple(row))
        found = {}
        for key, own in rows.items():
            places, totals, kepts = zip(*sorted(own), strict=True)
            found[key] = (
                list(places),
                list(accumulate(totals, initial=0)),
                list(accumulate(kepts, initial=0)),
            )
        return found

    def _inside(self, tree: int, firm: str, lft: int, rght: int) -> tuple[int, int]:
        if (tree, firm) not in self._stretches:
            return NONE
        places, totals, kepts = self._stretches[tree, firm]
        first, after = bisect_left(places, lft), bisect_right(places, rght)
        return totals[after] - totals[first], kepts[after] - kepts[first]

    def _at_a_spot(self, firm: str, estate: str) -> tuple[int, int]:
        """An estate without a grid has the cases that name its firm and tell its name."""
        if self._spots is None:
            self._spots = {}
            for name, *row in _counted(self._due, "firm_name", "spot"):
                self._spots.setdefault(name, []).append(tuple(row))
        return _sum(
            (total, kept) for spot, total, kept in self._spots.get(firm, ()) if estate in spot
        )


def _counted(cases: CaseQuerySet, *by: str) -> Iterable[tuple[Any, ...]]:
    kept = Count("pk", filter=Q(is_answered_in_time=True))
    return cases.values_list(*by).annotate(total=Count("pk"), kept=kept)


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    total, kept = 0, 0
    for due, answered in counts:
        total, kept = total + due, kept + answered
    return total, kept
