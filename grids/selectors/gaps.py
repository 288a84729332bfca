"""What is missing in grids within reach, counted; each count leads to exactly those rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.enums import GridPostKind, GridTier
from grids.models import Grid, GridPost
from orgs.enums import OrgStatus
from orgs.models import User
from orgs.selectors.gaps import Gap

# R-062: the statute's size of a residents' committee; N-11: minutes to the nearest centre.
SMALLEST_UNIT, LARGEST_UNIT = 100, 700
FARTHEST = 5


@dataclass(frozen=True, slots=True)
class GridGap:
    """A gap a grid can have: the rule behind it and the condition that finds it."""

    rule: str
    label: Any
    condition: Callable[[], Any]


def _without(kind: GridPostKind) -> Any:
    """Condition: nobody holds a post of this kind in the grid."""
    return ~Exists(GridPost.objects.current().filter(grid=OuterRef("pk"), kind=kind))


def _uncut(tier: GridTier) -> Any:
    """Condition: of this tier, and not divided into grids of the next."""
    return Q(tier=tier) & ~Exists(Grid.objects.active().filter(parent=OuterRef("pk")))


GRID_GAPS: Final[Mapping[str, GridGap]] = {
    "no-org": GridGap("N-03", _("Grids without an organisation"), lambda: Q(org=None)),
    "org-closed": GridGap(
        "N-03",
        _("Grids whose organisation is closed"),
        lambda: Q(org__status=OrgStatus.CLOSED),
    ),
    "no-lead": GridGap(
        "R-071",
        _("Unit and base grids without a lead"),
        lambda: ~Q(tier=GridTier.AREA) & _without(GridPostKind.LEAD),
    ),
    "no-instructor": GridGap(
        "R-070",
        _("Unit grids without a work instructor"),
        lambda: Q(tier=GridTier.UNIT) & _without(GridPostKind.INSTRUCTOR),
    ),
    "no-community": GridGap(
        "R-083",
        _("Unit grids of no community"),
        lambda: Q(tier=GridTier.UNIT, community=None),
    ),
    "no-boundaries": GridGap(
        "R-056",
        _("Area and unit grids without boundaries"),
        lambda: ~Q(tier=GridTier.BASE) & Q(boundaries=""),
    ),
    "area-uncut": GridGap(
        "R-063", _("Area grids without a unit grid"), lambda: _uncut(GridTier.AREA)
    ),
    "unit-uncut": GridGap(
        "R-065", _("Unit grids without a base grid"), lambda: _uncut(GridTier.UNIT)
    ),
    "no-households": GridGap(
        "R-061",
        _("Base grids without households"),
        lambda: Q(tier=GridTier.BASE) & (Q(household_count=None) | Q(household_count=0)),
    ),
    "odd-size": GridGap(
        "R-062",
        _("Unit grids of fewer than 100 or more than 700 households"),
        lambda: (
            Q(tier=GridTier.UNIT)
            & (Q(household_count__lt=SMALLEST_UNIT) | Q(household_count__gt=LARGEST_UNIT))
        ),
    ),
    "far-from-centre": GridGap(
        "N-11",
        _("Base grids more than five minutes from a centre"),
        lambda: Q(tier=GridTier.BASE, walking_minutes__gt=FARTHEST),
    ),
}


def gaps(*, reader: User) -> list[Gap]:
    """The gaps of grids within reach; all of them in one query."""
    return _counted(Grid.objects.visible_to(reader))


def gaps_below(grid: Grid) -> list[Gap]:
    """The gaps of a grid and of everything in it; all of them in one query."""
    return _counted(Grid.objects.under(grid), query=f"?under={grid.public_id}")


def _counted(rows: Any, query: str = "") -> list[Gap]:
    counts = {
        key.replace("-", "_"): Count("pk", filter=gap.condition()) for key, gap in GRID_GAPS.items()
    }
    found = rows.active().aggregate(**counts)
    return [
        Gap(gap.rule, gap.label, count, reverse("grids:gap", args=[key]) + query)
        for key, gap in GRID_GAPS.items()
        if (count := found[key.replace("-", "_")])
    ]


def grids_with_gap(key: str, *, reader: User) -> QuerySet[Grid]:
    """The grids a gap counts. Raises KeyError for a gap that is not known."""
    condition = GRID_GAPS[key].condition()
    rows: QuerySet[Grid] = Grid.objects.visible_to(reader).active().filter(condition)
    return rows
