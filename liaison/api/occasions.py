"""Trainings, receptions and mutual appraisals over HTTP."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request

from liaison.api import occasion_filters as filters
from liaison.api.followup_inputs import FindInput
from liaison.models import Finding, MutualAppraisal, MutualAppraisalLine, Occasion
from liaison.models.mutual_appraisals import FULL_SCORE
from liaison.occasion_enums import OccasionKind
from liaison.services import mutual_appraisals, occasions
from orgs.api.deeds import (
    AmendingMixin,
    CreatingMixin,
    NoInput,
    NounViewSet,
    ReasonInput,
    amends,
    creates,
    steps,
)
from orgs.api.fields import VisibleByIdField, VisibleOrgField
from orgs.models import Circle, CircleMembership


class OccasionSerializer(serializers.ModelSerializer):
    street = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)
    org = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)
    findings = serializers.SlugRelatedField[Finding](
        slug_field="public_id", many=True, read_only=True
    )

    class Meta:
        model = Occasion
        fields = [
            "public_id",
            "kind",
            "street",
            "org",
            "held_on",
            "place",
            "topic",
            "headcount",
            "hours",
            "findings",
            "version",
        ]
        read_only_fields = fields


class AmendOccasionInput(serializers.Serializer):
    held_on = serializers.DateField(required=False)
    place = serializers.CharField(max_length=120, required=False, allow_blank=True)
    topic = serializers.CharField(max_length=200, required=False)
    headcount = serializers.IntegerField(min_value=1, required=False)
    hours = serializers.DecimalField(max_digits=5, decimal_places=1, required=False)


class NoteOccasionInput(AmendOccasionInput):
    """Hours are asked of a training; matters are put forward at a reception."""

    kind = serializers.ChoiceField(OccasionKind.choices)
    org = VisibleOrgField()
    topic = serializers.CharField(max_length=200)
    headcount = serializers.IntegerField(min_value=1)
    findings = serializers.ListField(
        child=serializers.CharField(max_length=1000), required=False, max_length=20
    )


@creates(occasions.note_occasion, NoteOccasionInput)
@amends("occasion", occasions.amend_occasion, AmendOccasionInput)
@steps("occasion", {"find": (occasions.find_at_occasion, FindInput)})
class OccasionViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Trainings and receptions of the organisations within your reach."""

    queryset = Occasion.objects.none()
    serializer_class = OccasionSerializer
    filterset_class = filters.OccasionApiFilter
    search_fields = ["topic", "org__name"]
    ordering_fields = ["held_on"]

    def get_queryset(self) -> QuerySet[Occasion]:
        rows = Occasion.objects.visible_to(self.request.user).for_list()
        return rows.prefetch_related("findings")

    @extend_schema(request=ReasonInput, responses={204: None})
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Remove what was noted by mistake."""
        facts = self.cleaned(ReasonInput)
        actor: Any = request.user
        occasions.take_back_occasion(occasion=self.get_object(), actor=actor, **facts)
        return HttpResponse(status=status.HTTP_204_NO_CONTENT)


class MutualAppraisalLineSerializer(serializers.ModelSerializer):
    membership = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    member = serializers.CharField(source="membership.member.name", read_only=True)
    checker = serializers.CharField(source="checker.member.name", read_only=True)

    class Meta:
        model = MutualAppraisalLine
        fields = [
            "membership",
            "member",
            "checker",
            "score",
            "has_no_findings",
            "feedback",
            "scored_on",
        ]
        read_only_fields = fields


class MutualAppraisalSerializer(serializers.ModelSerializer):
    circle = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    lines = MutualAppraisalLineSerializer(many=True, read_only=True)

    class Meta:
        model = MutualAppraisal
        fields = ["public_id", "circle", "opened_on", "topic", "lines", "version"]
        read_only_fields = fields


class OpenAppraisalInput(serializers.Serializer):
    circle = VisibleByIdField(Circle)
    topic = serializers.CharField(max_length=120, required=False, allow_blank=True)


class ScoreInput(serializers.Serializer):
    """Either a score, or that nothing was found."""

    membership = VisibleByIdField(CircleMembership)
    score = serializers.IntegerField(min_value=0, max_value=FULL_SCORE, required=False)
    has_no_findings = serializers.BooleanField(required=False)
    feedback = serializers.CharField(max_length=500, required=False, allow_blank=True)


@creates(mutual_appraisals.open_mutual_appraisal, OpenAppraisalInput)
@steps(
    "appraisal",
    {
        "score": (mutual_appraisals.score_member, ScoreInput),
        "take_in": (mutual_appraisals.take_in_members, NoInput),
    },
)
class MutualAppraisalViewSet(CreatingMixin, NounViewSet):
    """Rounds of mutual appraisal in the circles you can see."""

    queryset = MutualAppraisal.objects.none()
    serializer_class = MutualAppraisalSerializer
    filterset_class = filters.MutualAppraisalFilter
    search_fields = ["circle__name", "topic"]
    ordering_fields = ["opened_on"]

    def get_queryset(self) -> QuerySet[MutualAppraisal]:
        lines = MutualAppraisalLine.objects.for_list()
        rows = MutualAppraisal.objects.visible_to(self.request.user).for_list()
        return rows.prefetch_related(Prefetch("lines", lines))

    @extend_schema(request=ReasonInput, responses={204: None})
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Remove an appraisal that was opened by mistake."""
        facts = self.cleaned(ReasonInput)
        actor: Any = request.user
        mutual_appraisals.take_back_mutual_appraisal(
            appraisal=self.get_object(), actor=actor, **facts
        )
        return HttpResponse(status=status.HTTP_204_NO_CONTENT)
