"""Where holders of grid posts come from: the list of the plans, which an office can alter."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet


class GridPostSourceQuerySet(OrgScopedQuerySet):
    org_path = "street"


class GridPostSource(models.Model):
    """A word of one sub-district beside those of the plans, or in place of one of them (R-071)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="post_sources"
    )
    name = models.CharField(_("source"), max_length=60)
    aliases = models.CharField(_("other words for it"), max_length=300, blank=True)
    is_cadre = models.BooleanField(_("cadres"), default=False)
    is_used = models.BooleanField(_("in use"), default=True)

    objects = GridPostSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of grid staff")
        verbose_name_plural = _("sources of grid staff")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="post_source_named_once_in_a_street", fields=["street", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street
