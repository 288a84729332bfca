"""Bodies, meetings, agendas, resolutions and minutes as machines read them."""

from typing import Any

from rest_framework import serializers

from liaison.models import AgendaItem, Body, Meeting, Membership, Minutes, Resolution
from orgs.models import Circle, Org
from partybuild.pages import masked
from resources.models import Need, Project, Resource


def _public_id(of: type[Any], **kwargs: Any) -> Any:
    return serializers.SlugRelatedField[of](slug_field="public_id", read_only=True, **kwargs)  # type: ignore[valid-type]  # the noun is the argument


class BodySerializer(serializers.ModelSerializer):
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    parent = _public_id(Body)
    circle = _public_id(Circle)

    class Meta:
        model = Body
        fields = [
            "public_id",
            "org",
            "kind",
            "name",
            "parent",
            "subject",
            "circle",
            "term_ends_on",
            "report_to",
            "quorum_numerator",
            "quorum_denominator",
            "notice_workdays",
            "is_active",
            "version",
        ]
        read_only_fields = fields


class MembershipSerializer(serializers.ModelSerializer):
    """A seat on a body. The phone is masked: reading it is a deed of its own."""

    body = _public_id(Body)
    unit = serializers.CharField(read_only=True)
    work_phone = serializers.SerializerMethodField()

    class Meta:
        model = Membership
        fields = [
            "public_id",
            "body",
            "role",
            "person_name",
            "unit",
            "post",
            "is_part_time",
            "work_phone",
            "starts_on",
            "ends_on",
            "version",
        ]
        read_only_fields = fields

    def get_work_phone(self, seat: Membership) -> str:
        return masked(seat.work_phone)


class MeetingSerializer(serializers.ModelSerializer):
    """A meeting; whom it counts, it counts as numbers."""

    body = _public_id(Body)
    number = serializers.CharField(read_only=True)

    class Meta:
        model = Meeting
        fields = [
            "public_id",
            "body",
            "kind",
            "title",
            "number",
            "starts_at",
            "ends_at",
            "place",
            "papers_due_on",
            "contact_name",
            "state",
            "stop_reason",
            "notice_due_on",
            "convened_on",
            "is_urgent",
            "urgent_reason",
            "expected_count",
            "present_count",
            "excused_count",
            "chair",
            "version",
        ]
        read_only_fields = fields


class AgendaItemSerializer(serializers.ModelSerializer):
    meeting = _public_id(Meeting)
    need = serializers.SlugRelatedField[Need](slug_field="code", read_only=True)
    resource = serializers.SlugRelatedField[Resource](slug_field="code", read_only=True)
    project = serializers.SlugRelatedField[Project](slug_field="code", read_only=True)
    carried_over_from = _public_id(AgendaItem)

    class Meta:
        model = AgendaItem
        fields = [
            "public_id",
            "meeting",
            "position",
            "title",
            "note",
            "need",
            "resource",
            "project",
            "state",
            "outcome",
            "carried_over_from",
            "version",
        ]
        read_only_fields = fields


class ResolutionSerializer(serializers.ModelSerializer):
    """A decision; the votes are null where so few were present that each could be guessed."""

    meeting = _public_id(Meeting)
    item = _public_id(AgendaItem)
    number = serializers.CharField(read_only=True)
    for_count = serializers.SerializerMethodField()
    against_count = serializers.SerializerMethodField()
    abstained_count = serializers.SerializerMethodField()

    class Meta:
        model = Resolution
        fields = [
            "public_id",
            "meeting",
            "item",
            "number",
            "text",
            "decision",
            "expected_count",
            "present_count",
            "for_count",
            "against_count",
            "abstained_count",
            "version",
        ]
        read_only_fields = fields

    def get_for_count(self, resolution: Resolution) -> int | None:
        return resolution.for_count if resolution.is_tally_public else None

    def get_against_count(self, resolution: Resolution) -> int | None:
        return resolution.against_count if resolution.is_tally_public else None

    def get_abstained_count(self, resolution: Resolution) -> int | None:
        return resolution.abstained_count if resolution.is_tally_public else None


class MinutesSerializer(serializers.ModelSerializer):
    """One edition of minutes without its file, which has an endpoint of its own."""

    meeting = _public_id(Meeting)

    class Meta:
        model = Minutes
        fields = [
            "public_id",
            "meeting",
            "edition",
            "reason",
            "state",
            "mark",
            "number",
            "issuer",
            "body",
            "present",
            "excused",
            "observers",
            "issued_on",
            "content_digest",
            "document_digest",
            "version",
        ]
        read_only_fields = fields
