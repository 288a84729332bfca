"""Surveys of residents over HTTP; single answers do not exist here."""

from typing import Any

from django.urls import reverse
from django_filters import FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from grids.models import Estate, RatingRound, Survey
from grids.selectors.surveys import result_of
from grids.services import surveys
from grids.services.surveys import MOST_AT_ONCE
from orgs.api.deeds import NoInput, NounViewSet, steps


class SurveySerializer(serializers.ModelSerializer):
    rating_round = serializers.SlugRelatedField[RatingRound](slug_field="public_id", read_only=True)
    estate = serializers.SlugRelatedField[Estate](slug_field="public_id", read_only=True)
    issued_count = serializers.IntegerField(read_only=True)
    answered_count = serializers.IntegerField(read_only=True)
    missing_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Survey
        fields = [
            "public_id",
            "rating_round",
            "estate",
            "state",
            "closes_at",
            "household_count",
            "needed_count",
            "issued_count",
            "answered_count",
            "missing_count",
            "version",
        ]
        read_only_fields = fields


class QuestionResultSerializer(serializers.Serializer):
    """How many gave each mark, from very dissatisfied to very satisfied."""

    text = serializers.CharField()
    counts = serializers.ListField(child=serializers.IntegerField())
    satisfaction = serializers.DecimalField(max_digits=5, decimal_places=2)


class SurveyResultSerializer(serializers.Serializer):
    """What was said; empty below five answers."""

    answered = serializers.IntegerField()
    needed = serializers.IntegerField()
    is_enough = serializers.BooleanField()
    satisfaction = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    questions = QuestionResultSerializer(many=True)


class LinksInput(serializers.Serializer):
    """How many links."""

    count = serializers.IntegerField(min_value=1, max_value=MOST_AT_ONCE)


class SurveyLinksSerializer(serializers.Serializer):
    """The addresses, this one time."""

    addresses = serializers.ListField(child=serializers.URLField())


class SurveyFilter(FilterSet):
    """Surveys of one round, of one estate, or in one state."""

    class Meta:
        model = Survey
        fields = {
            "state": ["exact"],
            "rating_round__public_id": ["exact"],
            "estate__public_id": ["exact"],
        }


@steps(
    "survey",
    {
        "close": (surveys.close_survey, NoInput),
        "revoke_links": (surveys.revoke_survey_links, NoInput),
    },
)
class SurveyViewSet(NounViewSet):
    """Surveys of the estates within your reach: how many answered, and what they said in sum."""

    queryset = Survey.objects.none()
    serializer_class = SurveySerializer
    filterset_class = SurveyFilter
    search_fields = ["estate__name"]
    ordering_fields = ["closes_at", "needed_count"]

    def get_queryset(self) -> Any:
        return Survey.objects.visible_to(self.request.user).counted().for_list()

    @extend_schema(responses=SurveyResultSerializer)
    @action(detail=True, methods=["get"])
    def result(self, request: Request, **kwargs: Any) -> Response:
        """What residents said in sum; nothing but the number of answers below five."""
        return Response(SurveyResultSerializer(result_of(self.get_object())).data)

    @extend_schema(request=LinksInput, responses={201: SurveyLinksSerializer})
    @action(detail=True, methods=["post"])
    def links(self, request: Request, **kwargs: Any) -> Response:
        """Make links and hand them out this one time."""
        actor: Any = request.user
        tokens = surveys.issue_survey_links(
            survey=self.get_object(), actor=actor, **self.cleaned(LinksInput)
        )
        pages = [reverse("grids:survey-answer", args=[token]) for token in tokens]
        addresses = [request.build_absolute_uri(page) for page in pages]
        return Response({"addresses": addresses}, status=status.HTTP_201_CREATED)
