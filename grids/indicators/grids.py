"""What every grid shall have: an organisation, a lead, its place and its size known."""

from functools import partial
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from grids.enums import GridPostKind, GridTier
from grids.models import Grid, GridPost, GridPostSource
from grids.posts import CADRES, GRID_POSTS
from grids.selectors.grids import with_leads
from orgs.enums import Basic, OrgStatus
from orgs.models import Org
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject
from orgs.selectors.numbers import number_in, number_of


def below(rows: Any, org: Org) -> Any:
    """Grids that somebody who holds a role over the organisation would reach."""
    return rows.within(reach_over(org))


SUBJECT: Final = Subject(
    "grids",
    _("Grids"),
    rows=lambda reader: Grid.objects.visible_to(reader).with_keeping(reader).active(),
    below=below,
    for_list=lambda rows: with_leads(rows.for_list()),
)


def has_grid_post(kind: GridPostKind) -> Any:
    """Condition: somebody holds a post of this kind in the grid."""
    return Exists(GridPost.objects.current().filter(grid=OuterRef("pk"), kind=kind))


def smallest_unit() -> Any:
    """Expression: how many households a unit grid of the sub-district has at least (R-062)."""
    return number_in("unit-size-least", "street")


def largest_unit() -> Any:
    """Expression: how many households a unit grid of the sub-district has at most (R-062)."""
    return number_in("unit-size-most", "street")


def must_have(kind: GridPostKind) -> Q:
    """Condition: of a tier that must have a post of this kind."""
    return Q(tier__in=sorted(GRID_POSTS[kind].needed_in))


def _leads() -> Any:
    return GridPost.objects.current().filter(grid=OuterRef("pk"), kind=GridPostKind.LEAD)


def _from_the_cadres() -> Any:
    """Condition: the source of a post means a cadre, as the office of its street sees it."""
    own = GridPostSource.objects.filter(street=OuterRef("grid__street"), name=OuterRef("source"))
    return Exists(own.filter(is_cadre=True)) | (Q(source__in=sorted(CADRES)) & ~Exists(own))


def _is_bounded() -> Q:
    """Condition: it is said where the grid ends, on all four sides or in other words."""
    open_side = Q()
    for side in ("east", "south", "west", "north"):
        open_side |= Q(**{side: ""})
    return ~Q(boundaries="") | ~open_side


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
        of=lambda _today: must_have(GridPostKind.LEAD),
        met=lambda _today: has_grid_post(GridPostKind.LEAD),
    ),
    _standard(
        key="no-work-instructor",
        rule="R-070",
        basic=Basic.TEAM,
        label=_("Unit grids with a work instructor"),
        missing=_("Unit grids without a work instructor"),
        of=lambda _today: must_have(GridPostKind.INSTRUCTOR),
        met=lambda _today: has_grid_post(GridPostKind.INSTRUCTOR),
    ),
    _standard(
        key="lead-no-cadre",
        rule="A-34",
        basic=Basic.TEAM,
        label=_("Unit grids led by a cadre"),
        missing=_("Unit grids led by somebody who is no cadre"),
        of=lambda _today: Q(tier=GridTier.UNIT) & Exists(_leads().exclude(source="")),
        met=lambda _today: Exists(_leads().filter(_from_the_cadres())),
    ),
    _standard(
        key="no-responsible-cadre",
        rule="R-225",
        basic=Basic.TEAM,
        label=_("Base grids whose buildings a cadre answers for"),
        missing=_("Base grids whose buildings no cadre answers for"),
        of=lambda _today: Q(tier=GridTier.BASE),
        met=lambda _today: has_grid_post(GridPostKind.RESPONSIBLE_CADRE),
    ),
    _standard(
        key="no-responsible-unit",
        rule="R-225",
        basic=Basic.TEAM,
        label=_("Unit grids whose streets a unit answers for"),
        missing=_("Unit grids whose streets no unit answers for"),
        of=lambda _today: Q(tier=GridTier.UNIT),
        met=lambda _today: has_grid_post(GridPostKind.RESPONSIBLE_UNIT),
    ),
    _standard(
        key="area-grids",
        rule="N-02",
        basic=Basic.ORGANISATION,
        label=_("Area grids of the sub-district"),
        missing=_("No area grids"),
        of=lambda _today: Q(tier=GridTier.AREA),
        met=lambda _today: Q(tier=GridTier.AREA),
        least=lambda street: number_of(street, "areas"),
        most=lambda street: number_of(street, "areas"),
    ),
    _standard(
        key="urban-pilots",
        rule="N-16",
        basic=Basic.SYSTEM,
        label=_("Pilots of a purely urban community"),
        missing=_("No pilots of a purely urban community"),
        of=lambda _today: ~Q(urban_status=""),
        met=lambda _today: ~Q(urban_status=""),
        least=lambda street: number_of(street, "urban-pilots-least"),
        most=lambda street: number_of(street, "urban-pilots-most"),
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
        met=lambda _today: _is_bounded(),
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
        label=_("Unit grids of the size of a residents' committee"),
        missing=_("Unit grids that are too small or too large"),
        of=lambda _today: Q(tier=GridTier.UNIT, household_count__isnull=False),
        met=lambda _today: Q(
            household_count__gte=smallest_unit(), household_count__lte=largest_unit()
        ),
    ),
)
