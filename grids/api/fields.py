"""Grids named in requests by their public names; a grid the caller cannot see does not exist."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from grids.models import Facility, Grid, GridPost
from grids.permissions import may_keep
from partybuild.suppression import shown


@extend_schema_field(OpenApiTypes.STR)
class VisibleGridField(serializers.RelatedField):
    """A grid named by its code; by its public id where two sub-districts use the same code."""

    default_error_messages = {
        "does_not_exist": _("There is no such grid."),
        "ambiguous": _("Two sub-districts use this code: give the public id."),
    }

    def get_queryset(self) -> Any:
        return Grid.objects.visible_to(self.context["request"].user)

    def to_internal_value(self, data: Any) -> Grid:
        """The grid; raises ValidationError for a name that is unknown or ambiguous."""
        found = list(self.get_queryset().named(str(data))[:2])
        if not found:
            self.fail("does_not_exist")
        if len(found) > 1:
            self.fail("ambiguous")
        return found[0]

    def to_representation(self, value: Any) -> str:
        return value.code


@extend_schema_field(OpenApiTypes.UUID)
class VisibleFacilityField(serializers.SlugRelatedField):
    """A facility named by its public id; one the caller cannot see does not exist."""

    def get_queryset(self) -> Any:
        return Facility.objects.visible_to(self.context["request"].user)


@extend_schema_field(OpenApiTypes.UUID)
class VisibleGridPostField(serializers.SlugRelatedField):
    """A post of a grid named by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        return GridPost.objects.visible_to(self.context["request"].user)


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}], "nullable": True})
class SuppressedCountField(serializers.Field):
    """A count of a grid: in full for those who keep it, <10 for others while it is small (D3)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def get_attribute(self, instance: Grid) -> Any:
        is_kept = getattr(instance, "is_kept", None)
        if is_kept is None:
            is_kept = may_keep(self.context["request"].user, instance)
        return shown(super().get_attribute(instance), is_kept=is_kept)

    def to_representation(self, value: Any) -> Any:
        return value
