"""Which cases an item of an agenda confers on, and to whom each is to be given (SM-8 ③)."""

import uuid
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.models import Case
from liaison.enums import UNFINISHED_STATES
from liaison.models.agenda_items import AgendaItem
from liaison.models.resolutions import Resolution
from orgs.models import Org


class ConferredCaseQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those whose item and whose case the person can both see."""
        items = AgendaItem.objects.visible_to(user)
        return self.filter(item__in=items, case__in=Case.objects.visible_to(user))

    def waiting(self) -> Self:
        """On an item that is neither decided nor withdrawn."""
        return self.filter(item__state__in=UNFINISHED_STATES, resolution=None)

    def for_list(self) -> Self:
        return self.select_related("case", "org", "resolution").order_by("case__due_at", "pk")


class ConferredCase(models.Model):
    """A case on the weekly conferring list of one item; the resolution brings it back."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agenda item"),
        on_delete=models.PROTECT,
        related_name="conferred_cases",
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="conferences"
    )
    org = models.ForeignKey(
        Org,
        verbose_name=_("responsible organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    resolution = models.ForeignKey(
        Resolution,
        verbose_name=_("resolution"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="conferred_cases",
    )

    objects = ConferredCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("conferred case")
        verbose_name_plural = _("conferred cases")
        constraints = [
            models.UniqueConstraint(name="case_stands_once_on_an_item", fields=["item", "case"]),
            models.CheckConstraint(
                name="conferred_case_returns_with_an_organisation",
                condition=models.Q(resolution=None) | models.Q(org__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    def get_absolute_url(self) -> str:
        return reverse("liaison:agendaitem", args=[self.item.public_id])
