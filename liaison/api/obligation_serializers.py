"""Duties, their rules and digests as machines read them, and what their deeds take."""

from typing import Any

from rest_framework import serializers

from liaison.models import Digest, DigestLine, Obligation, ObligationRule
from liaison.models.obligation_rules import LAST_DAY
from liaison.obligation_enums import DayOffMove, LadderStep, LineReason, ObligationState
from orgs.api.deeds import ReasonInput
from orgs.api.fields import VisibleByIdField, VisibleOrgField
from orgs.models import CircleMembership, Org, Partner
from partybuild.periods import PeriodKind


class ObligationSerializer(serializers.ModelSerializer):
    """What one subject owes in one period; its state is read from its record and its day."""

    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    words = serializers.CharField(read_only=True)
    period = serializers.CharField(read_only=True)
    state = serializers.SerializerMethodField()

    class Meta:
        model = Obligation
        fields = [
            "public_id",
            "key",
            "words",
            "org",
            "partner",
            "subject_label",
            "debtor",
            "period",
            "starts_on",
            "ends_on",
            "due_on",
            "due_rule",
            "closes_on",
            "state",
            "record_on",
            "exempted_on",
            "exempt_reason",
            "lapsed_on",
            "version",
        ]
        read_only_fields = fields

    def get_state(self, duty: Obligation) -> ObligationState:
        return duty.state


class ObligationRuleSerializer(serializers.ModelSerializer):
    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = ObligationRule
        fields = [
            "public_id",
            "street",
            "key",
            "is_on",
            "period_kind",
            "due_day",
            "day_off",
            "since",
            "made_through",
            "fault",
            "version",
        ]
        read_only_fields = fields


class ReassignVisitsInput(ReasonInput):
    """The other core member of the circle, and why it makes the visit."""

    to = VisibleByIdField(CircleMembership)


class SetRuleInput(serializers.Serializer):
    street = VisibleOrgField()
    key = serializers.CharField(max_length=10)
    is_on = serializers.BooleanField(required=False)
    period_kind = serializers.ChoiceField(PeriodKind.choices, required=False, allow_blank=True)
    due_day = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=LAST_DAY
    )
    day_off = serializers.ChoiceField(DayOffMove.choices, required=False)


class DigestLineSerializer(serializers.ModelSerializer):
    obligation = serializers.SlugRelatedField[Obligation](slug_field="public_id", read_only=True)
    step = serializers.ChoiceField(LadderStep.choices, read_only=True)
    reason = serializers.ChoiceField(LineReason.choices, read_only=True)

    class Meta:
        model = DigestLine
        fields = ["obligation", "step", "reason"]
        read_only_fields = fields


class DigestSerializer(serializers.ModelSerializer):
    lines = DigestLineSerializer(many=True, read_only=True)

    class Meta:
        model = Digest
        fields = ["public_id", "day", "lines"]
        read_only_fields = fields


class FeedSerializer(serializers.Serializer):
    """The address of one's calendar; shown when it is issued, and never again."""

    address = serializers.CharField(read_only=True)
    issued_at = serializers.DateTimeField(read_only=True)

    def to_representation(self, instance: Any) -> Any:
        return instance
