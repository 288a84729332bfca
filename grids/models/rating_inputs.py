"""What was put into a round, the vetoes that were found, and everything as it was frozen (SM-9)."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grids.models.estates import Estate
from grids.models.firms import PropertyFirm
from grids.models.people import done_by
from grids.models.rating_rounds import RatingRound, RatingUnit
from grids.models.rating_schemes import RatingItem, RatingVeto, points_field
from grids.rating_enums import ANNOUNCED_STATES, RatingSource
from orgs.scoping import reach_of


class RatingInputQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """As the rated estate; a firm reads what others said of it from the announcement on."""
        reach = reach_of(user)
        told = Q(source=RatingSource.SELF) | Q(unit__rating_round__state__in=ANNOUNCED_STATES)
        seen = reach.streets("unit__rating_round__street") | (
            reach.partners("unit__firm__partner") & told
        )
        if reach.below_streets().subtrees:
            seen |= Q(unit__estate__in=Estate.objects.within(reach).values("pk"))
        return self.filter(seen)


class RatingInput(models.Model):
    """What one source says of one item at one estate, and the record that it rests on.

    For a typed source ``value`` are points; for a measured one it is per cent of the points.
    """

    unit = models.ForeignKey(
        RatingUnit, verbose_name=_("rated estate"), on_delete=models.CASCADE, related_name="inputs"
    )
    item = models.ForeignKey(
        RatingItem, verbose_name=_("rating item"), on_delete=models.PROTECT, related_name="inputs"
    )
    source = models.CharField(_("source"), max_length=12, choices=RatingSource)
    value = points_field(_("value"))
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    record_url = models.CharField(_("record"), max_length=200, blank=True)
    is_carried = models.BooleanField(_("kept from an earlier quarter"), default=False)
    filled_by = done_by(_("filled in by"))
    filled_at = models.DateTimeField(_("filled in at"), auto_now=True)

    objects = RatingInputQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating input")
        verbose_name_plural = _("rating inputs")
        ordering = ["item__position", "source"]
        constraints = [
            models.UniqueConstraint(
                name="source_scores_an_item_of_a_unit_once", fields=["unit", "item", "source"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.item}"


class VetoFinding(models.Model):
    """A veto that was found against a firm in a round, with the paper that proves it."""

    rating_round = models.ForeignKey(
        RatingRound, verbose_name=_("rating round"), on_delete=models.CASCADE, related_name="vetoes"
    )
    firm = models.ForeignKey(
        PropertyFirm, verbose_name=_("property firm"), on_delete=models.PROTECT, related_name="+"
    )
    veto = models.ForeignKey(
        RatingVeto, verbose_name=_("veto"), on_delete=models.PROTECT, related_name="findings"
    )
    basis = models.CharField(_("basis"), max_length=200)
    noted_by = done_by(_("noted by"))
    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("veto found")
        verbose_name_plural = _("vetoes found")
        constraints = [
            models.UniqueConstraint(
                name="veto_is_found_once_against_a_firm_in_a_round",
                fields=["rating_round", "firm", "veto"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm} · {self.veto}"


class FrozenInputs(models.Model):
    """Everything a round is scored from, as it was at the cut-off; it never changes."""

    rating_round = models.OneToOneField(
        RatingRound, verbose_name=_("rating round"), on_delete=models.CASCADE, related_name="frozen"
    )
    content = models.JSONField(_("content"))
    frozen_at = models.DateTimeField(_("frozen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("frozen inputs")
        verbose_name_plural = _("frozen inputs")

    def __str__(self) -> str:
        return str(self.rating_round)
