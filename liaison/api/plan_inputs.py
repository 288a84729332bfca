"""What the deeds of plans take from a request: the keywords of their services."""

from rest_framework import serializers

from liaison.api.followup_inputs import VisiblePlaceField
from liaison.models import ActionItem, Inspection, Meeting, Phase, PhaseTarget, Plan
from liaison.plan_enums import TargetMeasure
from orgs.api.fields import VisibleByIdField, VisibleOrgField


class AmendPlanInput(serializers.Serializer):
    title = serializers.CharField(max_length=120, required=False)
    aim = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)


class DraftPlanInput(serializers.Serializer):
    org = VisibleOrgField()
    title = serializers.CharField(max_length=120)
    aim = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class ClosePlanInput(serializers.Serializer):
    """The reason is needed when a target is not reached."""

    outcome = serializers.CharField(max_length=2000)
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)


class AmendPhaseInput(AmendPlanInput):
    aim = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class AddPhaseInput(serializers.Serializer):
    plan = VisibleByIdField(Plan)
    title = serializers.CharField(max_length=120)
    aim = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class CountInput(serializers.Serializer):
    """The key of a standard, what of it is counted, and the number to reach; or none of them."""

    indicator = serializers.CharField(max_length=60, required=False, allow_blank=True)
    measure = serializers.ChoiceField(TargetMeasure.choices, required=False, allow_blank=True)
    goal = serializers.DecimalField(
        max_digits=9, decimal_places=1, min_value=0, required=False, allow_null=True
    )


class SetTargetInput(CountInput):
    phase = VisibleByIdField(Phase)
    title = serializers.CharField(max_length=200)
    responsible = VisibleOrgField(required=False)
    due_on = serializers.DateField()


class AmendTargetInput(CountInput):
    """The reason is needed once the plan runs."""

    title = serializers.CharField(max_length=200, required=False)
    responsible = VisibleOrgField(required=False)
    due_on = serializers.DateField(required=False)
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)


class DropInput(serializers.Serializer):
    """The reason is needed once the plan runs."""

    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)


class DropPhaseInput(DropInput):
    phase = VisibleByIdField(Phase)


class DropTargetInput(DropInput):
    target = VisibleByIdField(PhaseTarget)


class ProveInput(serializers.Serializer):
    """The public id of a meeting, an action item or an inspection."""

    proof = VisiblePlaceField(Meeting, ActionItem, Inspection)
