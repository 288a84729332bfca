"""Wishes over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from rest_framework import serializers

from orgs.api.deeds import (
    AmendingMixin,
    CreatingMixin,
    NoInput,
    ReasonInput,
    amends,
    creates,
    steps,
)
from orgs.api.fields import VisibleOrgField, VisiblePartnerField
from orgs.models import Partner
from resources.api.inputs import words
from resources.api.pledge_filters import WishApiFilter
from resources.api.serializers import coded
from resources.api.viewsets import CodedViewSet
from resources.models import Wish
from resources.pledge_enums import AgeBand, Satisfaction, WishAction, WishKind
from resources.services import wishes


class AmendWishInput(serializers.Serializer):
    kind = serializers.ChoiceField(WishKind.choices, required=False)
    age_band = serializers.ChoiceField(AgeBand.choices, required=False)
    content = serializers.CharField(required=False, max_length=500)
    remark = words(300)


class GatherWishInput(serializers.Serializer):
    community = VisibleOrgField()
    kind = serializers.ChoiceField(WishKind.choices)
    age_band = serializers.ChoiceField(AgeBand.choices)
    content = serializers.CharField(max_length=500)
    remark = words(300)


class UnitInput(serializers.Serializer):
    """Which unit; the office says why it stands in for it."""

    partner = VisiblePartnerField()
    on_behalf = serializers.CharField(default="", allow_blank=True, max_length=500)


class OutcomeInput(serializers.Serializer):
    outcome = serializers.CharField(max_length=500)


class OutcomeOnBehalfInput(OutcomeInput, ReasonInput):
    pass


class AppraiseWishInput(serializers.Serializer):
    satisfaction = serializers.ChoiceField(Satisfaction.choices)
    appraisal = words(500)


class WishSerializer(serializers.ModelSerializer):
    """A wish: nobody's name, only a kind, an age band and a text."""

    street = coded()
    community = coded()
    claimant = serializers.SlugRelatedField[Partner](slug_field="public_id", read_only=True)
    need = coded()

    class Meta:
        model = Wish
        fields = [
            "public_id",
            "code",
            "street",
            "community",
            "kind",
            "age_band",
            "content",
            "remark",
            "state",
            "published_on",
            "claim_by",
            "claimant",
            "claimed_on",
            "outcome",
            "fulfilled_on",
            "satisfaction",
            "appraisal",
            "need",
            "created_at",
            "version",
        ]
        read_only_fields = fields


@creates(wishes.gather_wish, GatherWishInput)
@amends("wish", wishes.amend_wish, AmendWishInput)
@steps(
    "wish",
    {
        WishAction.REVIEW: (wishes.review_wish, NoInput),
        WishAction.SEND_BACK: (wishes.send_back_wish, ReasonInput),
        WishAction.HAND_IN: (wishes.hand_in_wish, NoInput),
        WishAction.PUBLISH: (wishes.publish_wish, NoInput),
        WishAction.WITHDRAW: (wishes.withdraw_wish, ReasonInput),
        WishAction.CLAIM: (wishes.claim_wish, UnitInput),
        WishAction.GIVE_UP: (wishes.give_wish_up, ReasonInput),
        WishAction.RELEASE: (wishes.release_wish, ReasonInput),
        WishAction.FULFIL: (wishes.fulfil_wish, OutcomeInput),
        WishAction.FULFIL_ON_BEHALF: (wishes.fulfil_wish_on_behalf, OutcomeOnBehalfInput),
        WishAction.CONFIRM: (wishes.confirm_wish, NoInput),
        WishAction.DOUBT: (wishes.doubt_wish, ReasonInput),
        WishAction.APPRAISE: (wishes.appraise_wish, AppraiseWishInput),
    },
)
class WishViewSet(CreatingMixin, AmendingMixin, CodedViewSet):
    """Wishes of your communities, those your unit claimed, and all that wait to be claimed."""

    queryset = Wish.objects.none()
    serializer_class = WishSerializer
    filterset_class = WishApiFilter
    search_fields = ["code", "content", "community__name"]
    ordering_fields = ["code", "created_at", "claim_by"]

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("need")
