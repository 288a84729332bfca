"""How an import's changes to where grids hang and whom they go with are taken back."""

from grids.models import Case, Grid
from grids.services.grids import move_grid
from grids.services.links import assign_community, link_grid_to_org
from orgs.models import AuditEntry, Org, User


def undo_grid_move(*, entry: AuditEntry, actor: User) -> None:
    """A grid that was moved hangs again where it hung."""
    grid = _grid(entry)
    former = grid and Grid.objects.filter(street=grid.street, code=_before(entry, "parent")).first()
    if grid and former:
        move_grid(grid=grid, new_parent=former, actor=actor)


def undo_link(*, entry: AuditEntry, actor: User) -> None:
    """A grid that was linked with an organisation goes again with the one of before, or none."""
    grid = _grid(entry)
    if grid:
        link_grid_to_org(grid=grid, org=_org(grid, _before(entry, "org")), actor=actor)


def undo_assignment(*, entry: AuditEntry, actor: User) -> None:
    """A grid that was assigned to a community belongs again to the one of before, or to none."""
    grid = _grid(entry)
    if grid:
        community = _org(grid, _before(entry, "community"))
        assign_community(grid=grid, community=community, actor=actor)


def _grid(entry: AuditEntry) -> Grid | None:
    return Grid.objects.filter(public_id=entry.subject_id).select_related("street").first()


def _before(entry: AuditEntry, name: str) -> str | None:
    code: str | None = entry.changes[name][0]
    return code


def _org(grid: Grid, code: str | None) -> Org | None:
    if code is None:
        return None
    return Org.objects.filter(tree_id=grid.street.tree_id, code=code).first()


def community_of_case(case: Case, code: str) -> Org | None:
    """The organisation of the case's street that the trail names."""
    return Org.objects.filter(tree_id=case.street.tree_id, code=code).first()


def grid_of_case(case: Case, code: str) -> Grid | None:
    """The grid of the case's street that the trail names."""
    return Grid.objects.filter(street=case.street_id, code=code).first()
