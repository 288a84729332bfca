"""Circles, their members and their rosters over HTTP (R-016 to R-018)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

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
from orgs.api.fields import VisibleCircleField, VisibleOrgField, VisiblePartnerField
from orgs.api.filters import CircleFilter, CircleMembershipFilter, RotationFilter
from orgs.enums import CircleView
from orgs.models import Circle, CircleMembership, Org, Partner, Rotation, User
from orgs.models.circles import TURNS
from orgs.services import circlememberships, circles, rotations


class CircleSerializer(serializers.ModelSerializer):
    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    member_count = serializers.IntegerField(read_only=True)
    core_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Circle
        fields = [
            "public_id",
            "street",
            "name",
            "theme",
            "view",
            "turn",
            "member_count",
            "core_count",
            "dissolved_on",
            "version",
        ]
        read_only_fields = fields


class CircleFactsInput(serializers.Serializer):
    theme = serializers.CharField(required=False, allow_blank=True, max_length=200)
    view = serializers.ChoiceField(CircleView.choices, required=False)
    turn = serializers.ChoiceField(TURNS, required=False)


class FoundCircleInput(CircleFactsInput):
    street = VisibleOrgField()
    name = serializers.CharField(max_length=60)


class AmendCircleInput(CircleFactsInput):
    name = serializers.CharField(required=False, max_length=60)


class LayOutInput(serializers.Serializer):
    year = serializers.IntegerField(min_value=1900, max_value=9998)


class CircleMembershipSerializer(serializers.ModelSerializer):
    circle = serializers.SlugRelatedField[Circle](slug_field="public_id", read_only=True)
    org = serializers.SlugRelatedField[Org](slug_field="code", source="member_org", read_only=True)
    partner = serializers.SlugRelatedField[Partner](
        slug_field="public_id", source="member_partner", read_only=True
    )
    name = serializers.CharField(source="member.name", read_only=True)
    is_core = serializers.BooleanField(read_only=True)

    class Meta:
        model = CircleMembership
        fields = [
            "public_id",
            "circle",
            "org",
            "partner",
            "name",
            "state",
            "is_core",
            "joined_on",
            "core_since",
            "left_on",
            "assessment",
        ]
        read_only_fields = fields


class JoinInput(serializers.Serializer):
    """An organisation or a unit, and the circle it joins."""

    circle = VisibleCircleField()
    org = VisibleOrgField(required=False)
    partner = VisiblePartnerField(required=False)
    joined_on = serializers.DateField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        members = [attrs.pop(name) for name in ("org", "partner") if name in attrs]
        if len(members) != 1:
            raise serializers.ValidationError("Name either org or partner.", code="member")
        return {**attrs, "member": members[0]}


class AssessInput(serializers.Serializer):
    assessment = serializers.CharField(max_length=500)


class RotationSerializer(serializers.ModelSerializer):
    circle = serializers.SlugRelatedField[Circle](slug_field="public_id", read_only=True)
    membership = serializers.SlugRelatedField[CircleMembership](
        slug_field="public_id", read_only=True
    )
    name = serializers.CharField(source="member.name", read_only=True)
    period = serializers.CharField(read_only=True)

    class Meta:
        model = Rotation
        fields = [
            "public_id",
            "circle",
            "membership",
            "name",
            "period",
            "starts_on",
            "ends_on",
            "state",
            "handover",
        ]
        read_only_fields = fields


class HandoverInput(serializers.Serializer):
    handover = serializers.CharField(max_length=500)


class HandoverOnBehalfInput(HandoverInput):
    reason = serializers.CharField(max_length=500)


def found(*, actor: User, **facts: Any) -> Circle:
    """Found a circle, as the list shows it."""
    return _as_listed(circles.found_circle(actor=actor, **facts))


def amend(*, circle: Circle, actor: User, **facts: Any) -> Circle:
    """Correct a circle."""
    return _as_listed(circles.amend_circle(circle=circle, actor=actor, **facts))


def dissolve(*, circle: Circle, actor: User, reason: str) -> Circle:
    """End a circle that has no members."""
    return _as_listed(circles.dissolve_circle(circle=circle, actor=actor, reason=reason))


def lay_out(*, circle: Circle, year: int, actor: User) -> Circle:
    """Give the free turns of a year to the core members, one after another."""
    rotations.lay_out_roster(circle=circle, year=year, actor=actor)
    return _as_listed(circle)


def _as_listed(circle: Circle) -> Circle:
    return Circle.objects.for_list().get(pk=circle.pk)


@creates(found, FoundCircleInput)
@amends("circle", amend, AmendCircleInput)
@steps("circle", {"lay_out": (lay_out, LayOutInput), "dissolve": (dissolve, ReasonInput)})
class CircleViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """The circles of your street, and those in which one of yours is a member."""

    queryset = Circle.objects.none()
    serializer_class = CircleSerializer
    filterset_class = CircleFilter
    search_fields: Sequence[str] = ["name", "theme"]
    ordering_fields = ["name", "member_count"]

    def get_queryset(self) -> QuerySet[Circle]:
        return Circle.objects.visible_to(self.request.user).for_list()


@creates(circles.join_circle, JoinInput)
@steps(
    "membership",
    {
        "apply": (circlememberships.apply_for_core, NoInput),
        "recommend": (circlememberships.recommend_for_core, NoInput),
        "assess": (circlememberships.assess_membership, AssessInput),
        "promote": (circlememberships.promote_membership, ReasonInput),
        "turn_down": (circlememberships.turn_down_membership, ReasonInput),
        "adjust": (circlememberships.adjust_membership, ReasonInput),
        "leave": (circlememberships.leave_circle, ReasonInput),
        "release": (circlememberships.release_membership, ReasonInput),
    },
)
class CircleMembershipViewSet(CreatingMixin, NounViewSet):
    """Who belongs to the circles you can see, and who to their core."""

    queryset = CircleMembership.objects.none()
    serializer_class = CircleMembershipSerializer
    filterset_class = CircleMembershipFilter
    search_fields = ["member_org__name", "member_partner__name", "circle__name"]
    ordering_fields = ["joined_on", "core_since"]

    def get_queryset(self) -> QuerySet[CircleMembership]:
        return CircleMembership.objects.visible_to(self.request.user).for_list()


@steps(
    "rotation",
    {
        "begin": (rotations.begin_turn, NoInput),
        "hand_over": (rotations.hand_over_turn, HandoverInput),
        "hand_over_on_behalf": (rotations.hand_over_turn_on_behalf, HandoverOnBehalfInput),
        "skip": (rotations.skip_turn, ReasonInput),
    },
)
class RotationViewSet(NounViewSet):
    """Whose turn it is in the circles you can see."""

    queryset = Rotation.objects.none()
    serializer_class = RotationSerializer
    filterset_class = RotationFilter
    search_fields = [
        "membership__member_org__name",
        "membership__member_partner__name",
        "circle__name",
    ]
    ordering_fields = ["starts_on"]

    def get_queryset(self) -> QuerySet[Rotation]:
        return Rotation.objects.visible_to(self.request.user).for_list()
