"""Matters over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from liaison.api.proposal_filters import MatterFilter, MattersEditionFilter
from liaison.matter_enums import MatterAction
from liaison.models import Matter, MattersEdition
from liaison.selectors.matters import effect_of, list_document
from liaison.services import matters
from liaison.services.matter_lists import publish_matters
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
from orgs.api.fields import VisibleOrgField, VisiblePartnerField
from orgs.api.papers import PaperRenderer, paper_schema
from orgs.models import Org, Partner
from partybuild.documents import docx_file, render
from resources.api.inputs import words
from resources.api.serializers import coded
from resources.api.viewsets import CodedViewSet


class MatterFactsInput(serializers.Serializer):
    """What is asked of communities; the time is what one of them spends in a month."""

    department = words(120)
    funding = words(200)
    is_everywhere = serializers.BooleanField(required=False)
    communities = VisibleOrgField(many=True, required=False)
    forms_a_month = serializers.IntegerField(required=False, min_value=0, max_value=1000)
    time_a_month = serializers.DurationField(required=False)


class ApplyForMatterInput(MatterFactsInput):
    """An application of a partner unit, or of an organisation for a department of its own."""

    owner_org = VisibleOrgField(required=False)
    owner_partner = VisiblePartnerField(required=False)
    on_behalf = words(500)
    title = serializers.CharField(max_length=120)
    content = serializers.CharField(max_length=2000)
    basis = serializers.CharField(max_length=300)
    wished_from = serializers.DateField()
    wished_until = serializers.DateField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        owners = [attrs.pop(name, None) for name in ("owner_org", "owner_partner")]
        found = [owner for owner in owners if owner is not None]
        if len(found) != 1:
            raise serializers.ValidationError({"owner_org": "name one owner"})
        return {**attrs, "owner": found[0]}


class AmendMatterInput(MatterFactsInput):
    title = serializers.CharField(max_length=120, required=False)
    content = serializers.CharField(max_length=2000, required=False)
    basis = serializers.CharField(max_length=300, required=False)
    wished_from = serializers.DateField(required=False)
    wished_until = serializers.DateField(required=False)


class ReviewMatterInput(serializers.Serializer):
    opinion = serializers.CharField(max_length=500)


class AdmitMatterInput(serializers.Serializer):
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)


class RenewMatterInput(ReasonInput):
    ends_on = serializers.DateField()


class MatterSerializer(serializers.ModelSerializer):
    """A matter: what it asks, of whom, on which basis, for how long."""

    street = coded()
    owner_org = coded()
    owner_partner = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    communities = serializers.SlugRelatedField[Org](slug_field="code", many=True, read_only=True)

    class Meta:
        model = Matter
        fields = [
            "public_id",
            "code",
            "street",
            "owner_org",
            "owner_partner",
            "department",
            "title",
            "content",
            "basis",
            "funding",
            "is_everywhere",
            "communities",
            "forms_a_month",
            "time_a_month",
            "wished_from",
            "wished_until",
            "state",
            "opinion",
            "starts_on",
            "ends_on",
            "reason",
            "created_at",
            "version",
        ]
        read_only_fields = fields


class EffectSerializer(serializers.Serializer):
    """What the matter adds for each community it is asked of, and where that leads at most."""

    communities = serializers.IntegerField()
    forms = serializers.IntegerField()
    minutes = serializers.IntegerField()
    most_forms = serializers.IntegerField()
    most_minutes = serializers.IntegerField()


@creates(matters.apply_for_matter, ApplyForMatterInput)
@amends("matter", matters.amend_matter, AmendMatterInput)
@steps(
    "matter",
    {
        MatterAction.REVIEW: (matters.review_matter, ReviewMatterInput),
        MatterAction.SEND_BACK: (matters.send_back_matter, ReasonInput),
        MatterAction.HAND_IN: (matters.hand_in_matter, NoInput),
        MatterAction.ADMIT: (matters.admit_matter, AdmitMatterInput),
        MatterAction.DECLINE: (matters.decline_matter, ReasonInput),
        MatterAction.RENEW: (matters.renew_matter, RenewMatterInput),
        MatterAction.END: (matters.end_matter, ReasonInput),
        MatterAction.WITHDRAW: (matters.withdraw_matter, NoInput),
    },
)
class MatterViewSet(CreatingMixin, AmendingMixin, CodedViewSet):
    """Your applications, and all matters admitted in your sub-district."""

    queryset = Matter.objects.none()
    serializer_class = MatterSerializer
    filterset_class = MatterFilter
    search_fields = ["code", "title", "department", "content"]
    ordering_fields = ["code", "created_at", "ends_on"]

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related("communities")

    @extend_schema(responses=EffectSerializer)
    @action(detail=True)
    def effect(self, request: Request, **kwargs: Any) -> Response:
        """What each community would fill in and spend if the matter were admitted as well."""
        effect = effect_of(self.get_object(), timezone.localdate())
        return Response(EffectSerializer(effect).data)


class PublishMattersInput(serializers.Serializer):
    street = VisibleOrgField()


class MattersEditionSerializer(serializers.ModelSerializer):
    """The list of matters as it was published."""

    street = coded()
    number = serializers.CharField(read_only=True)

    class Meta:
        model = MattersEdition
        fields = ["public_id", "street", "number", "year", "edition", "published_on", "lines"]
        read_only_fields = fields


@creates(publish_matters, PublishMattersInput)
class MattersEditionViewSet(CreatingMixin, NounViewSet):
    """The lists of matters that the sub-districts have published."""

    queryset = MattersEdition.objects.none()
    serializer_class = MattersEditionSerializer
    filterset_class = MattersEditionFilter
    search_fields = ["street__name"]
    ordering_fields = ["year", "edition", "published_on"]

    def get_queryset(self) -> Any:
        return MattersEdition.objects.visible_to(self.request.user).for_list()

    @paper_schema
    @action(detail=True, renderer_classes=[JSONRenderer, PaperRenderer])
    def document(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """The published list as .docx."""
        edition = self.get_object()
        return docx_file(render(list_document(edition)), str(edition))
