"""What the grid app keeps."""

from grids.models.checks import Check, CheckAnswer, Checklist, ChecklistItem
from grids.models.facilities import ClosedDay, Facility, FacilityFunction, OpeningHours
from grids.models.grids import Grid
from grids.models.posts import GridPost

__all__ = [
    "Check",
    "CheckAnswer",
    "Checklist",
    "ChecklistItem",
    "ClosedDay",
    "Facility",
    "FacilityFunction",
    "Grid",
    "GridPost",
    "OpeningHours",
]
