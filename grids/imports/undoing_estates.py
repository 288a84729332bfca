"""How an import's changes to where estates and buildings lie are taken back."""

from django.utils.translation import gettext as _

from grids.models import Building, Estate, Grid
from grids.services.buildings import assign_building
from grids.services.estates import place_estate
from grids.services.management import restore_management
from orgs.imports.undoing import NotTakenBack, restoration
from orgs.models import AuditEntry, Org, User


def undo_placing(*, entry: AuditEntry, actor: User) -> None:
    """An estate belongs again to the community and unit grid of before, or to none."""
    estate = Estate.objects.filter(public_id=entry.subject_id).select_related("street").first()
    if estate is None:
        return
    community, unit_grid = estate.community, estate.unit_grid
    if "community" in entry.changes:
        code = entry.changes["community"][0]
        community = Org.objects.filter(tree_id=estate.street.tree_id, code=code).first()
    if "unit_grid" in entry.changes:
        unit_grid = _grid(estate, entry.changes["unit_grid"][0])
    place_estate(estate=estate, community=community, unit_grid=unit_grid, actor=actor)


def undo_assigning(*, entry: AuditEntry, actor: User) -> None:
    """A building lies again in the base grid of before, or in none."""
    building = Building.objects.filter(public_id=entry.subject_id).select_related("estate").first()
    if building is not None:
        before = _grid(building.estate, entry.changes["base_grid"][0])
        assign_building(building=building, base_grid=before, actor=actor)


def undo_lapse(*, entry: AuditEntry, actor: User) -> None:
    """Whoever managed the estate manages it again; into a bundle it does not go back by itself."""
    if "bundle" in entry.changes:
        raise NotTakenBack(
            _("“%(row)s” has left its bundle, so this cannot be taken back.")
            % {"row": entry.subject_label}
        )
    restoration("estate", restore_management)(entry=entry, actor=actor)


def _grid(estate: Estate, code: str | None) -> Grid | None:
    return Grid.objects.filter(street=estate.street_id, code=code).first() if code else None
