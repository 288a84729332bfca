"""Two-way appraisals over HTTP: reading, beginning, and a sheet of each side."""

from typing import Any

from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from orgs.api.deeds import CreatingMixin, NounViewSet, creates, steps
from orgs.api.fields import VisibleOrgField, VisiblePartnerField
from orgs.models import Partner
from partybuild.documents import docx_file, render
from resources.api.inputs import words
from resources.api.pledge_filters import AppraisalApiFilter
from resources.api.serializers import coded
from resources.models import Appraisal, AppraisalSheet
from resources.selectors.agreements import communities_of_pairs
from resources.selectors.appraisals import SheetReader
from resources.selectors.statements import statement_document
from resources.services import appraisals


class PairedCommunityField(VisibleOrgField):
    """A community paired with a unit the caller sees, named by its code."""

    def get_queryset(self) -> Any:
        return communities_of_pairs(reader=self.context["request"].user)


class OpenInput(serializers.Serializer):
    partner = VisiblePartnerField()
    community = PairedCommunityField()
    year = serializers.IntegerField()


class SheetInput(serializers.Serializer):
    score = serializers.IntegerField(min_value=0, max_value=100)
    satisfied_count = serializers.IntegerField(default=0, min_value=0)
    mostly_count = serializers.IntegerField(default=0, min_value=0)
    unsatisfied_count = serializers.IntegerField(default=0, min_value=0)
    content = words(1000)


class UnitSheetInput(SheetInput):
    on_behalf = serializers.CharField(default="", allow_blank=True, max_length=500)


class SheetSerializer(serializers.ModelSerializer):
    """A sheet; the answers are counts, and the percentage needs at least five of them."""

    satisfaction = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = AppraisalSheet
        fields = ["side", "score", "satisfaction", "content", "submitted_at"]
        read_only_fields = fields


class AppraisalSerializer(serializers.ModelSerializer):
    """An appraisal with the sheets that its reader may read."""

    partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    community = coded()
    sheets = serializers.SerializerMethodField()

    class Meta:
        model = Appraisal
        fields = ["public_id", "partner", "community", "year", "is_complete", "sheets"]
        read_only_fields = fields

    @extend_schema_field(SheetSerializer(many=True))
    def get_sheets(self, row: Appraisal) -> Any:
        reader = getattr(self, "_reader", None)
        if reader is None:
            reader = SheetReader.of(self.context["request"].user)
            self._reader = reader
        shown = reader.sides_of(row)
        readable = [sheet for side, sheet in row.by_side.items() if side in shown]
        return SheetSerializer(readable, many=True).data


@creates(appraisals.open_appraisal, OpenInput)
@steps(
    "appraisal",
    {
        "submit_unit_sheet": (appraisals.submit_unit_sheet, UnitSheetInput),
        "submit_community_sheet": (appraisals.submit_community_sheet, SheetInput),
    },
)
class AppraisalViewSet(CreatingMixin, NounViewSet):
    """Appraisals of your communities and of your unit; the other's sheet once both are in."""

    queryset = Appraisal.objects.none()
    serializer_class = AppraisalSerializer
    filterset_class = AppraisalApiFilter
    search_fields = ["partner__name", "community__name"]
    ordering_fields = ["year", "created_at"]

    def get_queryset(self) -> Any:
        return Appraisal.objects.visible_to(self.request.user).for_list()

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, pagination_class=None, filter_backends=[])
    def statement(self, request: Request, **kwargs: Any) -> FileResponse:
        """The statement for the unit's superior, as .docx; 404 until both sheets are in."""
        appraisal = self.get_object()
        if not appraisal.is_complete:
            raise Http404
        document = statement_document(appraisal)
        return docx_file(render(document), document.name)
