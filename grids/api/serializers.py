"""Grids and their posts as machines read them, and the input of their deeds."""

from typing import Any

from rest_framework import serializers

from grids.api.fields import SuppressedCountField, VisibleFacilityField, VisibleGridField
from grids.enums import ConversionStatus, GridPostKind, GridTier, UrbanStatus
from grids.models import Facility, Grid, GridPost
from orgs.api.fields import PartialDateField, VisibleOrgField, VisiblePartnerField
from orgs.models import Org, Partner
from partybuild.pages import masked
from partybuild.partial_dates import as_stored


class GridSerializer(serializers.ModelSerializer):
    """A grid; counts under ten read <10 to whoever does not keep them (D3).

    Read as of a day, ``parent`` is the superior of that day.
    """

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    parent = serializers.SlugRelatedField[Grid](slug_field="code", read_only=True)  # type: ignore[assignment]  # a field called parent
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    community = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    nearest_facility = serializers.SlugRelatedField[Facility](
        slug_field="public_id", read_only=True
    )
    building_count = SuppressedCountField()
    household_count = SuppressedCountField()
    resident_count = SuppressedCountField()
    floating_count = SuppressedCountField()

    class Meta:
        model = Grid
        fields = [
            "public_id",
            "street",
            "code",
            "name",
            "tier",
            "parent",
            "org",
            "community",
            "east",
            "south",
            "west",
            "north",
            "boundaries",
            "building_count",
            "household_count",
            "is_household_count_rough",
            "resident_count",
            "floating_count",
            "nearest_facility",
            "is_unmanaged",
            "walking_minutes",
            "residents_committee",
            "urban_status",
            "conversion_status",
            "remark",
            "status",
            "closed_on",
            "version",
        ]
        read_only_fields = fields

    def to_representation(self, instance: Grid) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if hasattr(instance, "place_code"):
            shown["parent"] = instance.place_code
        return shown


class GridFactsInput(serializers.Serializer):
    """Plain facts of a grid; those that are not sent stay as they are."""

    east = serializers.CharField(required=False, allow_blank=True, max_length=120)
    south = serializers.CharField(required=False, allow_blank=True, max_length=120)
    west = serializers.CharField(required=False, allow_blank=True, max_length=120)
    north = serializers.CharField(required=False, allow_blank=True, max_length=120)
    boundaries = serializers.CharField(required=False, allow_blank=True, max_length=300)
    building_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    household_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    is_household_count_rough = serializers.BooleanField(required=False)
    resident_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    floating_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    is_unmanaged = serializers.BooleanField(required=False, allow_null=True)
    walking_minutes = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    residents_committee = serializers.CharField(required=False, allow_blank=True, max_length=120)
    urban_status = serializers.ChoiceField(UrbanStatus.choices, required=False, allow_blank=True)
    conversion_status = serializers.ChoiceField(
        ConversionStatus.choices, required=False, allow_blank=True
    )
    remark = serializers.CharField(required=False, allow_blank=True, max_length=300)


class AmendGridInput(GridFactsInput):
    name = serializers.CharField(required=False, max_length=120)


class OpenGridInput(GridFactsInput):
    street = VisibleOrgField()
    code = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=120)
    tier = serializers.ChoiceField(GridTier.choices)
    parent = VisibleGridField(allow_null=True, default=None)  # type: ignore[assignment]  # a field called parent
    org = VisibleOrgField(allow_null=True, default=None)
    community = VisibleOrgField(allow_null=True, default=None)
    on = serializers.DateField(required=False, allow_null=True)


class MoveGridInput(serializers.Serializer):
    new_parent = VisibleGridField()
    on = serializers.DateField(required=False, allow_null=True)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


class LinkInput(serializers.Serializer):
    """The organisation that goes with the grid; null when none does any more."""

    org = VisibleOrgField(allow_null=True)


class AssignInput(serializers.Serializer):
    """The community the unit grid belongs to; null when it belongs to none yet."""

    community = VisibleOrgField(allow_null=True)


class NearestInput(serializers.Serializer):
    """The nearest facility by its public id, and the minutes on foot; null when nobody knows."""

    facility = VisibleFacilityField(slug_field="public_id", allow_null=True)
    walking_minutes = serializers.IntegerField(required=False, allow_null=True, min_value=0)


class GridPostSerializer(serializers.ModelSerializer):
    """Who holds which post. The phone is masked: reading it is a deed of its own."""

    grid = serializers.SlugRelatedField[Grid](slug_field="code", read_only=True)
    starts = PartialDateField(read_only=True)
    partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    work_phone = serializers.SerializerMethodField()

    class Meta:
        model = GridPost
        fields = [
            "public_id",
            "grid",
            "kind",
            "person_name",
            "work_phone",
            "is_full_time",
            "source",
            "partner",
            "covers",
            "remark",
            "starts",
            "ends_on",
        ]
        read_only_fields = fields

    def get_work_phone(self, post: GridPost) -> str:
        return masked(post.work_phone)


class GridPostFactsInput(serializers.Serializer):
    work_phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    is_full_time = serializers.BooleanField(required=False, allow_null=True)
    source = serializers.CharField(required=False, allow_blank=True, max_length=60)  # type: ignore[assignment]  # a field called source
    partner = VisiblePartnerField(required=False, allow_null=True)
    covers = serializers.CharField(required=False, allow_blank=True, max_length=120)
    remark = serializers.CharField(required=False, allow_blank=True, max_length=300)
    starts = PartialDateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return as_stored(attrs, "starts")


class FillGridPostInput(GridPostFactsInput):
    grid = VisibleGridField()
    kind = serializers.ChoiceField(GridPostKind.choices)
    person_name = serializers.CharField(max_length=60)


class AmendGridPostInput(GridPostFactsInput):
    kind = serializers.ChoiceField(GridPostKind.choices, required=False)
    person_name = serializers.CharField(required=False, max_length=60)
