"""The work calendar over the API, to read."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.models import CalendarDay
from orgs.selectors.holidays import known_years, year_sheet
from partybuild.api import PortalViewSet


class NamedDaySerializer(serializers.Serializer):
    day = serializers.DateField()
    is_workday = serializers.BooleanField()
    name = serializers.CharField()


class WorkYearSerializer(serializers.Serializer):
    """A year: whether its notice is known, its workdays, and the days that notice names."""

    year = serializers.IntegerField()
    is_announced = serializers.BooleanField()
    workdays = serializers.IntegerField()
    days = NamedDaySerializer(many=True)


class WorkCalendarViewSet(PortalViewSet):
    """Days off and make-up workdays, by year."""

    queryset = CalendarDay.objects.none()
    serializer_class = WorkYearSerializer
    lookup_field = "year"
    lookup_value_regex = "[0-9]{4}"
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        responses={200: serializers.ListSerializer(child=serializers.IntegerField())},
        operation_id="work_calendar_years",
    )
    def list(self, request: Request, **kwargs: Any) -> Response:
        """The years that can be asked for."""
        return Response(known_years(timezone.localdate()))

    @extend_schema(responses=WorkYearSerializer)
    def retrieve(self, request: Request, year: str, **kwargs: Any) -> Response:
        if int(year) not in known_years(timezone.localdate()):
            raise Http404
        return Response(WorkYearSerializer(year_sheet(int(year))).data)
