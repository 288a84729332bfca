"""A community committee also works in the grid branches of its grids (design 4, Scope)."""

from collections.abc import Iterator
from dataclasses import replace

from grids.models import Grid
from orgs.enums import OrgKind
from orgs.scoping import Subtree


def branches_of_communities(own: tuple[Subtree, ...]) -> Iterator[Subtree]:
    """The organisations of the grids that belong to a community at or below one of these nodes.

    Below a working committee there is nothing to add: its own subtree holds them all.
    """
    nodes = {s.org_pk: s for s in own if s.kind == OrgKind.COMMUNITY_COMMITTEE}
    if not nodes:
        return
    places = Grid.objects.filter(community__in=nodes, org__isnull=False).values_list(
        "community_id", "org_id", "org__tree_id", "org__lft", "org__rght", "org__kind"
    )
    for community, org_pk, tree_id, lft, rght, kind in places:
        yield replace(
            nodes[community],
            org_pk=org_pk,
            tree_id=tree_id,
            lft=lft,
            rght=rght,
            kind=kind,
            is_neighbour=True,
        )
