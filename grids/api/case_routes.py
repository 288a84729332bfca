"""Routes of cases over HTTP: reading, adding and removing them."""

from typing import Any

from rest_framework import serializers

from grids.api.fields import VisibleGridField
from grids.case_enums import RouteTarget
from grids.enums import CaseCategory
from grids.models import CaseRoute, Grid
from grids.services.case_routes import add_case_route, remove_case_route
from orgs.api.deeds import CreatingMixin, NoInput, NounViewSet, creates, steps
from orgs.api.fields import VisibleOrgField
from orgs.models import Org


class AddRouteInput(serializers.Serializer):
    street = VisibleOrgField()
    category = serializers.ChoiceField(CaseCategory.choices, default="", allow_blank=True)
    grid = VisibleGridField(default=None, allow_null=True)
    target = serializers.ChoiceField(RouteTarget.choices)
    org = VisibleOrgField(default=None, allow_null=True)


class CaseRouteSerializer(serializers.ModelSerializer):
    """A rule by which cases find the organisation that answers for them."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    grid = serializers.SlugRelatedField[Grid](slug_field="code", read_only=True)
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = CaseRoute
        fields = ["public_id", "street", "position", "category", "grid", "target", "org"]
        read_only_fields = fields


@creates(add_case_route, AddRouteInput)
@steps("route", {"remove": (remove_case_route, NoInput)})
class CaseRouteViewSet(CreatingMixin, NounViewSet):
    """The routes of the sub-districts that you dispatch for, in their order."""

    queryset = CaseRoute.objects.none()
    serializer_class = CaseRouteSerializer

    def get_queryset(self) -> Any:
        rows = CaseRoute.objects.visible_to(self.request.user)
        return rows.select_related("street", "grid", "org").order_by("street", "position")
