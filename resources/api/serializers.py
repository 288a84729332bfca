"""Needs, resources, matches and projects as machines read them."""

from functools import partial
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from orgs.api.fields import PartialDateField
from orgs.models import Partner, User
from partybuild.pages import masked
from resources.models import Match, Need, Project, Resource
from resources.selectors.reasons import kept_reasons

# A related row by its code.
coded: Any = partial(serializers.SlugRelatedField, slug_field="code", read_only=True)


class ReasonSerializer(serializers.Serializer):
    """One thing that speaks for a pair: of ``weight`` possible points it brings ``points``."""

    code = serializers.CharField()
    text = serializers.CharField()
    points = serializers.IntegerField()
    weight = serializers.IntegerField()


class OwnedSerializer(serializers.ModelSerializer):
    """A row of the lists with its owner. The phone is masked: reading it is a deed of its own."""

    street = coded()
    owner_org = coded()
    owner_partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    owner_name = serializers.CharField(source="owner.name", read_only=True)
    contact_phone = serializers.SerializerMethodField()

    def get_contact_phone(self, row: Need | Resource) -> str:
        return masked(row.contact_phone)


class NeedSerializer(OwnedSerializer):
    wished = PartialDateField(read_only=True)
    merged_into = coded()

    class Meta:
        model = Need
        fields = [
            "public_id",
            "code",
            "street",
            "owner_org",
            "owner_partner",
            "owner_name",
            "resource_class",
            "title",
            "content",
            "beneficiary_kind",
            "beneficiary_code",
            "beneficiary_count",
            "quantity",
            "unit",
            "urgency",
            "wished_text",
            "wished",
            "starts_on",
            "ends_on",
            "recurrence_text",
            "recurrence_rule",
            "contact_name",
            "contact_phone",
            "remark",
            "state",
            "listed_at",
            "opened_at",
            "review_on",
            "merged_into",
            "created_at",
            "version",
        ]
        read_only_fields = fields


class HallNeedSerializer(serializers.ModelSerializer):
    """A need of the claim hall: what is asked and by whom, without the contact."""

    street = coded()
    owner_name = serializers.CharField(source="owner.name", read_only=True)
    wished = PartialDateField(read_only=True)
    claim_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Need
        fields = [
            "public_id",
            "code",
            "street",
            "owner_name",
            "resource_class",
            "title",
            "content",
            "beneficiary_kind",
            "beneficiary_count",
            "quantity",
            "unit",
            "urgency",
            "wished_text",
            "wished",
            "recurrence_text",
            "opened_at",
            "claim_count",
        ]
        read_only_fields = fields


class ResourceSerializer(OwnedSerializer):
    left = serializers.DecimalField(12, 2, read_only=True)

    class Meta:
        model = Resource
        fields = [
            "public_id",
            "code",
            "street",
            "owner_org",
            "owner_partner",
            "owner_name",
            "resource_class",
            "title",
            "content",
            "quantity",
            "unit",
            "taken",
            "left",
            "seat_count",
            "available_text",
            "available_rule",
            "starts_on",
            "ends_on",
            "place",
            "contact_name",
            "contact_phone",
            "remark",
            "state",
            "published_at",
            "created_at",
            "version",
        ]
        read_only_fields = fields


class MatchSerializer(serializers.ModelSerializer):
    """A pair, why it was proposed, and which side has agreed."""

    street = coded()
    need = coded()
    resource = coded()
    unit = serializers.CharField(source="resource.unit", read_only=True)
    reasons = serializers.SerializerMethodField()
    proposed_by = serializers.SlugRelatedField[User](slug_field="public_id", read_only=True)

    class Meta:
        model = Match
        fields = [
            "public_id",
            "code",
            "street",
            "need",
            "resource",
            "quantity",
            "unit",
            "score",
            "reasons",
            "proposed_by",
            "need_agreed_at",
            "need_agreed_on_behalf",
            "resource_agreed_at",
            "resource_agreed_on_behalf",
            "claimed_at",
            "claim_words",
            "decline_reason",
            "expires_on",
            "state",
            "created_at",
            "version",
        ]
        read_only_fields = fields

    @extend_schema_field(ReasonSerializer(many=True))
    def get_reasons(self, match: Match) -> Any:
        return ReasonSerializer(kept_reasons(match.reasons), many=True).data


class ProjectSerializer(serializers.ModelSerializer):
    street = coded()
    match = coded()
    need = coded(source="match.need")
    resource = coded(source="match.resource")
    need_side = serializers.CharField(source="need_side.name", read_only=True)
    resource_side = serializers.CharField(source="resource_side.name", read_only=True)

    class Meta:
        model = Project
        fields = [
            "public_id",
            "code",
            "street",
            "match",
            "need",
            "resource",
            "need_side",
            "resource_side",
            "name",
            "summary",
            "project_class",
            "grant",
            "funding_source",
            "guide_name",
            "guide_post",
            "responsible_name",
            "is_history",
            "starts_on",
            "due_on",
            "progress",
            "outcome",
            "endorsement",
            "endorsed_at",
            "accepted_by_need_side_at",
            "accepted_by_resource_side_at",
            "appraisal",
            "closing_summary",
            "suspend_reason",
            "stop_reason",
            "state",
            "created_at",
            "version",
        ]
        read_only_fields = fields


class ResourceCandidateSerializer(serializers.Serializer):
    """A resource that fits a need, how well, and why."""

    resource = ResourceSerializer()
    quantity = serializers.DecimalField(12, 2)
    score = serializers.IntegerField()
    reasons = ReasonSerializer(many=True)


class NeedCandidateSerializer(serializers.Serializer):
    """A need that a resource fits, how well, and why."""

    need = NeedSerializer()
    quantity = serializers.DecimalField(12, 2)
    score = serializers.IntegerField()
    reasons = ReasonSerializer(many=True)
