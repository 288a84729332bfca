"""What the office of a sub-district decided about the numbers of the plans."""

from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.scoping import OrgScopedQuerySet
from orgs.standards import number


class StreetNumberQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def for_list(self) -> Self:
        return self.select_related("street").order_by("street__code", "key")


class StreetNumber(models.Model):
    """A number of the plans as one sub-district has set it; without a row the default holds."""

    street = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("sub-district"),
        on_delete=models.CASCADE,
        related_name="numbers",
    )
    key = models.CharField(_("number"), max_length=40)
    value = models.PositiveIntegerField(_("value"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = StreetNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("number of a sub-district")
        verbose_name_plural = _("numbers of a sub-district")
        constraints = [
            models.UniqueConstraint(name="number_set_once_in_a_street", fields=["street", "key"])
        ]

    def __str__(self) -> str:
        return str(number(self.key).label)

    def get_absolute_url(self) -> str:
        return reverse("orgs:street-numbers", args=[self.street.public_id])

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.street
