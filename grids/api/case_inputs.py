"""What the endpoints of a case take, and how its steps and clocks read."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from grids.api.fields import VisibleGridField
from grids.case_enums import HANDLED_CLOSINGS, CallReach, CaseClosing
from grids.enums import CaseCategory, CaseKind, CaseUrgency, Satisfaction
from grids.models import Case, CaseDeadline, CaseStep
from orgs.api.deeds import ReasonInput
from orgs.api.fields import VisibleOrgField
from orgs.models import Org


def words(length: int = 1000) -> Any:
    return serializers.CharField(default="", allow_blank=True, max_length=length)


@extend_schema_field(OpenApiTypes.UUID)
class VisibleCaseField(serializers.SlugRelatedField):
    """A case named by its public id; one the caller cannot see does not exist."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        return Case.objects.visible_to(self.context["request"].user)


class FileCaseInput(serializers.Serializer):
    """A new case; without a number the reporter stays anonymous."""

    street = VisibleOrgField()
    title = serializers.CharField(max_length=200)
    content = words(2000)
    kind = serializers.ChoiceField(CaseKind.choices, default=CaseKind.REQUEST)
    category = serializers.ChoiceField(CaseCategory.choices, default="", allow_blank=True)
    urgency = serializers.ChoiceField(CaseUrgency.choices, default=CaseUrgency.ORDINARY)
    community = VisibleOrgField(default=None, allow_null=True)
    grid = VisibleGridField(default=None, allow_null=True)
    spot = words(200)
    name = serializers.CharField(default="", allow_blank=True, max_length=30, write_only=True)
    phone = serializers.CharField(default="", allow_blank=True, max_length=20, write_only=True)


class UrgencyInput(serializers.Serializer):
    urgency = serializers.ChoiceField(CaseUrgency.choices, default=CaseUrgency.ORDINARY)


class WordsInput(serializers.Serializer):
    words = words()


class DispatchInput(WordsInput):
    org = VisibleOrgField()
    urgency = serializers.ChoiceField(CaseUrgency.choices, default="", allow_blank=True)


class ConferInput(serializers.Serializer):
    org = VisibleOrgField()
    decision = serializers.CharField(max_length=1000)


class AnswerInput(serializers.Serializer):
    reply = serializers.CharField(max_length=1000)
    outcome = words()


class CallBackInput(WordsInput):
    reach = serializers.ChoiceField(CallReach.choices)
    is_solved = serializers.BooleanField(default=None, allow_null=True)
    satisfaction = serializers.ChoiceField(Satisfaction.choices, default="", allow_blank=True)


class CloseCaseInput(serializers.Serializer):
    closing = serializers.ChoiceField(
        [(each.value, each.label) for each in CaseClosing if each in HANDLED_CLOSINGS],
        default="",
        allow_blank=True,
    )


class ExtensionInput(ReasonInput):
    workdays = serializers.IntegerField(min_value=1, max_value=100)


class ShelveInput(ReasonInput):
    review_on = serializers.DateField()


class MergeCaseInput(WordsInput):
    into = VisibleCaseField()


class AcknowledgeInput(serializers.Serializer):
    answer = serializers.CharField(max_length=500)


class CaseStepSerializer(serializers.ModelSerializer):
    """One step of a case; who made it is told by name, as on the page."""

    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    made_by = serializers.CharField(source="made_by.name", default="", read_only=True)

    class Meta:
        model = CaseStep
        fields = ["action", "from_state", "to_state", "words", "org", "made_by", "made_at"]
        read_only_fields = fields


class CaseDeadlineSerializer(serializers.ModelSerializer):
    """One clock of a case with its reckoning."""

    is_kept = serializers.BooleanField(allow_null=True, read_only=True)

    class Meta:
        model = CaseDeadline
        fields = [
            "clock",
            "number",
            "starts_at",
            "due_at",
            "paused_at",
            "ended_at",
            "is_kept",
            "reckoning",
        ]
        read_only_fields = fields


class CaseCourseSerializer(serializers.Serializer):
    """The whole course of a case: its steps and its clocks."""

    steps = CaseStepSerializer(many=True)
    deadlines = CaseDeadlineSerializer(many=True)
