"""Nominations over HTTP, and setting bodies up by plan."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from liaison.api.filters import NominationFilter
from liaison.bodies import BODIES, PART_KINDS
from liaison.body_enums import NominationAction
from liaison.enums import BodyKind, MembershipRole
from liaison.models import Body, Meeting, Nomination, Resolution
from liaison.selectors.bodies import bodies_open_to
from liaison.services import nominations
from orgs.api.deeds import CreatingMixin, NounViewSet, ReasonInput, creates, steps
from orgs.api.fields import VisibleByIdField, VisibleOrgField, VisiblePartnerField
from orgs.models import Circle, Org, Partner

BY_PLAN = [
    each
    for each in BodyKind.choices
    if each[0] in BODIES and each[0] not in PART_KINDS and each[0] != BodyKind.SECRETARIES_MEETING
]
SEATS = [each for each in MembershipRole.choices if each[0] != MembershipRole.OBSERVER]


@extend_schema_field(OpenApiTypes.UUID)
class OpenBodyField(serializers.SlugRelatedField):
    """A body for which the caller can nominate, named by its public id."""

    def get_queryset(self) -> Any:
        return bodies_open_to(self.context["request"].user)


class SetUpByPlanInput(serializers.Serializer):
    """A body of the plans, with its sub-bodies."""

    org = VisibleOrgField()
    kind = serializers.ChoiceField(BY_PLAN)
    starts_on = serializers.DateField(required=False)


class SetUpForCircleInput(serializers.Serializer):
    circle = VisibleByIdField(Circle)


class ProposeNominationInput(serializers.Serializer):
    """By an organisation or by a partner unit; without a unit the person is of that side."""

    body = OpenBodyField(slug_field="public_id")
    by_org = VisibleOrgField(required=False)
    by_partner = VisiblePartnerField(required=False)
    role = serializers.ChoiceField(SEATS, default=MembershipRole.MEMBER)
    person_name = serializers.CharField(max_length=60)
    post = serializers.CharField(max_length=60, required=False, allow_blank=True)
    unit_org = VisibleOrgField(required=False)
    unit_partner = VisiblePartnerField(required=False)
    unit_name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    is_part_time = serializers.BooleanField(default=True)
    ground = serializers.CharField(max_length=300, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        sides = [attrs.pop(name, None) for name in ("by_org", "by_partner")]
        named = [side for side in sides if side is not None]
        if len(named) != 1:
            raise serializers.ValidationError({"by_org": "Name one side that nominates."})
        return {**attrs, "nominator": named[0]}


class DeliberateInput(serializers.Serializer):
    meeting = VisibleByIdField(Meeting)


class ApproveInput(serializers.Serializer):
    resolution = VisibleByIdField(Resolution)
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False, allow_null=True)


class NominationSerializer(serializers.ModelSerializer):
    """Somebody put forward for a seat: name, unit and post in their office only (D7)."""

    body = serializers.SlugRelatedField[Body](slug_field="public_id", read_only=True)
    by_org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    by_partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    unit = serializers.CharField(read_only=True)
    seat = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    resolution = serializers.SlugRelatedField[Resolution](slug_field="public_id", read_only=True)

    class Meta:
        model = Nomination
        fields = [
            "public_id",
            "body",
            "role",
            "person_name",
            "unit",
            "post",
            "by_org",
            "by_partner",
            "is_part_time",
            "ground",
            "state",
            "decline_reason",
            "resolution",
            "seat",
            "version",
        ]
        read_only_fields = fields


@creates(nominations.propose_nomination, ProposeNominationInput)
@steps(
    "nomination",
    {
        NominationAction.DELIBERATE: (nominations.deliberate_nomination, DeliberateInput),
        NominationAction.APPROVE: (nominations.approve_nomination, ApproveInput),
        NominationAction.REFUSE: (nominations.refuse_nomination, ReasonInput),
        NominationAction.WITHDRAW: (nominations.withdraw_nomination, ReasonInput),
    },
)
class NominationViewSet(CreatingMixin, NounViewSet):
    """Nominations for bodies within your reach, and those that your side has made."""

    queryset = Nomination.objects.none()
    serializer_class = NominationSerializer
    filterset_class = NominationFilter
    search_fields = ["person_name", "body__name"]
    ordering_fields = ["created_at", "state"]

    def get_queryset(self) -> QuerySet[Nomination]:
        rows: QuerySet[Nomination] = Nomination.objects.visible_to(self.request.user).for_list()
        return rows.select_related(
            "seat", "resolution", "body", "by_org", "by_partner", "unit_org", "unit_partner"
        )
