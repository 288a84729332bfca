"""The two-way appraisal of a year: a community and a unit, a sheet of each (R-185, OB-15)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of
from resources.pledge_enums import Side

# Fewer answers than this could be traced to who gave them (D11).
FEWEST_ANSWERS = 5


class AppraisalQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Appraisals of communities within reach, and those of units one speaks for."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        return self.filter(reach.orgs("community") | reach.partners("partner"))

    def complete(self) -> Self:
        """Those on which both sides have handed their sheets in."""
        # One condition after the other: each is met by a sheet of its own.
        return self.filter(sheets__side=Side.UNIT).filter(sheets__side=Side.COMMUNITY)

    def for_list(self) -> Self:
        rows = self.select_related("partner__street", "community").prefetch_related("sheets")
        return rows.order_by("-year", "-pk")


class Appraisal(models.Model):
    """A year of co-building as its two sides see it; each sees the other's once both are in."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner unit"), on_delete=models.PROTECT, related_name="appraisals"
    )
    community = models.ForeignKey(
        Org, verbose_name=_("community"), on_delete=models.PROTECT, related_name="appraisals"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = _("two-way appraisal")
        verbose_name_plural = _("two-way appraisals")
        constraints = [
            models.UniqueConstraint(
                name="appraised_once_a_year", fields=["partner", "community", "year"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.community} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("resources:appraisal", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.community

    @property
    def by_side(self) -> dict[str, "AppraisalSheet"]:
        """The sheets that are in, by side."""
        return {sheet.side: sheet for sheet in self.sheets.all()}

    @property
    def is_complete(self) -> bool:
        return len(self.by_side) == len(Side)


class AppraisalSheet(models.Model):
    """What one side says of the other: a score, a count of opinions, and a few words."""

    appraisal = models.ForeignKey(
        Appraisal, verbose_name=_("appraisal"), on_delete=models.CASCADE, related_name="sheets"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side)
    score = models.PositiveSmallIntegerField(_("score"))
    satisfied_count = models.PositiveIntegerField(_("satisfied"), default=0)
    mostly_count = models.PositiveIntegerField(_("mostly satisfied"), default=0)
    unsatisfied_count = models.PositiveIntegerField(_("not satisfied"), default=0)
    content = models.TextField(_("appraisal"), max_length=1000, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_at = models.DateTimeField(_("submitted at"))

    class Meta:
        verbose_name = _("appraisal sheet")
        verbose_name_plural = _("appraisal sheets")
        constraints = [
            models.UniqueConstraint(name="appraisal_sheet_of_a_side", fields=["appraisal", "side"]),
            models.CheckConstraint(
                name="appraisal_score_is_out_of_a_hundred", condition=Q(score__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appraisal} {self.get_side_display()}"

    @property
    def answer_count(self) -> int:
        """How many people were asked."""
        return self.satisfied_count + self.mostly_count + self.unsatisfied_count

    @property
    def satisfaction(self) -> int | None:
        """The percentage of those satisfied or mostly so; None where too few were asked (D11)."""
        if self.answer_count < FEWEST_ANSWERS:
            return None
        return 100 * (self.satisfied_count + self.mostly_count) // self.answer_count
