"""Endpoints over deeds: one for each step of a workflow, and creation that is safe to repeat."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from orgs.services.idempotency import once
from partybuild.api import PortalViewSet

MAX_KEY = 100

ViewSet = TypeVar("ViewSet", bound="NounViewSet")
EndpointDeed = tuple[Callable[..., Any], type[serializers.Serializer]]


class NoInput(serializers.Serializer):
    """A step that needs nothing but the row."""


class ReasonInput(serializers.Serializer):
    """A step that needs its reason."""

    reason = serializers.CharField(max_length=500)


class NounViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, PortalViewSet):
    """Reading a noun: rows the caller can see, by public id. Subclasses scope ``get_queryset``."""

    lookup_field = "public_id"
    lookup_value_regex = "[0-9a-f-]{36}"


class CreatingMixin:
    """Creating a noun by its deed; with an Idempotency-Key a repeat creates nothing."""

    creating: EndpointDeed

    def create_by_deed(self, request: Request) -> Response:
        do, serializer = self.creating
        facts = self.cleaned(serializer)  # type: ignore[attr-defined]  # on a PortalViewSet

        def create() -> tuple[Any, int]:
            row = do(actor=request.user, **facts)
            answer = self.get_serializer(row).data  # type: ignore[attr-defined]  # as above
            return json.loads(JSONEncoder().encode(answer)), status.HTTP_201_CREATED

        key = request.headers.get("Idempotency-Key", "")
        if len(key) > MAX_KEY:
            raise ValidationError({"Idempotency-Key": "too long"})
        if not key:
            return Response(*create())
        body = json.dumps(request.data, sort_keys=True, default=str).encode()
        return Response(*once(actor=request.user, key=key, path=request.path, body=body, do=create))


IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, description="Makes a repeat harmless."
)


def creates(do: Callable[..., Any], serializer: type[serializers.Serializer]) -> Any:
    """Give a viewset the endpoint that creates its noun."""

    def decorate(viewset: type[ViewSet]) -> type[ViewSet]:
        @extend_schema(
            request=serializer,
            responses={201: viewset.serializer_class},
            parameters=[IDEMPOTENCY_KEY],
        )
        def create(self: Any, request: Request, **kwargs: Any) -> Response:
            return self.create_by_deed(request)

        viewset.creating = (do, serializer)  # type: ignore[attr-defined]  # read by the mixin
        viewset.create = create  # type: ignore[attr-defined]  # routed by DRF's router
        return viewset

    return decorate


class VersionNotNamed(APIException):
    """A change of facts must say which version of the row it was made on."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = _("Send the ETag you read as If-Match.")
    default_code = "version_not_named"


class AmendingMixin:
    """Correcting plain facts: PATCH with the ETag that was read as If-Match, 412 if it is old."""

    amending: tuple[str, Callable[..., Any], type[serializers.Serializer]]

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]  # of the viewset
        facts = getattr(answer, "data", None)
        if isinstance(facts, dict) and "version" in facts:
            answer.headers["ETag"] = f'"{facts["version"]}"'
        return answer

    def amend_by_deed(self, request: Request) -> Response:
        subject, do, serializer = self.amending
        row = self.get_object()  # type: ignore[attr-defined]  # of the viewset
        version = version_named(request.headers.get("If-Match", ""))
        facts = self.cleaned(serializer)  # type: ignore[attr-defined]  # on a PortalViewSet
        amended = do(**{subject: row}, actor=request.user, version=version, **facts)
        return Response(self.get_serializer(amended).data)  # type: ignore[attr-defined]  # as above


def version_named(if_match: str) -> int:
    """The version that an If-Match header names; anything but one of our ETags never matches."""
    if not if_match:
        raise VersionNotNamed
    named = if_match.strip().strip('"')
    return int(named) if named.isascii() and named.isdigit() else -1


IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag that was read."
)


def amends(subject: str, do: Callable[..., Any], serializer: type[serializers.Serializer]) -> Any:
    """Give a viewset the endpoint that corrects the plain facts of its noun."""

    def decorate(viewset: type[ViewSet]) -> type[ViewSet]:
        @extend_schema(
            request=serializer, responses=viewset.serializer_class, parameters=[IF_MATCH]
        )
        def partial_update(self: Any, request: Request, **kwargs: Any) -> Response:
            return self.amend_by_deed(request)

        viewset.amending = (subject, do, serializer)  # type: ignore[attr-defined]  # read by the mixin
        viewset.partial_update = partial_update  # type: ignore[attr-defined]  # routed by DRF's router
        return viewset

    return decorate


def steps(subject: str, deeds: Mapping[str, EndpointDeed]) -> Any:
    """Give a viewset one endpoint for each step: ``/needs/<id>/send-back/``.

    ``subject`` is the keyword under which the deeds take the row.
    """

    def decorate(viewset: type[ViewSet]) -> type[ViewSet]:
        for name, (do, serializer) in deeds.items():
            endpoint = _endpoint(viewset, subject, str(name), do, serializer)
            setattr(viewset, endpoint.__name__, endpoint)
        return viewset

    return decorate


def _endpoint(
    viewset: type[NounViewSet],
    subject: str,
    name: str,
    do: Callable[..., Any],
    serializer: type[serializers.Serializer],
) -> Any:
    def endpoint(self: Any, request: Request, **kwargs: Any) -> Response:
        row = do(**{subject: self.get_object()}, actor=request.user, **self.cleaned(serializer))
        return Response(self.get_serializer(row).data)

    # A deed may be called what a view's own method is, such as ``dispatch``.
    endpoint.__name__ = f"{name}_{subject}" if hasattr(NounViewSet, name) else name
    endpoint.__doc__ = (do.__doc__ or "").strip().split("\n")[0]
    documented = extend_schema(
        request=None if serializer is NoInput else serializer, responses=viewset.serializer_class
    )(endpoint)
    return action(detail=True, methods=["post"], url_path=name.replace("_", "-"))(documented)
