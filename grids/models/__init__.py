"""What the grid app keeps."""

from grids.models.buildings import Building
from grids.models.bundles import Bundle
from grids.models.case_contacts import CaseContact
from grids.models.case_routes import CaseRoute
from grids.models.case_steps import CaseDeadline, CaseStep, Escalation, Extension
from grids.models.cases import Case
from grids.models.checks import Check, CheckAnswer, Checklist, ChecklistItem
from grids.models.estates import Estate
from grids.models.facilities import ClosedDay, Facility, FacilityFunction, OpeningHours
from grids.models.firm_scores import FirmScore
from grids.models.firms import PropertyFirm, ServiceContract
from grids.models.grids import Grid
from grids.models.objections import Objection, RatingAdjustment
from grids.models.places import GridPlace, GridSuccession
from grids.models.plates import Plate
from grids.models.posts import GridPost
from grids.models.rating_inputs import FrozenInputs, RatingInput, VetoFinding
from grids.models.rating_rounds import RatingRound, RatingUnit
from grids.models.rating_schemes import RatingDimension, RatingItem, RatingScheme, RatingVeto
from grids.models.sanctions import Sanction
from grids.models.sources import GridPostSource
from grids.models.surveys import Survey, SurveyAnswer, SurveyQuestion, SurveyToken

__all__ = [
    "Building",
    "Bundle",
    "Case",
    "CaseContact",
    "CaseDeadline",
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
    "FirmScore",
    "FrozenInputs",
    "Grid",
    "GridPlace",
    "GridPost",
    "GridPostSource",
    "GridSuccession",
    "Objection",
    "OpeningHours",
    "Plate",
    "PropertyFirm",
    "RatingAdjustment",
    "RatingDimension",
    "RatingInput",
    "RatingItem",
    "RatingRound",
    "RatingScheme",
    "RatingUnit",
    "RatingVeto",
    "Sanction",
    "ServiceContract",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyToken",
    "VetoFinding",
]
