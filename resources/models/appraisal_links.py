"""How those who were served judge a project: one-time links and bare tallies (R-187, D11).

No answer is a row and no link knows its answer: a link only knows whether it was used. There is
no name, no address of a machine and no moment of an answer anywhere.
"""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.models.projects import Project


class AppraisalTally(models.Model):
    """How many people judged a project how."""

    project = models.OneToOneField(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="tally"
    )
    satisfied_count = models.PositiveIntegerField(_("satisfied"), default=0)
    fairly_count = models.PositiveIntegerField(_("fairly satisfied"), default=0)
    dissatisfied_count = models.PositiveIntegerField(_("dissatisfied"), default=0)

    class Meta:
        verbose_name = _("tally of the appraisal")
        verbose_name_plural = _("tallies of appraisals")

    def __str__(self) -> str:
        return f"{self.project}"

    @property
    def answer_count(self) -> int:
        return self.satisfied_count + self.fairly_count + self.dissatisfied_count


class AppraisalLinkQuerySet(models.QuerySet):
    def usable(self, now: datetime) -> Self:
        return self.filter(is_used=False, expires_at__gt=now)


class AppraisalLink(models.Model):
    """The right to judge a project once; only the digest of what stands on the paper is kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="appraisal_links"
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    expires_at = models.DateTimeField(_("expires at"))
    is_used = models.BooleanField(_("used"), default=False)

    objects = AppraisalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for the appraisal")
        verbose_name_plural = _("links for the appraisal")

    def __str__(self) -> str:
        return f"{self.project}"
