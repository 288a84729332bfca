"""Facilities: where the area's people meet, are served and taught (R-109, R-121, R-166)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from grids.enums import BuildingMode, FacilityKind, FacilityState, FunctionTag
from grids.models.grids import Grid
from orgs.models import Org
from orgs.scoping import Reach, reach_of
from partybuild.opening_hours import Span

ZERO = models.Value(0, models.DecimalField(max_digits=9, decimal_places=2))


class FacilityQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Facilities of a street, grid or community within reach, or run by an org within it."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        if reach.everything:
            return self
        below = reach.below_streets()
        return self.filter(
            reach.streets("street")
            | below.orgs("community")
            | below.orgs("run_by")
            | Q(grid__in=Grid.objects.within(below))
        )

    def active(self) -> Self:
        return self.filter(state=FacilityState.ACTIVE)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def for_list(self) -> Self:
        return self.select_related(
            "street", "grid", "grid__community", "grid__org", "community", "run_by"
        ).order_by("street", "kind", "name", "pk")


def _area(label: Any) -> Any:
    return models.DecimalField(label, max_digits=9, decimal_places=2, null=True, blank=True)


def _parts() -> Any:
    """Expression: service and office area together, as far as they are known (R-278)."""
    return Coalesce(F("service_sqm"), ZERO) + Coalesce(F("office_sqm"), ZERO)


class Facility(models.Model):  # type: ignore[django-manager-missing]  # grids come from an mptt manager
    """A site with its place, its size and its life; it serves a grid, a community or the street."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="facilities"
    )
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=FacilityKind)
    state = models.CharField(
        _("state"), max_length=10, choices=FacilityState, default=FacilityState.PLANNED
    )
    mode = models.CharField(_("construction mode"), max_length=10, choices=BuildingMode, blank=True)
    grid = models.ForeignKey(
        Grid,
        verbose_name=_("grid it serves"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="facilities",
    )
    community = models.ForeignKey(
        Org,
        verbose_name=_("community it serves"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="community_facilities",
    )
    run_by = models.ForeignKey(
        Org,
        verbose_name=_("run by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="run_facilities",
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    total_sqm = _area(_("total area (㎡)"))
    service_sqm = _area(_("service area (㎡)"))
    office_sqm = _area(_("office area (㎡)"))
    size_reason = models.CharField(_("reason for the smaller size"), max_length=300, blank=True)
    opened_on = models.DateField(_("in use since"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                name="facility_code_once_in_a_street", fields=["street", "code"]
            ),
            models.UniqueConstraint(
                name="facility_named_once_in_a_street", fields=["street", "name"]
            ),
            models.UniqueConstraint(
                name="area_has_one_active_hub",
                fields=["grid"],
                condition=Q(kind=FacilityKind.HUB, state=FacilityState.ACTIVE),
            ),
            models.CheckConstraint(
                name="facility_hub_serves_a_grid",
                condition=~Q(kind=FacilityKind.HUB) | Q(grid__isnull=False),
            ),
            models.CheckConstraint(
                name="facility_serves_one_place", condition=Q(grid=None) | Q(community=None)
            ),
            models.CheckConstraint(
                name="facility_closed_exactly_when_dated",
                condition=Q(state=FacilityState.CLOSED, closed_on__isnull=False)
                | (~Q(state=FacilityState.CLOSED) & Q(closed_on=None)),
            ),
            models.CheckConstraint(
                name="facility_parts_fit_into_the_whole",
                condition=Q(total_sqm=None) | Q(total_sqm__gte=_parts()),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("grids:facility", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in: who runs it, or whom it serves."""
        of_grid = (self.grid.org or self.grid.community) if self.grid else None
        return self.run_by or self.community or of_grid or self.street

    @property
    def served_community(self) -> Org | None:
        """The community it serves, itself or through its unit grid."""
        return self.community or (self.grid and self.grid.community)

    @property
    def tags(self) -> list[str]:
        """Its functions, in the order of the list of functions."""
        held = {each.function for each in self.functions.all()}
        return [tag for tag in FunctionTag if tag in held]

    @property
    def spans(self) -> list[Span]:
        """When it is open in a week."""
        return sorted(Span(h.weekday, h.opens_at, h.closes_at) for h in self.hours.all())


class FacilityFunction(models.Model):
    """One of the things a facility is used for."""

    facility = models.ForeignKey(
        Facility, verbose_name=_("facility"), on_delete=models.CASCADE, related_name="functions"
    )
    function = models.CharField(_("function"), max_length=20, choices=FunctionTag)

    class Meta:
        verbose_name = _("function")
        verbose_name_plural = _("functions")
        constraints = [
            models.UniqueConstraint(
                name="facility_tagged_once_with_a_function", fields=["facility", "function"]
            ),
        ]

    def __str__(self) -> str:
        return str(FunctionTag(self.function).label)


class OpeningHours(models.Model):
    """From when to when a facility is open on a weekday; a day may have several."""

    facility = models.ForeignKey(
        Facility, verbose_name=_("facility"), on_delete=models.CASCADE, related_name="hours"
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=list(WEEKDAYS.items()))
    opens_at = models.TimeField(_("opens at"))
    closes_at = models.TimeField(_("closes at"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.UniqueConstraint(
                name="facility_opens_once_at_a_time", fields=["facility", "weekday", "opens_at"]
            ),
            models.CheckConstraint(
                name="facility_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="facility_opens_on_a_weekday", condition=Q(weekday__lte=max(WEEKDAYS))
            ),
        ]

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"


class ClosedDay(models.Model):
    """A day on which a facility is closed although its week says otherwise."""

    facility = models.ForeignKey(
        Facility, verbose_name=_("facility"), on_delete=models.CASCADE, related_name="closed_days"
    )
    day = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("day closed")
        verbose_name_plural = _("days closed")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                name="facility_closed_once_on_a_day", fields=["facility", "day"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}".strip()
