"""Cases over HTTP: reading the register, and saying where a case lies."""

from typing import Any

from rest_framework import serializers

from grids.api.case_filters import CaseFilter
from grids.api.fields import VisibleGridField
from grids.enums import CaseCategory
from grids.models import Case, Grid
from grids.services import cases
from orgs.api.deeds import AmendingMixin, NounViewSet, amends
from orgs.api.fields import VisibleOrgField
from orgs.models import Org


class CaseSerializer(serializers.ModelSerializer):
    """A case. Who called is kept nowhere (D4)."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    community = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    grid = serializers.SlugRelatedField[Grid](slug_field="code", read_only=True)

    class Meta:
        model = Case
        fields = [
            "public_id",
            "street",
            "source",
            "code",
            "kind",
            "category",
            "category_path",
            "labels",
            "title",
            "content",
            "urgency",
            "part",
            "channel",
            "reported_at",
            "reported_place",
            "community",
            "grid",
            "spot",
            "firm_name",
            "hotline_state",
            "handled_how",
            "outcome",
            "reply",
            "closed_at",
            "is_solved",
            "satisfaction",
            "version",
        ]
        read_only_fields = fields


class AmendCaseInput(serializers.Serializer):
    """Where a case lies and of which category it is; what is not sent stays as it is."""

    community = VisibleOrgField(allow_null=True, required=False)
    grid = VisibleGridField(allow_null=True, required=False)
    category = serializers.ChoiceField(CaseCategory.choices, allow_blank=True, required=False)


@amends("case", cases.amend_case, AmendCaseInput)
class CaseViewSet(AmendingMixin, NounViewSet):
    """Residents' requests within your reach."""

    queryset = Case.objects.none()
    serializer_class = CaseSerializer
    filterset_class = CaseFilter
    search_fields = ["title", "code", "content", "spot"]
    ordering_fields = ["reported_at", "closed_at", "code"]

    def get_queryset(self) -> Any:
        return Case.objects.visible_to(self.request.user).for_list()
