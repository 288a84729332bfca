"""The milestones of a project: what shall be reached by when, and when it was."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.enums import ACTIVE_PROJECT_STATES, ProjectState
from resources.models.projects import Project


class MilestoneQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(done_on=None)

    def overdue(self, today: date) -> Self:
        """Milestones of active projects that were to be reached before today; a pause excuses."""
        active = sorted(ACTIVE_PROJECT_STATES - {ProjectState.SUSPENDED})
        return self.open().filter(due_on__lt=today, project__state__in=active)


class Milestone(models.Model):
    """A part of a project that is reached or not: from these its progress is derived."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="milestones"
    )
    title = models.CharField(_("title"), max_length=80)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(
                name="milestone_named_once_in_a_project", fields=["project", "title"]
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_overdue(self) -> bool:
        """True when the day has passed and the milestone is not reached."""
        return self.done_on is None and self.due_on < timezone.localdate()
