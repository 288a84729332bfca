"""Hand-overs over HTTP: read what passed over, let a post pass over, fetch the sheet."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from orgs.api.deeds import CreatingMixin, NounViewSet, creates
from orgs.api.papers import PaperRenderer, paper_schema
from orgs.api.people import VisiblePersonField
from orgs.enums import PostKind
from orgs.models import HandOver, Org, Posting, RoleAssignment
from orgs.selectors.papers import hand_over_document
from orgs.services.handovers import hand_over
from partybuild.documents import docx_file


class HandOverSerializer(serializers.ModelSerializer):
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    ended = serializers.SlugRelatedField[Posting](slug_field="public_id", read_only=True)
    begun = serializers.SlugRelatedField[Posting](slug_field="public_id", read_only=True)

    class Meta:
        model = HandOver
        fields = [
            "public_id",
            "org",
            "kind",
            "from_name",
            "to_name",
            "on",
            "ended",
            "begun",
            "remark",
            "sheet",
            "document_digest",
            "created_at",
        ]
        read_only_fields = fields


@extend_schema_field(OpenApiTypes.UUID)
class VisiblePostingField(serializers.SlugRelatedField):
    """A posting named by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> QuerySet[Posting]:
        return Posting.objects.visible_to(self.context["request"].user).select_related("org")


@extend_schema_field(OpenApiTypes.UUID)
class VisibleRightField(serializers.SlugRelatedField):
    """A role assignment named by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> QuerySet[RoleAssignment]:
        return RoleAssignment.objects.visible_to(self.context["request"].user)


class HandOverInput(serializers.Serializer):
    """Which posting ends, who takes over, and which rights of the predecessor pass over."""

    posting = VisiblePostingField()
    person_name = serializers.CharField(max_length=60)
    work_phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    source = serializers.CharField(required=False, allow_blank=True, max_length=60)  # type: ignore[assignment]  # a fact called source
    is_full_time = serializers.BooleanField(required=False, allow_null=True)
    is_concurrent = serializers.BooleanField(required=False)
    on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False, allow_null=True)
    rights = VisibleRightField(many=True, required=False)
    successor = VisiblePersonField(required=False, allow_null=True)
    remark = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class HandOverFilter(django_filters.FilterSet):
    org = django_filters.CharFilter(field_name="org__code")
    kind = django_filters.ChoiceFilter(choices=PostKind)
    on = django_filters.DateFromToRangeFilter()


@creates(hand_over, HandOverInput)
class HandOverViewSet(CreatingMixin, NounViewSet):
    """Posts that passed from one person to the next within your reach. The office hands over."""

    queryset = HandOver.objects.none()
    serializer_class = HandOverSerializer
    filterset_class = HandOverFilter
    search_fields = ["org__name", "from_name", "to_name"]
    ordering_fields = ["on"]

    def get_queryset(self) -> QuerySet[HandOver]:
        rows = HandOver.objects.visible_to(self.request.user).for_list()
        return rows.select_related("org", "ended", "begun")

    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def document(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The sheet as .docx: exactly the file that was made for signing."""
        passed = self.get_object()
        return docx_file(bytes(passed.document), hand_over_document(passed).name)
