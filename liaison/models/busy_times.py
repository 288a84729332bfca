"""When people cannot come to meetings; why in detail is nobody's business (D7)."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.planning_enums import BusyKind
from liaison.workflow import RUNNERS
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet, reach_of


class BusyTimeQuerySet(OrgScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those in organisations whose meetings one runs."""
        reach = reach_of(user, *RUNNERS)
        if reach.everything:
            return self
        return self.filter(Q(user_id=user.pk) | reach.orgs("org"))

    def meeting(self, starts_at: datetime, ends_at: datetime) -> Self:
        """Those with any time in common with this stretch."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def for_list(self) -> Self:
        return self.select_related("org", "user").order_by("starts_at", "pk")


class BusyTime(models.Model):
    """From when to when a person of an organisation is busy or away."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    org = models.ForeignKey(
        Org, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="busy_times"
    )
    person_name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="busy_times",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=BusyKind)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = BusyTimeQuerySet.as_manager()

    class Meta:
        verbose_name = _("busy time")
        verbose_name_plural = _("busy times")
        indexes = [models.Index(fields=["org", "starts_at"], name="busy_time_in_org")]
        constraints = [
            models.CheckConstraint(
                name="busy_time_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:busy-time", args=[self.public_id])
