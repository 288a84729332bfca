"""What the grid app keeps."""

from grids.models.buildings import Building
from grids.models.bundles import Bundle
from grids.models.case_contacts import CaseContact
from grids.models.case_limits import CaseLimit
from grids.models.case_receipts import CaseReceipt
from grids.models.case_routes import CaseRoute
from grids.models.case_steps import CaseDeadline, CaseStep, Escalation, Extension
from grids.models.cases import Case
from grids.models.checks import Check, CheckAnswer, Checklist, ChecklistItem
from grids.models.estates import Estate
from grids.models.facilities import ClosedDay, Facility, FacilityFunction, OpeningHours
from grids.models.firms import PropertyFirm, ServiceContract
from grids.models.grids import Grid
from grids.models.places import GridPlace, GridSuccession
from grids.models.posts import GridPost
from grids.models.sources import GridPostSource

__all__ = [
    "Building",
    "Bundle",
    "Case",
    "CaseContact",
    "CaseDeadline",
    "CaseLimit",
    "CaseReceipt",
    "CaseRoute",
    "CaseStep",
    "Check",
    "CheckAnswer",
    "Checklist",
    "ChecklistItem",
    "ClosedDay",
    "Escalation",
    "Estate",
    "Extension",
    "Facility",
    "FacilityFunction",
    "Grid",
    "GridPlace",
    "GridPost",
    "GridPostSource",
    "GridSuccession",
    "OpeningHours",
    "PropertyFirm",
    "ServiceContract",
]
