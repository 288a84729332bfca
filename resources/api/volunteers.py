"""Volunteers of communities over HTTP: counts and activities, no names."""

from typing import Any

from rest_framework import serializers

from orgs.api.deeds import CreatingMixin, NounViewSet, creates, steps
from orgs.api.fields import VisibleOrgField
from resources.api.pledge_filters import TallyApiFilter
from resources.api.serializers import coded
from resources.models import VolunteerActivity, VolunteerTally
from resources.services import volunteers


class TallyInput(serializers.Serializer):
    community = VisibleOrgField()
    year = serializers.IntegerField()
    volunteer_count = serializers.IntegerField(min_value=0)
    resident_count = serializers.IntegerField(required=False, min_value=1)


class ActivityInput(serializers.Serializer):
    held_on = serializers.DateField()
    title = serializers.CharField(max_length=120)
    head_count = serializers.IntegerField(min_value=1)
    hours = serializers.DecimalField(8, 1, min_value=0)


class ActivitySerializer(serializers.ModelSerializer):
    class Meta:
        model = VolunteerActivity
        fields = ["held_on", "title", "head_count", "hours"]
        read_only_fields = fields


class TallySerializer(serializers.ModelSerializer):
    community = coded()
    rate = serializers.DecimalField(6, 1, read_only=True)
    activities = ActivitySerializer(many=True, read_only=True)

    class Meta:
        model = VolunteerTally
        fields = [
            "public_id",
            "community",
            "year",
            "volunteer_count",
            "resident_count",
            "rate",
            "activities",
            "version",
        ]
        read_only_fields = fields


@creates(volunteers.report_volunteers, TallyInput)
@steps("tally", {"note_activity": (volunteers.note_activity, ActivityInput)})
class VolunteerViewSet(CreatingMixin, NounViewSet):
    """The volunteers of your communities by year. Reporting a year again corrects it."""

    queryset = VolunteerTally.objects.none()
    serializer_class = TallySerializer
    filterset_class = TallyApiFilter
    search_fields = ["community__name"]
    ordering_fields = ["year", "volunteer_count"]

    def get_queryset(self) -> Any:
        rows = VolunteerTally.objects.visible_to(self.request.user)
        return rows.for_list().prefetch_related("activities")
