"""Property firms, contracts and bundles over HTTP: what is read, and the endpoints of deeds."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from grids.api.fields import VisibleGridField
from grids.api.filters_estates import BundleFilter, ContractFilter, FirmFilter
from grids.enums import BundleAction, FirmKind, PartyState
from grids.models import Bundle, Estate, Grid, PropertyFirm, ServiceContract
from grids.services import bundles, contracts, firms
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
from orgs.api.fields import PartialDateField, VisibleOrgField, VisiblePartnerField
from orgs.models import Org, Partner
from partybuild.pages import masked
from partybuild.partial_dates import as_stored


@extend_schema_field(OpenApiTypes.UUID)
class VisibleEstateField(serializers.SlugRelatedField):
    """An estate named by its public id; one the caller cannot see does not exist."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        return Estate.objects.visible_to(self.context["request"].user)


@extend_schema_field(OpenApiTypes.UUID)
class VisibleFirmField(serializers.SlugRelatedField):
    """A property firm named by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        return PropertyFirm.objects.visible_to(self.context["request"].user)


class FirmSerializer(serializers.ModelSerializer):
    """A firm. The phone is masked: reading it is a deed of its own."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    manager_phone = serializers.SerializerMethodField()

    class Meta:
        model = PropertyFirm
        fields = [
            "public_id",
            "street",
            "partner",
            "name",
            "credit_code",
            "kind",
            "party_state",
            "member_count",
            "manager_name",
            "manager_phone",
            "remark",
            "version",
        ]
        read_only_fields = fields

    def get_manager_phone(self, firm: PropertyFirm) -> str:
        return masked(firm.manager_phone)


class AmendFirmInput(serializers.Serializer):
    """Plain facts of a firm; those that are not sent stay as they are."""

    name = serializers.CharField(required=False, max_length=120)
    credit_code = serializers.CharField(required=False, allow_blank=True, max_length=18)
    kind = serializers.ChoiceField(FirmKind.choices, required=False)
    party_state = serializers.ChoiceField(PartyState.choices, required=False, allow_blank=True)
    member_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    manager_name = serializers.CharField(required=False, allow_blank=True, max_length=60)
    manager_phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    remark = serializers.CharField(required=False, allow_blank=True, max_length=300)


class RegisterFirmInput(AmendFirmInput):
    street = VisibleOrgField()
    name = serializers.CharField(max_length=120)


class NameUnitInput(serializers.Serializer):
    partner = VisiblePartnerField(allow_null=True)


@creates(firms.register_firm, RegisterFirmInput)
@amends("firm", firms.amend_firm, AmendFirmInput)
@steps("firm", {"name_unit": (firms.name_unit_of_firm, NameUnitInput)})
class FirmViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Property firms of your street, or those that serve your estates."""

    queryset = PropertyFirm.objects.none()
    serializer_class = FirmSerializer
    filterset_class = FirmFilter
    search_fields = ["name", "credit_code"]
    ordering_fields = ["name", "member_count"]

    def get_queryset(self) -> Any:
        rows = PropertyFirm.objects.visible_to(self.request.user).for_list()
        return rows.select_related("partner")


class ContractSerializer(serializers.ModelSerializer):
    """A contract. The phone is masked: reading it is a deed of its own."""

    firm = serializers.SlugRelatedField[PropertyFirm](slug_field="public_id", read_only=True)
    estate = serializers.SlugRelatedField[Estate](slug_field="public_id", read_only=True)
    starts = PartialDateField(read_only=True)
    ends = PartialDateField(read_only=True)
    manager_phone = serializers.SerializerMethodField()

    class Meta:
        model = ServiceContract
        fields = [
            "public_id",
            "firm",
            "estate",
            "starts",
            "ends",
            "is_open_ended",
            "household_count",
            "area_10k_sqm",
            "manager_name",
            "manager_phone",
            "last_plate",
            "remark",
        ]
        read_only_fields = fields

    def get_manager_phone(self, contract: ServiceContract) -> str:
        return masked(contract.manager_phone)


class TermInput(serializers.Serializer):
    starts = PartialDateField(required=False, allow_null=True)
    ends = PartialDateField(required=False, allow_null=True)
    is_open_ended = serializers.BooleanField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return as_stored(attrs, "starts", ends=("ends",))


class AmendContractInput(TermInput):
    household_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    area_10k_sqm = serializers.DecimalField(
        max_digits=8, decimal_places=2, required=False, allow_null=True, min_value=0
    )
    manager_name = serializers.CharField(required=False, allow_blank=True, max_length=60)
    manager_phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    remark = serializers.CharField(required=False, allow_blank=True, max_length=300)


class SignContractInput(AmendContractInput):
    firm = VisibleFirmField()
    estate = VisibleEstateField()


class EndContractInput(serializers.Serializer):
    on = serializers.DateField()
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


@creates(contracts.sign_contract, SignContractInput)
@steps(
    "contract",
    {
        "amend": (contracts.amend_contract, AmendContractInput),
        "end": (contracts.end_contract, EndContractInput),
    },
)
class ContractViewSet(CreatingMixin, NounViewSet):
    """Contracts of property firms with the estates within your reach."""

    queryset = ServiceContract.objects.none()
    serializer_class = ContractSerializer
    filterset_class = ContractFilter
    search_fields = ["firm__name", "estate__name"]
    ordering_fields = ["starts_on", "ends_on", "household_count"]

    def get_queryset(self) -> Any:
        return ServiceContract.objects.visible_to(self.request.user).for_list()


class BundleSerializer(serializers.ModelSerializer):
    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    area_grid = serializers.SlugRelatedField[Grid](slug_field="code", read_only=True)
    firm = serializers.SlugRelatedField[PropertyFirm](slug_field="public_id", read_only=True)

    class Meta:
        model = Bundle
        fields = ["public_id", "street", "name", "area_grid", "firm", "state", "remark"]
        read_only_fields = fields


class PackBundleInput(serializers.Serializer):
    street = VisibleOrgField()
    name = serializers.CharField(max_length=120)
    area_grid = VisibleGridField()
    remark = serializers.CharField(required=False, allow_blank=True, max_length=300)


class EstateInput(serializers.Serializer):
    estate = VisibleEstateField()


class SignBundleInput(TermInput):
    firm = VisibleFirmField()


@creates(bundles.pack_bundle, PackBundleInput)
@steps(
    "bundle",
    {
        "add": (bundles.add_to_bundle, EstateInput),
        "remove": (bundles.remove_from_bundle, EstateInput),
        BundleAction.INVITE: (bundles.invite_firms, NoInput),
        BundleAction.REPACK: (bundles.repack_bundle, ReasonInput),
        BundleAction.SIGN: (bundles.sign_bundle, SignBundleInput),
        BundleAction.TAKE_OVER: (bundles.take_over_bundle, NoInput),
        BundleAction.DISSOLVE: (bundles.dissolve_bundle, ReasonInput),
    },
)
class BundleViewSet(CreatingMixin, NounViewSet):
    """Bundles of estates, each for one firm (R-100)."""

    queryset = Bundle.objects.none()
    serializer_class = BundleSerializer
    filterset_class = BundleFilter
    search_fields = ["name"]
    ordering_fields = ["name"]

    def get_queryset(self) -> Any:
        return Bundle.objects.visible_to(self.request.user).for_list()
