"""Scoring a project by theme, significance and audience, from which its class follows (R-325)."""

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.audit import record
from orgs.services.facts import FactRefused
from orgs.services.workflow import begin
from partybuild.errors import RuleViolation
from resources.enums import ProjectWork
from resources.models import Assessment, Project
from resources.models.assessments import MOST
from resources.selectors.assessments import assessment_of, class_by_scores
from resources.services.facts import require_no_private_number
from resources.workflow import PROJECT_WORKS


class OverrideUnexplained(RuleViolation):
    """A class that does not follow from the scores is given with a reason only."""

    code = "override_unexplained"


@transaction.atomic
def assess_project(
    *, project: Project, theme: int, significance: int, audience: int, reason: str, actor: User
) -> Project:
    """Score a project from one to five in each of three respects, and say why."""
    project = begin(project, ProjectWork.ASSESS, PROJECT_WORKS, actor=actor)
    scores = {"theme": theme, "significance": significance, "audience": audience}
    for field, score in scores.items():
        if not 1 <= score <= MOST:
            raise FactRefused(_("Score from 1 to 5."), field=field)
    if not reason.strip():
        raise FactRefused(_("Say why it is scored so."), field="reason")
    require_no_private_number(reason, field="reason")
    before = assessment_of(project)
    Assessment.objects.create(project=project, reason=reason.strip(), scored_by=actor, **scores)
    changes = {name: [getattr(before, name, None), score] for name, score in scores.items()}
    record(
        actor=actor, verb="project.assess", subject=project, changes=changes, reason=reason.strip()
    )
    return project


def require_class_that_follows(project: Project, project_class: str, *, reason: str) -> None:
    """Go no further with a class that does not follow from the scores, unless with a reason."""
    follows = class_by_scores(project, assessment_of(project))
    if project_class == follows or reason.strip():
        return
    words = (
        _("The scores make it %(class)s: say why it is classed otherwise.")
        if follows
        else _("It has no scores: score it, or say why it is classed without them.")
    )
    raise OverrideUnexplained(words % {"class": follows and follows.label}, field="reason")
