"""How a sub-district keeps an obligation of the plans: on or off, how often, until when."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.obligation_enums import DayOffMove
from liaison.obligations.declarations import Declaration, declaration
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet
from partybuild.periods import PeriodKind

LAST_DAY = 31


class ObligationRuleQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def in_force(self) -> Self:
        """Switched on, with an interval, in a sub-district that is not closed."""
        return self.filter(is_on=True, street__closed_on=None).exclude(period_kind="")

    def for_list(self) -> Self:
        return self.select_related("street").order_by("street__code", "key")


class ObligationRule(models.Model):
    """An obligation of the plans as one sub-district keeps it (OB-01 to OB-20)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="duty_rules"
    )
    key = models.CharField(_("number of the duty"), max_length=10)
    is_on = models.BooleanField(_("switched on"), default=True)
    # Empty where neither the plans nor the office have said how often (OB-20).
    period_kind = models.CharField(_("interval"), max_length=10, choices=PeriodKind, blank=True)
    due_day = models.PositiveSmallIntegerField(
        _("due on this day of the last month"), null=True, blank=True
    )
    day_off = models.CharField(
        _("where that is a day off"),
        max_length=6,
        choices=DayOffMove,
        default=DayOffMove.BEFORE,
    )
    since = models.DateField(_("in force since"), default=timezone.localdate)
    # The last day of the last period that was drawn up, so that none is drawn up twice or skipped.
    made_through = models.DateField(_("drawn up through"), null=True, blank=True)
    fault = models.CharField(_("what went wrong last time"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ObligationRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of a duty")
        verbose_name_plural = _("rules of duties")
        constraints = [
            models.UniqueConstraint(name="duty_ruled_once_in_a_street", fields=["street", "key"]),
            models.CheckConstraint(
                name="duty_falls_due_on_a_day_of_the_month",
                condition=Q(due_day=None) | Q(due_day__range=(1, LAST_DAY)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.declaration.words)

    def get_absolute_url(self) -> str:
        return reverse("liaison:duty-rules", args=[self.street.public_id])

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.street

    @property
    def declaration(self) -> Declaration:
        """What the plans say of it."""
        return declaration(self.key)
