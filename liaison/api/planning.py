"""Series, busy times, schedules and the best times for a meeting over HTTP."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response

from liaison.api import planning_inputs as inputs
from liaison.api.planning_filters import (
    BusyTimeFilter,
    MeetingSeriesFilter,
    PlannedSittingApiFilter,
    SchedulePlanFilter,
    SeriesSittingFilter,
)
from liaison.api.planning_serializers import (
    BestSlotsSerializer,
    BusyTimeSerializer,
    MeetingSeriesSerializer,
    PlannedSittingSerializer,
    SchedulePlanSerializer,
    SeriesSittingSerializer,
)
from liaison.models import (
    Body,
    BusyTime,
    MeetingSeries,
    PlannedSitting,
    SchedulePlan,
    SeriesSitting,
)
from liaison.planning_enums import SchedulePlanAction, SittingAction
from liaison.selectors.best_slots import best_slots
from liaison.services import busy_times, planned_sittings, schedules
from liaison.services import series as series_deeds
from orgs.api.deeds import (
    AmendingMixin,
    CreatingMixin,
    NoInput,
    NounViewSet,
    ReasonInput,
    amends,
    creates,
    steps,
)
from partybuild.api import PortalViewSet


@creates(series_deeds.add_series, inputs.AddSeriesInput)
@amends("series", series_deeds.amend_series, inputs.AmendSeriesInput)
@steps("series", {"end": (series_deeds.end_series, ReasonInput)})
class MeetingSeriesViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """The series of the bodies that you can see."""

    queryset = MeetingSeries.objects.none()
    serializer_class = MeetingSeriesSerializer
    filterset_class = MeetingSeriesFilter
    search_fields = ["title", "body__name"]
    ordering_fields = ["title", "every"]

    def get_queryset(self) -> QuerySet[MeetingSeries]:
        return MeetingSeries.objects.visible_to(self.request.user).for_list()


@creates(series_deeds.join_series, inputs.JoinSeriesInput)
@steps("sitting", {"count": (series_deeds.count_series, inputs.CountSeriesInput)})
class SeriesSittingViewSet(CreatingMixin, NounViewSet):
    """Which further series a meeting serves, and who of them came."""

    queryset = SeriesSitting.objects.none()
    serializer_class = SeriesSittingSerializer
    filterset_class = SeriesSittingFilter
    ordering_fields = ["created_at"]

    def get_queryset(self) -> QuerySet[SeriesSitting]:
        return SeriesSitting.objects.visible_to(self.request.user).for_list()


@creates(busy_times.note_busy_time, inputs.NoteBusyTimeInput)
@amends("busy", busy_times.amend_busy_time, inputs.BusyFactsInput)
class BusyTimeViewSet(CreatingMixin, AmendingMixin, mixins.DestroyModelMixin, NounViewSet):
    """Your own busy times, and those of people whose meetings you run."""

    queryset = BusyTime.objects.none()
    serializer_class = BusyTimeSerializer
    filterset_class = BusyTimeFilter
    search_fields = ["person_name"]
    ordering_fields = ["starts_at", "ends_at"]

    def get_queryset(self) -> QuerySet[BusyTime]:
        return BusyTime.objects.visible_to(self.request.user).for_list()

    def perform_destroy(self, instance: BusyTime) -> None:
        actor: Any = self.request.user
        busy_times.drop_busy_time(busy=instance, actor=actor)


@creates(schedules.make_schedule_plan, inputs.MakeScheduleInput)
@steps(
    "plan",
    {
        SchedulePlanAction.SOLVE_AGAIN: (schedules.solve_again, NoInput),
        SchedulePlanAction.PUBLISH: (schedules.publish_schedule_plan, NoInput),
        SchedulePlanAction.DISCARD: (schedules.discard_schedule_plan, ReasonInput),
    },
)
class SchedulePlanViewSet(CreatingMixin, NounViewSet):
    """Schedules of the sub-districts whose office you are."""

    queryset = SchedulePlan.objects.none()
    serializer_class = SchedulePlanSerializer
    filterset_class = SchedulePlanFilter
    ordering_fields = ["created_at", "period_code"]

    def get_queryset(self) -> QuerySet[SchedulePlan]:
        return SchedulePlan.objects.visible_to(self.request.user).for_list()


@steps(
    "sitting",
    {
        SittingAction.LOCK: (planned_sittings.lock_sitting, NoInput),
        SittingAction.UNLOCK: (planned_sittings.unlock_sitting, NoInput),
        SittingAction.MOVE: (planned_sittings.move_sitting, inputs.MoveSittingInput),
        SittingAction.TAKE_OUT: (planned_sittings.take_sitting_out, ReasonInput),
        SittingAction.PUT_BACK: (planned_sittings.put_sitting_back, NoInput),
    },
)
class PlannedSittingViewSet(NounViewSet):
    """The sittings of your schedules; they change while the schedule is a draft."""

    queryset = PlannedSitting.objects.none()
    serializer_class = PlannedSittingSerializer
    filterset_class = PlannedSittingApiFilter
    search_fields = ["series__title", "place"]
    ordering_fields = ["starts_at", "due_code"]

    def get_queryset(self) -> QuerySet[PlannedSitting]:
        return PlannedSitting.objects.visible_to(self.request.user).for_list()


class BestSlotsViewSet(PortalViewSet):
    """When most of a body can come, and a room is free."""

    queryset = Body.objects.none()
    serializer_class = BestSlotsSerializer
    pagination_class = None
    filter_backends = []

    @extend_schema(parameters=[inputs.BestSlotsInput], responses=BestSlotsSerializer)
    def list(self, request: Request, **kwargs: Any) -> Response:
        asked = inputs.BestSlotsInput(
            data=request.query_params, context=self.get_serializer_context()
        )
        asked.is_valid(raise_exception=True)
        reader: Any = self.request.user
        found = best_slots(reader=reader, **asked.validated_data)
        return Response(BestSlotsSerializer(found).data)
