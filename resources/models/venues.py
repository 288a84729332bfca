"""Venues: rooms of the area's facilities and of its units that others may use (R-188)."""

import uuid
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.models import Facility
from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of
from partybuild.opening_hours import Span, hours_in
from resources.models.ownership import CodedQuerySet, in_streets_of
from resources.venue_enums import Permit, VenueState

QUARTER = timedelta(minutes=15)
LONGEST_BUFFER = timedelta(hours=4)


def venues_of(reach: Reach, path: str = "") -> Q:
    """Condition: the venue at ``path`` (or the row itself) belongs to somebody within reach."""
    at = f"{path}__" if path else ""
    facilities = Facility.objects.within(reach.below_streets())
    return (
        reach.streets(f"{at}street")
        | Q(**{f"{at}facility__in": facilities})
        | reach.partners(f"{at}partner")
    )


class VenueQuerySet(CodedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Venues in use in a street where the person has business, and all of owners in reach."""
        reach = reach_of(user)
        if reach.everything:
            return self
        shared = Q(state=VenueState.ACTIVE) & in_streets_of(reach)
        return self.filter(shared | venues_of(reach))

    def within(self, reach: Reach) -> Self:
        """Venues of owners within reach."""
        return self if reach.everything else self.filter(venues_of(reach))

    def active(self) -> Self:
        return self.filter(state=VenueState.ACTIVE)

    def for_list(self) -> Self:
        return (
            self.select_related(
                "street",
                "partner",
                "whole",
                "facility__street",
                "facility__run_by",
                "facility__community",
                "facility__grid__org",
                "facility__grid__community",
            )
            .prefetch_related("facility__hours", "facility__closed_days", "parts")
            .order_by("street", "facility__name", "partner__name", "name", "pk")
        )


class Venue(models.Model):
    """A room with its seats and hours, a whole one or a part of a larger one.

    Whoever has the whole has every part, and whoever has a part keeps others from the whole.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    door_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    facility = models.ForeignKey(
        Facility,
        verbose_name=_("facility"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="venues",
    )
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="venues",
    )
    whole = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
    )
    name = models.CharField(_("name"), max_length=120)
    seat_count = models.PositiveIntegerField(_("seating"))
    hours_text = models.CharField(_("opening hours"), max_length=200, blank=True)
    buffer_before = models.DurationField(_("to prepare"), default=timedelta())
    buffer_after = models.DurationField(_("to clear up"), default=timedelta())
    permit = models.CharField(_("permit"), max_length=10, choices=Permit, default=Permit.OWNER)
    equipment = models.CharField(_("equipment"), max_length=300, blank=True)
    contact_name = models.CharField(_("contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=VenueState, default=VenueState.ACTIVE
    )
    close_reason = models.CharField(_("reason for closing"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        indexes = [models.Index(fields=["street", "state"], name="venue_by_street")]
        constraints = [
            models.UniqueConstraint(name="venue_code_once_in_a_street", fields=["street", "code"]),
            models.UniqueConstraint(
                name="venue_named_once_in_a_facility", fields=["facility", "name"]
            ),
            models.UniqueConstraint(name="venue_named_once_in_a_unit", fields=["partner", "name"]),
            models.CheckConstraint(
                name="venue_of_one_facility_or_one_partner",
                condition=Q(facility__isnull=False, partner=None)
                | Q(facility=None, partner__isnull=False),
            ),
            models.CheckConstraint(name="venue_seats_somebody", condition=Q(seat_count__gte=1)),
            models.CheckConstraint(
                name="venue_buffers_are_short",
                condition=Q(
                    buffer_before__gte=timedelta(),
                    buffer_after__gte=timedelta(),
                    buffer_before__lte=LONGEST_BUFFER,
                    buffer_after__lte=LONGEST_BUFFER,
                ),
            ),
            models.CheckConstraint(
                name="venue_is_no_part_of_itself",
                condition=Q(whole=None) | ~Q(whole=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("resources:venue", args=[self.public_id])

    @property
    def place(self) -> Any:
        """The facility or the unit that the room is in."""
        return self.facility or self.partner

    @property
    def owner(self) -> Any:
        """Who decides about the room: the unit, or whoever runs the facility."""
        return self.partner or self.org

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.facility.org if self.facility else self.street

    @property
    def spans(self) -> list[Span]:
        """When it is open in a week: its own hours, or those of its facility."""
        if self.hours_text:
            return hours_in(self.hours_text)
        return self.facility.spans if self.facility else []
