"""What the rings of the grids show: those in use, each with its households and an answer."""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from grids.models import Grid
from grids.selectors.shades import Shade
from orgs.enums import Role
from orgs.models import User
from partybuild.pictures import Node
from partybuild.suppression import SMALLEST, shown


def rings_of(top: Grid | None, shade: Shade, *, reader: User) -> QuerySet[Grid]:
    """The grids in use within reach, at or below one of them, each with what is drawn of it.

    ``household_sum`` adds up the smallest grids in it (R-081), so that rings fit each other;
    ``child_count`` says how many it is cut into, ``is_kept`` that the reader keeps its counts.
    """
    seen = Grid.objects.visible_to(reader)
    rows: Any = (seen.under(top) if top else seen).active()
    bricks = Grid.objects.active().in_outer().uncut().order_by().values("tree_id")
    below = Grid.objects.active().filter(parent=OuterRef("pk")).order_by().values("parent")
    keeps = Grid.objects.governed_by(reader, Role.OFFICE, Role.SECRETARY)
    drawn: QuerySet[Grid] = rows.for_list().annotate(
        household_sum=_number(bricks.annotate(n=Sum("household_count"))),
        child_count=Coalesce(_number(below.annotate(n=Count("pk"))), 0),
        is_kept=Exists(keeps.filter(pk=OuterRef("pk"))),
    )
    return drawn.annotate(answer=shade.answer())


def _number(counted: Any) -> Subquery:
    return Subquery(counted.values("n"), output_field=IntegerField())


def is_withheld(grid: Any) -> bool:
    """True where a count of households is too small to be told to this reader (D3)."""
    count = grid.household_sum
    return count is not None and count < SMALLEST and not grid.is_kept


def households_of(grid: Any) -> int | str | None:
    """The households of a grid as its reader may know them, in tables, pictures and exports."""
    count: int | str | None = shown(grid.household_sum, is_kept=grid.is_kept)
    return count


def nodes_of(rows: Any) -> list[Node]:
    """The grids as sectors of rings, as wide as their households, in the mark of their answer."""
    found = list(rows)
    shown = {grid.pk for grid in found}
    return [
        Node(
            id=str(grid.public_id),
            parent=str(grid.parent.public_id) if grid.parent_id in shown else "",
            label=grid.name,
            mark=grid.answer,
            note=_in_words(grid),
            url=grid.get_absolute_url(),
            count=grid.child_count,
            size=0 if grid.child_count else _width(grid),
        )
        for grid in found
    ]


def _width(grid: Any) -> int:
    # As wide as the largest count it can be, or the angle would tell what the words do not.
    return SMALLEST if is_withheld(grid) else grid.household_sum or 0


def _in_words(grid: Any) -> str:
    count = households_of(grid)
    tier = str(grid.get_tier_display())
    if count is None:
        return _("%(tier)s, households not recorded") % {"tier": tier}
    return _("%(tier)s, %(n)s households") % {"tier": tier, "n": count}


def without_width(rows: Any) -> int:
    """How many of the smallest grids have no households on record, so no place in the rings."""
    return sum(1 for grid in rows if not grid.child_count and not _width(grid))
