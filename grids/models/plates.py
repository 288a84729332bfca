"""The plates of property firms: what was published of them, quarter by quarter (R-105)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.models.firms import PropertyFirm
from grids.models.rating_rounds import RatingRound
from grids.rating_enums import RANKED_PLATES, PlateKind
from orgs.models import Org
from orgs.scoping import reach_of


class PlateQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Plates of the firms somebody sees, from the publication on."""
        reach = reach_of(user)
        if reach.everything:
            return self
        return self.filter(firm__in=PropertyFirm.objects.visible_to(user).values("pk"))

    def for_the_public(self) -> Self:
        """Gold and silver; yellow and red only where the office decided to show them."""
        return self.filter(
            Q(kind__in=RANKED_PLATES)
            | (Q(rating_round__scheme__shows_low_plates=True) & ~Q(kind=PlateKind.UNRATED))
        )

    def latest_first(self) -> Self:
        return self.order_by("-rating_round__year", "-rating_round__quarter", "-pk")

    def for_list(self) -> Self:
        return self.select_related("rating_round__street", "rating_round__scheme", "firm")


class Plate(models.Model):
    """The plate a firm got with the publication of a round; an appraisal, no licence (A-13)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rating_round = models.ForeignKey(
        RatingRound, verbose_name=_("rating round"), on_delete=models.PROTECT, related_name="plates"
    )
    firm = models.ForeignKey(
        PropertyFirm,
        verbose_name=_("property firm"),
        on_delete=models.PROTECT,
        related_name="plates",
    )
    kind = models.CharField(_("plate"), max_length=8, choices=PlateKind)
    points = models.DecimalField(
        pgettext_lazy("rating", "score"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    reasons = models.JSONField(_("reasons"), default=list)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = PlateQuerySet.as_manager()

    class Meta:
        verbose_name = _("plate")
        verbose_name_plural = _("plates")
        constraints = [
            models.UniqueConstraint(
                name="firm_gets_one_plate_in_a_round", fields=["rating_round", "firm"]
            ),
            models.CheckConstraint(
                name="only_gold_and_silver_plates_carry_a_rank",
                condition=Q(rank=None) | Q(kind__in=RANKED_PLATES),
            ),
        ]

    def __str__(self) -> str:
        named: Any = self
        return f"{self.firm} {self.rating_round.period.label} {named.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("grids:plate", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.rating_round.street
