"""What was noted while a project was carried out."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from resources.models.projects import Project


class ProjectNoteQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Notes on the projects that the person can see."""
        return self.filter(project__in=Project.objects.visible_to(user))

    def for_list(self) -> Self:
        return self.select_related("written_by").order_by("-written_at", "-pk")


class ProjectNote(models.Model):
    """A short note on how a project goes: written once, by one of the two sides or the office."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="notes"
    )
    text = models.CharField(_("text"), max_length=500)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects = ProjectNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("project note")
        verbose_name_plural = _("project notes")
        ordering = ("-written_at", "-pk")
        constraints = [
            models.CheckConstraint(name="project_note_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.project.get_absolute_url()

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.project.org
