"""Action items, contact points, visits, findings and inspections as machines read them."""

from typing import Any

from rest_framework import serializers

from liaison.models import ActionItem, ContactPoint, Finding, Inspection, Visit
from orgs.models import Org, Partner
from resources.models import Need


def _code(of: type[Any] = Org, **kwargs: Any) -> Any:
    return serializers.SlugRelatedField[of](slug_field="code", read_only=True, **kwargs)  # type: ignore[valid-type]  # the noun is the argument


def _public_id(of: type[Any], **kwargs: Any) -> Any:
    return serializers.SlugRelatedField[of](slug_field="public_id", read_only=True, **kwargs)  # type: ignore[valid-type]  # the noun is the argument


class ActionItemSerializer(serializers.ModelSerializer):
    street = _code()
    assigner = _code()
    owner_org = _code()
    owner_partner = _public_id(Partner)
    resolution = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    finding = _public_id(Finding)
    case = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)

    class Meta:
        model = ActionItem
        fields = [
            "public_id",
            "code",
            "street",
            "assigner",
            "owner_org",
            "owner_partner",
            "assisting",
            "title",
            "demand",
            "resolution",
            "finding",
            "case",
            "source",
            "assigned_on",
            "due_on",
            "due_rule",
            "due_workdays",
            "first_due_on",
            "asked_due_on",
            "asked_reason",
            "state",
            "signed_for_on",
            "progress",
            "report",
            "reported_on",
            "verdict",
            "struck_off_on",
            "version",
        ]
        read_only_fields = fields


class ContactPointSerializer(serializers.ModelSerializer):
    community = serializers.CharField(source="posting.org.code", read_only=True)
    leader = serializers.CharField(source="posting.person_name", read_only=True)
    starts_on = serializers.DateField(source="posting.starts_on", read_only=True)
    ends_on = serializers.DateField(source="posting.ends_on", read_only=True)

    class Meta:
        model = ContactPoint
        fields = ["public_id", "community", "leader", "starts_on", "ends_on"]
        read_only_fields = fields


class FollowupFindingSerializer(serializers.ModelSerializer):
    visit = _public_id(Visit)
    occasion = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    need = _code(Need)
    case = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    action_item = serializers.SerializerMethodField()

    class Meta:
        model = Finding
        fields = [
            "public_id",
            "visit",
            "occasion",
            "content",
            "state",
            "need",
            "case",
            "action_item",
            "version",
        ]
        read_only_fields = fields

    def get_action_item(self, finding: Finding) -> str | None:
        item = getattr(finding, "action_item", None)
        return str(item.public_id) if item else None


class VisitSerializer(serializers.ModelSerializer):
    street = _code()
    by_org = _code()
    by_partner = _public_id(Partner)
    place_org = _code()
    place_grid = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)
    place_partner = _public_id(Partner)
    place_firm = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    community = _code()
    contact_point = _public_id(ContactPoint)
    visitor = serializers.CharField(source="who", read_only=True)
    findings = serializers.SlugRelatedField[Finding](
        slug_field="public_id", many=True, read_only=True
    )

    class Meta:
        model = Visit
        fields = [
            "public_id",
            "street",
            "kind",
            "visited_on",
            "visitor",
            "by_org",
            "by_partner",
            "place_org",
            "place_grid",
            "place_partner",
            "place_firm",
            "community",
            "contact_point",
            "met_count",
            "is_policy_told",
            "remark",
            "findings",
            "version",
        ]
        read_only_fields = fields


class InspectionSerializer(serializers.ModelSerializer):
    """An inspection with the seed of its draw, so that anybody can make the draw again."""

    street = _code()

    class Meta:
        model = Inspection
        fields = [
            "public_id",
            "code",
            "street",
            "kind",
            "title",
            "topic",
            "inspected_on",
            "state",
            "seed",
            "drawn_count",
            "drawn_at",
            "conclusion",
            "recheck",
            "version",
        ]
        read_only_fields = fields
