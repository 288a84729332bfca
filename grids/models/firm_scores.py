"""What a round came to: the score of a firm at each estate, and of the firm as a whole (A-32)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.models.estates import Estate
from grids.models.firms import PropertyFirm, ServiceContract
from grids.models.rating_rounds import RatingRound
from grids.rating_enums import ANNOUNCED_STATES, RANKED_PLATES, PlateKind
from orgs.models import Org
from orgs.scoping import reach_of


class FirmScoreQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """The street's own; from the announcement on also firms their own, communities theirs."""
        reach = reach_of(user)
        mine = reach.streets("rating_round__street")
        told = Q(rating_round__state__in=ANNOUNCED_STATES)
        shared = reach.partners("firm__partner")
        if reach.below_streets().subtrees:
            seen = Estate.objects.within(reach)
            served = ServiceContract.objects.filter(firm=OuterRef("firm"), estate__in=seen)
            shared |= Q(estate__in=seen.values("pk")) | (Q(estate=None) & Q(Exists(served)))
        return self.filter(mine | (told & shared))

    def of_firms(self) -> Self:
        """The scores of firms as wholes."""
        return self.filter(estate=None)

    def in_order(self) -> Self:
        """The best first; firms of one rank by their code, then their name."""
        order = models.F("rank").asc(nulls_last=True)
        return self.order_by(order, "-points", "firm__credit_code", "firm__name", "pk")

    def for_list(self) -> Self:
        return self.select_related("rating_round__street", "firm", "estate")


class FirmScore(models.Model):
    """The points of a firm at one estate, or without an estate of the firm by households.

    ``parts`` explains every point down to its record, ``reasons`` why the plate is what it is.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rating_round = models.ForeignKey(
        RatingRound, verbose_name=_("rating round"), on_delete=models.CASCADE, related_name="scores"
    )
    firm = models.ForeignKey(
        PropertyFirm,
        verbose_name=_("property firm"),
        on_delete=models.PROTECT,
        related_name="scores",
    )
    estate = models.ForeignKey(
        Estate,
        verbose_name=_("estate"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="firm_scores",
    )
    household_count = models.PositiveIntegerField(_("households"), default=0)
    points = models.DecimalField(
        pgettext_lazy("rating", "score"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    satisfaction = models.DecimalField(
        _("satisfaction"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    on_time = models.DecimalField(
        _("cases closed in time"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    plate = models.CharField(_("plate"), max_length=8, choices=PlateKind, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    parts = models.JSONField(_("parts"), default=list)
    reasons = models.JSONField(_("reasons"), default=list)

    objects = FirmScoreQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("rating", "score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(
                name="firm_is_scored_once_at_an_estate_in_a_round",
                fields=["rating_round", "firm", "estate"],
                condition=Q(estate__isnull=False),
            ),
            models.UniqueConstraint(
                name="firm_is_scored_once_as_a_whole_in_a_round",
                fields=["rating_round", "firm"],
                condition=Q(estate=None),
            ),
            models.CheckConstraint(
                name="only_gold_and_silver_firms_are_ranked",
                condition=Q(rank=None) | Q(estate=None, plate__in=RANKED_PLATES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm} · {self.estate}" if self.estate else str(self.firm)

    def get_absolute_url(self) -> str:
        return reverse("grids:firmscore", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.rating_round.street
