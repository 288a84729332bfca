"""The gallery of papers over the API: what the portal prints, and a sample of each."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.papers import PaperRenderer, paper_schema
from orgs.models import Org
from orgs.selectors.gallery import paper_of, papers, street_of_samples
from partybuild.api import PortalViewSet
from partybuild.documents import docx_file, render

KEY = OpenApiParameter("key", str, OpenApiParameter.PATH, description="The key of the paper.")


class PaperSerializer(serializers.Serializer):
    """A kind of paper."""

    key = serializers.CharField()
    title = serializers.CharField()


class PaperViewSet(PortalViewSet):
    """The kinds of papers that the portal prints."""

    queryset = Org.objects.none()
    serializer_class = PaperSerializer
    lookup_field = "key"
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses=PaperSerializer(many=True))
    def list(self, request: Request) -> Response:
        return Response(PaperSerializer(list(papers()), many=True).data)

    @extend_schema(parameters=[KEY])
    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def sample(self, request: Request, key: str) -> HttpResponseBase:
        """A sample of this paper as .docx, with made-up words."""
        paper, reader = paper_of(key), request.user
        if paper is None:
            raise Http404
        user: Any = reader
        document = paper.sample(street_of_samples(user))
        return docx_file(render(document), document.name)
