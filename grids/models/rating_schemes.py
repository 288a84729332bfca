"""What property firms are rated by: versions of a scheme, its dimensions, items and vetoes."""

import uuid
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.rating_enums import ITEM_SOURCES, ItemKind, RatingSource, SchemeState, TieRule
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet, reach_of

_PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


def points_field(label: Any, default: str = "0") -> Any:
    """Points with two places, as practice writes its thresholds (74.99)."""
    return models.DecimalField(
        label,
        max_digits=5,
        decimal_places=2,
        default=Decimal(default),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(200))],
    )


class RatingSchemeQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """Whoever works anywhere in a sub-district reads what its firms are rated by."""
        reach = reach_of(user)
        if reach.everything:
            return self
        trees = {each.tree_id for each in reach.subtrees}
        rated = Q(street__firms__partner__in=reach.partner_pks) if reach.partner_pks else Q(pk=None)
        return self.filter(Q(street__tree_id__in=trees) | rated).distinct()

    def in_force(self) -> Self:
        return self.filter(state=SchemeState.CONFIRMED)

    def for_list(self) -> Self:
        return self.select_related("street").order_by("street__code", "-version")


class RatingScheme(models.Model):
    """One version of the standard for a good property firm (R-103, A-12).

    A version that is in force never changes: the next one takes its place.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="rating_schemes"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=10, choices=SchemeState, default=SchemeState.DRAFTED, editable=False
    )
    gold_from = points_field(_("gold plate from"), "90")
    silver_from = points_field(_("silver plate from"), "75")
    yellow_from = points_field(_("yellow plate from, red plate below"), "60")
    gold_satisfaction = points_field(_("gold plate only with a satisfaction from"), "85")
    gold_percent = models.PositiveSmallIntegerField(
        _("gold plates, at most (per cent)"), default=20, validators=_PERCENT
    )
    gold_cap_from = models.PositiveSmallIntegerField(
        _("the cap counts from so many firms"), default=10, validators=[MinValueValidator(1)]
    )
    yellow_runs = models.PositiveSmallIntegerField(
        _("red plate after so many yellow plates in a row"),
        default=2,
        validators=[MinValueValidator(2), MaxValueValidator(8)],
    )
    bonus_most = points_field(_("bonus, at most"), "5")
    deduction_most = points_field(_("deduction, at most"), "10")
    self_percent = models.PositiveSmallIntegerField(
        _("share of the firm's own score (per cent)"), default=0, validators=_PERCENT
    )
    sample_least = models.PositiveSmallIntegerField(
        _("valid answers of an estate, at least"), default=30
    )
    sample_percent = models.PositiveSmallIntegerField(
        _("or this share of its households (per cent)"), default=10, validators=_PERCENT
    )
    carry_quarters = models.PositiveSmallIntegerField(
        _("an earlier satisfaction holds for so many quarters"), default=2
    )
    new_contract_days = models.PositiveSmallIntegerField(
        _("not rated with fewer days of contract in the quarter"), default=60
    )
    tie_rule = models.CharField(
        _("equal scores"),
        max_length=24,
        choices=TieRule,
        default=TieRule.SATISFACTION_THEN_ON_TIME,
    )
    collect_workdays = models.PositiveSmallIntegerField(
        _("workdays after the quarter until the cut-off"), default=5
    )
    objection_workdays = models.PositiveSmallIntegerField(
        _("workdays for objections"), default=5, validators=[MinValueValidator(1)]
    )
    publish_workdays = models.PositiveSmallIntegerField(
        _("workdays after the quarter until publication"), default=15
    )
    shows_low_plates = models.BooleanField(
        _("yellow and red plates are shown to the public"), default=False
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = RatingSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating scheme")
        verbose_name_plural = _("rating schemes")
        constraints = [
            models.UniqueConstraint(
                name="rating_scheme_version_counted_once", fields=["street", "number"]
            ),
            models.UniqueConstraint(
                name="street_rates_by_one_scheme",
                fields=["street"],
                condition=Q(state=SchemeState.CONFIRMED),
            ),
            models.UniqueConstraint(
                name="street_drafts_one_rating_scheme",
                fields=["street"],
                condition=Q(state=SchemeState.DRAFTED),
            ),
            models.CheckConstraint(
                name="rating_scheme_in_force_was_confirmed_by_somebody",
                condition=Q(state=SchemeState.DRAFTED, confirmed_by=None, confirmed_at=None)
                | (
                    ~Q(state=SchemeState.DRAFTED)
                    & Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="rating_scheme_plates_stand_in_order",
                condition=Q(gold_from__gt=F("silver_from")) & Q(silver_from__gt=F("yellow_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("grids:ratingscheme", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street


class RatingDimension(models.Model):
    """One of the sides a firm is looked at from (R-102); its weight is the sum of its items."""

    scheme = models.ForeignKey(
        RatingScheme,
        verbose_name=_("rating scheme"),
        on_delete=models.CASCADE,
        related_name="dimensions",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=60)
    weight = points_field(_("weight"))

    class Meta:
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="rating_scheme_has_one_dimension_at_a_position", fields=["scheme", "position"]
            ),
            models.UniqueConstraint(
                name="rating_scheme_names_a_dimension_once", fields=["scheme", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RatingItem(models.Model):
    """One thing that is scored; bonus and deduction stand outside the dimensions."""

    scheme = models.ForeignKey(
        RatingScheme,
        verbose_name=_("rating scheme"),
        on_delete=models.CASCADE,
        related_name="items",
    )
    dimension = models.ForeignKey(
        RatingDimension,
        verbose_name=_("dimension"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="items",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.SlugField(_("key"), max_length=30)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind, default=ItemKind.BASIC)
    points = points_field(_("points, at most"))
    source = models.CharField(
        _("source"), max_length=12, choices=RatingSource, default=RatingSource.OFFICE
    )
    remark = models.CharField(_("how it is scored"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rating item")
        verbose_name_plural = _("rating items")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="rating_scheme_keys_an_item_once", fields=["scheme", "key"]
            ),
            models.CheckConstraint(
                name="rating_item_stands_in_a_dimension_exactly_when_basic",
                condition=Q(kind=ItemKind.BASIC, dimension__isnull=False)
                | (~Q(kind=ItemKind.BASIC) & Q(dimension=None)),
            ),
            models.CheckConstraint(
                name="rating_item_has_a_source_it_can_be_scored_by",
                condition=Q(source__in=ITEM_SOURCES),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RatingVeto(models.Model):
    """A reason for a red plate whatever the score."""

    scheme = models.ForeignKey(
        RatingScheme,
        verbose_name=_("rating scheme"),
        on_delete=models.CASCADE,
        related_name="vetoes",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("veto")
        verbose_name_plural = _("vetoes")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="rating_scheme_names_a_veto_once", fields=["scheme", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name
