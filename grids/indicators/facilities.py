"""What facilities shall be like, and where there shall be one (N-08 to N-12)."""

from functools import partial
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from grids.enums import ChecklistKind, FacilityKind, GridTier
from grids.indicators.grids import SUBJECT as GRIDS
from grids.models import Facility
from grids.selectors.facilities import meets, with_six_haves
from grids.selectors.space import has_space
from grids.standards import HUB_SQM, WALK_MINUTES
from orgs.enums import Basic, OrgKind
from orgs.indicators.orgs import SUBJECT as ORGS
from orgs.models import Org
from orgs.scoping import reach_over
from orgs.selectors.indicators import Indicator, Subject
from orgs.selectors.numbers import number_in


def below(rows: Any, org: Org) -> Any:
    """Facilities that somebody who holds a role over the organisation would reach."""
    return rows.within(reach_over(org))


SUBJECT: Final = Subject(
    "facilities",
    _("Facilities"),
    rows=lambda reader: Facility.objects.visible_to(reader).active(),
    below=below,
    for_list=lambda rows: with_six_haves(rows.for_list()).prefetch_related("hours", "functions"),
)


def is_large() -> Q:
    """Condition: a hub is known to be as large as the plan wants (R-110)."""
    least = number_in(HUB_SQM, "street")
    return Q(total_sqm__isnull=False) & Q(GreaterThanOrEqual(F("total_sqm"), least))


def is_near() -> Q:
    """Condition: a base grid is known to lie within minutes of a facility (R-114)."""
    most = number_in(WALK_MINUTES, "street")
    return Q(walking_minutes__isnull=False) & Q(LessThanOrEqual(F("walking_minutes"), most))


def has_facility(kind: FacilityKind, path: str) -> Any:
    """Condition: a facility of this kind is in use for the grid or the community."""
    return Exists(Facility.objects.active().filter(kind=kind, **{path: OuterRef("pk")}))


_standard = partial(Indicator, subject=SUBJECT.key, basic=Basic.SUPPORT)

INDICATORS: Final = (
    _standard(
        key="hub-six-haves",
        rule="N-08",
        label=_("Hubs with the six haves"),
        missing=_("Hubs without all of the six haves"),
        of=lambda _today: Q(kind=FacilityKind.HUB),
        met=lambda _today: meets(ChecklistKind.SIX_HAVES),
    ),
    _standard(
        key="hub-size",
        rule="N-09",
        label=_("Hubs as large as the plan wants"),
        missing=_("Hubs smaller than the plan wants, or not measured"),
        of=lambda _today: Q(kind=FacilityKind.HUB),
        met=lambda _today: is_large(),
    ),
    _standard(
        key="centre-four-unified",
        rule="R-281",
        label=_("Service centres with the four unified"),
        missing=_("Service centres without all of the four unified"),
        of=lambda _today: Q(kind=FacilityKind.CENTRE),
        met=lambda _today: meets(ChecklistKind.FOUR_UNIFIED),
    ),
)
GRID_INDICATORS: Final = (
    Indicator(
        subject=GRIDS.key,
        key="area-hub",
        rule="N-10",
        basic=Basic.SERVICE,
        label=_("Area grids with a hub in use"),
        missing=_("Area grids without a hub"),
        of=lambda _today: Q(tier=GridTier.AREA),
        met=lambda _today: has_facility(FacilityKind.HUB, "grid"),
    ),
    # A grid whose way nobody knows counts as one that is far.
    Indicator(
        subject=GRIDS.key,
        key="far-from-centre",
        rule="N-11",
        basic=Basic.SERVICE,
        label=_("Base grids within five minutes of a centre"),
        missing=_("Base grids far from a centre, or nobody knows how far"),
        of=lambda _today: Q(tier=GridTier.BASE),
        met=lambda _today: is_near(),
    ),
)
ORG_INDICATORS: Final = (
    Indicator(
        subject=ORGS.key,
        key="community-centre",
        rule="R-166",
        basic=Basic.SERVICE,
        label=_("Communities with a service centre"),
        missing=_("Communities without a service centre"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda _today: has_facility(FacilityKind.CENTRE, "community"),
    ),
    Indicator(
        subject=ORGS.key,
        key="community-space",
        rule="N-12",
        basic=Basic.SUPPORT,
        label=_("Communities with service space enough"),
        missing=_("Communities without service space enough"),
        of=lambda _today: Q(kind=OrgKind.COMMUNITY_COMMITTEE),
        met=lambda _today: has_space(),
    ),
)
