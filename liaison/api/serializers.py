"""Bodies, meetings, agendas, resolutions and minutes as machines read them."""

from typing import Any

from rest_framework import serializers

from liaison.models import (
    AgendaItem,
    Attendance,
    Body,
    Countersignature,
    Meeting,
    Membership,
    Minutes,
    Resolution,
)
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
            "items_due_on",
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
            "is_from_register",
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
            "called_at",
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
            "round",
            "countersign_by",
            "issued_on",
            "content_digest",
            "document_digest",
            "version",
        ]
        read_only_fields = fields


class AttendanceSerializer(serializers.ModelSerializer):
    """A unit at a meeting as numbers; the line goes when the minutes are drafted."""

    meeting = _public_id(Meeting)
    unit = serializers.CharField(source="unit_label", read_only=True)

    class Meta:
        model = Attendance
        fields = [
            "public_id",
            "meeting",
            "unit",
            "expected_count",
            "present_count",
            "excused_count",
        ]
        read_only_fields = fields


class CountersignatureSerializer(serializers.ModelSerializer):
    """What one unit answered to one circulation of a draft of minutes."""

    minutes = _public_id(Minutes)
    unit = serializers.CharField(read_only=True)

    class Meta:
        model = Countersignature
        fields = ["public_id", "minutes", "round", "unit", "state", "words", "answered_at"]
        read_only_fields = fields


class WallItemSerializer(serializers.Serializer):
    """An item of the agenda as the room sees it."""

    public_id = serializers.UUIDField(source="item.public_id")
    position = serializers.IntegerField(source="item.position")
    title = serializers.CharField(source="item.title")
    state = serializers.CharField(source="item.state")
    is_current = serializers.BooleanField()


class HeadcountSerializer(serializers.Serializer):
    """Numbers only; ``needed`` is null where the body has no quorum."""

    expected = serializers.IntegerField()
    present = serializers.IntegerField()
    excused = serializers.IntegerField()
    needed = serializers.IntegerField(allow_null=True)
    is_quorate = serializers.BooleanField()


class WallSerializer(serializers.Serializer):
    """What the wall of the room shows."""

    count = HeadcountSerializer()
    items = WallItemSerializer(many=True)
    resolutions = ResolutionSerializer(many=True)
