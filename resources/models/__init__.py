"""What the resources app keeps."""

from resources.models.appraisal_links import AppraisalLink, AppraisalTally
from resources.models.assessments import Assessment
from resources.models.budgets import BudgetLine, Expense
from resources.models.matches import Match
from resources.models.milestones import Milestone
from resources.models.needs import Need
from resources.models.project_notes import ProjectNote
from resources.models.projects import Project
from resources.models.resources import Resource
from resources.models.weights import MatchingWeights

__all__ = [
    "AppraisalLink",
    "AppraisalTally",
    "Assessment",
    "BudgetLine",
    "Expense",
    "Match",
    "MatchingWeights",
    "Milestone",
    "Need",
    "Project",
    "ProjectNote",
    "Resource",
]
