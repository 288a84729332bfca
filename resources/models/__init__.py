"""What the resources app keeps."""

from resources.models.agreements import Agreement
from resources.models.appraisal_links import AppraisalLink, AppraisalTally
from resources.models.appraisals import Appraisal, AppraisalSheet
from resources.models.assessments import Assessment
from resources.models.bookings import Booking, BookingSeries, TakenQuarter
from resources.models.budgets import BudgetLine, Expense
from resources.models.matches import Match
from resources.models.milestones import Milestone
from resources.models.needs import Need
from resources.models.plans import ExcludedPair, MatchPlan, MatchPlanLine
from resources.models.pledges import AnnualPledge
from resources.models.project_notes import ProjectNote
from resources.models.projects import Project
from resources.models.resources import Resource
from resources.models.venues import Venue
from resources.models.volunteers import VolunteerActivity, VolunteerTally
from resources.models.weights import MatchingWeights
from resources.models.wishes import Wish

__all__ = [
    "Agreement",
    "AnnualPledge",
    "Appraisal",
    "AppraisalLink",
    "AppraisalSheet",
    "AppraisalTally",
    "Assessment",
    "Booking",
    "BookingSeries",
    "BudgetLine",
    "ExcludedPair",
    "Expense",
    "Match",
    "MatchPlan",
    "MatchPlanLine",
    "MatchingWeights",
    "Milestone",
    "Need",
    "Project",
    "ProjectNote",
    "Resource",
    "TakenQuarter",
    "Venue",
    "VolunteerActivity",
    "VolunteerTally",
    "Wish",
]
