"""The figures of the flow picture and of the two tables of gaps over the API."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from partybuild.api import PortalViewSet
from resources.models import Need
from resources.selectors.flows import By, flows_of, ribbons_of
from resources.selectors.gaps import Side, gaps_of
from resources.views.flows import place_of, question_of

ASKED = [
    OpenApiParameter("by", str, enum=[each.value for each in By]),
    OpenApiParameter("period", str, description="The year or quarter of filing: 2026, 2026-Q4."),
    OpenApiParameter("place", str, description="The public id of an organisation."),
]


class RibbonSerializer(serializers.Serializer):
    """How many needs lead from one station to the next."""

    source = serializers.CharField()  # type: ignore[assignment]  # a serializer has one of its own
    target = serializers.CharField()
    source_label = serializers.CharField()
    target_label = serializers.CharField()
    count = serializers.IntegerField()


class GapSerializer(serializers.Serializer):
    """How many rows of a class nothing fits, by the community of their owner."""

    resource_class = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a serializer has one of its own
    total = serializers.IntegerField()
    by_place = serializers.DictField(child=serializers.IntegerField())


class FlowViewSet(PortalViewSet):
    """Where the needs you can see go, and what stands on one list without the other."""

    queryset = Need.objects.none()
    serializer_class = RibbonSerializer
    filter_backends = ()
    pagination_class = None

    @extend_schema(parameters=ASKED, responses=RibbonSerializer(many=True))
    def list(self, request: Request) -> Response:
        reader: Any = request.user
        found = flows_of(question_of(request.query_params, reader=reader), reader=reader)
        return Response(RibbonSerializer(ribbons_of(found), many=True).data)

    @extend_schema(
        operation_id="flows_gaps", parameters=ASKED[2:], responses=GapSerializer(many=True)
    )
    @action(detail=False, url_path="(?P<side>asked|offered)")
    def gaps(self, request: Request, side: str) -> Response:
        """Open needs that no resource fits (asked), or resources nobody asks for (offered)."""
        reader: Any = request.user
        place = place_of(request.query_params, reader=reader)
        found = gaps_of(Side(side), place=place, today=timezone.localdate(), reader=reader)
        words = [str(word) for _key, word in found.places]
        answer = [
            {
                "resource_class": line.resource_class,
                "label": line.label,
                "total": line.total,
                "by_place": dict(zip(words, line.counts, strict=True)),
            }
            for line in found.lines()
        ]
        return Response(GapSerializer(answer, many=True).data)
