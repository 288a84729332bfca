"""Checklists and checks of facilities over HTTP."""

from typing import Any

from django_filters import FilterSet
from rest_framework import serializers

from grids.api.fields import VisibleFacilityField
from grids.enums import Answer, ChecklistKind
from grids.models import Check, Checklist, Facility
from grids.selectors.facilities import Finding
from grids.services import checks
from orgs.api.deeds import CreatingMixin, NoInput, NounViewSet, ReasonInput, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.models import Org


class ChecklistSerializer(serializers.ModelSerializer):
    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    items = serializers.SlugRelatedField[Any](slug_field="name", many=True, read_only=True)

    class Meta:
        model = Checklist
        fields = ["public_id", "street", "kind", "version", "items", "created_at"]
        read_only_fields = fields


class ReviseInput(serializers.Serializer):
    """All items of the next version, in their order."""

    street = VisibleOrgField()
    kind = serializers.ChoiceField(ChecklistKind.choices)
    items = serializers.ListField(child=serializers.CharField(max_length=60), min_length=1)
    version = serializers.IntegerField(required=False, help_text="The version that was read.")


class ChecklistFilter(FilterSet):
    """Versions of one list."""

    class Meta:
        model = Checklist
        fields = ["kind", "version"]


@creates(checks.revise_checklist, ReviseInput)
class ChecklistViewSet(CreatingMixin, NounViewSet):
    """Versions of the lists by which facilities are checked; a new one replaces the last."""

    queryset = Checklist.objects.none()
    serializer_class = ChecklistSerializer
    filterset_class = ChecklistFilter
    search_fields = ["items__name"]
    ordering_fields = ["kind", "version"]

    def get_queryset(self) -> Any:
        rows = Checklist.objects.visible_to(self.request.user).select_related("street")
        return rows.prefetch_related("items").order_by("kind", "-version", "pk")


class FindingSerializer(serializers.Serializer):
    """What was found for one item."""

    item = serializers.CharField(max_length=60)
    answer = serializers.ChoiceField(Answer.choices)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)
    evidence = serializers.CharField(required=False, allow_blank=True, max_length=100)


class CheckSerializer(serializers.ModelSerializer):
    facility = serializers.SlugRelatedField[Facility](slug_field="public_id", read_only=True)
    checklist = serializers.SlugRelatedField[Checklist](slug_field="public_id", read_only=True)
    checklist_version = serializers.IntegerField(source="checklist.version", read_only=True)
    answers = FindingSerializer(many=True, read_only=True)

    class Meta:
        model = Check
        fields = [
            "public_id",
            "facility",
            "checklist",
            "checklist_version",
            "kind",
            "state",
            "checked_on",
            "yes_count",
            "item_count",
            "space",
            "answers",
            "version",
        ]
        read_only_fields = fields


class FindingsInput(serializers.Serializer):
    """Items that are not sent are unknown."""

    findings = FindingSerializer(many=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        found = {each.pop("item"): Finding(**each) for each in map(dict, attrs["findings"])}
        return {**attrs, "findings": found}


class CheckInput(FindingsInput):
    facility = VisibleFacilityField(slug_field="public_id")
    kind = serializers.ChoiceField(ChecklistKind.choices)
    checked_on = serializers.DateField(required=False)
    version = serializers.IntegerField(required=False, help_text="The version that was read.")


class CheckFilter(FilterSet):
    """Checks by list and state, and those of one facility."""

    class Meta:
        model = Check
        fields = {"kind": ["exact"], "state": ["exact"], "facility__public_id": ["exact"]}


@creates(checks.check_facility, CheckInput)
@steps(
    "check",
    {
        "correct": (checks.correct_check, FindingsInput),
        "verify": (checks.verify_check, NoInput),
        "send_back": (checks.send_back_check, ReasonInput),
        "confirm": (checks.confirm_check, NoInput),
    },
)
class CheckViewSet(CreatingMixin, NounViewSet):
    """Checks of the facilities within your reach."""

    queryset = Check.objects.none()
    serializer_class = CheckSerializer
    filterset_class = CheckFilter
    search_fields = ["facility__name"]
    ordering_fields = ["checked_on", "yes_count"]

    def get_queryset(self) -> Any:
        rows = Check.objects.visible_to(self.request.user).for_list()
        return rows.prefetch_related("answers__item")
