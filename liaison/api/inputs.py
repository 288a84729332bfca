"""What the deeds of the app take from a request: the keywords of their services."""

from rest_framework import serializers

from liaison.body_enums import GroupSubject
from liaison.enums import BodyKind, Decision, MeetingKind, MembershipRole
from liaison.models import AgendaItem, Body, Meeting, Proposal
from orgs.api.fields import VisibleByIdField, VisibleOrgField, VisiblePartnerField
from resources.api.fields import VisibleRowField
from resources.models import Need, Project, Resource


class BodyRulesInput(serializers.Serializer):
    quorum_numerator = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    quorum_denominator = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    notice_workdays = serializers.IntegerField(required=False, min_value=0, max_value=30)
    parent = VisibleByIdField(Body, required=False, allow_null=True)  # type: ignore[assignment]  # the metaclass takes it away
    subject = serializers.ChoiceField(GroupSubject.choices, required=False, allow_blank=True)
    term_ends_on = serializers.DateField(required=False, allow_null=True)
    report_to = serializers.CharField(max_length=120, required=False, allow_blank=True)


class SetUpBodyInput(BodyRulesInput):
    org = VisibleOrgField()
    kind = serializers.ChoiceField(BodyKind.choices)
    name = serializers.CharField(max_length=120)


class AmendBodyInput(BodyRulesInput):
    kind = serializers.ChoiceField(BodyKind.choices, required=False)
    name = serializers.CharField(max_length=120, required=False)


class SeatFactsInput(serializers.Serializer):
    """A seat is held for an organisation, a partner unit or another unit: for one at most."""

    post = serializers.CharField(max_length=60, required=False, allow_blank=True)
    unit_org = VisibleOrgField(required=False, allow_null=True)
    unit_partner = VisiblePartnerField(required=False, allow_null=True)
    unit_name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    is_part_time = serializers.BooleanField(required=False)
    work_phone = serializers.CharField(max_length=30, required=False, allow_blank=True)
    ends_on = serializers.DateField(required=False, allow_null=True)


class SeatInput(SeatFactsInput):
    body = VisibleByIdField(Body)
    person_name = serializers.CharField(max_length=60)
    role = serializers.ChoiceField(MembershipRole.choices, default=MembershipRole.MEMBER)
    starts_on = serializers.DateField(required=False)


class AmendSeatInput(SeatFactsInput):
    person_name = serializers.CharField(max_length=60, required=False)


class ReappointInput(serializers.Serializer):
    ends_on = serializers.DateField(required=False, allow_null=True)


class EndSeatInput(serializers.Serializer):
    on = serializers.DateField()
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True)


class MeetingFactsInput(serializers.Serializer):
    items_due_on = serializers.DateField(required=False, allow_null=True)
    ends_at = serializers.DateTimeField(required=False, allow_null=True)
    papers_due_on = serializers.DateField(required=False, allow_null=True)
    contact_name = serializers.CharField(max_length=60, required=False, allow_blank=True)
    contact_phone = serializers.CharField(max_length=30, required=False, allow_blank=True)


class PlanMeetingInput(MeetingFactsInput):
    body = VisibleByIdField(Body)
    kind = serializers.ChoiceField(MeetingKind.choices)
    title = serializers.CharField(max_length=120)
    starts_at = serializers.DateTimeField()
    place = serializers.CharField(max_length=120)


class AmendMeetingInput(MeetingFactsInput):
    title = serializers.CharField(max_length=120, required=False)
    starts_at = serializers.DateTimeField(required=False)
    place = serializers.CharField(max_length=120, required=False)


class ConveneInput(serializers.Serializer):
    is_urgent = serializers.BooleanField(default=False)
    urgent_reason = serializers.CharField(max_length=300, required=False, allow_blank=True)


class HoldInput(serializers.Serializer):
    expected_count = serializers.IntegerField(min_value=0)
    present_count = serializers.IntegerField(min_value=0)
    excused_count = serializers.IntegerField(min_value=0, default=0)
    chair = serializers.CharField(max_length=120, required=False, allow_blank=True)
    present = serializers.CharField(required=False, allow_blank=True)
    excused = serializers.CharField(required=False, allow_blank=True)
    observers = serializers.CharField(required=False, allow_blank=True)


class RecountInput(HoldInput):
    """The attendance as it shall stand, with the version of the meeting that was read."""

    version = serializers.IntegerField(required=False)


class ChangePlaceInput(serializers.Serializer):
    place = serializers.CharField(max_length=120)
    reason = serializers.CharField(max_length=500)


class CountUnitInput(serializers.Serializer):
    present_count = serializers.IntegerField(min_value=0, max_value=9999)
    excused_count = serializers.IntegerField(min_value=0, max_value=9999)


class ExcuseUnitInput(serializers.Serializer):
    excused_count = serializers.IntegerField(min_value=0, max_value=9999)


class CirculateInput(serializers.Serializer):
    """The units that countersign: organisations by code, partner units by public id."""

    orgs = serializers.ListField(child=VisibleOrgField(), required=False)
    partners = serializers.ListField(child=VisiblePartnerField(), required=False)
    countersign_by = serializers.DateField()


class RescheduleInput(serializers.Serializer):
    items_due_on = serializers.DateField(required=False, allow_null=True)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(required=False, allow_null=True)
    place = serializers.CharField(max_length=120, required=False, allow_blank=True)


class ItemWordsInput(serializers.Serializer):
    title = serializers.CharField(max_length=200)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ProposeItemInput(ItemWordsInput):
    """An item is about one need, resource, project or proposal at most."""

    meeting = VisibleByIdField(Meeting)
    need = VisibleRowField(Need, required=False)
    resource = VisibleRowField(Resource, required=False)
    project = VisibleRowField(Project, required=False)
    proposal = VisibleRowField(Proposal, required=False)


class AmendItemInput(ItemWordsInput):
    title = serializers.CharField(max_length=200, required=False)


class PlaceItemInput(serializers.Serializer):
    position = serializers.IntegerField(min_value=1)


class ConcludeItemInput(serializers.Serializer):
    outcome = serializers.CharField(max_length=4000)


class CarryOverInput(serializers.Serializer):
    meeting = VisibleByIdField(Meeting)


class VotesInput(serializers.Serializer):
    """The votes as numbers; fewer may be present at the vote than at the opening."""

    present_count = serializers.IntegerField(min_value=0, required=False)
    against_count = serializers.IntegerField(min_value=0, required=False)
    abstained_count = serializers.IntegerField(min_value=0, required=False)


class RecordResolutionInput(VotesInput):
    item = VisibleByIdField(AgendaItem)
    text = serializers.CharField(max_length=2000)
    decision = serializers.ChoiceField(Decision.choices)
    for_count = serializers.IntegerField(min_value=0)


class AmendResolutionInput(VotesInput):
    text = serializers.CharField(max_length=2000, required=False)
    for_count = serializers.IntegerField(min_value=0, required=False)


class EditMinutesInput(serializers.Serializer):
    body = serializers.CharField(max_length=40_000, required=False)
    present = serializers.CharField(required=False, allow_blank=True)
    excused = serializers.CharField(required=False, allow_blank=True)
    observers = serializers.CharField(required=False, allow_blank=True)
