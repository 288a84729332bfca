"""Yearly appraisal sheets over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from liaison.api.year_filters import YearSheetApiFilter
from liaison.models import YearSheet, YearSheetLine
from liaison.selectors.year_papers import sheet_document
from liaison.services import year_sheets
from liaison.year_enums import YearSheetAction
from orgs.api.deeds import CreatingMixin, NoInput, NounViewSet, ReasonInput, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.api.papers import PaperRenderer, paper_schema
from partybuild.documents import docx_file, render
from resources.api.serializers import coded


class OpenYearSheetInput(serializers.Serializer):
    org = VisibleOrgField()
    year = serializers.IntegerField(min_value=2000, max_value=2100)


class ScoreInput(serializers.Serializer):
    score = serializers.IntegerField(min_value=0, max_value=100)
    remark = serializers.CharField(max_length=300, required=False, allow_blank=True)


class AnswerYearSheetInput(serializers.Serializer):
    feedback = serializers.CharField(max_length=300)


class YearSheetLineSerializer(serializers.ModelSerializer):
    """A standard as it stood when the sheet was handed in."""

    class Meta:
        model = YearSheetLine
        fields = ["key", "of", "met", "points", "earned"]
        read_only_fields = fields


class YearSheetSerializer(serializers.ModelSerializer):
    """The year of an organisation in numbers."""

    street = coded()
    org = coded()
    lines = YearSheetLineSerializer(many=True, read_only=True)

    class Meta:
        model = YearSheet
        fields = [
            "public_id",
            "street",
            "org",
            "year",
            "state",
            "frozen_on",
            "figures_score",
            "self_score",
            "self_remark",
            "superior_score",
            "superior_remark",
            "mutual_score",
            "mutual_count",
            "result_score",
            "grade",
            "graded_on",
            "feedback",
            "lines",
            "version",
        ]
        read_only_fields = fields


@creates(year_sheets.open_year_sheet, OpenYearSheetInput)
@steps(
    "sheet",
    {
        YearSheetAction.APPRAISE_SELF: (year_sheets.appraise_self, ScoreInput),
        YearSheetAction.SEND_BACK: (year_sheets.send_back_sheet, ReasonInput),
        YearSheetAction.APPRAISE: (year_sheets.appraise_sheet, ScoreInput),
        YearSheetAction.GATHER: (year_sheets.gather_mutual, NoInput),
        YearSheetAction.GRADE: (year_sheets.grade_sheet, NoInput),
        YearSheetAction.ANSWER: (year_sheets.answer_sheet, AnswerYearSheetInput),
    },
)
class YearSheetViewSet(CreatingMixin, NounViewSet):
    """The yearly appraisal sheets of the organisations you can see."""

    queryset = YearSheet.objects.none()
    serializer_class = YearSheetSerializer
    filterset_class = YearSheetApiFilter
    search_fields = ["org__name", "org__code"]
    ordering_fields = ["year", "graded_on"]

    def get_queryset(self) -> Any:
        rows: Any = YearSheet.objects.visible_to(self.request.user).for_list()
        return rows.prefetch_related("lines")

    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def document(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The sheet as .docx."""
        document = sheet_document(self.get_object())
        return docx_file(render(document), document.name)
