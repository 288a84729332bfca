"""What the resources app keeps."""

from resources.models.matches import Match
from resources.models.needs import Need
from resources.models.plans import ExcludedPair, MatchPlan, MatchPlanLine
from resources.models.projects import Project
from resources.models.resources import Resource
from resources.models.weights import MatchingWeights

__all__ = [
    "ExcludedPair",
    "Match",
    "MatchPlan",
    "MatchPlanLine",
    "MatchingWeights",
    "Need",
    "Project",
    "Resource",
]
