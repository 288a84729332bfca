"""The quarterly rating over HTTP: schemes, rounds, rated estates and their sheets."""

from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from grids.api.firms import VisibleFirmField
from grids.api.rating_analysis import RoundAnalysisMixin
from grids.api.rating_fields import (
    FillSheetInput,
    FindingOfRoundField,
    VetoOfRoundField,
    WordSchemeInput,
)
from grids.models import Estate, PropertyFirm, RatingInput, RatingRound, RatingScheme, RatingUnit
from grids.rating_enums import RatingAction, SchemeAction
from grids.services import rating_openings, rating_rounds, rating_schemes, rating_sheets
from grids.services.rating_schemes import RULES
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
from orgs.models import Org


class RatingItemSerializer(serializers.Serializer):
    """One item of a scheme."""

    key = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    kind = serializers.CharField(read_only=True)
    dimension = serializers.CharField(source="dimension.name", default="", read_only=True)
    points = serializers.DecimalField(max_digits=5, decimal_places=2, read_only=True)
    source: Any = serializers.CharField(read_only=True)
    remark = serializers.CharField(read_only=True)


class RatingSchemeSerializer(serializers.ModelSerializer):
    """A version of what the firms are rated by, with its items and vetoes."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    items = RatingItemSerializer(many=True, read_only=True)
    vetoes = serializers.SlugRelatedField(slug_field="name", many=True, read_only=True)  # type: ignore[var-annotated]  # of vetoes

    class Meta:
        model = RatingScheme
        fields = [
            "public_id",
            "street",
            "number",
            "state",
            *RULES,
            "items",
            "vetoes",
            "confirmed_at",
            "version",
        ]
        read_only_fields = fields


class RulesInput(serializers.ModelSerializer):
    """Thresholds, caps, samples and days of a draft; what is not sent stays."""

    class Meta:
        model = RatingScheme
        fields = list(RULES)
        extra_kwargs = {name: {"required": False} for name in RULES}


class StreetInput(serializers.Serializer):
    street = VisibleOrgField()


@creates(rating_schemes.draft_scheme, StreetInput)
@amends("scheme", rating_schemes.amend_scheme, RulesInput)
@steps(
    "scheme",
    {
        "word": (rating_schemes.word_scheme, WordSchemeInput),
        SchemeAction.CONFIRM: (rating_schemes.confirm_scheme, NoInput),
        SchemeAction.RETIRE: (rating_schemes.retire_scheme, ReasonInput),
    },
)
class RatingSchemeViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """What the property firms of your sub-district are rated by."""

    queryset = RatingScheme.objects.none()
    serializer_class = RatingSchemeSerializer
    filterset_fields = ["state"]

    def get_queryset(self) -> Any:
        rows = RatingScheme.objects.visible_to(self.request.user).for_list()
        return rows.prefetch_related("items__dimension", "vetoes")


class RatingRoundSerializer(serializers.ModelSerializer):
    """A round; its scores are read under ``firm-scores``."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    scheme = serializers.SlugRelatedField[RatingScheme](slug_field="public_id", read_only=True)

    class Meta:
        model = RatingRound
        fields = [
            "public_id",
            "street",
            "year",
            "quarter",
            "scheme",
            "state",
            "cut_off_on",
            "publish_by",
            "fingerprint",
            "result_digest",
            "announced_on",
            "objections_until",
            "published_on",
            "version",
        ]
        read_only_fields = fields


class OpenRoundInput(serializers.Serializer):
    street = VisibleOrgField()
    year = serializers.IntegerField(min_value=2000, max_value=2100)
    quarter = serializers.IntegerField(min_value=1, max_value=4)


class ReopenInput(ReasonInput):
    cut_off_on = serializers.DateField()


class WordsInput(serializers.Serializer):
    words = serializers.CharField(max_length=1000)


class DueInput(serializers.Serializer):
    due_on = serializers.DateField()


class NoteVetoInput(serializers.Serializer):
    firm = VisibleFirmField()
    veto = VetoOfRoundField()
    basis = serializers.CharField(max_length=200)


class WithdrawVetoInput(ReasonInput):
    finding = FindingOfRoundField()


@creates(rating_openings.open_round, OpenRoundInput)
@steps(
    "rating_round",
    {
        RatingAction.COLLECT: (rating_openings.collect_round, NoInput),
        RatingAction.REOPEN: (rating_openings.reopen_round, ReopenInput),
        RatingAction.SCORE: (rating_rounds.score_round, NoInput),
        RatingAction.REVIEW: (rating_rounds.review_round, WordsInput),
        RatingAction.RETURN: (rating_rounds.return_round, ReasonInput),
        RatingAction.ANNOUNCE: (rating_rounds.announce_round, NoInput),
        RatingAction.PUBLISH: (rating_rounds.publish_round, NoInput),
        RatingAction.RECTIFY: (rating_rounds.begin_consequences, DueInput),
        RatingAction.ARCHIVE: (rating_rounds.archive_round, NoInput),
        "note_veto": (rating_sheets.note_veto, NoteVetoInput),
        "withdraw_veto": (rating_sheets.withdraw_veto, WithdrawVetoInput),
    },
)
class RatingRoundViewSet(RoundAnalysisMixin, CreatingMixin, NounViewSet):
    """The quarterly ratings of your sub-district, or those that rate your firm."""

    queryset = RatingRound.objects.none()
    serializer_class = RatingRoundSerializer
    filterset_fields = ["state", "year", "quarter"]

    def get_queryset(self) -> Any:
        return RatingRound.objects.visible_to(self.request.user).for_list()


class RatingInputSerializer(serializers.ModelSerializer):
    item = serializers.CharField(source="item.key", read_only=True)

    class Meta:
        model = RatingInput
        fields = ["item", "source", "value", "basis", "record_url", "is_carried"]
        read_only_fields = fields


class RatingUnitSerializer(serializers.ModelSerializer):
    """A firm at an estate in a round, with what was put in for it."""

    rating_round = serializers.SlugRelatedField[RatingRound](slug_field="public_id", read_only=True)
    firm = serializers.SlugRelatedField[PropertyFirm](slug_field="public_id", read_only=True)
    estate = serializers.SlugRelatedField[Estate](slug_field="public_id", read_only=True)
    inputs = RatingInputSerializer(many=True, read_only=True)

    class Meta:
        model = RatingUnit
        fields = [
            "public_id",
            "rating_round",
            "firm",
            "estate",
            "household_count",
            "contract_days",
            "inputs",
        ]
        read_only_fields = fields


@steps("unit", {"fill": (rating_sheets.fill_sheet, FillSheetInput)})
class RatingUnitViewSet(NounViewSet):
    """The rated estates within your reach, and those of your firm."""

    queryset = RatingUnit.objects.none()
    serializer_class = RatingUnitSerializer

    def get_queryset(self) -> Any:
        rows = RatingUnit.objects.visible_to(self.request.user).for_list()
        rows = rows.select_related("firm__partner", "rating_round__scheme", "estate__street")
        inputs = RatingInput.objects.visible_to(self.request.user).select_related("item")
        return rows.prefetch_related(Prefetch("inputs", inputs))
