"""The input of deeds that redraw the map, as machines send it."""

from typing import Any

from rest_framework import serializers

from orgs.api.fields import VisibleOrgField
from orgs.services.redrawing import Part


class RedrawInput(serializers.Serializer):
    """The day from which it holds, why, and what passes to the successor."""

    on = serializers.DateField()
    reason = serializers.CharField(max_length=500)
    roles_pass = serializers.BooleanField(default=False)
    belongings_pass = serializers.BooleanField(default=False)


class DestinationInput(serializers.Serializer):
    """An organisation below, and where it goes."""

    org = VisibleOrgField()
    parent = VisibleOrgField()  # type: ignore[assignment]  # a field called parent


class ParentsInput(RedrawInput):
    new_parents = DestinationInput(many=True, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        chosen = attrs.pop("new_parents", [])
        return {**attrs, "new_parents": {each["org"]: each["parent"] for each in chosen}}


class MergeInput(ParentsInput):
    orgs = VisibleOrgField(many=True, allow_empty=False)


class DissolveInput(ParentsInput):
    successor = VisibleOrgField(required=False, allow_null=True)


class PartInput(serializers.Serializer):
    """A new organisation, and which of the present children go to it."""

    code = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=120)
    children = VisibleOrgField(many=True, required=False)


class SplitInput(RedrawInput):
    parts = PartInput(many=True, allow_empty=False)
    closes = serializers.BooleanField(default=False)

    def validate_parts(self, parts: list[dict[str, Any]]) -> list[Part]:
        return [Part(**part) for part in parts]


class TagInput(serializers.Serializer):
    tags = serializers.ListField(child=serializers.CharField(max_length=20), max_length=10)
