"""How much service space a community needs and has (N-12, R-276, R-277, A-18)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    DecimalField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext as _

from grids.enums import GridTier
from grids.models import Facility, Grid
from grids.standards import SPACE_LEAST, SPACE_RATE
from orgs.models import Org
from orgs.selectors.numbers import number_in

HUNDRED = 100
AREA = DecimalField(max_digits=11, decimal_places=2)


@dataclass(frozen=True, slots=True)
class SpaceStandard:
    """The space a community needs, with every number that goes into it, and what it has."""

    households: int
    service_sqm: Decimal
    least: int
    rate: int

    @property
    def required(self) -> Decimal:
        pro_rata = Decimal(self.rate * self.households) / HUNDRED
        return max(Decimal(self.least), pro_rata).quantize(Decimal("0.01"))

    @property
    def is_met(self) -> bool:
        return self.service_sqm >= self.required

    @property
    def formula(self) -> str:
        """The reckoning in words, so that anybody can follow it."""
        return _(
            "the greater of %(least)s ㎡ and %(rate)s ㎡ × %(households)s households ÷ 100 "
            "= %(required)s ㎡; there are %(have)s ㎡"
        ) % {
            "least": self.least,
            "rate": self.rate,
            "households": self.households,
            "required": f"{self.required.normalize():f}",
            "have": f"{self.service_sqm.normalize():f}",
        }

    def kept(self) -> dict[str, Any]:
        """The numbers as a check keeps them."""
        return {
            "households": self.households,
            "service_sqm": f"{self.service_sqm:.2f}",
            "least": self.least,
            "rate": self.rate,
        }


def standard_kept(kept: dict[str, Any]) -> SpaceStandard | None:
    """The standard as it was on the day of a check."""
    if not kept:
        return None
    return SpaceStandard(
        kept["households"], Decimal(kept["service_sqm"]), kept["least"], kept["rate"]
    )


def space_of(community: Org) -> SpaceStandard:
    """The standard of a community by its households and facilities of today."""
    row = with_space(Org.objects.filter(pk=community.pk)).get()
    return standard_of(row)


def standard_of(community: Any) -> SpaceStandard:
    """The standard of a community that ``with_space`` counted."""
    return SpaceStandard(
        community.households, community.service_sqm, community.least_sqm, community.rate_sqm
    )


def with_space(communities: Any) -> Any:
    """Communities with everything that goes into their standard."""
    return communities.annotate(
        households=households_of_community(),
        service_sqm=service_sqm_of_community(),
        least_sqm=number_in(SPACE_LEAST),
        rate_sqm=number_in(SPACE_RATE),
    )


def has_space() -> Q:
    """Condition: a community has the space it needs (N-12)."""
    # A hundred times as much on both sides, because databases divide whole numbers differently.
    needed = households_of_community() * number_in(SPACE_RATE)
    least = number_in(SPACE_LEAST)
    have = service_sqm_of_community()
    hundredfold = ExpressionWrapper(have * Value(HUNDRED), AREA)
    return Q(GreaterThanOrEqual(have, Cast(least, AREA))) & Q(
        GreaterThanOrEqual(hundredfold, Cast(needed, AREA))
    )


def households_of_community() -> Any:
    """Expression: base grids are added up; a unit grid that is not divided counts itself."""
    grids = Grid.objects.active()
    divided = Exists(grids.filter(parent=OuterRef("pk")))
    bricks = grids.filter(
        Q(tier=GridTier.BASE, parent__community=OuterRef("pk"))
        | Q(tier=GridTier.UNIT, community=OuterRef("pk")) & ~divided
    )
    return Coalesce(Subquery(_total(bricks, "household_count")), Value(0))


def service_sqm_of_community() -> Any:
    """Expression: the service area of the facilities in use that serve a community."""
    serving = Facility.objects.active().filter(
        Q(community=OuterRef("pk")) | Q(grid__community=OuterRef("pk"))
    )
    return Coalesce(
        Subquery(_total(serving, "service_sqm"), output_field=AREA), Value(Decimal(0), AREA)
    )


def _total(rows: QuerySet[Any], name: str) -> Any:
    # One group for all rows, so that the subquery has one number.
    grouped = rows.order_by().annotate(one=Value(1)).values("one")
    return grouped.annotate(total=Sum(name)).values("total")
