"""Estates and their buildings over HTTP: what is read, what each deed needs, the endpoints."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from grids.api.fields import VisibleGridField
from grids.api.filters_estates import BuildingFilter, EstateFilter
from grids.enums import (
    EstateAction,
    EstateKind,
    ManagementMode,
    OwnersCommittee,
    Renovation,
)
from grids.models import Building, Estate, Grid
from grids.services import buildings, estates, management
from orgs.api.deeds import (
    AmendingMixin,
    CreatingMixin,
    NoInput,
    NounViewSet,
    ReasonInput,
    amends,
    creates,
    steps,
)
from orgs.api.fields import VisibleOrgField
from orgs.models import Org
from partybuild.building_numbers import numbers_in

_COUNTS = ("building_count", "unit_count", "household_count")


class EstateSerializer(serializers.ModelSerializer):
    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    community = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    unit_grid = serializers.SlugRelatedField[Grid](slug_field="code", read_only=True)
    bundle = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)

    class Meta:
        model = Estate
        fields = [
            "public_id",
            "street",
            "code",
            "name",
            "aliases",
            "community",
            "unit_grid",
            "kind",
            *_COUNTS,
            "area_10k_sqm",
            "built_year",
            "owners_committee",
            "renovation",
            "mode",
            "state",
            "bundle",
            "is_without_manager",
            "is_without_cleaning",
            "is_without_upkeep",
            "surveyed_on",
            "remark",
            "version",
        ]
        read_only_fields = fields


class FlagsInput(serializers.Serializer):
    """What nobody does there (R-099); null is not known."""

    is_without_manager = serializers.BooleanField(required=False, allow_null=True)
    is_without_cleaning = serializers.BooleanField(required=False, allow_null=True)
    is_without_upkeep = serializers.BooleanField(required=False, allow_null=True)


class EstateFactsInput(FlagsInput):
    """Plain facts of an estate; those that are not sent stay as they are."""

    aliases = serializers.CharField(required=False, allow_blank=True, max_length=200)
    kind = serializers.ChoiceField(EstateKind.choices, required=False, allow_blank=True)
    building_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    unit_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    household_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    area_10k_sqm = serializers.DecimalField(
        max_digits=8, decimal_places=2, required=False, allow_null=True, min_value=0
    )
    built_year = serializers.IntegerField(
        required=False, allow_null=True, min_value=1900, max_value=2100
    )
    owners_committee = serializers.ChoiceField(
        OwnersCommittee.choices, required=False, allow_blank=True
    )
    renovation = serializers.ChoiceField(Renovation.choices, required=False, allow_blank=True)
    mode = serializers.ChoiceField(ManagementMode.choices, required=False, allow_blank=True)
    surveyed_on = serializers.DateField(required=False, allow_null=True)
    remark = serializers.CharField(required=False, allow_blank=True, max_length=300)


class AmendEstateInput(EstateFactsInput):
    name = serializers.CharField(required=False, max_length=120)


class PlaceInput(serializers.Serializer):
    """The community and the unit grid of the estate; null when it has none yet."""

    community = VisibleOrgField(allow_null=True)
    unit_grid = VisibleGridField(allow_null=True)


class OpenEstateInput(EstateFactsInput):
    street = VisibleOrgField()
    name = serializers.CharField(max_length=120)
    code = serializers.CharField(required=False, allow_blank=True, max_length=40)
    community = VisibleOrgField(allow_null=True, default=None)
    unit_grid = VisibleGridField(allow_null=True, default=None)


class SurveyInput(FlagsInput):
    on = serializers.DateField()


class ModeInput(serializers.Serializer):
    mode = serializers.ChoiceField(ManagementMode.choices)


class NumbersField(serializers.CharField):
    """Buildings as an office writes them: ``1-6#、8#``."""

    default_error_messages = {
        "no_buildings": _("These are no buildings: write them like 1-6#、8#."),
    }

    def to_internal_value(self, data: Any) -> Any:
        try:
            return numbers_in(super().to_internal_value(data))
        except ValueError:
            self.fail("no_buildings")


class AddBuildingsInput(serializers.Serializer):
    numbers = NumbersField(max_length=300)
    base_grid = VisibleGridField(allow_null=True, default=None)


class AssignBuildingsInput(serializers.Serializer):
    """The base grid of these buildings, or of all of them without numbers (R-055)."""

    numbers = NumbersField(max_length=300, default=list)  # type: ignore[arg-type]  # read as a list
    base_grid = VisibleGridField(allow_null=True)


class RemoveBuildingsInput(ReasonInput):
    numbers = NumbersField(max_length=300)


@creates(estates.open_estate, OpenEstateInput)
@amends("estate", estates.amend_estate, AmendEstateInput)
@steps(
    "estate",
    {
        "place": (estates.place_estate, PlaceInput),
        "add-buildings": (buildings.add_buildings, AddBuildingsInput),
        "assign-buildings": (buildings.assign_buildings, AssignBuildingsInput),
        "remove-buildings": (buildings.remove_buildings, RemoveBuildingsInput),
        EstateAction.SURVEY: (management.survey_estate, SurveyInput),
        EstateAction.RECOGNISE: (management.recognise_manager, ModeInput),
        EstateAction.FALL_BACK: (management.fall_back, NoInput),
        EstateAction.RUN_ITSELF: (management.run_itself, ModeInput),
        EstateAction.SIGN: (management.sign_for_estate, NoInput),
        EstateAction.TAKE_OVER: (management.take_over_estate, NoInput),
        EstateAction.GO_BACK: (management.go_back_to_survey, ReasonInput),
        EstateAction.LAPSE: (management.lapse_management, ReasonInput),
    },
)
class EstateViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Estates within your reach, and their way to being managed (SM-15)."""

    queryset = Estate.objects.none()
    serializer_class = EstateSerializer
    filterset_class = EstateFilter
    search_fields = ["name", "aliases", "code"]
    ordering_fields = ["code", "name", "household_count", "surveyed_on"]

    def get_queryset(self) -> Any:
        return Estate.objects.visible_to(self.request.user).for_list()


class BuildingSerializer(serializers.ModelSerializer):
    estate = serializers.SlugRelatedField[Estate](slug_field="public_id", read_only=True)
    base_grid = serializers.SlugRelatedField[Grid](slug_field="code", read_only=True)

    class Meta:
        model = Building
        fields = [
            "public_id",
            "estate",
            "number",
            "base_grid",
            "unit_count",
            "household_count",
            "version",
        ]
        read_only_fields = fields


class AmendBuildingInput(serializers.Serializer):
    number = serializers.CharField(required=False, max_length=20)
    unit_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    household_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)


class AssignBuildingInput(serializers.Serializer):
    """The base grid that the building lies in; null when it is not known."""

    base_grid = VisibleGridField(allow_null=True)


@amends("building", buildings.amend_building, AmendBuildingInput)
@steps("building", {"assign": (buildings.assign_building, AssignBuildingInput)})
class BuildingViewSet(AmendingMixin, NounViewSet):
    """Buildings of the estates within your reach, each in exactly one base grid (R-055)."""

    queryset = Building.objects.none()
    serializer_class = BuildingSerializer
    filterset_class = BuildingFilter
    search_fields = ["number", "estate__name"]
    ordering_fields = ["number", "household_count"]

    def get_queryset(self) -> Any:
        return Building.objects.visible_to(self.request.user).for_list()
