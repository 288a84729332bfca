"""The questions that colour grids in a picture: one registry, to which every noun may add.

A shade asks one thing of a grid and answers with one of its few marks. ``prepare`` adds to the
rows what the answer needs, so that any number of grids costs the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from grids.enums import GridPostKind, GridTier
from grids.models import GridPost
from grids.selectors.gaps import FARTHEST, LARGEST_UNIT, SMALLEST_UNIT
from orgs.enums import OrgStatus
from partybuild.marks import Mark, bad, doubtful, good, unasked


@dataclass(frozen=True, slots=True)
class Shade:
    """One question, the rule behind it, its possible answers, and the answer of one grid.

    A grid has its ``household_sum`` when it is asked.
    """

    key: str
    rule: str
    label: Any
    marks: Sequence[Mark]
    of: Callable[[Any], Mark]
    prepare: Callable[[Any], Any] = lambda rows: rows


_SHADES: dict[str, Shade] = {}


def register_shades(*shades: Shade) -> None:
    """Let grids be coloured by these too, in the order they are given."""
    _SHADES.update({shade.key: shade for shade in shades})


def shades() -> Mapping[str, Shade]:
    """Every question by its key, the first one being asked when none is named."""
    return MappingProxyType(_SHADES)


LED, UNLED = good("led", _("has a lead")), bad("unled", _("without a lead"))
NO_LEAD_ASKED = unasked("area", _("area grid, led by its general branch"))


def _with_lead(rows: Any) -> Any:
    held = GridPost.objects.current().filter(grid=OuterRef("pk"), kind=GridPostKind.LEAD)
    return rows.annotate(is_led=Exists(held))


def _lead_of(grid: Any) -> Mark:
    if grid.tier == GridTier.AREA:
        return NO_LEAD_ASKED
    return LED if grid.is_led else UNLED


TIED = good("tied", _("has its organisation"))
UNTIED = bad("untied", _("without an organisation"))
TIED_TO_CLOSED = doubtful("closed", _("its organisation is closed"))


def _org_of(grid: Any) -> Mark:
    if grid.org is None:
        return UNTIED
    return TIED if grid.org.status == OrgStatus.ACTIVE else TIED_TO_CLOSED


FITS = good("fits", _("100 to 700 households"))
SMALL = doubtful("small", _("fewer than 100 households"))
LARGE = bad("large", _("more than 700 households"))
NO_SIZE = unasked("none", _("no norm or no count"))


def _size_of(grid: Any) -> Mark:
    count = grid.household_sum
    if grid.tier != GridTier.UNIT or count is None:
        return NO_SIZE
    if count < SMALLEST_UNIT:
        return SMALL
    return LARGE if count > LARGEST_UNIT else FITS


FAR = 2 * FARTHEST
NEAR = good("near", _("up to 5 minutes"))
WALK = doubtful("walk", _("6 to 10 minutes"))
TOO_FAR = bad("far", _("more than 10 minutes"))
NO_WALK = unasked("none", _("not recorded"))


def _walk_of(grid: Any) -> Mark:
    minutes = grid.walking_minutes
    if minutes is None:
        return NO_WALK
    if minutes <= FARTHEST:
        return NEAR
    return WALK if minutes <= FAR else TOO_FAR


register_shades(
    Shade("lead", "R-071", _("Grid lead"), (LED, UNLED, NO_LEAD_ASKED), _lead_of, _with_lead),
    Shade("org", "N-03", _("Organisation"), (TIED, TIED_TO_CLOSED, UNTIED), _org_of),
    Shade("size", "R-062", _("Size of unit grids"), (FITS, SMALL, LARGE, NO_SIZE), _size_of),
    Shade("walk", "N-11", _("Way to the centre"), (NEAR, WALK, TOO_FAR, NO_WALK), _walk_of),
)
