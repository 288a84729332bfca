"""How long an office gives the handling of one category of cases (practice of hotlines)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.case_enums import TimeUnit
from grids.case_workflow import CENTRE
from grids.enums import CaseCategory, CaseUrgency
from orgs.models import Org
from orgs.scoping import reach_of


class CaseLimitQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Limits of the sub-districts that the reader dispatches for."""
        return self.filter(reach_of(user, *CENTRE).streets("street"))


class CaseLimit(models.Model):
    """The time for handling cases of a category and an urgency, where it differs from the usual.

    Where there is none the number of the sub-district for the urgency holds.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="case_limits")
    category = models.CharField(_("category"), max_length=20, choices=CaseCategory)
    urgency = models.CharField(_("urgency"), max_length=12, choices=CaseUrgency)
    amount = models.PositiveSmallIntegerField(_("limit"))
    unit = models.CharField(_("unit"), max_length=10, choices=TimeUnit)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("limit of a category of cases")
        verbose_name_plural = _("limits of categories of cases")
        ordering = ["category", "urgency"]
        constraints = [
            models.UniqueConstraint(
                name="case_limit_set_once_for_category_and_urgency",
                fields=["street", "category", "urgency"],
            ),
            models.CheckConstraint(name="case_limit_takes_some_time", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.street} · {self.get_category_display()} · {self.get_urgency_display()}"

    def get_absolute_url(self) -> str:
        return reverse("grids:case-limits", args=[self.street.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street

    @property
    def words(self) -> str:
        return f"{self.amount} {self.get_unit_display()}"
