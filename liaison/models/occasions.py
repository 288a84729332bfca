"""Occasions that prove a duty by having been held: trainings and receptions (R-272, R-193)."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison.occasion_enums import OccasionKind
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet


class OccasionQuerySet(OrgScopedQuerySet):
    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def between(self, first: date, last: date) -> Self:
        return self.filter(held_on__gte=first, held_on__lte=last)

    def for_list(self) -> Self:
        rows = self.select_related("org", "street").annotate(finding_count=Count("findings"))
        return rows.order_by("-held_on", "-pk")


class Occasion(models.Model):
    """What an organisation held on a day; who came is a number, nobody is named (D7, D8)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind of occasion"), max_length=12, choices=OccasionKind)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    org = models.ForeignKey(
        Org, verbose_name=_("held by"), on_delete=models.PROTECT, related_name="occasions"
    )
    held_on = models.DateField(_("held on"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    topic = models.CharField(_("topic"), max_length=200)
    headcount = models.PositiveIntegerField(_("people who came"))
    hours = models.DecimalField(
        _("hours of training"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("training or reception")
        verbose_name_plural = _("trainings and receptions")
        indexes = [models.Index(fields=["kind", "org", "held_on"], name="occasion_of_org_by_day")]
        constraints = [
            models.UniqueConstraint(
                name="occasion_noted_once", fields=["kind", "org", "held_on", "topic"]
            ),
            models.CheckConstraint(name="occasion_with_people", condition=Q(headcount__gt=0)),
            models.CheckConstraint(
                name="occasion_has_hours_exactly_when_a_training",
                condition=Q(kind=OccasionKind.TRAINING, hours__gt=0)
                | (~Q(kind=OccasionKind.TRAINING) & Q(hours=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.topic}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:occasion", args=[self.public_id])
