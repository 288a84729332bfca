"""A community committee also works in the grid branches of its grids (design 4, Scope)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from grids.models import Grid
from orgs.enums import OrgKind
from orgs.scoping import Reach, Subtree

# Below a working committee there is nothing to add: its own subtree holds every branch.
STANDS_ABOVE_COMMUNITIES = frozenset({OrgKind.COMMUNITY_COMMITTEE, OrgKind.GENERAL_BRANCH})


@dataclass(frozen=True, slots=True)
class _Node:
    """As much of an organisation as it takes to say whose subtree it stands in."""

    tree_id: int
    lft: int


def branches_of_communities(own: tuple[Subtree, ...]) -> Iterator[Subtree]:
    """The organisations of the grids that belong to a community at or below one of these nodes."""
    above = tuple(s for s in own if s.kind in STANDS_ABOVE_COMMUNITIES)
    if not above:
        return
    tied = Grid.objects.active().filter(Reach(above).orgs("community"), org__isnull=False)
    places = tied.values_list(
        "community__tree_id",
        "community__lft",
        "org_id",
        "org__tree_id",
        "org__lft",
        "org__rght",
        "org__kind",
    )
    for community_tree, community_lft, *place in places:
        community, branch = _Node(community_tree, community_lft), _Node(*place[1:3])
        for subtree in above:
            if subtree.covers(community) and not subtree.covers(branch):
                yield _neighbour(subtree, *place)


def _neighbour(
    subtree: Subtree, org_pk: int, tree_id: int, lft: int, rght: int, kind: str
) -> Subtree:
    return replace(
        subtree,
        org_pk=org_pk,
        tree_id=tree_id,
        lft=lft,
        rght=rght,
        kind=kind,
        is_neighbour=True,
    )
