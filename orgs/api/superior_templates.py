"""Superiors' templates over the API: those that are kept, bringing one, taking one out of use."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.deeds import NounViewSet
from orgs.api.fields import VisibleOrgField
from orgs.imports.filling import bring_template
from orgs.imports.registry import ledger_imports
from orgs.models import Org, SuperiorTemplate
from orgs.services.superior_templates import remove_template


class SuperiorTemplateSerializer(serializers.ModelSerializer):
    """A list's export takes its public id as the format."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = SuperiorTemplate
        fields = ["public_id", "street", "ledger", "title", "blank_columns", "created_at"]
        read_only_fields = fields


class BringTemplateInput(serializers.Serializer):
    """The superior's empty .xlsx and the ledger whose list fills it."""

    street = VisibleOrgField()
    ledger = serializers.CharField(max_length=30)
    title = serializers.CharField(max_length=80)
    file = serializers.FileField()

    def validate_ledger(self, kind: str) -> str:
        if kind not in {each.ledger.kind for each in ledger_imports()}:
            raise serializers.ValidationError("unknown ledger")
        return kind


class SuperiorTemplateViewSet(NounViewSet):
    """The templates of the offices you work for."""

    queryset = SuperiorTemplate.objects.none()
    serializer_class = SuperiorTemplateSerializer
    parser_classes = (MultiPartParser, FormParser)
    search_fields = ["title"]
    ordering_fields = ["title", "created_at"]

    def get_queryset(self) -> QuerySet[SuperiorTemplate]:
        return SuperiorTemplate.objects.visible_to(self.request.user).for_list()

    @extend_schema(request=BringTemplateInput, responses={201: SuperiorTemplateSerializer})
    def create(self, request: Request) -> Response:
        actor: Any = request.user
        facts = self.cleaned(BringTemplateInput)
        content = facts.pop("file").read()
        template = bring_template(content=content, actor=actor, **facts)
        return Response(self.get_serializer(template).data, status=status.HTTP_201_CREATED)

    def destroy(self, request: Request, **kwargs: Any) -> Response:
        actor: Any = request.user
        remove_template(template=self.get_object(), actor=actor)
        return Response(status=status.HTTP_204_NO_CONTENT)
