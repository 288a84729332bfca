"""Venues and bookings over HTTP: reading, what is free, and one endpoint for each deed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from grids.api.fields import VisibleFacilityField
from grids.models import Facility
from orgs.api.deeds import (
    AmendingMixin,
    CreatingMixin,
    NoInput,
    ReasonInput,
    amends,
    creates,
    steps,
)
from orgs.api.fields import VisiblePartnerField
from orgs.models import Partner
from partybuild.pages import masked
from resources.api.fields import VisibleRowField
from resources.api.inputs import OwnerInput, words
from resources.api.serializers import coded
from resources.api.venue_filters import BookingApiFilter, VenueFilter
from resources.api.viewsets import OWNERS, CodedViewSet
from resources.models import Booking, BookingSeries, Project, Venue
from resources.selectors.occasions import MOST_AT_ONCE, RULES, Stretch, outlook, stretches_of
from resources.selectors.vacancies import free_venues
from resources.services import bookings, venues
from resources.venue_enums import BookingAction, Permit, VenueAction


class VenueFactsInput(serializers.Serializer):
    """Plain facts of a venue; those that are not sent stay as they are."""

    hours_text = words(200)
    whole = VisibleRowField(Venue, required=False, allow_null=True)
    permit = serializers.ChoiceField(Permit.choices, required=False)
    buffer_before = serializers.DurationField(required=False)
    buffer_after = serializers.DurationField(required=False)
    equipment = words(300)
    contact_name = words(60)
    contact_phone = words(30)
    remark = words(300)


class OpenVenueInput(VenueFactsInput):
    """A new venue: in one facility, or in the house of one partner unit."""

    facility = VisibleFacilityField(slug_field="public_id", required=False)
    partner = VisiblePartnerField(required=False)
    name = serializers.CharField(max_length=120)
    seat_count = serializers.IntegerField(min_value=1)
    on_behalf = serializers.CharField(default="", allow_blank=True, max_length=500)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        places = [attrs.pop(name, None) for name in ("facility", "partner")]
        named = [place for place in places if place is not None]
        if len(named) != 1:
            raise serializers.ValidationError(
                {"facility": _("Name one facility or one partner unit.")}
            )
        return super().validate({**attrs, "place": named[0]})


class AmendVenueInput(VenueFactsInput):
    name = serializers.CharField(required=False, max_length=120)
    seat_count = serializers.IntegerField(required=False, min_value=1)


class WhenInput(serializers.Serializer):
    """From when to when, and for how many."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    headcount = serializers.IntegerField(min_value=1, default=1)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["ends_at"] <= attrs["starts_at"]:
            raise serializers.ValidationError({"ends_at": _("The end lies before the beginning.")})
        return super().validate(attrs)


class RepeatInput(WhenInput):
    repeat = serializers.ChoiceField(RULES, required=False, allow_blank=True, default="")
    until = serializers.DateField(required=False, allow_null=True, default=None)


class AskBookingInput(OwnerInput, RepeatInput):
    """Who needs which venue, when and what for."""

    venue = VisibleRowField(Venue)
    headcount = serializers.IntegerField(min_value=1)
    purpose = serializers.CharField(max_length=200)
    project = VisibleRowField(Project, required=False, allow_null=True)
    skip_clashes = serializers.BooleanField(default=False)
    on_behalf = serializers.CharField(default="", allow_blank=True, max_length=500)


class SeriesInput(serializers.Serializer):
    whole_series = serializers.BooleanField(default=False)


class ApproveInput(SeriesInput):
    skip_clashes = serializers.BooleanField(default=False)


class ApproveForUnitInput(ApproveInput, ReasonInput):
    pass


class SeriesReasonInput(SeriesInput, ReasonInput):
    pass


class VenueSerializer(serializers.ModelSerializer):
    """A venue. The phone is masked: reading it is a deed of its own."""

    street = coded()
    facility = serializers.SlugRelatedField[Facility](slug_field="public_id", read_only=True)
    partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    whole = coded()
    contact_phone = serializers.SerializerMethodField()

    class Meta:
        model = Venue
        fields = [
            "public_id",
            "code",
            "street",
            "facility",
            "partner",
            "whole",
            "name",
            "seat_count",
            "hours_text",
            "buffer_before",
            "buffer_after",
            "permit",
            "equipment",
            "contact_name",
            "contact_phone",
            "remark",
            "state",
            "close_reason",
            "created_at",
            "version",
        ]
        read_only_fields = fields

    def get_contact_phone(self, row: Venue) -> str:
        return masked(row.contact_phone)


class BookingSerializer(serializers.ModelSerializer):
    street = coded()
    venue = coded()
    owner_org = coded()
    owner_partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    project = coded()
    series = serializers.SlugRelatedField[BookingSeries](slug_field="public_id", read_only=True)

    class Meta:
        model = Booking
        fields = [
            "public_id",
            "code",
            "street",
            "venue",
            "owner_org",
            "owner_partner",
            "project",
            "series",
            "purpose",
            "starts_at",
            "ends_at",
            "headcount",
            "arrived_count",
            "state",
            "refusal",
            "created_at",
            "version",
        ]
        read_only_fields = fields


class StretchSerializer(serializers.Serializer):
    """From when to when."""

    starts_at = serializers.DateTimeField(read_only=True)
    ends_at = serializers.DateTimeField(read_only=True)


class TroubleSerializer(serializers.Serializer):
    """Why the venue cannot be had at a time."""

    starts_at = serializers.DateTimeField(source="stretch.starts_at", read_only=True)
    code = serializers.CharField(read_only=True)
    detail = serializers.CharField(source="words", read_only=True)


class OutlookSerializer(serializers.Serializer):
    """What would come of a request: what stands against it and what is free instead."""

    troubles = TroubleSerializer(many=True, read_only=True)
    rivals = serializers.IntegerField(read_only=True)
    times = StretchSerializer(source="instead.times", many=True, read_only=True)
    venues = VenueSerializer(source="instead.venues", many=True, read_only=True)


@creates(venues.open_venue, OpenVenueInput)
@amends("venue", venues.amend_venue, AmendVenueInput)
@steps(
    "venue",
    {
        VenueAction.CLOSE: (venues.close_venue, ReasonInput),
        VenueAction.REOPEN: (venues.reopen_venue, NoInput),
        VenueAction.RENEW_DOOR_KEY: (venues.renew_door_key, NoInput),
    },
)
class VenueViewSet(CreatingMixin, AmendingMixin, CodedViewSet):
    """Rooms of facilities and units that can be booked in your sub-district."""

    queryset = Venue.objects.none()
    serializer_class = VenueSerializer
    filterset_class = VenueFilter
    search_fields = ["name", "code", "facility__name", "partner__name"]
    ordering_fields = ["code", "name", "seat_count"]

    @extend_schema(parameters=[WhenInput], responses=VenueSerializer(many=True))
    @action(detail=False, pagination_class=None, filter_backends=[])
    def free(self, request: Request, **kwargs: Any) -> Response:
        """The venues that are open, large enough and not taken at a time, the smallest first."""
        asked = _asked(request, WhenInput)
        found = free_venues(
            reader=request.user,
            starts_at=asked["starts_at"],
            ends_at=asked["ends_at"],
            seat_count=asked["headcount"],
        )
        return Response(self.get_serializer(found, many=True).data)

    @extend_schema(parameters=[RepeatInput], responses=OutlookSerializer)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def outlook(self, request: Request, **kwargs: Any) -> Response:
        """What would come of a request for the venue, and what is free instead."""
        venue = self.get_object()
        asked = _asked(request, RepeatInput)
        wanted = Stretch(asked["starts_at"], asked["ends_at"])
        found = outlook(
            reader=request.user,
            venue=venue,
            stretches=stretches_of(wanted, asked["repeat"], asked["until"])[:MOST_AT_ONCE]
            or [wanted],
            seat_count=asked["headcount"],
            now=timezone.now(),
        )
        return Response(OutlookSerializer(found, context=self.get_serializer_context()).data)


@creates(bookings.ask_booking, AskBookingInput)
@steps(
    "booking",
    {
        BookingAction.APPROVE: (bookings.approve_booking, ApproveInput),
        BookingAction.APPROVE_ON_BEHALF: (bookings.approve_booking_on_behalf, ApproveForUnitInput),
        BookingAction.DECLINE_ON_BEHALF: (bookings.decline_booking_on_behalf, SeriesReasonInput),
        BookingAction.DECLINE: (bookings.decline_booking, SeriesReasonInput),
        BookingAction.WITHDRAW: (bookings.withdraw_booking, SeriesInput),
        BookingAction.CALL_OFF: (bookings.call_off_booking, SeriesReasonInput),
        BookingAction.CANCEL: (bookings.cancel_booking, SeriesReasonInput),
    },
)
class BookingViewSet(CreatingMixin, CodedViewSet):
    """Bookings that your organisations and units asked for, and those of your venues."""

    queryset = Booking.objects.none()
    serializer_class = BookingSerializer
    filterset_class = BookingApiFilter
    search_fields = ["purpose", "code", "venue__name", *OWNERS]
    ordering_fields = ["code", "starts_at", "created_at"]


def _asked(request: Request, serializer: type[serializers.Serializer]) -> dict[str, Any]:
    """The checked question that stands in the address."""
    asked = serializer(data=request.query_params)
    asked.is_valid(raise_exception=True)
    return asked.validated_data
