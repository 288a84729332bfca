"""Rows of the lists named in requests; a row the caller cannot see does not exist."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field(OpenApiTypes.STR)
class VisibleRowField(serializers.RelatedField):
    """A row named by its code; by its public id where two sub-districts use the same code."""

    default_error_messages = {
        "does_not_exist": _("There is no row of this name."),
        "ambiguous": _("Two sub-districts use this code: give the public id."),
    }

    def __init__(self, model: type[Model], **kwargs: Any) -> None:
        self.model = model
        super().__init__(**kwargs)

    def get_queryset(self) -> Any:
        return self.model._default_manager.visible_to(self.context["request"].user)  # type: ignore[attr-defined]  # every noun is scoped

    def to_internal_value(self, data: Any) -> Any:
        """The row; raises ValidationError for a name that is unknown or ambiguous."""
        found = list(self.get_queryset().named(str(data))[:2])
        if not found:
            self.fail("does_not_exist")
        if len(found) > 1:
            self.fail("ambiguous")
        return found[0]

    def to_representation(self, value: Any) -> str:
        return value.code
