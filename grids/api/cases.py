"""Cases over HTTP: reading, filing, and one endpoint for each of their steps."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from grids.api.case_filters import CaseFilter
from grids.api.case_inputs import (
    AcknowledgeInput,
    AnswerInput,
    CallBackInput,
    CaseCourseSerializer,
    CloseCaseInput,
    ConferInput,
    DispatchInput,
    ExtensionInput,
    FileCaseInput,
    MergeCaseInput,
    ShelveInput,
    UrgencyInput,
    WordsInput,
)
from grids.api.fields import VisibleGridField
from grids.case_enums import CaseAction
from grids.enums import CaseCategory
from grids.models import Case, Grid
from grids.selectors.case_lines import steps_of
from grids.services import case_sides, case_steps, cases, filing_cases
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
from orgs.api.fields import VisibleOrgField
from orgs.models import Org


class CaseSerializer(serializers.ModelSerializer):
    """A case. Who called is kept nowhere (D4)."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    community = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    grid = serializers.SlugRelatedField[Grid](slug_field="code", read_only=True)
    handling_org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = Case
        fields = [
            "public_id",
            "street",
            "source",
            "code",
            "kind",
            "category",
            "category_path",
            "labels",
            "title",
            "content",
            "urgency",
            "part",
            "channel",
            "reported_at",
            "reported_place",
            "community",
            "grid",
            "spot",
            "firm_name",
            "hotline_state",
            "handled_how",
            "outcome",
            "reply",
            "closed_at",
            "is_solved",
            "satisfaction",
            "state",
            "handling_org",
            "due_at",
            "is_responded_in_time",
            "is_answered_in_time",
            "answered_at",
            "called_back_at",
            "needs_call_back",
            "call_reach",
            "verified_at",
            "return_count",
            "redo_count",
            "review_on",
            "closing",
            "version",
        ]
        read_only_fields = fields


class AmendCaseInput(serializers.Serializer):
    """Where a case lies and of which category it is; what is not sent stays as it is."""

    community = VisibleOrgField(allow_null=True, required=False)
    grid = VisibleGridField(allow_null=True, required=False)
    category = serializers.ChoiceField(CaseCategory.choices, allow_blank=True, required=False)


@creates(filing_cases.file_case, FileCaseInput)
@steps(
    "case",
    {
        CaseAction.TAKE_ON: (case_steps.take_on_case, UrgencyInput),
        CaseAction.RESPOND: (case_steps.respond_to_case, WordsInput),
        CaseAction.DISPATCH: (case_steps.dispatch_case, DispatchInput),
        CaseAction.SIGN_FOR: (case_steps.sign_for_case, NoInput),
        CaseAction.SEND_BACK: (case_steps.return_case, ReasonInput),
        CaseAction.BRING_UP: (case_steps.bring_case_up, ReasonInput),
        CaseAction.CONFER: (case_steps.confer_on_case, ConferInput),
        CaseAction.ANSWER: (case_steps.answer_case, AnswerInput),
        CaseAction.MISS: (case_steps.note_missed_call, NoInput),
        CaseAction.CALL_BACK: (case_steps.call_back, CallBackInput),
        CaseAction.REDO: (case_steps.redo_case, ReasonInput),
        CaseAction.VERIFY: (case_steps.verify_case, WordsInput),
        CaseAction.CLOSE: (case_steps.close_case, CloseCaseInput),
        CaseAction.SHELVE: (case_steps.shelve_case, ShelveInput),
        CaseAction.RESUME: (case_steps.resume_case, NoInput),
        CaseAction.ASK_EXTENSION: (case_sides.ask_for_extension, ExtensionInput),
        CaseAction.GRANT_EXTENSION: (case_sides.grant_extension, NoInput),
        CaseAction.DENY_EXTENSION: (case_sides.deny_extension, ReasonInput),
        CaseAction.ESCALATE: (case_sides.escalate_case, ReasonInput),
        CaseAction.ACKNOWLEDGE: (case_sides.acknowledge_call, AcknowledgeInput),
        CaseAction.MERGE: (case_sides.merge_case, MergeCaseInput),
        CaseAction.WITHDRAW: (case_sides.withdraw_case, ReasonInput),
        CaseAction.NOT_ADMIT: (case_sides.refuse_case, ReasonInput),
    },
)
@amends("case", cases.amend_case, AmendCaseInput)
class CaseViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Residents' requests within your reach."""

    queryset = Case.objects.none()
    serializer_class = CaseSerializer
    filterset_class = CaseFilter
    search_fields = ["title", "code", "content", "spot"]
    ordering_fields = ["reported_at", "closed_at", "due_at", "code"]

    def get_queryset(self) -> Any:
        return Case.objects.visible_to(self.request.user).for_list()

    @extend_schema(responses=CaseCourseSerializer)
    @action(detail=True, methods=["get"])
    def course(self, request: Request, **kwargs: Any) -> Response:
        """The steps of a case and its clocks, in their order."""
        case = self.get_object()
        course = {"steps": steps_of(case), "deadlines": case.deadlines.all()}
        return Response(CaseCourseSerializer(course).data)
