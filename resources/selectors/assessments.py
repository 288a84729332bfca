"""Which class follows from the scores of a project (R-325)."""

from typing import Any

from orgs.selectors.numbers import number_of
from resources.enums import ProjectClass
from resources.models import Assessment, Project
from resources.standards import KEY_SCORE, ORDINARY_SCORE


def assessment_of(project: Project) -> Assessment | None:
    """The scoring that counts: the latest one."""
    return Assessment.objects.filter(project=project).latest_first().first()


def class_by_scores(project: Project, scored: Any) -> ProjectClass | None:
    """The class that follows from a scoring by the street's two numbers; None without one."""
    if scored is None:
        return None
    if scored.total >= number_of(project.street, KEY_SCORE):
        return ProjectClass.KEY
    if scored.total >= number_of(project.street, ORDINARY_SCORE):
        return ProjectClass.ORDINARY
    return ProjectClass.UNFUNDED
