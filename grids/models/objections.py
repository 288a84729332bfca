"""Objections of firms to an announced rating, and what they changed (SM-9)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.models.firm_scores import FirmScore
from grids.models.people import done_by
from grids.models.rating_rounds import RatingRound, RatingUnit
from grids.models.rating_schemes import RatingItem, points_field
from grids.rating_enums import DECIDED_OBJECTIONS, OPEN_OBJECTIONS, ObjectionState
from orgs.models import Org
from orgs.scoping import reach_of


class ObjectionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """The street's, and those of the firm somebody speaks for."""
        reach = reach_of(user)
        mine = reach.streets("score__rating_round__street")
        return self.filter(mine | reach.partners("score__firm__partner"))

    def open(self) -> Self:
        return self.filter(state__in=OPEN_OBJECTIONS)

    def for_list(self) -> Self:
        return self.select_related(
            "score__rating_round__street", "score__firm", "score__estate", "item"
        ).order_by("-filed_on", "-pk")


class Objection(models.Model):
    """What a firm says against its score within the window; two people decide on it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    score = models.ForeignKey(
        FirmScore,
        verbose_name=pgettext_lazy("rating", "score"),
        on_delete=models.PROTECT,
        related_name="objections",
    )
    item = models.ForeignKey(
        RatingItem,
        verbose_name=_("rating item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
    )
    words = models.TextField(_("objection"))
    state = models.CharField(
        _("state"), max_length=10, choices=ObjectionState, default=ObjectionState.FILED
    )
    filed_on = models.DateField(_("filed on"))
    filed_by = done_by(_("filed by"))
    first_reviewer = done_by(_("first reviewer"))
    first_words = models.TextField(_("first opinion"), blank=True, editable=False)
    second_reviewer = done_by(_("second reviewer"))
    decision = models.TextField(_("reason of the decision"), blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.CheckConstraint(
                name="objection_decided_by_a_second_reviewer",
                condition=Q(second_reviewer=None)
                | Q(first_reviewer__isnull=False) & ~Q(second_reviewer=F("first_reviewer")),
            ),
            models.CheckConstraint(
                name="objection_decided_exactly_with_its_reason",
                condition=(
                    Q(
                        state__in=sorted(DECIDED_OBJECTIONS),
                        second_reviewer__isnull=False,
                        decided_on__isnull=False,
                    )
                    & ~Q(decision="")
                )
                | Q(state__in=sorted(OPEN_OBJECTIONS), second_reviewer=None, decided_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score}"

    def get_absolute_url(self) -> str:
        return reverse("grids:objection", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.rating_round.street

    @property
    def rating_round(self) -> RatingRound:
        return self.score.rating_round


class RatingAdjustment(models.Model):
    """A value that an upheld objection puts in the place of a frozen one, which stays."""

    objection = models.OneToOneField(
        Objection, verbose_name=_("objection"), on_delete=models.PROTECT, related_name="adjustment"
    )
    rating_round = models.ForeignKey(
        RatingRound,
        verbose_name=_("rating round"),
        on_delete=models.PROTECT,
        related_name="adjustments",
    )
    unit = models.ForeignKey(
        RatingUnit,
        verbose_name=_("rated estate"),
        on_delete=models.PROTECT,
        related_name="adjustments",
    )
    item = models.ForeignKey(
        RatingItem,
        verbose_name=_("rating item"),
        on_delete=models.PROTECT,
        related_name="adjustments",
    )
    value = points_field(_("points"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("adjustment")
        verbose_name_plural = _("adjustments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.unit} · {self.item}"
