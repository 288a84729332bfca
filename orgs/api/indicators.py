"""The standards over the API: each with its counts, and the rows that each part of it counts."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.models import Org
from orgs.selectors.indicators import Part, figures, indicator_of, rows_of
from partybuild.api import PortalViewSet

BELOW = OpenApiParameter(
    "below", str, description="Count at and below the organisation of this public id only."
)
KEY = OpenApiParameter("key", str, OpenApiParameter.PATH, description="The key of the standard.")


class FigureSerializer(serializers.Serializer):
    """A standard with its counts."""

    key = serializers.CharField(source="indicator.key")
    rule = serializers.CharField(source="indicator.rule")
    basic = serializers.CharField(source="indicator.basic")
    subject = serializers.CharField(source="indicator.subject")
    standard = serializers.CharField(source="indicator.label")
    gap = serializers.CharField(source="indicator.missing")
    of = serializers.IntegerField()
    met = serializers.IntegerField()
    missing = serializers.IntegerField()
    share = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True)
    target = serializers.IntegerField(source="indicator.target")
    least = serializers.IntegerField(allow_null=True)
    most = serializers.IntegerField(allow_null=True)
    is_met = serializers.BooleanField(allow_null=True)


class CountedRowSerializer(serializers.Serializer):
    """A row that a figure counts; its public id names it at the endpoint of its noun."""

    public_id = serializers.UUIDField()
    name = serializers.CharField(source="__str__")


class IndicatorViewSet(PortalViewSet):
    """The standards of the plans, counted over everything you can see or below one place."""

    queryset = Org.objects.none()
    serializer_class = FigureSerializer
    lookup_field = "key"
    filter_backends = ()

    @extend_schema(parameters=[BELOW], responses=FigureSerializer(many=True))
    def list(self, request: Request) -> Response:
        found = figures(reader=request.user, below=self._below())  # type: ignore[arg-type]  # signed in
        return self._paged(found, FigureSerializer)

    @extend_schema(parameters=[KEY, BELOW], responses=CountedRowSerializer(many=True))
    @action(detail=True, url_path="rows/(?P<part>all|met|missing)")
    def rows(self, request: Request, key: str, part: str) -> Response:
        """Exactly the rows that a part of the figure counts."""
        try:
            indicator = indicator_of(key)
        except KeyError as unknown:
            raise Http404 from unknown
        reader: Any = request.user
        found = rows_of(indicator, Part(part), reader=reader, below=self._below())
        return self._paged(found.order_by("pk"), CountedRowSerializer)

    def _paged(self, found: Any, serializer: type[serializers.Serializer]) -> Response:
        page: Any = self.paginate_queryset(found)
        return self.get_paginated_response(serializer(page, many=True).data)

    def _below(self) -> Org | None:
        asked = self.request.query_params.get("below", "")
        if not asked:
            return None
        visible = Org.objects.visible_to(self.request.user)
        return get_object_or_404(visible.named(asked)[:1])
