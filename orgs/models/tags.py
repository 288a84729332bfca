"""Words an office puts on its organisations: 示范, 园区, and what else it sorts them by."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.scoping import OrgScopedQuerySet


class OrgTagQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def for_list(self) -> Self:
        return self.order_by("name", "pk")


class OrgTag(models.Model):
    """A tag of one sub-district (R-002, R-003, R-194), for as long as an organisation bears it."""

    street = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("sub-district"),
        on_delete=models.CASCADE,
        related_name="org_tags",
    )
    name = models.CharField(_("name"), max_length=20)

    objects = OrgTagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="tag_named_once_in_a_street", fields=["street", "name"])
        ]

    def __str__(self) -> str:
        return self.name
