"""In which community the owner of a need or a resource is at home."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db import models
from django.db.models import CharField, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy

from orgs.enums import OrgKind
from orgs.models import Org, Pairing
from orgs.scoping import Span, within
from resources.selectors.nearness import Neighbourhood

ELSEWHERE: Final = "elsewhere"


@dataclass(frozen=True, slots=True)
class Home:
    """A community, and where the organisations that lie in it stand in the tree."""

    org: Org
    spans: tuple[Span, ...]
    areas: frozenset[int]

    @property
    def key(self) -> str:
        return str(self.org.public_id)

    @property
    def label(self) -> str:
        return self.org.name


@dataclass(frozen=True, slots=True)
class Homes:
    """The communities of some streets, read once for any number of rows."""

    homes: tuple[Home, ...]

    @classmethod
    def of(cls, streets: Iterable[Org]) -> Self:
        """The communities of these streets in the order of the tree."""
        found = []
        for street in streets:
            near = Neighbourhood.of(street)
            rows = Org.objects.filter(tree_id=street.tree_id, kind=OrgKind.COMMUNITY_COMMITTEE)
            for org in rows.active().order_by("lft"):
                areas = near.areas_of_communities.get(org.pk, set())
                found.append(Home(org, tuple(near.spans_of(org.pk)), frozenset(areas)))
        return cls(tuple(found))

    def of_owner(self, path: str = "") -> Any:
        """The community of the owner of the row at ``path``, as an expression; NULL for none.

        A unit is at home where it checked in first.
        """
        at = f"{path}__" if path else ""
        pairings = Pairing.objects.filter(partner=OuterRef(f"{at}owner_partner"))
        by_day = pairings.order_by(F("checked_in_on").asc(nulls_last=True), "pk")
        first = Subquery(by_day.values("community")[:1], output_field=IntegerField())
        cases = [
            When(within(home.spans, f"{at}owner_org"), then=Value(home.org.pk))
            for home in self.homes
        ]
        nothing = Value(None, output_field=IntegerField())
        own = models.Case(*cases, default=nothing, output_field=IntegerField())
        return Coalesce(own, first, output_field=IntegerField())

    def key_at(self, name: str) -> Any:
        """The key of the community that ``of_owner`` found under this name, as an expression."""
        return models.Case(
            *(When(**{name: home.org.pk}, then=Value(home.key)) for home in self.homes),
            default=Value(ELSEWHERE),
            output_field=CharField(),
        )

    def choices(self) -> list[tuple[str, Any]]:
        """The keys of the communities with their names, and the word for none of them."""
        named = [(home.key, home.label) for home in self.homes]
        return [*named, (ELSEWHERE, pgettext_lazy("place", "no community"))]

    def below(self, place: Org) -> Q:
        """Condition: the row, annotated with its ``home``, belongs to a place or below it."""
        if place.parent_id is None:
            return Q(street=place)
        inside = [
            home.org.pk
            for home in self.homes
            if place.pk in home.areas or place.is_ancestor_of(home.org, include_self=True)
        ]
        own = within([(place.tree_id, place.lft, place.rght)], "owner_org")
        return own | Q(home__in=inside)


def homes_of(rows: Any) -> Homes:
    """The communities of the streets that some rows belong to."""
    streets = Org.objects.filter(pk__in=rows.order_by().values("street"))
    return Homes.of(streets.order_by("tree_id"))
