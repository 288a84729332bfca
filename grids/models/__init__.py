"""What the grid app keeps."""

from grids.models.cases import Case
from grids.models.checks import Check, CheckAnswer, Checklist, ChecklistItem
from grids.models.facilities import ClosedDay, Facility, FacilityFunction, OpeningHours
from grids.models.grids import Grid
from grids.models.places import GridPlace, GridSuccession
from grids.models.posts import GridPost
from grids.models.sources import GridPostSource

__all__ = [
    "Case",
    "Check",
    "CheckAnswer",
    "Checklist",
    "ChecklistItem",
    "ClosedDay",
    "Facility",
    "FacilityFunction",
    "Grid",
    "GridPlace",
    "GridPost",
    "GridPostSource",
    "GridSuccession",
    "OpeningHours",
]
