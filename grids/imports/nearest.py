"""The nearest facility that a row of 网格台账 names, and how its change is taken back (R-114)."""

from typing import Any

from grids.enums import GridTier
from grids.models import Facility, Grid
from grids.services.coverage import name_nearest_facility
from orgs.imports.registry import Batch
from orgs.models import AuditEntry, User
from partybuild.spreadsheets import Row


class NearestFacilities:
    """The facilities in use of a street, by the reference that a row carries."""

    def __init__(self, batch: Batch) -> None:
        self._actor = batch.actor
        rows = Facility.objects.active().filter(street=batch.street)
        self._rows = {f"facility:{facility.public_id}": facility for facility in rows}

    def note(self, row: Row, grid: Grid) -> bool:
        """Note the facility the row names; True when it was another before, or none."""
        links = row.links.get("facility")
        facility = self._rows.get(links[0].ref) if links else None
        if facility is None or grid.tier != GridTier.BASE:
            return False
        minutes = row.values.get("walking_minutes")
        minutes = grid.walking_minutes if minutes is None else minutes
        if (grid.nearest_facility_id, grid.walking_minutes) == (facility.pk, minutes):
            return False
        name_nearest_facility(
            grid=grid, facility=facility, walking_minutes=minutes, actor=self._actor
        )
        return True


def undo_nearest(*, entry: AuditEntry, actor: User) -> None:
    """A grid names again the facility of before, or none."""
    grid = Grid.objects.filter(public_id=entry.subject_id).select_related("street").first()
    if grid is None:
        return
    facility, minutes = (
        _before(entry, grid, name) for name in ("nearest_facility", "walking_minutes")
    )
    if isinstance(facility, str):
        facility = Facility.objects.filter(street=grid.street, code=facility).first()
    name_nearest_facility(grid=grid, facility=facility, walking_minutes=minutes, actor=actor)


def _before(entry: AuditEntry, grid: Grid, name: str) -> Any:
    return entry.changes[name][0] if name in entry.changes else getattr(grid, name)
