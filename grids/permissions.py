"""Who may change a grid: the office its shape, the secretaries who work in it the rest."""

from typing import Any

from django.core.exceptions import PermissionDenied

from grids.models import Estate, Grid
from orgs.enums import Role
from orgs.permissions import holds_role
from orgs.scoping import reach_of


def may_shape(user: Any, grid: Grid) -> bool:
    """The office of the street says where a grid lies, what it is called and to whom it belongs."""
    return holds_role(user, Role.OFFICE, over=grid.street)


def may_keep(user: Any, grid: Grid) -> bool:
    """Secretaries of its organisation or community, or of a grid above, keep counts and posts."""
    if may_shape(user, grid):
        return True
    reach = reach_of(user, Role.SECRETARY)
    return bool(reach.subtrees) and any(reach.covers(org) for org in grid.caretakers())


def require_keeper(actor: Any, grid: Grid) -> None:
    """Go no further unless the actor may keep the grid's counts and posts."""
    if not may_keep(actor, grid):
        raise PermissionDenied


def may_place(user: Any, estate: Estate) -> bool:
    """The office of the street says to which community and unit grid an estate belongs."""
    return holds_role(user, Role.OFFICE, over=estate.street)


def may_keep_estate(user: Any, estate: Estate) -> bool:
    """Secretaries of its community, or of its unit grid, keep its facts and buildings."""
    if may_place(user, estate):
        return True
    reach = reach_of(user, Role.SECRETARY)
    return bool(reach.subtrees) and any(reach.covers(org) for org in estate.caretakers())


def require_estate_keeper(actor: Any, estate: Estate) -> None:
    """Go no further unless the actor may keep the estate's facts and buildings."""
    if not may_keep_estate(actor, estate):
        raise PermissionDenied
