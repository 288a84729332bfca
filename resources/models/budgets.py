"""What a project may cost by source, and what it has cost (R-047)."""

import uuid
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from resources.enums import GRANTED_SOURCES, FundingSource
from resources.models.projects import Project

_NOTHING = models.Value(Decimal(0), output_field=models.DecimalField())


class BudgetLineQuerySet(models.QuerySet):
    def granted(self) -> Self:
        """Lines that the grant of the sub-district pays."""
        return self.filter(source__in=sorted(GRANTED_SOURCES))

    def total(self) -> Decimal:
        return self.aggregate(total=Coalesce(Sum("amount"), _NOTHING))["total"]

    def with_spent(self) -> Self:
        """Each line with what has been spent from it so far, in ``spent``."""
        standing = Q(expenses__cancel_reason="")
        spent = Coalesce(Sum("expenses__amount", filter=standing), _NOTHING)
        return self.annotate(spent=spent).order_by("source")


class BudgetLine(models.Model):
    """What a project may cost from one source."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="budget_lines"
    )
    source = models.CharField(_("source"), max_length=12, choices=FundingSource)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ("source",)
        constraints = [
            models.UniqueConstraint(
                name="budget_has_one_line_for_a_source", fields=["project", "source"]
            ),
            models.CheckConstraint(name="budget_line_is_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.amount}"


class ExpenseQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Expenses that were not cancelled."""
        return self.filter(cancel_reason="")

    def total(self) -> Decimal:
        return self.aggregate(total=Coalesce(Sum("amount"), _NOTHING))["total"]

    def for_list(self) -> Self:
        return self.select_related("line", "entered_by").order_by("spent_on", "pk")


class Expense(models.Model):
    """Money that was spent on a project from one line of its budget."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    line = models.ForeignKey(
        BudgetLine, verbose_name=_("source"), on_delete=models.PROTECT, related_name="expenses"
    )
    spent_on = models.DateField(_("spent on"))
    purpose = models.CharField(_("purpose"), max_length=120)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2)
    document_number = models.CharField(_("number of the voucher"), max_length=60)
    excess_reason = models.CharField(_("reason for the excess"), max_length=300, blank=True)
    cancel_reason = models.CharField(_("reason for cancelling"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")
        ordering = ("spent_on", "pk")
        constraints = [
            models.CheckConstraint(name="expense_is_above_zero", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.amount}"

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancel_reason)
