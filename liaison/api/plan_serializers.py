"""Plans, phases and targets as machines read them."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from liaison.models import Phase, PhaseTarget, Plan
from liaison.plan_enums import Lamp
from liaison.selectors.plans import Reading


class PlanSerializer(serializers.ModelSerializer):
    street = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)
    org = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)

    class Meta:
        model = Plan
        fields = [
            "public_id",
            "code",
            "street",
            "org",
            "title",
            "aim",
            "starts_on",
            "ends_on",
            "state",
            "outcome",
            "version",
        ]
        read_only_fields = fields


class PhaseSerializer(serializers.ModelSerializer):
    plan = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)

    class Meta:
        model = Phase
        fields = ["public_id", "plan", "title", "aim", "starts_on", "ends_on", "version"]
        read_only_fields = fields


class PhaseTargetSerializer(serializers.ModelSerializer):
    """A target with its figure and its lamp, both as they are now and never set by hand."""

    phase = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    responsible = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)
    proof_meeting = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    proof_item = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    proof_inspection = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    figure = serializers.SerializerMethodField()
    lamp = serializers.SerializerMethodField()

    class Meta:
        model = PhaseTarget
        fields = [
            "public_id",
            "phase",
            "title",
            "responsible",
            "due_on",
            "indicator",
            "measure",
            "goal",
            "proof_meeting",
            "proof_item",
            "proof_inspection",
            "figure",
            "lamp",
            "version",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.DecimalField(max_digits=9, decimal_places=1, allow_null=True))
    def get_figure(self, target: PhaseTarget) -> Decimal | None:
        return self._reading(target).value

    @extend_schema_field(serializers.ChoiceField(Lamp.choices))
    def get_lamp(self, target: PhaseTarget) -> str:
        return self._reading(target).lamp.value

    def _reading(self, target: PhaseTarget) -> Reading:
        found: Reading = self.context["view"].reading_of(target)
        return found
