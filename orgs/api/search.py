"""The search over the API: the same rows in the same groups as on the page."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.models import SearchEntry
from orgs.selectors.search import found_for
from partybuild.api import PortalViewSet

WORDS = OpenApiParameter(
    "q", str, required=True, description="Words, numbers or initials of Chinese words; all must be."
)
KIND = OpenApiParameter("kind", str, description="One kind of row, of which more is told.")


class HitSerializer(serializers.Serializer):
    """A row that was found."""

    public_id = serializers.UUIDField()
    title = serializers.CharField()
    where = serializers.CharField()
    reasons = serializers.ListField(child=serializers.CharField())
    excerpt = serializers.CharField()


class FoundSerializer(serializers.Serializer):
    """The hits of one noun."""

    kind = serializers.CharField()
    noun = serializers.CharField()
    hits = HitSerializer(many=True)
    has_more = serializers.BooleanField()


class SearchViewSet(PortalViewSet):
    """Everything you may see, by words, numbers or the initials of Chinese words."""

    queryset = SearchEntry.objects.none()
    serializer_class = FoundSerializer
    pagination_class = None
    filter_backends = ()

    @extend_schema(parameters=[WORDS, KIND], responses=FoundSerializer(many=True))
    def list(self, request: Request) -> Response:
        reader: Any = request.user
        words = request.query_params.get("q", "")
        groups = found_for(reader=reader, words=words, kind=request.query_params.get("kind", ""))
        return Response(FoundSerializer(groups, many=True).data)
