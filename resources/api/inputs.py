"""What the deeds of the lists take over HTTP: their keywords, checked."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from orgs.api.fields import PartialDateField, VisibleOrgField, VisiblePartnerField
from partybuild.partial_dates import as_stored
from resources.api.fields import VisibleRowField
from resources.enums import (
    BeneficiaryKind,
    FundingSource,
    ProjectClass,
    ResourceClass,
    Urgency,
)
from resources.models import Match, Need, Resource


def words(length: int) -> serializers.CharField:
    """A text that may be left out or empty."""
    return serializers.CharField(required=False, allow_blank=True, max_length=length)


def day() -> serializers.DateField:
    """A day that may be left out or unknown."""
    return serializers.DateField(required=False, allow_null=True)


def amount() -> serializers.DecimalField:
    return serializers.DecimalField(12, 2, required=False, min_value=0)


class OwnerInput(serializers.Serializer):
    """Whose row it is: one organisation's or one partner unit's."""

    owner_org = VisibleOrgField(required=False)
    owner_partner = VisiblePartnerField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        owners = [attrs.pop(name, None) for name in ("owner_org", "owner_partner")]
        named = [owner for owner in owners if owner is not None]
        if len(named) != 1:
            raise serializers.ValidationError(
                {"owner_org": _("Name one organisation or one partner unit.")}
            )
        return super().validate({**attrs, "owner": named[0]})


class FilingInput(OwnerInput):
    """A new row, and why the office files it where a unit does not do so itself."""

    resource_class = serializers.ChoiceField(ResourceClass.choices)
    submit = serializers.BooleanField(default=False)
    on_behalf = serializers.CharField(default="", allow_blank=True, max_length=500)


class ClaimInput(OwnerInput):
    """Who takes the need on, and with what: a resource of its own, or what it says it will do."""

    resource = VisibleRowField(Resource, required=False)
    words = serializers.CharField(default="", allow_blank=True, max_length=500)
    quantity = serializers.DecimalField(12, 2, required=False, min_value=0)


class NeedFactsInput(serializers.Serializer):
    """Plain facts of a need; those that are not sent stay as they are."""

    title = words(120)
    content = words(2000)
    beneficiary_kind = serializers.ChoiceField(BeneficiaryKind.choices, required=False)
    beneficiary_code = words(40)
    beneficiary_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    quantity = amount()
    unit = words(20)
    urgency = serializers.ChoiceField(Urgency.choices, required=False)
    wished_text = words(60)
    wished = PartialDateField(required=False, allow_null=True)
    starts_on = day()
    ends_on = day()
    recurrence_text = words(60)
    contact_name = words(60)
    contact_phone = words(30)
    remark = words(300)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return as_stored(super().validate(attrs), "wished")


class FileNeedInput(FilingInput, NeedFactsInput):
    pass


class AmendNeedInput(NeedFactsInput):
    resource_class = serializers.ChoiceField(ResourceClass.choices, required=False)


class MergeInput(serializers.Serializer):
    into = VisibleRowField(Need)
    reason = serializers.CharField(max_length=500)


class ResourceFactsInput(serializers.Serializer):
    """Plain facts of a resource; those that are not sent stay as they are."""

    title = words(120)
    content = words(2000)
    quantity = amount()
    unit = words(20)
    seat_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    available_text = words(60)
    starts_on = day()
    ends_on = day()
    place = words(120)
    contact_name = words(60)
    contact_phone = words(30)
    remark = words(300)


class FileResourceInput(FilingInput, ResourceFactsInput):
    pass


class AmendResourceInput(ResourceFactsInput):
    resource_class = serializers.ChoiceField(ResourceClass.choices, required=False)


class ProposeInput(serializers.Serializer):
    need = VisibleRowField(Need)
    resource = VisibleRowField(Resource)
    quantity = serializers.DecimalField(12, 2, required=False, min_value=0)


class ProjectFactsInput(serializers.Serializer):
    """Plain facts of a project; those that are not sent stay as they are."""

    summary = words(2000)
    funding_source = serializers.ChoiceField(
        FundingSource.choices, required=False, allow_blank=True
    )
    responsible_name = words(60)
    starts_on = day()
    due_on = day()


class FileProjectInput(ProjectFactsInput):
    match = VisibleRowField(Match)
    name = serializers.CharField(max_length=120)


class AmendProjectInput(ProjectFactsInput):
    name = serializers.CharField(required=False, max_length=120)


class ClassifyInput(serializers.Serializer):
    project_class = serializers.ChoiceField(ProjectClass.choices)
    grant = serializers.DecimalField(12, 2, required=False, min_value=0)
    funding_source = serializers.ChoiceField(
        FundingSource.choices, required=False, allow_blank=True
    )
    reason = words(300)


class EndorseInput(serializers.Serializer):
    endorsement = serializers.CharField(max_length=60)


class ReportInput(serializers.Serializer):
    """How far it has come; a project with milestones leaves the percentage to them."""

    progress = serializers.IntegerField(min_value=0, max_value=100, required=False)
    outcome = words(2000)


class AppraiseInput(serializers.Serializer):
    appraisal = serializers.CharField(max_length=2000)


class ArchiveInput(serializers.Serializer):
    closing_summary = serializers.CharField(max_length=300)
