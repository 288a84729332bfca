"""Buildings of an estate; each lies in exactly one base grid (R-055, R-066)."""

import uuid
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from grids.enums import GridStatus
from grids.models.estates import Estate
from grids.models.grids import Grid


class BuildingQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(estate__in=Estate.objects.visible_to(user).values("pk"))

    def without_base_grid(self) -> Self:
        """Those that no base grid in use holds."""
        return self.exclude(base_grid__status=GridStatus.ACTIVE)

    def for_list(self) -> Self:
        return self.select_related("estate", "base_grid").order_by("estate__code", "pk")


class Building(models.Model):
    """One building; the key to its base grid makes lying in two of them impossible."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    estate = models.ForeignKey(
        Estate, verbose_name=_("estate"), on_delete=models.PROTECT, related_name="buildings"
    )
    number = models.CharField(_("building"), max_length=20)
    base_grid = models.ForeignKey(
        Grid,
        verbose_name=_("base grid"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="buildings",
    )
    unit_count = models.PositiveIntegerField(_("stairwells"), null=True, blank=True)
    household_count = models.PositiveIntegerField(_("households"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = BuildingQuerySet.as_manager()

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        constraints = [
            models.UniqueConstraint(
                name="building_numbered_once_in_an_estate", fields=["estate", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate} {self.number}#"

    def get_absolute_url(self) -> str:
        return self.estate.get_absolute_url()

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.estate.org
