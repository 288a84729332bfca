"""Bundles: adjacent old estates of one area, packed for one firm (R-100)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.enums import BundleState
from grids.models.estates import Estate
from grids.models.firms import PropertyFirm
from grids.models.grids import Grid
from orgs.models import Org
from orgs.scoping import reach_of

_WITH_A_FIRM = (BundleState.SIGNED, BundleState.TAKEN_OVER)


class BundleQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Bundles of my street, and those with an estate I can see."""
        reach = reach_of(user)
        mine = reach.streets("street")
        if not reach.below_streets().subtrees:
            return self.filter(mine)
        seen = Estate.objects.visible_to(user).filter(bundle__isnull=False)
        return self.filter(mine | Q(pk__in=seen.values("bundle")))

    def for_list(self) -> Self:
        return (
            self.select_related("street", "area_grid", "firm")
            .annotate(estate_count=models.Count("estates"))
            .order_by("-pk")
        )


class Bundle(models.Model):
    """A package of estates for one firm; an estate stands in one bundle, because it names it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="bundles"
    )
    name = models.CharField(_("name"), max_length=120)
    area_grid = models.ForeignKey(
        Grid,
        verbose_name=_("area grid"),
        on_delete=models.PROTECT,
        related_name="bundles",
    )
    firm = models.ForeignKey(
        PropertyFirm,
        verbose_name=_("property firm"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bundles",
    )
    state = models.CharField(
        _("state"), max_length=16, choices=BundleState, default=BundleState.GATHERING
    )
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        constraints = [
            models.UniqueConstraint(
                name="bundle_named_once_in_a_street", fields=["street", "name"]
            ),
            models.CheckConstraint(
                name="bundle_has_a_firm_exactly_when_signed",
                condition=Q(state__in=_WITH_A_FIRM, firm__isnull=False)
                | (~Q(state__in=_WITH_A_FIRM) & Q(firm=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("grids:bundle", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street
