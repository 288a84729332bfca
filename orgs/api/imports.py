"""Imports over HTTP: bring a ledger, check it, say what headers mean, import it, take it back."""

import hashlib
import json
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from orgs.api.deeds import IDEMPOTENCY_KEY, NoInput, NounViewSet, steps
from orgs.api.fields import VisibleOrgField
from orgs.imports import centre
from orgs.imports.registry import ledger_imports
from orgs.imports.streets import streets_of
from orgs.imports.workbooks import held_rows_of
from orgs.models import ImportRun, Org, User
from orgs.services import imports
from orgs.services.exports import record_export
from orgs.services.idempotency import once
from orgs.services.imports import ImportStep

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_KEY = 100


def actor_of(request: Request) -> User:
    """Whoever is signed in; nobody else gets as far as a deed."""
    return cast(User, request.user)


class ImportRunSerializer(serializers.ModelSerializer):
    """``report`` tells what was found; ``is_busy`` is true while a worker has the ledger."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    actor = serializers.SlugRelatedField[User](slug_field="public_id", read_only=True)
    is_busy = serializers.BooleanField(read_only=True)

    class Meta:
        model = ImportRun
        fields = [
            "public_id",
            "kind",
            "file_name",
            "digest",
            "street",
            "actor",
            "state",
            "is_busy",
            "row_count",
            "mapping",
            "report",
            "created_at",
            "checked_at",
            "applied_at",
            "undone_at",
        ]
        read_only_fields = fields


class BringInput(serializers.Serializer):
    """``kind`` and ``street`` are needed only where the portal cannot tell them from the file."""

    file = serializers.FileField(allow_empty_file=True)
    kind = serializers.CharField(required=False, default="")
    street = VisibleOrgField(required=False)

    def validate_kind(self, kind: str) -> str:
        if kind and kind not in {each.ledger.kind for each in ledger_imports()}:
            raise serializers.ValidationError(code="invalid")
        return kind

    def validate_street(self, street: Org) -> Org:
        if street not in streets_of(self.context["request"].user):
            raise serializers.ValidationError(code="invalid")
        return street


class MapInput(serializers.Serializer):
    """The key of a column for each header; an empty word leaves the header out."""

    mapping = serializers.DictField(child=serializers.CharField(allow_blank=True))


class StreetInput(serializers.Serializer):
    street = VisibleOrgField()


def check(*, run: ImportRun, actor: User) -> ImportRun:
    """Read the ledger and try its import; nothing of it stays but the report."""
    return centre.proceed(run=run, step=ImportStep.CHECK, actor=actor)


def apply(*, run: ImportRun, actor: User) -> ImportRun:
    """Import the good rows of a checked ledger; a large one is handed to a worker."""
    return centre.proceed(run=run, step=ImportStep.APPLY, actor=actor)


def undo(*, run: ImportRun, actor: User) -> ImportRun:
    """Take an import back within a day; all of it or nothing."""
    return centre.proceed(run=run, step=ImportStep.UNDO, actor=actor)


@steps(
    "run",
    {
        "check": (check, NoInput),
        "apply": (apply, NoInput),
        "undo": (undo, NoInput),
        "map": (centre.map_headers, MapInput),
        "choose_street": (imports.choose_street, StreetInput),
    },
)
class ImportRunViewSet(NounViewSet):
    """Ledgers on their way in: your own, and those of the streets whose office you are."""

    queryset = ImportRun.objects.none()
    serializer_class = ImportRunSerializer
    filterset_fields = ["kind", "state", "digest"]
    search_fields = ["file_name"]
    ordering_fields = ["created_at", "applied_at"]
    parser_classes = (JSONParser, MultiPartParser, FormParser)

    def get_queryset(self) -> QuerySet[ImportRun]:
        runs = ImportRun.objects.visible_to(self.request.user)
        return runs.for_page().order_by("-created_at", "-pk")

    @extend_schema(
        request={"multipart/form-data": BringInput},
        responses={201: ImportRunSerializer(many=True)},
        parameters=[IDEMPOTENCY_KEY],
    )
    def create(self, request: Request, **kwargs: Any) -> Response:
        """Bring a file; each ledger in it becomes an import that waits to be checked."""
        facts = self.cleaned(BringInput)
        file = facts.pop("file")
        content = file.read()

        def bring() -> tuple[Any, int]:
            runs = centre.bring(
                content=content, file_name=file.name, actor=actor_of(request), **facts
            )
            answer = self.get_serializer(runs, many=True).data
            return json.loads(JSONEncoder().encode(answer)), status.HTTP_201_CREATED

        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return Response(*bring())
        if len(key) > LONGEST_KEY:
            raise serializers.ValidationError({"Idempotency-Key": "too long"})
        body = hashlib.sha256(content).digest()
        return Response(
            *once(actor=actor_of(request), key=key, path=request.path, body=body, do=bring)
        )

    @extend_schema(request=None, responses={(200, XLSX): OpenApiTypes.BINARY})
    @action(detail=True, methods=["post"], url_path="held-rows")
    def held_rows(self, request: Request, **kwargs: Any) -> HttpResponse:
        """The rows that were held as a workbook, with the reasons; that they leave is recorded."""
        run = self.get_object()
        if not run.sheets:
            raise Http404
        record_export(
            actor=actor_of(request),
            key="import-held",
            count=run.report.get("held_count", 0),
            asked={"import": str(run.public_id)},
            file_format="xlsx",
        )
        return HttpResponse(held_rows_of(run), content_type=XLSX)
