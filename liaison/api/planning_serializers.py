"""Series, busy times, schedules and best times as machines read them."""

from typing import Any

from rest_framework import serializers

from liaison.models import (
    Body,
    BusyTime,
    Meeting,
    MeetingSeries,
    PlannedSitting,
    SchedulePlan,
    SeriesSitting,
)
from liaison.selectors.schedules import reasons_of
from orgs.models import Job, Org, User
from resources.models import Venue


def public_id(of: type[Any], **kwargs: Any) -> Any:
    return serializers.SlugRelatedField[of](slug_field="public_id", read_only=True, **kwargs)  # type: ignore[valid-type]  # the noun is the argument


class MeetingSeriesSerializer(serializers.ModelSerializer):
    """A series; without an interval it owes no meetings."""

    body = public_id(Body)
    venue = public_id(Venue)

    class Meta:
        model = MeetingSeries
        fields = [
            "public_id",
            "body",
            "kind",
            "title",
            "every",
            "times",
            "cadence_text",
            "cadence_rule",
            "half_day",
            "length",
            "venue",
            "place",
            "allows_urgent",
            "allows_joint",
            "is_active",
            "version",
        ]
        read_only_fields = fields


class SeriesSittingSerializer(serializers.ModelSerializer):
    """What a meeting counts for in a series of another body."""

    meeting = public_id(Meeting)
    series = public_id(MeetingSeries)
    counts = serializers.BooleanField(read_only=True)

    class Meta:
        model = SeriesSitting
        fields = [
            "public_id",
            "meeting",
            "series",
            "expected_count",
            "present_count",
            "quorum_count",
            "counts",
            "version",
        ]
        read_only_fields = fields


class BusyTimeSerializer(serializers.ModelSerializer):
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = BusyTime
        fields = ["public_id", "org", "person_name", "kind", "starts_at", "ends_at", "version"]
        read_only_fields = fields


class SchedulePlanSerializer(serializers.ModelSerializer):
    """What a schedule comes to; its sittings are read for themselves."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    made_by = public_id(User)
    published_by = public_id(User)
    job = public_id(Job)
    gap = serializers.FloatField(read_only=True)

    class Meta:
        model = SchedulePlan
        fields = [
            "public_id",
            "street",
            "period_code",
            "state",
            "status",
            "objective",
            "bound",
            "gap",
            "made_by",
            "solved_at",
            "published_by",
            "published_at",
            "job",
            "version",
        ]
        read_only_fields = fields


class PlannedSittingSerializer(serializers.ModelSerializer):
    """A meeting that is due, and where the schedule puts it, or why nowhere."""

    plan = public_id(SchedulePlan)
    series = public_id(MeetingSeries)
    venue = public_id(Venue)
    joined_to = public_id(PlannedSitting)
    meeting = public_id(Meeting)
    reasons = serializers.SerializerMethodField()

    class Meta:
        model = PlannedSitting
        fields = [
            "public_id",
            "plan",
            "series",
            "due_code",
            "number",
            "state",
            "starts_at",
            "ends_at",
            "place",
            "venue",
            "joined_to",
            "absent_count",
            "reasons",
            "meeting",
            "version",
        ]
        read_only_fields = fields

    def get_reasons(self, row: PlannedSitting) -> list[str]:
        return reasons_of(row)


class BestSlotSerializer(serializers.Serializer):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    place = serializers.CharField()
    venue = serializers.UUIDField(source="venue.public_id", default=None)
    absent_count = serializers.IntegerField()
    absent_posts = serializers.ListField(child=serializers.CharField())


class BestSlotsSerializer(serializers.Serializer):
    """The best times, or why there are none."""

    member_count = serializers.IntegerField()
    slots = BestSlotSerializer(many=True)
    reasons = serializers.ListField(child=serializers.CharField())
