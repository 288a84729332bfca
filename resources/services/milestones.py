"""Milestones of a project: set, reached, dropped; its progress follows from them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.audit import record
from orgs.services.facts import FactRefused, check_facts
from orgs.services.workflow import begin, require_reason
from partybuild.errors import RuleViolation
from resources.enums import ProjectWork
from resources.models import Milestone, Project
from resources.services.facts import require_no_private_number
from resources.workflow import PROJECT_WORKS

_WHOLE = 100


class MilestoneReached(RuleViolation):
    """A milestone is reached once, and what was reached is not dropped."""

    code = "milestone_reached"


class MilestoneKnown(RuleViolation):
    """A project has one milestone of a name."""

    code = "milestone_known"


@transaction.atomic
def set_milestone(
    *, project: Project, title: str, due_on: date, actor: User, note: str = ""
) -> Project:
    """Add a milestone to a project."""
    project = begin(project, ProjectWork.SET_MILESTONE, PROJECT_WORKS, actor=actor)
    milestone = Milestone(project=project, title=title.strip(), due_on=due_on, note=note.strip())
    check_facts(milestone)
    require_no_private_number(milestone.title, field="title")
    require_no_private_number(milestone.note, field="note")
    if project.milestones.filter(title=milestone.title).exists():
        raise MilestoneKnown(_("The project has a milestone of this name."), field="title")
    milestone.save(force_insert=True)
    return _recorded(
        project, ProjectWork.SET_MILESTONE, {milestone.title: [None, due_on]}, actor=actor
    )


@transaction.atomic
def reach_milestone(
    *, project: Project, milestone: Milestone, actor: User, done_on: date | None = None
) -> Project:
    """Note the day on which a milestone was reached."""
    project = begin(project, ProjectWork.REACH_MILESTONE, PROJECT_WORKS, actor=actor)
    milestone = _open_one(project, milestone)
    day = done_on or timezone.localdate()
    if day > timezone.localdate():
        raise FactRefused(_("The day lies in the future."), field="done_on")
    milestone.done_on = day
    milestone.save(update_fields=["done_on"])
    return _recorded(
        project, ProjectWork.REACH_MILESTONE, {milestone.title: [None, day]}, actor=actor
    )


@transaction.atomic
def drop_milestone(*, project: Project, milestone: Milestone, reason: str, actor: User) -> Project:
    """Take a milestone that was not reached out of a project, for a reason."""
    project = begin(project, ProjectWork.DROP_MILESTONE, PROJECT_WORKS, actor=actor)
    require_reason(reason)
    milestone = _open_one(project, milestone)
    title, due_on = milestone.title, milestone.due_on
    milestone.delete()
    return _recorded(
        project, ProjectWork.DROP_MILESTONE, {title: [due_on, None]}, actor=actor, reason=reason
    )


def progress_by_milestones(project: Project) -> int | None:
    """The share of the milestones that is reached, in whole percent; None where there are none."""
    counts = project.milestones.aggregate(all=Count("pk"), done=Count("done_on"))
    return _WHOLE * counts["done"] // counts["all"] if counts["all"] else None


def _open_one(project: Project, milestone: Milestone) -> Milestone:
    """The milestone as it is now that its project is held."""
    found = project.milestones.filter(pk=milestone.pk).first()
    if found is None:
        raise FactRefused(_("The project has no such milestone."), field="milestone")
    if found.done_on:
        raise MilestoneReached(_("The milestone is reached already."), field="milestone")
    return found


def _recorded(
    project: Project,
    work: ProjectWork,
    changes: Mapping[str, list[Any]],
    *,
    actor: User,
    reason: str = "",
) -> Project:
    reached = progress_by_milestones(project)
    noted: dict[str, list[Any]] = {**changes}
    if reached is not None and reached != project.progress:
        noted["progress"] = [project.progress, reached]
        project.progress = reached
        project.version += 1
        project.save(update_fields=["progress", "version", "updated_at"])
    record(actor=actor, verb=f"project.{work}", subject=project, changes=noted, reason=reason)
    return project
