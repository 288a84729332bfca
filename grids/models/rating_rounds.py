"""The quarterly round: what is rated in it, what was put in, and what was frozen (SM-9)."""

import uuid
from datetime import date
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.models.estates import Estate
from grids.models.firms import PropertyFirm, ServiceContract
from grids.models.people import done_by
from grids.models.rating_schemes import RatingScheme
from grids.rating_enums import (
    ANNOUNCED_STATES,
    FROZEN_STATES,
    PUBLISHED_STATES,
    RatingState,
)
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet, reach_of
from partybuild.periods import Period, PeriodKind


class RatingRoundQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """Rounds of the sub-district somebody works in, and those in which their firm is rated."""
        reach = reach_of(user)
        if reach.everything:
            return self
        trees = {each.tree_id for each in reach.subtrees}
        units = RatingUnit.objects.filter(rating_round=OuterRef("pk"))
        rated = Exists(units.filter(firm__partner__in=reach.partner_pks))
        return self.filter(Q(street__tree_id__in=trees) | Q(rated))

    def collecting(self) -> Self:
        return self.filter(state=RatingState.OPENED)

    def past_cut_off(self, today: date) -> Self:
        """Rounds whose inputs are to be frozen: the day of the cut-off has passed."""
        return self.collecting().filter(cut_off_on__lt=today)

    def unpublished(self) -> Self:
        return self.exclude(state__in=PUBLISHED_STATES)

    def published(self) -> Self:
        return self.filter(state__in=PUBLISHED_STATES)

    def of_quarter(self, street: Org, period: Period) -> Self:
        return self.filter(street=street, year=period.year, quarter=period.number)

    def latest_first(self) -> Self:
        return self.order_by("-year", "-quarter", "street__code", "pk")

    def for_list(self) -> Self:
        return self.select_related("street", "scheme").latest_first()


class RatingRound(models.Model):
    """The rating of a sub-district's firms for one quarter; no machine ever publishes it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="rating_rounds"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(
        _("quarter"), validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    scheme = models.ForeignKey(
        RatingScheme,
        verbose_name=_("rating scheme"),
        on_delete=models.PROTECT,
        related_name="rounds",
    )
    state = models.CharField(
        _("state"), max_length=12, choices=RatingState, default=RatingState.OPENED, editable=False
    )
    cut_off_on = models.DateField(_("cut-off"))
    publish_by = models.DateField(_("to be published by"))
    # Of the inputs with the scheme, and of the scores that came of them.
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True, editable=False)
    result_digest = models.CharField(
        _("digest of the scores"), max_length=64, blank=True, editable=False
    )
    collected_at = models.DateTimeField(_("frozen at"), null=True, editable=False)
    scored_by = done_by(_("scored by"))
    reviewed_by = done_by(_("reviewed by"))
    review_words = models.TextField(_("result of the review"), blank=True, editable=False)
    announced_on = models.DateField(_("announced on"), null=True, editable=False)
    objections_until = models.DateField(_("objections until"), null=True, editable=False)
    published_on = models.DateField(_("published on"), null=True, editable=False)
    published_by = done_by(_("published by"))
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = RatingRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating round")
        verbose_name_plural = _("rating rounds")
        indexes = [models.Index(fields=["state", "cut_off_on"], name="rating_round_by_cut_off")]
        constraints = [
            models.UniqueConstraint(
                name="street_rates_its_firms_once_a_quarter", fields=["street", "year", "quarter"]
            ),
            models.CheckConstraint(
                name="rating_round_quarter_is_one_of_four",
                condition=Q(quarter__gte=1, quarter__lte=4),
            ),
            models.CheckConstraint(
                name="rating_round_frozen_exactly_with_a_fingerprint",
                condition=(
                    Q(state__in=sorted(FROZEN_STATES), collected_at__isnull=False)
                    & ~Q(fingerprint="")
                )
                | Q(state=RatingState.OPENED, fingerprint="", collected_at=None),
            ),
            models.CheckConstraint(
                name="rating_round_reviewed_by_another_than_scored_it",
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("scored_by")),
            ),
            models.CheckConstraint(
                name="rating_round_announced_with_a_window_for_objections",
                condition=~Q(state__in=sorted(ANNOUNCED_STATES))
                | Q(announced_on__isnull=False, objections_until__isnull=False),
            ),
            models.CheckConstraint(
                name="rating_round_published_by_a_person_after_the_window",
                condition=~Q(state__in=sorted(PUBLISHED_STATES))
                | Q(published_by__isnull=False, published_on__gt=models.F("objections_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.period.label}"

    def get_absolute_url(self) -> str:
        return reverse("grids:ratinground", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street

    @property
    def period(self) -> Period:
        """The quarter that is rated."""
        return Period(PeriodKind.QUARTER, self.year, self.quarter)

    @property
    def is_open(self) -> bool:
        """True while sheets can be filled in."""
        return self.state == RatingState.OPENED


class RatingUnitQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Units of my street, of estates I can see, and of the firm I speak for."""
        reach = reach_of(user)
        mine = reach.streets("rating_round__street") | reach.partners("firm__partner")
        if not reach.below_streets().subtrees:
            return self.filter(mine)
        return self.filter(mine | Q(estate__in=Estate.objects.within(reach).values("pk")))

    def for_list(self) -> Self:
        return self.select_related("rating_round__street", "firm", "estate__community").order_by(
            "firm__name", "estate__code", "pk"
        )


class RatingUnit(models.Model):
    """What is scored: a firm at an estate in a quarter (A-32), as the contracts stood."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rating_round = models.ForeignKey(
        RatingRound, verbose_name=_("rating round"), on_delete=models.CASCADE, related_name="units"
    )
    firm = models.ForeignKey(
        PropertyFirm,
        verbose_name=_("property firm"),
        on_delete=models.PROTECT,
        related_name="rating_units",
    )
    estate = models.ForeignKey(
        Estate, verbose_name=_("estate"), on_delete=models.PROTECT, related_name="rating_units"
    )
    contract = models.ForeignKey(
        ServiceContract,
        verbose_name=_("service contract"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="rating_units",
    )
    household_count = models.PositiveIntegerField(_("households"), default=0)
    contract_days = models.PositiveSmallIntegerField(_("days of contract in the quarter"))

    objects = RatingUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("rated estate")
        verbose_name_plural = _("rated estates")
        constraints = [
            models.UniqueConstraint(
                name="firm_is_rated_once_at_an_estate_in_a_round",
                fields=["rating_round", "firm", "estate"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm} · {self.estate}"

    def get_absolute_url(self) -> str:
        return reverse("grids:ratingunit", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.estate.org

    @property
    def street(self) -> Org:
        return self.rating_round.street
