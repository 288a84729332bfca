"""Guidance: which Party-building instructor looks after which unit (A-41)."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.models.partners import Partner
from orgs.models.postings import Posting
from orgs.scoping import OrgScopedQuerySet


class GuidanceQuerySet(OrgScopedQuerySet):
    org_path = "posting__org"

    def visible_to(self, user: Any) -> Self:
        """Guidance of the units the person can see."""
        return self.filter(partner__in=Partner.objects.visible_to(user))

    def current(self, today: date | None = None) -> Self:
        """Those in which neither the guidance nor the post of the instructor is over."""
        today = today or timezone.localdate()
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=today),
            Q(posting__ends_on=None) | Q(posting__ends_on__gte=today),
        )

    def for_list(self) -> Self:
        return self.select_related("partner", "posting__org").order_by("partner__name", "pk")


class Guidance(models.Model):
    """An instructor looks after a unit for a time; the post belongs to the one who sends (N-06)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner unit"), on_delete=models.PROTECT, related_name="guidances"
    )
    posting = models.ForeignKey(
        Posting,
        verbose_name=_("Party-building instructor"),
        on_delete=models.PROTECT,
        related_name="guidances",
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance")
        ordering = ["partner", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="unit_guided_once_by_an_instructor_at_a_time",
                fields=["partner", "posting"],
                condition=Q(ends_on=None),
            ),
            models.CheckConstraint(
                name="guidance_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posting.person_name} · {self.partner}"

    def get_absolute_url(self) -> str:
        return self.partner.get_absolute_url()

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.partner.street

    def is_current(self, today: date) -> bool:
        return all(end is None or end >= today for end in (self.ends_on, self.posting.ends_on))
