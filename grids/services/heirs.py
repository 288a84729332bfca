"""Grids that hang on an organisation, and how its heir takes them over (N-03, A-35)."""

from grids.models import Grid
from grids.services.links import assign_community, link_grid_to_org
from orgs.models import Org, User


def grids_at(org: Org) -> list[Grid]:
    """The grid in use that goes with an organisation, and those that belong to a community."""
    in_use = Grid.objects.active()
    return [*in_use.filter(org=org), *in_use.filter(community=org).order_by("tree_id", "lft")]


def hand_over_grids(*, org: Org, heir: Org, actor: User, reason: str) -> None:
    """Tie the grids of an organisation to its heir.

    Raises LinkRefused when the heir is of another kind, OrgLinkedAlready when it has a grid.
    """
    for grid in grids_at(org):
        if grid.org_id == org.pk:
            link_grid_to_org(grid=grid, org=heir, actor=actor)
        else:
            assign_community(grid=grid, community=heir, actor=actor)
