"""What is asked for and not offered, and what is offered and not asked for, by class and place.

A resource fits a need here when it is of the same class, of the same sub-district, of another
side, still to be had, and its days and those of the need meet. The rows are those the reader can
see; whether something fits is asked of the whole list of the street, so that the answer is true.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.models import Org, User
from resources.enums import ResourceClass
from resources.models import Need, Resource
from resources.selectors.homes import Homes, homes_of

_EARLIEST: Final = date(1900, 1, 1)
_LATEST: Final = date(9999, 12, 31)


class Side(StrEnum):
    """The two tables."""

    ASKED = "asked"
    OFFERED = "offered"


LABELS: Final = {
    Side.ASKED: pgettext_lazy("gaps", "Asked for and not offered"),
    Side.OFFERED: _("Offered and not asked for"),
}


@dataclass(frozen=True, slots=True)
class GapLine:
    """One class: how many rows nothing fits, by the community of their owner."""

    resource_class: str
    label: str
    counts: Sequence[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Gaps:
    """One of the two tables with the rows it counts, each with its ``home_key``."""

    side: Side
    rows: QuerySet[Any]
    places: Sequence[tuple[str, Any]]

    def lines(self) -> list[GapLine]:
        """A line for each class that has rows, in the order of the classes."""
        counts = {
            (resource_class, place): n
            for resource_class, place, n in self.rows.order_by()
            .values_list("resource_class", "home_key")
            .annotate(n=Count("pk"))
        }
        lines = [
            GapLine(
                each, str(each.label), [counts.get((each, key), 0) for key, _word in self.places]
            )
            for each in ResourceClass
        ]
        return [line for line in lines if line.total]


def gaps_of(side: Side, *, place: Org | None, today: date, reader: User) -> Gaps:
    """The open needs that nothing fits, or the available resources that nobody asks for."""
    rows: Any = _unoffered(reader, today) if side == Side.ASKED else _unasked(reader, today)
    homes: Homes = homes_of(rows)
    rows = rows.annotate(home=homes.of_owner()).annotate(home_key=homes.key_at("home"))
    if place:
        rows = rows.filter(homes.below(place))
    return Gaps(side, rows.for_list(), homes.choices())


def _unoffered(reader: User, today: date) -> QuerySet[Need]:
    offers = _with_sides(Resource.objects.available()).filter(
        Q(ends_on=None) | Q(ends_on__gte=today)
    )
    return _without(_with_sides(Need.objects.visible_to(reader).listed()), offers)


def _unasked(reader: User, today: date) -> QuerySet[Resource]:
    mine = Resource.objects.visible_to(reader).available()
    still = mine.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    return _without(_with_sides(still), _with_sides(Need.objects.listed()))


def _with_sides(rows: Any) -> Any:
    """The rows with their owner and their days, none of them empty, so that they compare."""
    last = "wished_on" if rows.model is Need else "ends_on"
    return rows.annotate(
        org_side=Coalesce("owner_org", Value(0)),
        unit_side=Coalesce("owner_partner", Value(0)),
        first_day=Coalesce("starts_on", Value(_EARLIEST)),
        last_day=Coalesce("ends_on", last, Value(_LATEST)),
    )


def _without(rows: Any, others: Any) -> Any:
    """Those that none of the others fits."""
    fitting = others.filter(
        street=OuterRef("street"),
        resource_class=OuterRef("resource_class"),
        first_day__lte=OuterRef("last_day"),
        last_day__gte=OuterRef("first_day"),
    ).exclude(Q(org_side=OuterRef("org_side")) & Q(unit_side=OuterRef("unit_side")))
    return rows.filter(~Exists(fitting))
