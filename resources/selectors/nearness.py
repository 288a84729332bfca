"""How near an owner is to another in the two trees and by check-in (R-177)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Self

from grids.enums import GridTier
from grids.models import Grid
from orgs.enums import OrgKind
from orgs.models import Org, Pairing
from orgs.scoping import Span, Subtree


class Nearness(IntEnum):
    """The smallest unit that two owners share."""

    STREET = 0
    AREA = 1
    COMMUNITY = 2
    PAIRED = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """A subtree of organisations, and the community and area it lies in."""

    subtree: Subtree
    community: int | None = None
    area: int | None = None


@dataclass(slots=True)
class Neighbourhood:
    """Where the owners of one street are, read once for any number of comparisons."""

    places: list[_Place]
    areas_of_communities: dict[int, set[int]]
    communities_of_partners: dict[int, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, street: Org) -> Self:
        """The communities, areas and check-ins of a street, in three queries."""
        places = [*_communities_and_areas(street), *_grid_branches(street)]
        areas: defaultdict[int, set[int]] = defaultdict(set)
        for place in places:
            if place.community and place.area:
                areas[place.community].add(place.area)
        paired: defaultdict[int, set[int]] = defaultdict(set)
        pairs = Pairing.objects.filter(partner__street=street)
        for partner, community in pairs.values_list("partner_id", "community_id"):
            paired[partner].add(community)
        return cls(places, areas, paired)

    def between(self, one: Any, other: Any) -> Nearness:
        """How near two owners, organisations or partner units, are to each other."""
        shared = self.communities(one) & self.communities(other)
        if shared:
            is_unit = "partner" in {one._meta.model_name, other._meta.model_name}
            return Nearness.PAIRED if is_unit else Nearness.COMMUNITY
        return Nearness.AREA if self.areas(one) & self.areas(other) else Nearness.STREET

    def communities(self, owner: Any) -> set[int]:
        """The communities an organisation lies in, or a partner unit has checked in at."""
        if owner._meta.model_name == "partner":
            return self.communities_of_partners.get(owner.pk, set())
        return {p.community for p in self._around(owner) if p.community}

    def areas(self, owner: Any) -> set[int]:
        """The areas an owner lies in, or that its communities lie in."""
        areas = {a for c in self.communities(owner) for a in self.areas_of_communities.get(c, ())}
        if owner._meta.model_name != "partner":
            areas |= {place.area for place in self._around(owner) if place.area}
        return areas

    def spans_of(self, community: int) -> list[Span]:
        """Where what lies in a community stands in the tree: it, all below, its grid branches."""
        inside = [place.subtree for place in self.places if place.community == community]
        return [(each.tree_id, each.lft, each.rght) for each in inside if each.org_pk]

    def _around(self, org: Any) -> Iterator[_Place]:
        return (place for place in self.places if place.subtree.covers(org))


def _communities_and_areas(street: Org) -> Iterator[_Place]:
    """The communities and areas of the organisation tree itself."""
    kinds = (OrgKind.COMMUNITY_COMMITTEE, OrgKind.GENERAL_BRANCH)
    nodes = Org.objects.filter(tree_id=street.tree_id, kind__in=kinds)
    areas = []
    rows = nodes.order_by("lft").values_list("pk", "tree_id", "lft", "rght", "kind")
    for pk, tree_id, lft, rght, kind in rows:
        subtree = Subtree(pk, tree_id, lft, rght, kind, "", 0)
        if kind == OrgKind.GENERAL_BRANCH:
            areas.append(subtree)
            yield _Place(subtree, area=pk)
        else:
            above = [a.org_pk for a in areas if a.lft < lft < a.rght]
            yield _Place(subtree, community=pk, area=above[-1] if above else None)


def _grid_branches(street: Org) -> Iterator[_Place]:
    """The organisations of grids: they lie in the community and in the area of their grid."""
    grids = Grid.objects.filter(street=street, tier=GridTier.UNIT, community__isnull=False)
    facts = ("community_id", "parent__org_id", "org_id", "org__tree_id", "org__lft", "org__rght")
    for community, area, *branch in grids.values_list(*facts):
        # A grid that has no branch yet still says in which area its community lies.
        org_pk, tree_id, lft, rght = branch if branch[0] else (0, 0, 0, 0)
        yield _Place(Subtree(org_pk, tree_id, lft, rght, "", "", 0), community, area)
