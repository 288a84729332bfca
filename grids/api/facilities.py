"""Facilities over HTTP: reading, and one endpoint for each deed."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from grids.api.fields import VisibleGridField
from grids.enums import BuildingMode, FacilityKind, FacilityState, FunctionTag
from grids.models import Facility, Grid
from grids.selectors.facilities import with_six_haves
from grids.selectors.grids import places_of
from grids.services import facilities, opening_hours
from orgs.api.deeds import (
    AmendingMixin,
    CreatingMixin,
    NounViewSet,
    ReasonInput,
    amends,
    creates,
    steps,
)
from orgs.api.fields import VisibleOrgField
from orgs.api.serializers import CloseInput
from orgs.models import Org
from orgs.scoping import within
from partybuild.opening_hours import Span

SUNDAY = 6


class SpanSerializer(serializers.Serializer):
    """From when to when on a weekday; Monday is 0."""

    weekday = serializers.IntegerField(min_value=0, max_value=SUNDAY)
    opens_at = serializers.TimeField()
    closes_at = serializers.TimeField()


class ClosedDaySerializer(serializers.Serializer):
    day = serializers.DateField()
    reason = serializers.CharField(required=False, allow_blank=True, max_length=100, default="")


class FacilitySerializer(serializers.ModelSerializer):
    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    grid = serializers.SlugRelatedField[Grid](slug_field="code", read_only=True)
    community = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    run_by = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    functions = serializers.ListField(source="tags", child=serializers.CharField(), read_only=True)
    hours = SpanSerializer(source="spans", many=True, read_only=True)
    closed_days = ClosedDaySerializer(many=True, read_only=True)

    class Meta:
        model = Facility
        fields = [
            "public_id",
            "street",
            "code",
            "name",
            "kind",
            "state",
            "mode",
            "grid",
            "community",
            "run_by",
            "address",
            "total_sqm",
            "service_sqm",
            "office_sqm",
            "size_reason",
            "opened_on",
            "closed_on",
            "functions",
            "hours",
            "closed_days",
            "remark",
            "version",
        ]
        read_only_fields = fields


def _area() -> serializers.DecimalField:
    return serializers.DecimalField(
        max_digits=9, decimal_places=2, min_value=0, required=False, allow_null=True
    )


class FacilityFactsInput(serializers.Serializer):
    """Facts of a facility; those that are not sent stay as they are."""

    mode = serializers.ChoiceField(BuildingMode.choices, required=False, allow_blank=True)
    grid = VisibleGridField(required=False, allow_null=True)
    community = VisibleOrgField(required=False, allow_null=True)
    run_by = VisibleOrgField(required=False, allow_null=True)
    address = serializers.CharField(required=False, allow_blank=True, max_length=200)
    total_sqm = _area()
    service_sqm = _area()
    office_sqm = _area()
    size_reason = serializers.CharField(required=False, allow_blank=True, max_length=300)
    opened_on = serializers.DateField(required=False, allow_null=True)
    remark = serializers.CharField(required=False, allow_blank=True, max_length=300)


class AmendFacilityInput(FacilityFactsInput):
    name = serializers.CharField(required=False, max_length=120)
    kind = serializers.ChoiceField(FacilityKind.choices, required=False)


class RegisterFacilityInput(FacilityFactsInput):
    street = VisibleOrgField()
    name = serializers.CharField(max_length=120)
    kind = serializers.ChoiceField(FacilityKind.choices)
    code = serializers.CharField(required=False, allow_blank=True, max_length=40)
    state = serializers.ChoiceField(FacilityState.choices, required=False)


class BuildInput(serializers.Serializer):
    mode = serializers.ChoiceField(BuildingMode.choices)


class OpenFacilityInput(serializers.Serializer):
    on = serializers.DateField()


class TagInput(serializers.Serializer):
    functions = serializers.ListField(child=serializers.ChoiceField(FunctionTag.choices))


class HoursInput(serializers.Serializer):
    """The whole week; days closed that are not sent stay as they are."""

    hours = SpanSerializer(many=True)
    closed_days = ClosedDaySerializer(many=True, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs["hours"] = [Span(**each) for each in attrs["hours"]]
        if "closed_days" in attrs:
            attrs["closed_days"] = [(each["day"], each["reason"]) for each in attrs["closed_days"]]
        return attrs


class FacilityFilter(django_filters.FilterSet):
    """Facilities by kind and state, of a sub-district or a community, or anywhere in a grid."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=FacilityKind.choices)
    state = django_filters.ChoiceFilter(label=_("state"), choices=FacilityState.choices)
    street = django_filters.CharFilter(
        label=_("code of the sub-district"), field_name="street__code"
    )
    community = django_filters.CharFilter(
        label=_("code of the community"), field_name="community__code"
    )
    under = django_filters.CharFilter(label=_("code of the grid"), method="in_grid")

    class Meta:
        model = Facility
        fields = ["kind", "state", "street", "community", "under"]

    def in_grid(self, rows: Any, name: str, code: str) -> QuerySet[Facility]:
        return rows.filter(within(places_of(code, reader=self.request.user), "grid"))


@creates(facilities.register_facility, RegisterFacilityInput)
@amends("facility", facilities.amend_facility, AmendFacilityInput)
@steps(
    "facility",
    {
        "build": (facilities.build_facility, BuildInput),
        "open": (facilities.open_facility, OpenFacilityInput),
        "renovate": (facilities.renovate_facility, ReasonInput),
        "close": (facilities.close_facility, CloseInput),
        "tag": (facilities.tag_facility, TagInput),
        "set_hours": (opening_hours.set_opening_hours, HoursInput),
    },
)
class FacilityViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Facilities within your reach."""

    queryset = Facility.objects.none()
    serializer_class = FacilitySerializer
    filterset_class = FacilityFilter
    search_fields = ["name", "code", "address"]
    ordering_fields = ["name", "code", "total_sqm", "service_sqm"]

    def get_queryset(self) -> Any:
        rows = Facility.objects.visible_to(self.request.user).for_list()
        return with_six_haves(rows).prefetch_related("hours", "functions", "closed_days")
