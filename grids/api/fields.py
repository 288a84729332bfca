"""Grids named in requests by their public names; a grid the caller cannot see does not exist."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from grids.models import Facility, Grid


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
