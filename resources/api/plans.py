"""Match plans over HTTP: made, looked through line by line, worked out again, and sent."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.deeds import CreatingMixin, NoInput, NounViewSet, ReasonInput, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.models import Job, User
from resources.api.fields import VisibleRowField
from resources.api.filters import MatchPlanFilter, PlanLineApiFilter
from resources.api.serializers import (
    ReasonSerializer,
    ResourceCandidateSerializer,
    coded,
)
from resources.api.viewsets import CodedViewSet
from resources.enums import LineAction, MatchPlanAction
from resources.models import MatchPlan, MatchPlanLine, Resource
from resources.selectors.plans import alternatives_for
from resources.selectors.reasons import kept_reasons
from resources.services import plan_lines, plans


class MakePlanInput(serializers.Serializer):
    """For which sub-district."""

    street = VisibleOrgField()


class ChooseInput(serializers.Serializer):
    """Which resource a need shall get instead."""

    resource = VisibleRowField(Resource)


class MatchPlanSerializer(serializers.ModelSerializer):
    """What a plan comes to; its lines are read for themselves."""

    street = coded()
    made_by = serializers.SlugRelatedField[User](slug_field="public_id", read_only=True)
    sent_by = serializers.SlugRelatedField[User](slug_field="public_id", read_only=True)
    job = serializers.SlugRelatedField[Job](slug_field="public_id", read_only=True)
    is_proven_best = serializers.BooleanField(read_only=True)

    class Meta:
        model = MatchPlan
        fields = [
            "public_id",
            "code",
            "street",
            "weights",
            "least_score",
            "total_score",
            "highest_score",
            "is_proven_best",
            "served_count",
            "proposed_count",
            "made_by",
            "solved_at",
            "sent_by",
            "sent_at",
            "job",
            "state",
            "created_at",
            "version",
        ]
        read_only_fields = fields


class MatchPlanLineSerializer(serializers.ModelSerializer):
    """A need of a plan with the resource it would get, or why it gets none."""

    plan = coded()
    need = coded()
    resource = coded()
    match = coded()
    reasons = serializers.SerializerMethodField()

    class Meta:
        model = MatchPlanLine
        fields = [
            "public_id",
            "plan",
            "need",
            "resource",
            "quantity",
            "score",
            "reasons",
            "origin",
            "unserved",
            "rivals",
            "match",
            "refusal",
            "state",
        ]
        read_only_fields = fields

    @extend_schema_field(ReasonSerializer(many=True))
    def get_reasons(self, line: MatchPlanLine) -> Any:
        return ReasonSerializer(kept_reasons(line.reasons), many=True).data


@creates(plans.make_match_plan, MakePlanInput)
@steps(
    "plan",
    {
        MatchPlanAction.SOLVE_AGAIN: (plans.solve_again, NoInput),
        MatchPlanAction.SEND: (plans.send_match_plan, NoInput),
        MatchPlanAction.DISCARD: (plans.discard_match_plan, ReasonInput),
    },
)
class MatchPlanViewSet(CreatingMixin, CodedViewSet):
    """Match plans of the sub-districts whose office you are."""

    queryset = MatchPlan.objects.none()
    serializer_class = MatchPlanSerializer
    filterset_class = MatchPlanFilter
    search_fields = ["code"]
    ordering_fields = ["code", "created_at", "total_score"]


@steps(
    "line",
    {
        LineAction.LOCK: (plan_lines.lock_line, NoInput),
        LineAction.UNLOCK: (plan_lines.unlock_line, NoInput),
        LineAction.TAKE_OUT: (plan_lines.take_line_out, NoInput),
        LineAction.PUT_BACK: (plan_lines.put_line_back, NoInput),
        LineAction.EXCLUDE: (plan_lines.exclude_pair, ReasonInput),
        LineAction.CHOOSE: (plan_lines.choose_resource, ChooseInput),
    },
)
class MatchPlanLineViewSet(NounViewSet):
    """The lines of your match plans; they change while the plan is a draft."""

    queryset = MatchPlanLine.objects.none()
    serializer_class = MatchPlanLineSerializer
    filterset_class = PlanLineApiFilter
    search_fields = ["need__title", "resource__title"]
    ordering_fields = ["score", "pk"]

    def get_queryset(self) -> Any:
        return MatchPlanLine.objects.visible_to(self.request.user).for_list()

    @extend_schema(responses=ResourceCandidateSerializer(many=True))
    @action(detail=True, pagination_class=None, filter_backends=[])
    def alternatives(self, request: Request, **kwargs: Any) -> Response:
        """What the need could get instead, within what the rest of the plan leaves."""
        reader: Any = request.user
        found = alternatives_for(self.get_object(), reader=reader)
        return Response(ResourceCandidateSerializer(found, many=True).data)
