"""Limits of handling over HTTP: reading, setting and clearing them."""

from typing import Any

from rest_framework import serializers

from grids.case_enums import TimeUnit
from grids.enums import CaseCategory, CaseUrgency
from grids.models import CaseLimit
from grids.services.case_limits import clear_case_limit, set_case_limit
from orgs.api.deeds import CreatingMixin, NoInput, NounViewSet, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.models import Org


class SetLimitInput(serializers.Serializer):
    street = VisibleOrgField()
    category = serializers.ChoiceField(CaseCategory.choices)
    urgency = serializers.ChoiceField(CaseUrgency.choices)
    amount = serializers.IntegerField(min_value=1, max_value=10_000)
    unit = serializers.ChoiceField(TimeUnit.choices)


class CaseLimitSerializer(serializers.ModelSerializer):
    """How long cases of a category and an urgency may take, where an office has set it."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = CaseLimit
        fields = ["public_id", "street", "category", "urgency", "amount", "unit", "version"]
        read_only_fields = fields


@creates(set_case_limit, SetLimitInput)
@steps("limit", {"clear": (clear_case_limit, NoInput)})
class CaseLimitViewSet(CreatingMixin, NounViewSet):
    """The limits of the sub-districts that you dispatch for."""

    queryset = CaseLimit.objects.none()
    serializer_class = CaseLimitSerializer

    def get_queryset(self) -> Any:
        rows = CaseLimit.objects.visible_to(self.request.user)
        return rows.select_related("street").order_by("street", "category", "urgency")
