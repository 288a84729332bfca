"""What every grid shall have: an organisation, a lead, its place and its size known."""

from functools import partial
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from grids.enums import GridPostKind, GridTier
from grids.models import Grid, GridPost
from grids.selectors.grids import with_leads
from orgs.enums import Basic, OrgStatus
from orgs.models import Org
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject

# R-062: the statute's size of a residents' committee; N-11: minutes to the nearest centre.
SMALLEST_UNIT, LARGEST_UNIT = 100, 700
FARTHEST = 5


def below(rows: Any, org: Org) -> Any:
    """Grids that somebody who holds a role over the organisation would reach."""
    return rows.within(reach_over(org))


SUBJECT: Final = Subject(
    "grids",
    _("Grids"),
    rows=lambda reader: Grid.objects.visible_to(reader).active(),
    below=below,
    for_list=lambda rows: with_leads(rows.for_list()),
)


def has_grid_post(kind: GridPostKind) -> Any:
    """Condition: somebody holds a post of this kind in the grid."""
    return Exists(GridPost.objects.current().filter(grid=OuterRef("pk"), kind=kind))


def _is_cut() -> Any:
    """Condition: divided into grids of the next tier."""
    return Exists(Grid.objects.active().filter(parent=OuterRef("pk")))


_standard = partial(Indicator, subject=SUBJECT.key)

INDICATORS: Final = (
    _standard(
        key="no-org",
        rule="N-03",
        basic=Basic.ORGANISATION,
        label=_("Grids with their own organisation"),
        missing=_("Grids without an organisation"),
        met=lambda _today: Q(org__isnull=False),
    ),
    _standard(
        key="org-closed",
        rule="N-03",
        basic=Basic.ORGANISATION,
        label=_("Grids whose organisation is open"),
        missing=_("Grids whose organisation is closed"),
        of=lambda _today: Q(org__isnull=False),
        met=lambda _today: Q(org__status=OrgStatus.ACTIVE),
    ),
    _standard(
        key="no-lead",
        rule="R-071",
        basic=Basic.TEAM,
        label=_("Unit and base grids with a lead"),
        missing=_("Unit and base grids without a lead"),
        of=lambda _today: ~Q(tier=GridTier.AREA),
        met=lambda _today: has_grid_post(GridPostKind.LEAD),
    ),
    _standard(
        key="no-work-instructor",
        rule="R-070",
        basic=Basic.TEAM,
        label=_("Unit grids with a work instructor"),
        missing=_("Unit grids without a work instructor"),
        of=lambda _today: Q(tier=GridTier.UNIT),
        met=lambda _today: has_grid_post(GridPostKind.INSTRUCTOR),
    ),
    _standard(
        key="no-community",
        rule="R-083",
        basic=Basic.ORGANISATION,
        label=_("Unit grids of a community"),
        missing=_("Unit grids of no community"),
        of=lambda _today: Q(tier=GridTier.UNIT),
        met=lambda _today: Q(community__isnull=False),
    ),
    _standard(
        key="no-boundaries",
        rule="R-056",
        basic=Basic.SYSTEM,
        label=_("Area and unit grids with their boundaries"),
        missing=_("Area and unit grids without boundaries"),
        of=lambda _today: ~Q(tier=GridTier.BASE),
        met=lambda _today: ~Q(boundaries=""),
    ),
    _standard(
        key="area-uncut",
        rule="R-063",
        basic=Basic.ORGANISATION,
        label=_("Area grids with unit grids"),
        missing=_("Area grids without a unit grid"),
        of=lambda _today: Q(tier=GridTier.AREA),
        met=lambda _today: _is_cut(),
    ),
    _standard(
        key="unit-uncut",
        rule="R-065",
        basic=Basic.ORGANISATION,
        label=_("Unit grids with base grids"),
        missing=_("Unit grids without a base grid"),
        of=lambda _today: Q(tier=GridTier.UNIT),
        met=lambda _today: _is_cut(),
    ),
    _standard(
        key="no-households",
        rule="R-061",
        basic=Basic.SYSTEM,
        label=_("Base grids with households"),
        missing=_("Base grids without households"),
        of=lambda _today: Q(tier=GridTier.BASE),
        met=lambda _today: Q(household_count__gt=0),
    ),
    _standard(
        key="odd-size",
        rule="R-062",
        basic=Basic.SYSTEM,
        label=_("Unit grids of 100 to 700 households"),
        missing=_("Unit grids of fewer than 100 or more than 700 households"),
        of=lambda _today: Q(tier=GridTier.UNIT, household_count__isnull=False),
        met=lambda _today: Q(household_count__range=(SMALLEST_UNIT, LARGEST_UNIT)),
    ),
    _standard(
        key="far-from-centre",
        rule="N-11",
        basic=Basic.SERVICE,
        label=_("Base grids within five minutes of a centre"),
        missing=_("Base grids more than five minutes from a centre"),
        of=lambda _today: Q(tier=GridTier.BASE, walking_minutes__isnull=False),
        met=lambda _today: Q(walking_minutes__lte=FARTHEST),
    ),
)
