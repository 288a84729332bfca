"""Scores, objections, plates and what follows them over HTTP."""

from typing import Any

from rest_framework import serializers

from grids.api.rating_fields import ItemOfRoundField
from grids.models import (
    Estate,
    FirmScore,
    Objection,
    Plate,
    PropertyFirm,
    RatingRound,
    Sanction,
)
from grids.rating_enums import ObjectionAction, SanctionAction, SanctionKind
from grids.services import objections, sanctions
from orgs.api.deeds import CreatingMixin, NoInput, NounViewSet, ReasonInput, creates, steps
from orgs.api.fields import VisibleByIdField


class FirmScoreSerializer(serializers.ModelSerializer):
    """A score with its explanation; without an estate it is the firm's as a whole."""

    rating_round = serializers.SlugRelatedField[RatingRound](slug_field="public_id", read_only=True)
    firm = serializers.SlugRelatedField[PropertyFirm](slug_field="public_id", read_only=True)
    estate = serializers.SlugRelatedField[Estate](slug_field="public_id", read_only=True)

    class Meta:
        model = FirmScore
        fields = [
            "public_id",
            "rating_round",
            "firm",
            "estate",
            "household_count",
            "points",
            "satisfaction",
            "on_time",
            "plate",
            "rank",
            "reasons",
            "parts",
        ]
        read_only_fields = fields


class FirmScoreViewSet(NounViewSet):
    """Scores of your sub-district; from the announcement on those of your firm."""

    queryset = FirmScore.objects.none()
    serializer_class = FirmScoreSerializer

    def get_queryset(self) -> Any:
        return FirmScore.objects.visible_to(self.request.user).for_list().in_order()


class ObjectionSerializer(serializers.ModelSerializer):
    score = serializers.SlugRelatedField[FirmScore](slug_field="public_id", read_only=True)
    item = serializers.CharField(source="item.key", default=None, read_only=True)

    class Meta:
        model = Objection
        fields = [
            "public_id",
            "score",
            "item",
            "words",
            "state",
            "filed_on",
            "first_words",
            "decision",
            "decided_on",
        ]
        read_only_fields = fields


class FileObjectionInput(serializers.Serializer):
    score = VisibleByIdField(FirmScore)
    words = serializers.CharField(max_length=1000)


class WordsInput(serializers.Serializer):
    words = serializers.CharField(max_length=1000)


class DecisionInput(serializers.Serializer):
    decision = serializers.CharField(max_length=1000)


class UpholdInput(DecisionInput):
    item = ItemOfRoundField()
    value = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0)


@creates(objections.file_objection, FileObjectionInput)
@steps(
    "objection",
    {
        ObjectionAction.EXAMINE: (objections.examine_objection, WordsInput),
        ObjectionAction.UPHOLD: (objections.uphold_objection, UpholdInput),
        ObjectionAction.DISMISS: (objections.dismiss_objection, DecisionInput),
    },
)
class ObjectionViewSet(CreatingMixin, NounViewSet):
    """Objections of the firms of your sub-district, or of your own firm."""

    queryset = Objection.objects.none()
    serializer_class = ObjectionSerializer
    filterset_fields = ["state"]

    def get_queryset(self) -> Any:
        return Objection.objects.visible_to(self.request.user).for_list()


class PlateSerializer(serializers.ModelSerializer):
    rating_round = serializers.SlugRelatedField[RatingRound](slug_field="public_id", read_only=True)
    firm = serializers.SlugRelatedField[PropertyFirm](slug_field="public_id", read_only=True)

    class Meta:
        model = Plate
        fields = ["public_id", "rating_round", "firm", "kind", "points", "rank", "reasons"]
        read_only_fields = fields


class PlateViewSet(NounViewSet):
    """Published plates of the firms within your reach, the latest first."""

    queryset = Plate.objects.none()
    serializer_class = PlateSerializer
    filterset_fields = ["kind"]

    def get_queryset(self) -> Any:
        return Plate.objects.visible_to(self.request.user).for_list().latest_first()


class SanctionSerializer(serializers.ModelSerializer):
    plate = serializers.SlugRelatedField[Plate](slug_field="public_id", read_only=True)

    class Meta:
        model = Sanction
        fields = [
            "public_id",
            "plate",
            "kind",
            "state",
            "words",
            "due_on",
            "is_serious",
            "evidence",
            "done_on",
        ]
        read_only_fields = fields


class ProposeSanctionInput(serializers.Serializer):
    plate = VisibleByIdField(Plate)
    kind = serializers.ChoiceField(SanctionKind.choices)
    words = serializers.CharField(max_length=300)
    due_on = serializers.DateField()
    is_serious = serializers.BooleanField(default=False)


class EvidenceInput(serializers.Serializer):
    evidence = serializers.CharField(max_length=300)


@creates(sanctions.propose_sanction, ProposeSanctionInput)
@steps(
    "sanction",
    {
        SanctionAction.APPROVE: (sanctions.approve_sanction, NoInput),
        SanctionAction.BEGIN: (sanctions.begin_sanction, NoInput),
        SanctionAction.FINISH: (sanctions.finish_sanction, EvidenceInput),
        SanctionAction.DROP: (sanctions.drop_sanction, ReasonInput),
    },
)
class SanctionViewSet(CreatingMixin, NounViewSet):
    """What follows the plates of your sub-district, or of your own firm."""

    queryset = Sanction.objects.none()
    serializer_class = SanctionSerializer
    filterset_fields = ["state", "kind"]

    def get_queryset(self) -> Any:
        return Sanction.objects.visible_to(self.request.user).for_list()
