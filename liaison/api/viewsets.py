"""Bodies, meetings, agendas, resolutions and minutes over HTTP: one endpoint for each deed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from liaison.api import filters, inputs
from liaison.api.nominations import SetUpByPlanInput, SetUpForCircleInput
from liaison.api.serializers import (
    AgendaItemSerializer,
    BodySerializer,
    MeetingSerializer,
    MembershipSerializer,
    MinutesSerializer,
    ResolutionSerializer,
    WallSerializer,
)
from liaison.enums import (
    CALENDAR_STATES,
    NOTICE_STATES,
    AgendaItemAction,
    MeetingAction,
    MinutesAction,
)
from liaison.models import AgendaItem, Body, Meeting, Membership, Minutes, Resolution
from liaison.selectors.invitations import invitation_of
from liaison.selectors.papers import file_of, notice_document
from liaison.selectors.rosters import roster_document
from liaison.selectors.sittings import wall_of
from liaison.services import (
    agenda_items,
    bodies,
    body_setups,
    countersignatures,
    meetings,
    memberships,
    minutes,
    resolutions,
    sittings,
)
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
from orgs.api.papers import PaperRenderer, paper_schema
from orgs.models import Org, Partner, User
from partybuild.documents import docx_file, render

CALENDAR_TYPE = "text/calendar"


class CalendarRenderer(JSONRenderer):
    """Lets a caller ask for an .ics; the file is sent as it is, only refusals pass through here."""

    media_type = CALENDAR_TYPE
    format = "ics"
    charset = None


@creates(bodies.set_up_body, inputs.SetUpBodyInput)
@amends("body", bodies.amend_body, inputs.AmendBodyInput)
@steps("body", {"dissolve": (bodies.dissolve_body, ReasonInput)})
class BodyViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Bodies of organisations within your reach, and those on which you have a seat."""

    queryset = Body.objects.none()
    serializer_class = BodySerializer
    filterset_class = filters.BodyFilter
    search_fields = ["name", "org__name"]
    ordering_fields = ["name", "kind"]

    def get_queryset(self) -> QuerySet[Body]:
        return Body.objects.visible_to(self.request.user).select_related("circle").for_list()

    @extend_schema(request=SetUpByPlanInput, responses={201: BodySerializer})
    @action(detail=False, methods=["post"], url_path="set-up-by-plan")
    def set_up_by_plan(self, request: Request, **kwargs: Any) -> Response:
        """Give an organisation a body of the plans with its sub-bodies."""
        actor: Any = request.user
        body = body_setups.set_up_by_plan(actor=actor, **self.cleaned(SetUpByPlanInput))
        return Response(self.get_serializer(body).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=SetUpForCircleInput, responses={201: BodySerializer})
    @action(detail=False, methods=["post"], url_path="set-up-for-circle")
    def set_up_for_circle(self, request: Request, **kwargs: Any) -> Response:
        """Give a circle its meeting of secretaries."""
        actor: Any = request.user
        body = body_setups.set_up_for_circle(actor=actor, **self.cleaned(SetUpForCircleInput))
        return Response(self.get_serializer(body).data, status=status.HTTP_201_CREATED)

    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def roster(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The roster of the body as .docx."""
        document = roster_document(self.get_object())
        return docx_file(render(document), document.name)


@creates(memberships.seat_member, inputs.SeatInput)
@amends("membership", memberships.amend_membership, inputs.AmendSeatInput)
@steps(
    "membership",
    {
        "end": (memberships.end_membership, inputs.EndSeatInput),
        "reappoint": (memberships.reappoint_member, inputs.ReappointInput),
    },
)
class MembershipViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Who sits on the bodies that you can see. Reappointing answers with the new seat."""

    queryset = Membership.objects.none()
    serializer_class = MembershipSerializer
    filterset_class = filters.MembershipFilter
    search_fields = ["person_name", "unit_name", "unit_org__name", "unit_partner__name"]
    ordering_fields = ["starts_on", "ends_on", "person_name"]

    def get_queryset(self) -> QuerySet[Membership]:
        return Membership.objects.visible_to(self.request.user).select_related("body").for_list()


def draft_minutes(*, meeting: Meeting, actor: User) -> Meeting:
    """Begin the minutes of a meeting with everything the portal knows of it already."""
    return minutes.draft_minutes(meeting=meeting, actor=actor).meeting


@creates(meetings.plan_meeting, inputs.PlanMeetingInput)
@amends("meeting", meetings.amend_meeting, inputs.AmendMeetingInput)
@steps(
    "meeting",
    {
        MeetingAction.GATHER: (meetings.gather_items, NoInput),
        MeetingAction.SET_AGENDA: (meetings.set_agenda, NoInput),
        MeetingAction.REOPEN_AGENDA: (meetings.reopen_agenda, ReasonInput),
        MeetingAction.CONVENE: (meetings.convene_meeting, inputs.ConveneInput),
        MeetingAction.CHANGE_PLACE: (sittings.change_place, inputs.ChangePlaceInput),
        MeetingAction.RECOUNT: (sittings.recount_meeting, inputs.RecountInput),
        MeetingAction.HOLD: (meetings.hold_meeting, inputs.HoldInput),
        MeetingAction.MINUTE: (draft_minutes, NoInput),
        MeetingAction.ARCHIVE: (meetings.archive_meeting, NoInput),
        MeetingAction.POSTPONE: (meetings.postpone_meeting, ReasonInput),
        MeetingAction.RESCHEDULE: (meetings.reschedule_meeting, inputs.RescheduleInput),
        MeetingAction.CANCEL: (meetings.cancel_meeting, ReasonInput),
    },
)
class MeetingViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Meetings of bodies within your reach, and of those on which you have a seat."""

    queryset = Meeting.objects.none()
    serializer_class = MeetingSerializer
    filterset_class = filters.MeetingFilter
    search_fields = ["title", "place", "body__name"]
    ordering_fields = ["starts_at", "year", "serial"]

    def get_queryset(self) -> QuerySet[Meeting]:
        return Meeting.objects.visible_to(self.request.user).for_list()

    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def notice(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The notice of the meeting as .docx, once the agenda is set."""
        meeting = self.get_object()
        if meeting.state not in NOTICE_STATES:
            raise Http404
        document = notice_document(meeting)
        return docx_file(render(document), document.name)

    @extend_schema(responses=WallSerializer)
    @action(detail=True)
    def wall(self, request: Request, **kwargs: Any) -> Response:
        """The meeting as the wall of the room shows it now: numbers, agenda, resolutions."""
        facts = WallSerializer(wall_of(self.get_object()), context=self.get_serializer_context())
        return Response(facts.data)

    @extend_schema(responses={(200, CALENDAR_TYPE): OpenApiTypes.BINARY})
    @action(detail=True, renderer_classes=[JSONRenderer, CalendarRenderer])
    def calendar(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The meeting as .ics, once the notice is out; of a stopped one, its cancellation."""
        meeting = self.get_object()
        if meeting.state not in CALENDAR_STATES:
            raise Http404
        reader: Any = request.user
        invitation = invitation_of(meeting, to=reader)
        return HttpResponse(invitation, content_type=CALENDAR_TYPE)


@creates(agenda_items.propose_item, inputs.ProposeItemInput)
@amends("item", agenda_items.amend_item, inputs.AmendItemInput)
@steps(
    "item",
    {
        AgendaItemAction.ADMIT: (agenda_items.admit_item, NoInput),
        AgendaItemAction.CALL: (agenda_items.call_item, NoInput),
        AgendaItemAction.PLACE: (agenda_items.place_item, inputs.PlaceItemInput),
        AgendaItemAction.CONCLUDE: (agenda_items.conclude_item, inputs.ConcludeItemInput),
        AgendaItemAction.CARRY_OVER: (agenda_items.carry_item_over, inputs.CarryOverInput),
        AgendaItemAction.WITHDRAW: (agenda_items.withdraw_item, ReasonInput),
    },
)
class AgendaItemViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Agenda items of the meetings that you can see. Carrying one over answers with the new one."""

    queryset = AgendaItem.objects.none()
    serializer_class = AgendaItemSerializer
    filterset_class = filters.AgendaItemFilter
    search_fields = ["title", "meeting__title"]
    ordering_fields = ["position", "created_at"]

    def get_queryset(self) -> QuerySet[AgendaItem]:
        return AgendaItem.objects.visible_to(self.request.user).for_list()


@creates(resolutions.record_resolution, inputs.RecordResolutionInput)
@amends("resolution", resolutions.amend_resolution, inputs.AmendResolutionInput)
class ResolutionViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """What the meetings that you can see have decided."""

    queryset = Resolution.objects.none()
    serializer_class = ResolutionSerializer
    filterset_class = filters.ResolutionFilter
    search_fields = ["text", "meeting__title"]
    ordering_fields = ["meeting__starts_at", "serial"]

    def get_queryset(self) -> QuerySet[Resolution]:
        return Resolution.objects.visible_to(self.request.user).for_list()


def circulate_minutes(
    *,
    minutes: Minutes,
    countersign_by: date,
    actor: User,
    orgs: Sequence[Org] = (),
    partners: Sequence[Partner] = (),
) -> Minutes:
    """Ask units with a seat to countersign the draft by a day."""
    return countersignatures.circulate_minutes(
        minutes=minutes, units=[*orgs, *partners], countersign_by=countersign_by, actor=actor
    )


@amends("minutes", minutes.edit_minutes, inputs.EditMinutesInput)
@steps(
    "minutes",
    {
        MinutesAction.REFILL: (minutes.refill_minutes, NoInput),
        MinutesAction.CIRCULATE: (circulate_minutes, inputs.CirculateInput),
        MinutesAction.RECALL: (countersignatures.recall_minutes, ReasonInput),
        MinutesAction.ISSUE: (minutes.issue_minutes, NoInput),
        MinutesAction.CORRECT: (minutes.correct_minutes, ReasonInput),
    },
)
class MinutesViewSet(AmendingMixin, NounViewSet):
    """Minutes within your reach; where you only have a seat, those that were issued."""

    queryset = Minutes.objects.none()
    serializer_class = MinutesSerializer
    filterset_class = filters.MinutesFilter
    search_fields = ["mark", "number", "body"]
    ordering_fields = ["issued_on", "edition"]

    def get_queryset(self) -> QuerySet[Minutes]:
        return Minutes.objects.visible_to(self.request.user).for_list()

    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def document(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The minutes as .docx: of issued ones exactly the file that was issued."""
        edition = self.get_object()
        return docx_file(file_of(edition), str(edition))
