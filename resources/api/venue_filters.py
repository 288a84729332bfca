"""How the lists of venues and bookings are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.models import Facility
from partybuild.fields import day_input
from resources.models import Booking, Project, Venue
from resources.selectors.bookings import own_bookings, to_decide
from resources.selectors.vacancies import with_room_on
from resources.venue_enums import BookingState, VenueState


def _facilities(request: Any) -> Any:
    if request is None:
        return Facility.objects.none()
    return Facility.objects.filter(
        pk__in=Venue.objects.visible_to(request.user).values("facility")
    ).order_by("name", "pk")


class VenueFilter(django_filters.FilterSet):
    """Venues by state, seats and facility, and those with a free hour on a day."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=VenueState.choices)
    seats = django_filters.NumberFilter(
        label=_("seats at least"), field_name="seat_count", lookup_expr="gte"
    )
    facility = django_filters.ModelChoiceFilter(
        label=_("facility"), queryset=_facilities, to_field_name="public_id"
    )
    free_on = django_filters.DateFilter(
        label=_("free hours on"), method="with_a_free_hour", widget=day_input()
    )

    class Meta:
        model = Venue
        fields = ["state", "seats", "facility", "free_on"]

    def with_a_free_hour(self, rows: Any, name: str, day: Any) -> Any:
        return rows.filter(pk__in=with_room_on(rows, day))


class BookingFilter(django_filters.FilterSet):
    """Bookings by state, whose they are, and those still ahead."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=BookingState.choices)
    desk = django_filters.ChoiceFilter(
        label=_("desk"),
        choices=[
            ("waiting", _("waiting for me")),
            ("mine", _("our bookings")),
            ("ahead", _("still ahead")),
        ],
        method="at_the_desk",
    )

    class Meta:
        model = Booking
        fields = ["state", "desk"]

    def at_the_desk(self, rows: Any, name: str, asked: str) -> Any:
        reader = self.request.user
        if asked == "waiting":
            return rows.filter(pk__in=to_decide(reader=reader).values("pk"))
        if asked == "mine":
            return rows.filter(pk__in=own_bookings(reader=reader).values("pk"))
        return rows.filter(ends_at__gt=timezone.now())


def _projects(request: Any) -> Any:
    return Project.objects.visible_to(request.user) if request else Project.objects.none()


class BookingApiFilter(BookingFilter):
    """The same for machines, and by venue, project and time."""

    venue = django_filters.UUIDFilter(label=_("venue"), field_name="venue__public_id")
    project = django_filters.ModelChoiceFilter(
        label=_("project"), queryset=_projects, to_field_name="public_id"
    )
    starts_after = django_filters.IsoDateTimeFilter(
        label=_("begins after"), field_name="starts_at", lookup_expr="gte"
    )
    starts_before = django_filters.IsoDateTimeFilter(
        label=_("begins before"), field_name="starts_at", lookup_expr="lt"
    )
