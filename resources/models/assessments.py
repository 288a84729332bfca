"""How a project was scored by theme, significance and audience before it was classed (R-325)."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from resources.models.projects import Project

MOST = 5


class AssessmentQuerySet(models.QuerySet):
    def latest_first(self) -> Self:
        return self.select_related("scored_by").order_by("-scored_at", "-pk")


class Assessment(models.Model):
    """One scoring of a project: who gave how much for what, and why. The latest one counts."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="assessments"
    )
    theme = models.PositiveSmallIntegerField(_("theme"))
    significance = models.PositiveSmallIntegerField(_("significance"))
    audience = models.PositiveSmallIntegerField(_("audience"))
    reason = models.CharField(_("reason"), max_length=300)
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("scored by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    scored_at = models.DateTimeField(_("scored at"), auto_now_add=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ("-scored_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="assessment_scores_from_one_to_five",
                condition=Q(theme__range=(1, MOST))
                & Q(significance__range=(1, MOST))
                & Q(audience__range=(1, MOST)),
            ),
            models.CheckConstraint(name="assessment_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.total}"

    @property
    def total(self) -> int:
        """The three scores together, at most fifteen."""
        return self.theme + self.significance + self.audience
