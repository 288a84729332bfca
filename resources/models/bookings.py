"""Bookings: who has which venue when (R-188, SM-2).

No venue is ever had twice at a time, on either engine, because every quarter of an hour of a
venue can be a row only once: a booking that holds takes the rows of its room from the time of
preparing to that of clearing up, and a whole room takes those of its parts as well. See
``docs/adr/0009-one-row-for-a-quarter-of-an-hour.md``.
"""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.scoping import Reach, reach_of
from partybuild.recurrence import Recurrence
from resources.models.ownership import Owned, OwnedQuerySet, owned_within
from resources.models.projects import Project
from resources.models.venues import Venue, venues_of
from resources.venue_enums import (
    HOLDING_STATES,
    LIVE_BOOKING_STATES,
    REFUSED_STATES,
    BookingState,
)


class BookingSeries(models.Model):
    """Bookings asked for together: the same room at the same hours, again and again."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rule = models.CharField(_("recurrence"), max_length=120)
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("until"))

    class Meta:
        verbose_name = _("series of bookings")
        verbose_name_plural = _("series of bookings")
        constraints = [
            models.CheckConstraint(
                name="booking_series_ends_after_it_starts",
                condition=Q(last_on__gte=F("first_on")),
            ),
        ]

    def __str__(self) -> str:
        recurrence = Recurrence.stored(self.rule)
        return f"{recurrence.words if recurrence else self.rule} {self.first_on}–{self.last_on}"


class BookingQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Bookings that somebody within reach asked for, or of a venue of somebody within reach."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        if reach.everything:
            return self
        return self.filter(owned_within(reach) | venues_of(reach, "venue"))

    def asked(self) -> Self:
        return self.filter(state=BookingState.ASKED)

    def holding(self) -> Self:
        return self.filter(state__in=HOLDING_STATES)

    def live(self) -> Self:
        return self.filter(state__in=LIVE_BOOKING_STATES)

    def past(self, now: datetime) -> Self:
        """Requests whose time has begun, and promises whose time is over."""
        return self.filter(
            Q(state=BookingState.ASKED, starts_at__lte=now)
            | Q(state=BookingState.APPROVED, ends_at__lte=now)
        )

    def meeting(self, starts_at: datetime, ends_at: datetime) -> Self:
        """Those with any time in common with this stretch."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def coming_first(self, now: datetime) -> Self:
        """What comes next on top, and what is over below it, the latest first."""
        ahead = models.Case(models.When(ends_at__gt=now, then=F("starts_at")))
        return self.annotate(next_at=ahead).order_by(
            F("next_at").asc(nulls_last=True), "-starts_at", "-pk"
        )

    def for_list(self) -> Self:
        return self.select_related(
            "street",
            "owner_org",
            "owner_partner",
            "project",
            "series",
            "venue__street",
            "venue__partner",
            "venue__facility__street",
            "venue__facility__run_by",
            "venue__facility__community",
            "venue__facility__grid__org",
            "venue__facility__grid__community",
        ).order_by("-starts_at", "-pk")


class Booking(Owned):
    """A venue for some people at a time: asked for, approved by its owner, used."""

    venue = models.ForeignKey(
        Venue, verbose_name=_("venue"), on_delete=models.PROTECT, related_name="bookings"
    )
    series = models.ForeignKey(
        BookingSeries,
        verbose_name=_("series"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="bookings",
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bookings",
    )
    purpose = models.CharField(_("what for"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    headcount = models.PositiveIntegerField(_("people expected"))
    arrived_count = models.PositiveIntegerField(_("people counted"), default=0, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=BookingState, default=BookingState.ASKED
    )
    refusal = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = BookingQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        indexes = [
            models.Index(fields=["venue", "starts_at"], name="booking_by_venue"),
            models.Index(fields=["street", "state", "starts_at"], name="booking_by_street"),
        ]
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(
                name="booking_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="booking_is_for_somebody", condition=Q(headcount__gte=1)),
            models.CheckConstraint(
                name="booking_refused_exactly_with_a_reason",
                condition=(Q(state__in=sorted(REFUSED_STATES)) & ~Q(refusal=""))
                | (~Q(state__in=sorted(REFUSED_STATES)) & Q(refusal="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.purpose}"

    def get_absolute_url(self) -> str:
        return reverse("resources:booking", args=[self.public_id])


class TakenQuarter(models.Model):
    """A quarter of an hour of a venue that one booking has; nobody else can have it."""

    venue = models.ForeignKey(
        Venue, verbose_name=_("venue"), on_delete=models.PROTECT, related_name="taken_quarters"
    )
    starts_at = models.DateTimeField(_("begins"))
    booking = models.ForeignKey(
        Booking, verbose_name=_("booking"), on_delete=models.CASCADE, related_name="taken_quarters"
    )

    class Meta:
        verbose_name = _("taken quarter of an hour")
        verbose_name_plural = _("taken quarters of an hour")
        constraints = [
            models.UniqueConstraint(name="venue_had_once_at_a_time", fields=["venue", "starts_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.venue} {self.starts_at}"
