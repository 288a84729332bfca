"""Organisations and postings as machines read them, and the input of their deeds."""

from typing import Any

from rest_framework import serializers

from orgs.api.fields import PartialDateField, VisibleOrgField
from orgs.enums import BranchType, OrgKind, PostKind, SetUpMode
from orgs.models import Org, OrgTag, Posting
from partybuild.pages import masked
from partybuild.partial_dates import as_stored


class OrgSerializer(serializers.ModelSerializer):
    parent = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field called parent
    tags = serializers.SlugRelatedField[OrgTag](slug_field="name", many=True, read_only=True)
    successors = serializers.SlugRelatedField[Org](slug_field="code", many=True, read_only=True)
    elected = PartialDateField(read_only=True)
    founded = PartialDateField(read_only=True)
    term_ends = PartialDateField(read_only=True)

    class Meta:
        model = Org
        fields = [
            "public_id",
            "code",
            "name",
            "kind",
            "level",
            "parent",
            "branch_type",
            "set_up_mode",
            "founded",
            "elected",
            "term_ends",
            "works_until",
            "committee_count",
            "residents_committee",
            "member_count",
            "probationary_count",
            "mobile_count",
            "directly_managed_count",
            "in_service_count",
            "co_managed_count",
            "approved_post_count",
            "area_sqm",
            "remark",
            "tags",
            "status",
            "closed_on",
            "successors",
            "version",
        ]
        read_only_fields = fields

    def get_parent(self, org: Org) -> str | None:
        """The code of the superior; of the one of then, when the rows are those of a day."""
        if hasattr(org, "superior_then_code"):
            return org.superior_then_code
        return org.parent.code if org.parent else None


class OrgFactsInput(serializers.Serializer):
    """Plain facts of an organisation; those that are not sent stay as they are."""

    branch_type = serializers.ChoiceField(BranchType.choices, required=False, allow_blank=True)
    set_up_mode = serializers.ChoiceField(SetUpMode.choices, required=False, allow_blank=True)
    founded = PartialDateField(required=False, allow_null=True)
    term_ends = PartialDateField(required=False, allow_null=True)
    member_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    probationary_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    mobile_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    elected = PartialDateField(required=False, allow_null=True)
    works_until = serializers.DateField(required=False, allow_null=True)
    committee_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    residents_committee = serializers.CharField(required=False, allow_blank=True, max_length=120)
    directly_managed_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    in_service_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    co_managed_count = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    approved_post_count = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=999
    )
    area_sqm = serializers.DecimalField(9, 2, required=False, allow_null=True, min_value=0)
    remark = serializers.CharField(required=False, allow_blank=True, max_length=300)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return as_stored(attrs, "founded", "elected", "term_ends")


class AmendOrgInput(OrgFactsInput):
    name = serializers.CharField(required=False, max_length=120)


class OpenOrgInput(OrgFactsInput):
    """A new organisation; without a parent it founds a sub-district."""

    code = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=120)
    kind = serializers.ChoiceField(OrgKind.choices)
    parent = VisibleOrgField(allow_null=True, default=None)  # type: ignore[assignment]  # the same


class MoveOrgInput(serializers.Serializer):
    new_parent = VisibleOrgField()
    on = serializers.DateField(required=False)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


class CloseInput(serializers.Serializer):
    on = serializers.DateField()
    reason = serializers.CharField(max_length=500)


class PostingSerializer(serializers.ModelSerializer):
    """Who holds which post. The phone is masked: reading it is a deed of its own."""

    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    work_phone = serializers.SerializerMethodField()

    class Meta:
        model = Posting
        fields = [
            "public_id",
            "org",
            "kind",
            "person_name",
            "work_phone",
            "source",
            "is_full_time",
            "is_concurrent",
            "starts_on",
            "ends_on",
        ]
        read_only_fields = fields

    def get_work_phone(self, posting: Posting) -> str:
        return masked(posting.work_phone)


class PostingFactsInput(serializers.Serializer):
    work_phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    source = serializers.CharField(required=False, allow_blank=True, max_length=60)  # type: ignore[assignment]  # a fact called source
    is_full_time = serializers.BooleanField(required=False, allow_null=True)
    is_concurrent = serializers.BooleanField(required=False)
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)


class FillPostInput(PostingFactsInput):
    org = VisibleOrgField()
    kind = serializers.ChoiceField(PostKind.choices)
    person_name = serializers.CharField(max_length=60)


class AmendPostingInput(PostingFactsInput):
    kind = serializers.ChoiceField(PostKind.choices, required=False)
    person_name = serializers.CharField(required=False, max_length=60)


class EndPostInput(serializers.Serializer):
    on = serializers.DateField()
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)
