"""What every estate, building and property firm shall have (R-055, R-066, R-085, R-214, R-216)."""

from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from grids.enums import (
    BY_FIRM,
    WITH_PARTY_ORG,
    EstateState,
    GridStatus,
    GridTier,
)
from grids.indicators.grids import SUBJECT as GRIDS
from grids.models import Building, Estate, PropertyFirm, ServiceContract
from grids.selectors.estates import with_buildings
from orgs.enums import Basic
from orgs.models import Org
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject

# surveyed once, then every year.
SURVEY_HOLDS = timedelta(days=366)


def _estates_below(org: Org) -> Any:
    return Estate.objects.within(reach_over(org)).values("pk")


ESTATES: Final = Subject(
    "estates",
    _("Estates"),
    rows=Estate.objects.visible_to,
    below=lambda rows, org: rows.within(reach_over(org)),
    for_list=lambda rows: with_buildings(rows.for_list()),
)
BUILDINGS: Final = Subject(
    "buildings",
    _("Buildings"),
    rows=Building.objects.visible_to,
    below=lambda rows, org: rows.filter(estate__in=_estates_below(org)),
)
FIRMS: Final = Subject(
    "property-firms",
    _("Property firms"),
    rows=PropertyFirm.objects.visible_to,
    below=lambda rows, org: rows.filter(
        Exists(
            ServiceContract.objects.current().filter(
                firm=OuterRef("pk"), estate__in=_estates_below(org)
            )
        )
    ),
)


def has_contract(today: Any) -> Any:
    """Condition: the estate is under contract today."""
    return Exists(ServiceContract.objects.current(today).filter(estate=OuterRef("pk")))


_of_estates = partial(Indicator, subject=ESTATES.key)

ESTATE_INDICATORS: Final = (
    _of_estates(
        key="estate-no-community",
        rule="R-085",
        basic=Basic.ORGANISATION,
        label=_("Estates of a community"),
        missing=_("Estates of no community"),
        met=lambda _today: Q(community__isnull=False),
    ),
    _of_estates(
        key="estate-unmanaged",
        rule="R-216",
        basic=Basic.SERVICE,
        label=_("Estates that are managed"),
        missing=_("Estates that nobody manages yet"),
        met=lambda _today: Q(state=EstateState.MANAGED),
    ),
    _of_estates(
        key="estate-no-buildings",
        rule="R-066",
        basic=Basic.SYSTEM,
        label=_("Estates with their buildings listed"),
        missing=_("Estates without a building listed"),
        met=lambda _today: Exists(Building.objects.filter(estate=OuterRef("pk"))),
    ),
    _of_estates(
        key="estate-not-surveyed",
        rule="R-119",
        basic=Basic.SYSTEM,
        label=_("Estates surveyed within a year"),
        missing=_("Estates not surveyed within a year"),
        met=lambda today: Q(surveyed_on__gt=today - SURVEY_HOLDS),
    ),
    _of_estates(
        key="estate-no-contract",
        rule="R-216",
        basic=Basic.SERVICE,
        label=_("Estates of a firm that are under contract"),
        missing=_("Estates of a firm without a contract in force"),
        of=lambda _today: Q(state=EstateState.MANAGED, mode__in=BY_FIRM),
        met=has_contract,
    ),
)
BUILDING_INDICATORS: Final = (
    Indicator(
        subject=BUILDINGS.key,
        key="building-no-base-grid",
        rule="R-055",
        basic=Basic.ORGANISATION,
        label=_("Buildings in exactly one base grid"),
        missing=_("Buildings in no base grid"),
        met=lambda _today: Q(base_grid__status=GridStatus.ACTIVE),
    ),
)
FIRM_INDICATORS: Final = (
    Indicator(
        subject=FIRMS.key,
        key="firm-no-party-org",
        rule="R-214",
        basic=Basic.ORGANISATION,
        label=_("Property firms with a Party organisation"),
        missing=_("Property firms without a Party organisation"),
        met=lambda _today: Q(party_state__in=WITH_PARTY_ORG),
    ),
)
GRID_INDICATORS: Final = (
    Indicator(
        subject=GRIDS.key,
        key="base-no-building",
        rule="R-066",
        basic=Basic.SYSTEM,
        label=_("Base grids with buildings"),
        missing=_("Base grids without a building"),
        of=lambda _today: Q(tier=GridTier.BASE),
        met=lambda _today: Exists(Building.objects.filter(base_grid=OuterRef("pk"))),
    ),
)
