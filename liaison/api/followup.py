"""Action items, visits, findings and inspections over HTTP; censures are not told here (D10)."""

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from liaison.api import followup_filters as filters
from liaison.api import followup_inputs as inputs
from liaison.api.followup_serializers import (
    ActionItemSerializer,
    ContactPointSerializer,
    FollowupFindingSerializer,
    InspectionSerializer,
    VisitSerializer,
)
from liaison.followup_enums import ActionItemAction, FindingAction, InspectionAction
from liaison.models import ActionItem, ContactPoint, Finding, Inspection, Visit
from liaison.selectors.followup_papers import follow_up_sheet
from liaison.services import (
    action_items,
    contact_points,
    extensions,
    findings,
    inspections,
    visits,
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
from partybuild.documents import docx_file, render


@creates(action_items.assign_action_item, inputs.AssignInput)
@amends("item", action_items.amend_action_item, inputs.AmendActionItemInput)
@steps(
    "item",
    {
        ActionItemAction.SIGN_FOR: (action_items.sign_for_action_item, NoInput),
        ActionItemAction.SIGN_FOR_ON_BEHALF: (
            action_items.sign_for_action_item_on_behalf,
            ReasonInput,
        ),
        ActionItemAction.RETURN: (action_items.return_action_item, ReasonInput),
        ActionItemAction.REASSIGN: (action_items.reassign_action_item, inputs.ReassignInput),
        ActionItemAction.NOTE: (action_items.note_progress, inputs.ProgressInput),
        ActionItemAction.REPORT: (action_items.report_action_item, inputs.ReportInput),
        ActionItemAction.REPORT_ON_BEHALF: (
            action_items.report_action_item_on_behalf,
            inputs.ReportOnBehalfInput,
        ),
        ActionItemAction.CHECK: (action_items.check_action_item, inputs.VerdictInput),
        ActionItemAction.STRIKE_OFF: (action_items.strike_off, NoInput),
        ActionItemAction.SEND_BACK: (action_items.send_back_action_item, ReasonInput),
        ActionItemAction.ASK_EXTENSION: (extensions.ask_extension, inputs.ExtensionInput),
        ActionItemAction.EXTEND: (extensions.extend_action_item, inputs.ExtensionInput),
        ActionItemAction.REFUSE_EXTENSION: (extensions.refuse_extension, ReasonInput),
        ActionItemAction.WITHDRAW: (action_items.withdraw_action_item, ReasonInput),
    },
)
class ActionItemViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Action items of your streets, those you assigned, and those you answer for."""

    queryset = ActionItem.objects.none()
    serializer_class = ActionItemSerializer
    filterset_class = filters.ActionItemApiFilter
    search_fields = ["code", "title"]
    ordering_fields = ["code", "due_on", "assigned_on"]

    def get_queryset(self) -> QuerySet[ActionItem]:
        rows = ActionItem.objects.visible_to(self.request.user).for_list()
        return rows.select_related("finding", "case")

    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def sheet(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The follow-up sheet of the item as .docx."""
        item = self.get_object()
        return docx_file(render(follow_up_sheet(item)), str(item))


@creates(contact_points.name_contact_point, inputs.NamePointInput)
@steps("point", {"end": (contact_points.end_contact_point, inputs.EndPointInput)})
class ContactPointViewSet(CreatingMixin, NounViewSet):
    """Which leader keeps contact with which community."""

    queryset = ContactPoint.objects.none()
    serializer_class = ContactPointSerializer
    filterset_class = filters.ContactPointFilter
    search_fields = ["posting__person_name", "posting__org__name"]
    ordering_fields = ["created_at"]

    def get_queryset(self) -> QuerySet[ContactPoint]:
        return ContactPoint.objects.visible_to(self.request.user).for_list()


def find(*, visit: Visit, actor: Any, **facts: Any) -> Visit:
    """Add something that was found at the visit."""
    visits.find_at_visit(visit=visit, actor=actor, **facts)
    return visit


@creates(visits.note_visit, inputs.NoteVisitInput)
@amends("visit", visits.amend_visit, inputs.AmendVisitInput)
@steps("visit", {"find": (find, inputs.FindInput)})
class VisitViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Visits you made, and those to or by what is within your reach."""

    queryset = Visit.objects.none()
    serializer_class = VisitSerializer
    filterset_class = filters.VisitApiFilter
    search_fields = ["place_org__name", "place_partner__name", "visitor__name", "visitor_name"]
    ordering_fields = ["visited_on"]

    def get_queryset(self) -> QuerySet[Visit]:
        rows = Visit.objects.visible_to(self.request.user).for_list()
        return rows.prefetch_related("findings")


@steps(
    "finding",
    {
        FindingAction.MAKE_NEED: (findings.make_need, inputs.MakeNeedInput),
        FindingAction.MAKE_CASE: (findings.make_case, NoInput),
        FindingAction.ASSIGN: (findings.assign_finding, inputs.AssignFindingInput),
        FindingAction.SETTLE: (findings.settle_finding, ReasonInput),
    },
)
class FindingViewSet(NounViewSet):
    """What visits and inspections that you can see have found; each leads to one thing at most."""

    queryset = Finding.objects.none()
    serializer_class = FollowupFindingSerializer
    filterset_class = filters.FindingFilter
    search_fields = ["content"]
    ordering_fields = ["created_at"]

    def get_queryset(self) -> QuerySet[Finding]:
        return Finding.objects.visible_to(self.request.user).for_list()


@creates(inspections.prepare_inspection, inputs.PrepareInput)
@steps(
    "inspection",
    {
        InspectionAction.DRAW: (inspections.draw_subjects, inputs.DrawInput),
        InspectionAction.SETTLE: (inspections.settle_subjects, NoInput),
        "find": (inspections.find_at_inspection, inputs.FindAtInput),
        InspectionAction.CONCLUDE: (inspections.conclude_inspection, inputs.ConclusionInput),
        InspectionAction.RECHECK: (inspections.recheck_inspection, inputs.RecheckInput),
        InspectionAction.CLOSE: (inspections.close_inspection, NoInput),
        InspectionAction.CANCEL: (inspections.cancel_inspection, ReasonInput),
    },
)
class InspectionViewSet(CreatingMixin, NounViewSet):
    """Inspections of your streets, and those that inspect what is within your reach."""

    queryset = Inspection.objects.none()
    serializer_class = InspectionSerializer
    filterset_class = filters.InspectionFilter
    search_fields = ["code", "title"]
    ordering_fields = ["code", "inspected_on"]

    def get_queryset(self) -> QuerySet[Inspection]:
        return Inspection.objects.visible_to(self.request.user).for_list()
