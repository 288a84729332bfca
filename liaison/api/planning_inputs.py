"""What the deeds of planning take from a request: the keywords of their services."""

from datetime import timedelta
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from liaison.enums import MeetingKind
from liaison.models import Body, Meeting, MeetingSeries
from liaison.planning_enums import BusyKind, HalfDay
from orgs.api.fields import VisibleByIdField, VisibleOrgField
from partybuild.periods import Period, PeriodKind
from resources.models import Venue

INTERVALS = [("", "no interval set"), *PeriodKind.choices]
HALVES = [("", "either"), *HalfDay.choices]


class LengthField(serializers.DurationField):
    """A length of time such as 01:30:00, from a quarter of an hour to half a day."""

    def __init__(self, **kwargs: Any) -> None:
        least, most = timedelta(minutes=15), timedelta(hours=12)
        super().__init__(min_value=least, max_value=most, **kwargs)


@extend_schema_field(OpenApiTypes.STR)
class PeriodInputField(serializers.Field):
    """A period such as 2026-Q4 or 2026-11."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            return Period.parse(str(data))
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error

    def to_representation(self, value: Any) -> str:
        return str(value)


class SeriesFactsInput(serializers.Serializer):
    """How often a body meets, and when and where it likes to."""

    every = serializers.ChoiceField(INTERVALS, required=False, allow_blank=True)
    times = serializers.IntegerField(required=False, min_value=1, max_value=31)
    cadence_text = serializers.CharField(max_length=60, required=False, allow_blank=True)
    half_day = serializers.ChoiceField(HALVES, required=False, allow_blank=True)
    length = LengthField(required=False)
    venue = VisibleByIdField(Venue, required=False, allow_null=True)
    place = serializers.CharField(max_length=120, required=False, allow_blank=True)
    allows_urgent = serializers.BooleanField(required=False)
    allows_joint = serializers.BooleanField(required=False)


class AddSeriesInput(SeriesFactsInput):
    body = VisibleByIdField(Body)
    kind = serializers.ChoiceField(MeetingKind.choices)
    title = serializers.CharField(max_length=120)


class AmendSeriesInput(SeriesFactsInput):
    title = serializers.CharField(max_length=120, required=False)


class JoinSeriesInput(serializers.Serializer):
    meeting = VisibleByIdField(Meeting)
    series = VisibleByIdField(MeetingSeries)


class CountSeriesInput(serializers.Serializer):
    expected_count = serializers.IntegerField(min_value=0)
    present_count = serializers.IntegerField(min_value=0)


class BusyFactsInput(serializers.Serializer):
    kind = serializers.ChoiceField(BusyKind.choices, required=False)
    starts_at = serializers.DateTimeField(required=False)
    ends_at = serializers.DateTimeField(required=False)


class NoteBusyTimeInput(serializers.Serializer):
    """When somebody cannot come; why is not asked."""

    org = VisibleOrgField()
    person_name = serializers.CharField(max_length=60)
    kind = serializers.ChoiceField(BusyKind.choices)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class MakeScheduleInput(serializers.Serializer):
    street = VisibleOrgField()
    period = PeriodInputField()


class MoveSittingInput(serializers.Serializer):
    starts_at = serializers.DateTimeField()
    length = LengthField(required=False)
    venue = VisibleByIdField(Venue, required=False, allow_null=True)
    place = serializers.CharField(max_length=120, required=False, allow_blank=True)


class BestSlotsInput(serializers.Serializer):
    body = VisibleByIdField(Body)
    first = serializers.DateField()
    last = serializers.DateField()
    length = LengthField()

    def validate(self, attrs: Any) -> Any:
        if attrs["last"] < attrs["first"]:
            raise serializers.ValidationError({"last": "It ends before it begins."})
        return attrs
