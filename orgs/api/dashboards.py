"""Dashboards over the API: what to do, the six basics, figures, and the rows of each count."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.indicators import CountedRowSerializer, FigureSerializer
from orgs.enums import Basic
from orgs.models import Org, Partner
from orgs.selectors.dashboards import (
    ShownTile,
    below,
    dashboard_of,
    org_place,
    partner_place,
)
from orgs.selectors.tiles import Place, counted_rows, tiles
from partybuild.api import PortalViewSet

PLACE = OpenApiParameter(
    "public_id",
    str,
    OpenApiParameter.PATH,
    description="The public id of an organisation or a partner unit.",
)
TILE = OpenApiParameter("tile", str, OpenApiParameter.PATH, description="The key of the tile.")
COUNT = OpenApiParameter("count", str, OpenApiParameter.PATH, description="The key of the count.")


class LineSerializer(serializers.Serializer):
    """One count of a tile."""

    key = serializers.CharField()
    words = serializers.CharField(source="label")
    count = serializers.IntegerField(allow_null=True)
    of = serializers.IntegerField(allow_null=True)
    share = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True)
    who = serializers.CharField()
    since = serializers.DateField(allow_null=True)


class TileSerializer(serializers.Serializer):
    """A tile with its counts."""

    key = serializers.CharField(source="tile.key")
    title = serializers.CharField(source="tile.title")
    lines = LineSerializer(many=True)


class SixBasicSerializer(serializers.Serializer):
    """One of the six basics with the standards under it that do not hold."""

    basic = serializers.ChoiceField(Basic.choices)
    met = serializers.IntegerField()
    measured = serializers.IntegerField()
    share = serializers.IntegerField(allow_null=True)
    short = FigureSerializer(many=True)


class ChildSerializer(serializers.Serializer):
    """A place directly below, with what is overdue there."""

    public_id = serializers.UUIDField(source="org.public_id")
    code = serializers.CharField(source="org.code")
    name = serializers.CharField(source="org.name")
    lines = LineSerializer(many=True)


class DashboardSerializer(serializers.Serializer):
    """A dashboard in the order of its page; of places below the first page."""

    name = serializers.CharField(source="board.place.owner.name")
    todo = TileSerializer(many=True)
    basics = SixBasicSerializer(many=True, source="board.basics")
    gaps = TileSerializer(many=True)
    figures = TileSerializer(many=True)
    below = ChildSerializer(many=True)


class DashboardViewSet(PortalViewSet):
    """The dashboard of one place you can see."""

    queryset = Org.objects.none()
    serializer_class = DashboardSerializer
    lookup_field = "public_id"
    lookup_value_regex = "[0-9a-f-]{36}"
    filter_backends = ()

    @extend_schema(parameters=[PLACE], responses=DashboardSerializer)
    def retrieve(self, request: Request, public_id: str) -> Response:
        reader: Any = request.user
        place = self._place(public_id)
        board = dashboard_of(place, reader=reader)
        answer = {
            "board": board,
            "below": below(place).children,
            "todo": _open(board.todo),
            "gaps": _open(board.gaps),
            "figures": _open(board.figures),
        }
        return Response(DashboardSerializer(answer).data)

    @extend_schema(parameters=[PLACE, TILE, COUNT], responses=CountedRowSerializer(many=True))
    @action(detail=True, url_path="rows/(?P<tile>[a-z-]+)/(?P<count>[a-z_-]+)")
    def rows(self, request: Request, public_id: str, tile: str, count: str) -> Response:
        """Exactly the rows that one count of the dashboard counts."""
        place = self._place(public_id)
        found = next((each for each in tiles(place) if each.key == tile), None)
        if found is None or found.is_restricted:
            raise Http404
        try:
            measure = found.measure(count)
        except KeyError as unknown:
            raise Http404 from unknown
        page: Any = self.paginate_queryset(counted_rows(found, measure, place.reach).order_by("pk"))
        return self.get_paginated_response(CountedRowSerializer(page, many=True).data)

    def _place(self, public_id: str) -> Place:
        reader: Any = self.request.user
        org = Org.objects.visible_to(reader).filter(public_id=public_id).first()
        if org:
            return org_place(org, reader=reader)
        units = Partner.objects.visible_to(reader).select_related("street")
        place = partner_place(get_object_or_404(units, public_id=public_id), reader=reader)
        if place is None:
            raise Http404
        return place


def _open(shown: Any) -> list[ShownTile]:
    """The tiles that may leave the page."""
    return [each for each in shown if not each.tile.is_restricted]
