"""Files on rows over the API: those you can see, bringing one, fetching it, taking it off."""

import hashlib
import json
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from orgs.api.deeds import IDEMPOTENCY_KEY, NounViewSet, ReasonInput
from orgs.models import Attachment, User
from orgs.models.attachments import attachable_of
from orgs.services.attachments import attach, remove_attachment
from orgs.services.idempotency import once
from orgs.views.attachments import download

LONGEST_KEY = 100


class AttachmentSerializer(serializers.ModelSerializer):
    added_by = serializers.SlugRelatedField[User](slug_field="public_id", read_only=True)

    class Meta:
        model = Attachment
        fields = [
            "public_id",
            "owner_type",
            "owner_id",
            "name",
            "media_type",
            "size",
            "digest",
            "added_by",
            "added_at",
        ]
        read_only_fields = fields


class AttachInput(serializers.Serializer):
    """The row by its kind (``resources.project``) and public id, and the file."""

    owner_type = serializers.CharField(max_length=60)
    owner_id = serializers.UUIDField()
    file = serializers.FileField(allow_empty_file=True)

    def validate(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Name the row; one the caller cannot see does not exist."""
        reader = self.context["request"].user
        try:
            rows = attachable_of(facts["owner_type"].lower()).rows(reader)
            owner = rows.get(public_id=facts["owner_id"])
        except (KeyError, ObjectDoesNotExist) as unknown:
            raise serializers.ValidationError({"owner_id": "unknown row"}) from unknown
        return {"owner": owner, "file": facts["file"]}


class AttachmentViewSet(NounViewSet):
    """Files of the rows you can see; filter by ``owner_type`` and ``owner_id``."""

    queryset = Attachment.objects.none()
    serializer_class = AttachmentSerializer
    filterset_fields = ["owner_type", "owner_id"]
    search_fields = ["name"]
    ordering_fields = ["added_at", "name", "size"]
    parser_classes = (JSONParser, MultiPartParser, FormParser)

    def get_queryset(self) -> QuerySet[Attachment]:
        return Attachment.objects.visible_to(self.request.user).for_list()

    @extend_schema(
        request={"multipart/form-data": AttachInput},
        responses={201: AttachmentSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    def create(self, request: Request, **kwargs: Any) -> Response:
        """Hang a file on a row."""
        actor: Any = request.user
        facts = self.cleaned(AttachInput)
        file = facts.pop("file")
        content = file.read()

        def bring() -> tuple[Any, int]:
            hung = attach(name=file.name, content=content, actor=actor, **facts)
            answer = self.get_serializer(hung).data
            return json.loads(JSONEncoder().encode(answer)), status.HTTP_201_CREATED

        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return Response(*bring())
        if len(key) > LONGEST_KEY:
            raise serializers.ValidationError({"Idempotency-Key": "too long"})
        body = hashlib.sha256(content).digest()
        return Response(*once(actor=actor, key=key, path=request.path, body=body, do=bring))

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, **kwargs: Any) -> HttpResponse:
        """The file itself."""
        return download(self.get_object())

    @extend_schema(request=ReasonInput, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, **kwargs: Any) -> Response:
        """Take the file off its row, with a reason."""
        actor: Any = request.user
        remove_attachment(attachment=self.get_object(), actor=actor, **self.cleaned(ReasonInput))
        return Response(status=status.HTTP_204_NO_CONTENT)
