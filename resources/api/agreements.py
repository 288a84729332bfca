"""Check-ins and the years of units over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

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
from orgs.api.papers import PaperRenderer, paper_schema
from orgs.enums import PairingMode
from orgs.models import Partner
from partybuild.documents import docx_file, render
from resources.api.fields import VisibleRowField
from resources.api.inputs import words
from resources.api.pledge_filters import AgreementApiFilter, PledgeApiFilter
from resources.api.serializers import coded
from resources.api.wishes import UnitInput
from resources.models import Agreement, AnnualPledge, Project
from resources.models.pledges import LINKS, TYPED_COUNTS
from resources.pledge_enums import AgreementAction
from resources.selectors.agreement_papers import agreement_document
from resources.selectors.agreements import communities_to_check_in
from resources.services import agreements, pledges


class CommunityToCheckInField(VisibleOrgField):
    """A community of a sub-district in which the caller acts for units, named by its code."""

    def get_queryset(self) -> Any:
        return communities_to_check_in(reader=self.context["request"].user)


class ApplyInput(UnitInput):
    community = CommunityToCheckInField()
    mode = serializers.ChoiceField(PairingMode.choices)
    content = words(1000)


class SignInput(serializers.Serializer):
    signed_on = serializers.DateField()
    ends_on = serializers.DateField()


class RenewInput(serializers.Serializer):
    ends_on = serializers.DateField()


class AgreementSerializer(serializers.ModelSerializer):
    partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    community = coded()
    term_ends_on = serializers.SerializerMethodField()

    class Meta:
        model = Agreement
        fields = [
            "public_id",
            "partner",
            "community",
            "mode",
            "content",
            "state",
            "term_ends_on",
            "created_at",
            "version",
        ]
        read_only_fields = fields

    def get_term_ends_on(self, row: Agreement) -> str | None:
        if "term_ends_on" in row.__dict__:
            found = row.__dict__["term_ends_on"]
        else:
            found = row.pairing and row.pairing.agreement_ends_on
        return str(found) if found else None


@creates(agreements.apply_to_check_in, ApplyInput)
@steps(
    "agreement",
    {
        AgreementAction.ACCEPT: (agreements.accept_check_in, NoInput),
        AgreementAction.DECLINE: (agreements.decline_check_in, ReasonInput),
        AgreementAction.WITHDRAW: (agreements.withdraw_check_in, NoInput),
        AgreementAction.SIGN: (agreements.sign_agreement, SignInput),
        AgreementAction.RENEW: (agreements.renew_agreement, RenewInput),
        AgreementAction.END: (agreements.end_agreement, ReasonInput),
    },
)
class AgreementViewSet(CreatingMixin, NounViewSet):
    """Check-ins at your communities, and those of your unit."""

    queryset = Agreement.objects.none()
    serializer_class = AgreementSerializer
    filterset_class = AgreementApiFilter
    search_fields = ["partner__name", "community__name"]
    ordering_fields = ["created_at"]

    def get_queryset(self) -> Any:
        return Agreement.objects.visible_to(self.request.user).for_list()

    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def paper(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The agreement of the two as an official document (.docx)."""
        document = agreement_document(self.get_object())
        return docx_file(render(document), document.name)


class PledgeFactsInput(serializers.Serializer):
    """Counts and linked projects; what is not sent stays as it is."""

    remark = words(500)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name in ("member_count", *TYPED_COUNTS):
            fields[name] = serializers.IntegerField(required=False, min_value=0)
        for name in LINKS:
            fields[name] = VisibleRowField(Project, required=False, allow_null=True)
        return fields


class ReportPledgeInput(UnitInput, PledgeFactsInput):
    year = serializers.IntegerField()


class PledgeSerializer(serializers.ModelSerializer):
    """The year of a unit; ``wish_count`` is counted from the wishes it claimed."""

    partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    wish_count = serializers.SerializerMethodField()
    deed, activity, problem = coded(), coded(), coded()

    class Meta:
        model = AnnualPledge
        fields = [
            "public_id",
            "partner",
            "year",
            "member_count",
            *TYPED_COUNTS,
            "wish_count",
            *LINKS,
            "remark",
            "created_at",
            "version",
        ]
        read_only_fields = fields

    def get_wish_count(self, row: AnnualPledge) -> int:
        counted = row.__dict__.get("wish_count")
        if counted is None:
            fresh: Any = AnnualPledge.objects.with_wishes().get(pk=row.pk)
            counted = fresh.wish_count
        return int(counted)


@creates(pledges.report_pledge, ReportPledgeInput)
@amends("pledge", pledges.amend_pledge, PledgeFactsInput)
class PledgeViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """The annual five and three of your unit, or of the units you work with."""

    queryset = AnnualPledge.objects.none()
    serializer_class = PledgeSerializer
    filterset_class = PledgeApiFilter
    search_fields = ["partner__name"]
    ordering_fields = ["year", "created_at"]

    def get_queryset(self) -> Any:
        return AnnualPledge.objects.visible_to(self.request.user).for_list()
