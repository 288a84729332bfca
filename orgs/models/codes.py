"""Numbers that the portal gives out: one series for each sub-district, kind of row and year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CodeSeries(models.Model):
    """How far a street has counted in a year, as in ``XQ-2026-0012``; no number comes twice."""

    street = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("sub-district"),
        on_delete=models.CASCADE,
        related_name="code_series",
    )
    prefix = models.CharField(_("prefix"), max_length=8)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("series of codes")
        verbose_name_plural = _("series of codes")
        constraints = [
            models.UniqueConstraint(
                name="codes_counted_once_per_street_and_year", fields=["street", "prefix", "year"]
            ),
            models.CheckConstraint(name="code_prefix_is_never_empty", condition=~Q(prefix="")),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last:04d}"
