"""Partner units over HTTP, with their pairings, coverage and guidance."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import serializers

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
from orgs.api.fields import (
    PartialDateField,
    VisibleOrgField,
    VisiblePartnerField,
    VisiblePostingField,
)
from orgs.api.filters import GuidanceFilter, PartnerFilter
from orgs.enums import PairingMode, PartnerDomain, PartnerNature, SetUpDuty, SetUpMode
from orgs.models import Coverage, Guidance, Org, Pairing, Partner, Posting, User
from orgs.services import coverages, guidances, pairings, partners
from partybuild.pages import masked


class PairingSerializer(serializers.ModelSerializer):
    community = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    checked_in = PartialDateField(read_only=True)
    agreed = PartialDateField(read_only=True)
    agreement_ends = PartialDateField(read_only=True)

    class Meta:
        model = Pairing
        fields = [
            "community",
            "checked_in",
            "mode",
            "agreement_signed",
            "agreed",
            "agreement_ends",
        ]
        read_only_fields = fields


class CoverageSerializer(serializers.ModelSerializer):
    responsible = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    duty = serializers.ChoiceField(SetUpDuty.choices, read_only=True)

    class Meta:
        model = Coverage
        fields = ["state", "duty", "responsible", "review_on", "note"]
        read_only_fields = fields


class GuidanceSerializer(serializers.ModelSerializer):
    partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    posting = serializers.SlugRelatedField[Posting](slug_field="public_id", read_only=True)
    instructor = serializers.CharField(source="posting.person_name", read_only=True)

    class Meta:
        model = Guidance
        fields = ["public_id", "partner", "posting", "instructor", "starts_on", "ends_on"]
        read_only_fields = fields


class PartnerSerializer(serializers.ModelSerializer):
    """A partner unit with the communities it checked in at. The phone is masked."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    liaison_phone = serializers.SerializerMethodField()
    pairings = PairingSerializer(many=True, read_only=True)
    coverage = CoverageSerializer(source="known_coverage", read_only=True)
    guides = GuidanceSerializer(many=True, read_only=True)

    class Meta:
        model = Partner
        fields = [
            "public_id",
            "street",
            "name",
            "nature",
            "domain",
            "credit_code",
            "party_org_name",
            "set_up_mode",
            "staff_count",
            "member_count",
            "liaison_name",
            "liaison_phone",
            "has_part_time_member",
            "remark",
            "pairings",
            "coverage",
            "guides",
            "version",
        ]
        read_only_fields = fields

    def get_liaison_phone(self, partner: Partner) -> str:
        return masked(partner.liaison_phone)


class PartnerFactsInput(serializers.Serializer):
    nature = serializers.ChoiceField(PartnerNature.choices, required=False)
    domain = serializers.ChoiceField(PartnerDomain.choices, required=False, allow_blank=True)
    credit_code = serializers.CharField(required=False, allow_blank=True, max_length=18)
    party_org_name = serializers.CharField(required=False, allow_blank=True, max_length=120)
    set_up_mode = serializers.ChoiceField(SetUpMode.choices, required=False, allow_blank=True)
    staff_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    member_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    liaison_name = serializers.CharField(required=False, allow_blank=True, max_length=60)
    liaison_phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    has_part_time_member = serializers.BooleanField(required=False, allow_null=True)
    remark = serializers.CharField(required=False, allow_blank=True, max_length=300)


class RegisterPartnerInput(PartnerFactsInput):
    street = VisibleOrgField()
    name = serializers.CharField(max_length=120)


class AmendPartnerInput(PartnerFactsInput):
    name = serializers.CharField(required=False, max_length=120)


class PairInput(serializers.Serializer):
    community = VisibleOrgField()
    checked_in = PartialDateField(required=False, allow_null=True)
    agreement_signed = serializers.BooleanField(required=False, allow_null=True)
    agreed = PartialDateField(required=False, allow_null=True)
    agreement_ends = PartialDateField(required=False, allow_null=True)
    mode = serializers.ChoiceField(PairingMode.choices, required=False, allow_blank=True)


class UnpairInput(serializers.Serializer):
    community = VisibleOrgField()
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


class FollowUpInput(serializers.Serializer):
    responsible = VisibleOrgField()
    review_on = serializers.DateField()
    note = serializers.CharField(max_length=300)


class GuideInput(serializers.Serializer):
    """The unit and the instructor who is to look after it, each by its public id."""

    partner = VisiblePartnerField()
    posting = VisiblePostingField()
    starts_on = serializers.DateField(required=False, allow_null=True)


class EndGuidanceInput(serializers.Serializer):
    on = serializers.DateField()
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


def pair(*, partner: Partner, actor: User, **facts: Any) -> Partner:
    """Note that a unit has checked in at a community (R-177)."""
    pairings.pair_partner(partner=partner, actor=actor, **facts)
    return _as_listed(partner, actor)


def unpair(*, partner: Partner, community: Org, actor: User, reason: str = "") -> Partner:
    """End a unit's check-in at a community."""
    pairing = partner.pairings.filter(community=community).first()
    if pairing is None:
        raise pairings.NotPaired(_("The unit is not paired with this community."))
    pairings.unpair_partner(pairing=pairing, actor=actor, reason=reason)
    return _as_listed(partner, actor)


def _as_listed(partner: Partner, reader: User) -> Partner:
    row = Partner.objects.visible_to(reader).for_list().filter(pk=partner.pk).first()
    if row is None:
        raise Http404  # the last pairing within reach has just ended
    return row


Deed = Callable[..., Any]


def _about(deed: Deed) -> Deed:
    """A deed on what the street knows of a unit, answered with the unit as it stands after it."""

    def do(*, partner: Partner, actor: User, **facts: Any) -> Partner:
        deed(partner=partner, actor=actor, **facts)
        return _as_listed(partner, actor)

    do.__doc__ = deed.__doc__
    return do


@creates(partners.register_partner, RegisterPartnerInput)
@amends("partner", partners.amend_partner, AmendPartnerInput)
@steps(
    "partner",
    {
        "pair": (pair, PairInput),
        "unpair": (unpair, UnpairInput),
        "cover_by_work": (_about(coverages.cover_by_work), NoInput),
        "cover_by_organisation": (_about(coverages.cover_by_organisation), NoInput),
        "fall_back_to_work": (_about(coverages.fall_back_to_work), ReasonInput),
        "lose_coverage": (_about(coverages.lose_coverage), ReasonInput),
        "follow_up": (_about(coverages.follow_up_coverage), FollowUpInput),
        "end_follow_up": (_about(coverages.end_follow_up), ReasonInput),
    },
)
class PartnerViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Partner units of your street, of your community, or the one you speak for."""

    queryset = Partner.objects.none()
    serializer_class = PartnerSerializer
    filterset_class = PartnerFilter
    search_fields = ["name", "credit_code"]
    ordering_fields = ["name", "member_count"]

    def get_queryset(self) -> QuerySet[Partner]:
        return Partner.objects.visible_to(self.request.user).for_list()


@creates(guidances.guide_partner, GuideInput)
@steps("guidance", {"end": (guidances.end_guidance, EndGuidanceInput)})
class GuidanceViewSet(CreatingMixin, NounViewSet):
    """Which instructor looks after which of the units you can see."""

    queryset = Guidance.objects.none()
    serializer_class = GuidanceSerializer
    filterset_class = GuidanceFilter
    search_fields = ["partner__name", "posting__person_name"]
    ordering_fields = ["starts_on", "ends_on"]

    def get_queryset(self) -> QuerySet[Guidance]:
        return Guidance.objects.visible_to(self.request.user).for_list()
