"""Rules by which a case finds the organisation that answers for it (R-091 ②)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.case_enums import RouteTarget
from grids.case_workflow import CENTRE
from grids.enums import CaseCategory
from grids.models.grids import Grid
from orgs.models import Org
from orgs.scoping import reach_of


class CaseRouteQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Rules of the sub-districts that the reader dispatches for."""
        return self.filter(reach_of(user, *CENTRE).streets("street"))


class CaseRoute(models.Model):
    """Cases of a category, or within a grid, go to an organisation; the first rule that fits."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="case_routes")
    position = models.PositiveSmallIntegerField(_("position"))
    category = models.CharField(_("category"), max_length=20, choices=CaseCategory, blank=True)
    grid = models.ForeignKey(
        Grid,
        verbose_name=_("within the grid"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    target = models.CharField(_("goes to"), max_length=10, choices=RouteTarget)
    org = models.ForeignKey(
        Org,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseRouteQuerySet.as_manager()

    class Meta:
        verbose_name = _("route of cases")
        verbose_name_plural = _("routes of cases")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="case_route_has_its_place", fields=["street", "position"]),
            models.CheckConstraint(
                name="case_route_names_an_organisation_or_a_kind",
                condition=Q(target=RouteTarget.ORG, org__isnull=False)
                | ~Q(target=RouteTarget.ORG) & Q(org=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street} · {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("grids:case-routes", args=[self.street.public_id])
