"""Monthly reports and their rounds over HTTP."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from liaison.api import report_filters as filters
from liaison.models import ReportFigure, ReportReturn, ReportRound
from liaison.models.reports import LONGEST_WORDS
from liaison.report_enums import ReturnAction, RoundAction
from liaison.services import report_rounds, reports
from liaison.services.reports import Line
from orgs.api.deeds import CreatingMixin, NoInput, NounViewSet, ReasonInput, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.models import Org

MOST = 1_000_000


class ReportFigureSerializer(serializers.ModelSerializer):
    """One number: ``item`` names it in a line, ``key`` in every month."""

    key = serializers.CharField(source="item.identity", read_only=True)
    label = serializers.CharField(  # type: ignore[assignment]  # the field is called so
        source="item.label", read_only=True
    )
    unit = serializers.CharField(source="item.unit", read_only=True)
    value = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = ReportFigure
        fields = ["item", "key", "label", "unit", "counted", "typed", "added", "reason", "value"]
        read_only_fields = fields


class ReportSerializer(serializers.ModelSerializer):
    round = serializers.SlugRelatedField[ReportRound](slug_field="public_id", read_only=True)
    community = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    month = serializers.SerializerMethodField()
    figures = ReportFigureSerializer(many=True, read_only=True)

    class Meta:
        model = ReportReturn
        fields = [
            "public_id",
            "round",
            "month",
            "community",
            "state",
            "figures",
            "highlights",
            "problems",
            "next_month",
            "send_back_reason",
            "counted_at",
            "submitted_at",
            "received_at",
            "version",
        ]
        read_only_fields = fields

    @extend_schema_field(str)
    def get_month(self, report: ReportReturn) -> str:
        return str(report.period)


class ReportRoundSerializer(serializers.ModelSerializer):
    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = ReportRound
        fields = ["public_id", "street", "starts_on", "due_on", "state", "is_history", "locked_at"]
        read_only_fields = fields


class LineInput(serializers.Serializer):
    """What is said about one figure, named by its ``item``."""

    item = serializers.IntegerField()
    typed = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=MOST, default=None
    )
    added = serializers.IntegerField(required=False, min_value=0, max_value=MOST, default=0)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class FillInput(serializers.Serializer):
    """Texts and lines; ``version`` is the reading they were made on."""

    version = serializers.IntegerField(required=False)
    highlights = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_WORDS)
    problems = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_WORDS)
    next_month = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_WORDS)
    lines = LineInput(many=True, required=False)

    def validate_lines(self, lines: list[dict[str, Any]]) -> dict[int, Line]:
        """The lines under their items."""
        return {line.pop("item"): Line(**line) for line in lines}


class CorrectInput(FillInput):
    """The lines and texts as they shall stand, and why."""

    reason = serializers.CharField(max_length=500)


class OpenReportRoundInput(serializers.Serializer):
    """Of which sub-district and month the reports are opened."""

    street = VisibleOrgField()
    month = serializers.DateField()


@steps(
    "report",
    {
        ReturnAction.FILL: (reports.fill_report, FillInput),
        ReturnAction.RECOUNT: (reports.recount_report, NoInput),
        ReturnAction.SUBMIT: (reports.submit_report, FillInput),
        ReturnAction.RECEIVE: (reports.receive_report, NoInput),
        ReturnAction.SEND_BACK: (reports.send_report_back, ReasonInput),
        ReturnAction.CORRECT: (reports.correct_report, CorrectInput),
    },
)
class ReportViewSet(NounViewSet):
    """The monthly reports of communities within your reach."""

    queryset = ReportReturn.objects.none()
    serializer_class = ReportSerializer
    filterset_class = filters.ReportFilter
    search_fields = ["community__name"]
    ordering_fields = ["submitted_at"]

    def get_queryset(self) -> QuerySet[ReportReturn]:
        rows = ReportReturn.objects.visible_to(self.request.user).for_list()
        return rows.prefetch_related("figures__item__section")


@creates(report_rounds.open_report_round, OpenReportRoundInput)
@steps(
    "report_round",
    {
        "remind": (report_rounds.remind_of_reports, NoInput),
        RoundAction.LOCK: (report_rounds.lock_report_round, NoInput),
    },
)
class ReportRoundViewSet(CreatingMixin, NounViewSet):
    """The rounds of monthly reports of your sub-districts."""

    queryset = ReportRound.objects.none()
    serializer_class = ReportRoundSerializer
    filterset_class = filters.RoundFilter
    ordering_fields = ["starts_on", "due_on"]

    def get_queryset(self) -> QuerySet[ReportRound]:
        return ReportRound.objects.visible_to(self.request.user).for_list()
