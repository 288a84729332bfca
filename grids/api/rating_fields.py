"""Rows of a rating named in requests; one the caller cannot see does not exist."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from grids.models import RatingItem, RatingVeto, VetoFinding
from grids.rating_enums import ITEM_SOURCES, ItemKind, RatingSheet
from grids.services.rating_schemes import ItemLine
from grids.services.rating_sheets import Entry


@extend_schema_field(OpenApiTypes.STR)
class ItemOfRoundField(serializers.SlugRelatedField):
    """An item by its key, in the scheme of the row the request is about."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="key", **kwargs)

    def get_queryset(self) -> Any:
        row = self.context["view"].get_object()
        return RatingItem.objects.filter(scheme=row.rating_round.scheme_id)


@extend_schema_field(OpenApiTypes.STR)
class VetoOfRoundField(serializers.SlugRelatedField):
    """A veto of the round's scheme, by its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="name", **kwargs)

    def get_queryset(self) -> Any:
        row = self.context["view"].get_object()
        return RatingVeto.objects.filter(scheme=row.scheme_id)


class FindingOfRoundField(serializers.PrimaryKeyRelatedField):
    """A veto that was found in the round."""

    def get_queryset(self) -> Any:
        return VetoFinding.objects.filter(rating_round=self.context["view"].get_object())


class EntryInput(serializers.Serializer):
    """Points for one item; null takes them off the sheet."""

    item = serializers.SlugField()
    value = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, allow_null=True)
    basis = serializers.CharField(default="", allow_blank=True, max_length=200)


class FillSheetInput(serializers.Serializer):
    sheet = serializers.ChoiceField(RatingSheet.choices)
    entries = EntryInput(many=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        entries = {each["item"]: Entry(each["value"], each["basis"]) for each in attrs["entries"]}
        return {"sheet": attrs["sheet"], "entries": entries}


class LineInput(serializers.Serializer):
    """One item of a scheme."""

    key = serializers.SlugField(default="", allow_blank=True, max_length=30)
    name = serializers.CharField(max_length=80)
    kind = serializers.ChoiceField(ItemKind.choices, default=ItemKind.BASIC)
    dimension = serializers.CharField(default="", allow_blank=True, max_length=60)
    points = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, max_value=100)
    source: Any = serializers.ChoiceField([(each.value, each.label) for each in ITEM_SOURCES])
    remark = serializers.CharField(default="", allow_blank=True, max_length=200)


class WordSchemeInput(serializers.Serializer):
    lines = LineInput(many=True)
    vetoes = serializers.ListField(child=serializers.CharField(max_length=120))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {**attrs, "lines": [ItemLine(**line) for line in attrs["lines"]]}
