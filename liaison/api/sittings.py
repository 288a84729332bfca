"""A sitting over HTTP: who is counted, and what the units that are asked to countersign answer."""

from django.db.models import QuerySet

from liaison.api import filters, inputs
from liaison.api.serializers import AttendanceSerializer, CountersignatureSerializer
from liaison.enums import CountersignatureAction
from liaison.models import Attendance, Countersignature
from liaison.services import attendance, countersignatures
from orgs.api.deeds import NoInput, NounViewSet, ReasonInput, steps


@steps(
    "attendance",
    {
        "count": (attendance.count_unit, inputs.CountUnitInput),
        "excuse": (attendance.excuse_unit, inputs.ExcuseUnitInput),
    },
)
class AttendanceViewSet(NounViewSet):
    """The units at meetings that you run, and your own unit: numbers, kept until the minutes."""

    queryset = Attendance.objects.none()
    serializer_class = AttendanceSerializer
    filterset_class = filters.AttendanceFilter
    ordering_fields = ["expected_count", "present_count"]

    def get_queryset(self) -> QuerySet[Attendance]:
        return Attendance.objects.visible_to(self.request.user).for_list()


@steps(
    "countersignature",
    {
        CountersignatureAction.SIGN: (countersignatures.sign_minutes, NoInput),
        CountersignatureAction.SEND_BACK: (countersignatures.send_minutes_back, ReasonInput),
    },
)
class CountersignatureViewSet(NounViewSet):
    """Countersignatures of meetings within your reach, and those your units are asked for."""

    queryset = Countersignature.objects.none()
    serializer_class = CountersignatureSerializer
    filterset_class = filters.CountersignatureFilter
    ordering_fields = ["round", "answered_at"]

    def get_queryset(self) -> QuerySet[Countersignature]:
        return Countersignature.objects.visible_to(self.request.user).for_list()
