"""What the resources app keeps."""

from resources.models.agreements import Agreement
from resources.models.appraisals import Appraisal, AppraisalSheet
from resources.models.matches import Match
from resources.models.needs import Need
from resources.models.plans import ExcludedPair, MatchPlan, MatchPlanLine
from resources.models.pledges import AnnualPledge
from resources.models.projects import Project
from resources.models.resources import Resource
from resources.models.volunteers import VolunteerActivity, VolunteerTally
from resources.models.weights import MatchingWeights
from resources.models.wishes import Wish

__all__ = [
    "Agreement",
    "AnnualPledge",
    "Appraisal",
    "AppraisalSheet",
    "ExcludedPair",
    "Match",
    "MatchPlan",
    "MatchPlanLine",
    "MatchingWeights",
    "Need",
    "Project",
    "Resource",
    "VolunteerActivity",
    "VolunteerTally",
    "Wish",
]
