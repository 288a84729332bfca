"""What would change a plate, and another scheme on a past round, over HTTP: reading only."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from grids.models import RatingRound, RatingScheme
from grids.rating_enums import FROZEN_STATES
from grids.rating_workflow import REVIEWERS
from grids.selectors.rating.margins import margins_of
from grids.selectors.rating.simulations import simulate
from grids.services.surveys import open_surveys
from orgs.permissions import holds_role


def _points() -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=6, decimal_places=2, allow_null=True)


class VerdictSerializer(serializers.Serializer):
    """A firm with its score and plate."""

    firm = serializers.CharField()
    name = serializers.CharField()
    points = _points()
    satisfaction = _points()
    plate = serializers.CharField()
    rank = serializers.IntegerField(allow_null=True)


class DistanceSerializer(serializers.Serializer):
    """Points above the threshold of a plate; negative below it."""

    plate = serializers.CharField()
    threshold = _points()
    points = _points()


class MarginSerializer(serializers.Serializer):
    """What would change the plate of one firm."""

    verdict = VerdictSerializer()
    distances = DistanceSerializer(many=True)
    satisfaction = _points()
    if_satisfied = serializers.CharField()
    if_rectified = serializers.CharField()
    is_capped = serializers.BooleanField()


class ComparedSerializer(serializers.Serializer):
    """One firm by both schemes."""

    before = VerdictSerializer()
    after = VerdictSerializer()
    difference = _points()


class SimulationSerializer(serializers.Serializer):
    """A round by another scheme; items that were not collected count in full."""

    moved = serializers.IntegerField()
    not_collected = serializers.ListField(child=serializers.CharField())
    rows = ComparedSerializer(many=True)


class OpenSurveysInput(serializers.Serializer):
    """The last day; the cut-off if none is said."""

    closes_on = serializers.DateField(required=False)


class OpenedSurveysSerializer(serializers.Serializer):
    surveys = serializers.ListField(child=serializers.UUIDField())


SCHEME = OpenApiParameter("scheme", str, required=True, description="The other scheme.")


class RoundAnalysisMixin:
    """The endpoints of a round beside its steps."""

    @extend_schema(responses=MarginSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def margins(self, request: Request, **kwargs: Any) -> Response:
        """How far each firm is from another plate."""
        return Response(MarginSerializer(margins_of(self._frozen()), many=True).data)

    @extend_schema(parameters=[SCHEME], responses=SimulationSerializer)
    @action(detail=True, methods=["get"])
    def simulation(self, request: Request, **kwargs: Any) -> Response:
        """The round by another scheme of its sub-district; nothing is written."""
        rating_round = self._frozen()
        schemes = RatingScheme.objects.filter(street=rating_round.street)
        named = serializers.UUIDField().run_validation(request.GET.get("scheme"))
        scheme = get_object_or_404(schemes, public_id=named)
        return Response(SimulationSerializer(simulate(rating_round, scheme)).data)

    @extend_schema(request=OpenSurveysInput, responses=OpenedSurveysSerializer)
    @action(detail=True, methods=["post"])
    def surveys(self, request: Request, **kwargs: Any) -> Response:
        """Open the survey of residents in every rated estate that has none."""
        asked: Any = self
        opened = open_surveys(
            rating_round=asked.get_object(),
            actor=asked.request.user,
            **asked.cleaned(OpenSurveysInput),
        )
        return Response({"surveys": [each.public_id for each in opened]})

    def _frozen(self) -> RatingRound:
        asked: Any = self
        rating_round: RatingRound = asked.get_object()
        if not holds_role(asked.request.user, *REVIEWERS, over=rating_round.street):
            raise PermissionDenied
        if rating_round.state not in FROZEN_STATES:
            raise Http404
        return rating_round
