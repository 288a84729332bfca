"""The input of redrawing grids over HTTP, and of the list of sources."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from grids.api.fields import VisibleGridField, VisibleGridPostField
from grids.models import Grid, GridPostSource
from grids.services import redrawing
from grids.services.movers import things_in
from orgs.api.fields import VisibleOrgField
from orgs.models import Org, User


class RedrawInput(serializers.Serializer):
    """From which day on, and why."""

    on = serializers.DateField()
    reason = serializers.CharField(max_length=500)


class PartInput(serializers.Serializer):
    """A new grid; ``things`` are public ids of what lies in the grid, by their kind."""

    code = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=120)
    org = VisibleOrgField(allow_null=True, default=None)
    children = VisibleGridField(many=True, default=list)
    posts = VisibleGridPostField(many=True, default=list)
    things = serializers.DictField(
        child=serializers.ListField(child=serializers.UUIDField()), default=dict
    )


class SplitInput(RedrawInput):
    parts = PartInput(many=True)
    is_retired = serializers.BooleanField(default=False)


class MergeInput(RedrawInput):
    """The grids that go into this one; ``org`` is the organisation of the merged grid."""

    grids = VisibleGridField(many=True)
    org = VisibleOrgField(allow_null=True)
    name = serializers.CharField(required=False, max_length=120)
    posts = VisibleGridPostField(many=True, default=list)


class GatherInput(RedrawInput):
    grids = VisibleGridField(many=True)


class SourceSerializer(serializers.ModelSerializer):
    """A word of a sub-district for where grid staff come from."""

    street = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)

    class Meta:
        model = GridPostSource
        fields = ["public_id", "street", "name", "aliases", "is_cadre", "is_used"]
        read_only_fields = fields


class KeepSourceInput(serializers.Serializer):
    street = VisibleOrgField()
    name = serializers.CharField(max_length=60)
    aliases = serializers.CharField(required=False, allow_blank=True, max_length=300)
    is_cadre = serializers.BooleanField(default=False)
    is_used = serializers.BooleanField(default=True)


def split(*, grid: Grid, parts: list[dict[str, Any]], actor: User, **facts: Any) -> Grid:
    """Cut new grids of the same tier out of one; what is not named stays with it."""
    inside = {(key, row.public_id): row for key, rows in things_in(grid).items() for row in rows}
    return redrawing.split_grid(
        grid=grid, parts=[_part(part, inside) for part in parts], actor=actor, **facts
    )


def _part(part: dict[str, Any], inside: dict[tuple[str, Any], Any]) -> redrawing.Part:
    names = [(key, name) for key, named in part["things"].items() for name in named]
    if any(name not in inside for name in names):
        raise redrawing.RedrawingRefused(_("Choose only what lies in the grid."), field="parts")
    things: dict[str, list[Any]] = {}
    for key, name in names:
        things.setdefault(key, []).append(inside[key, name])
    return redrawing.Part(**{**part, "things": things})
