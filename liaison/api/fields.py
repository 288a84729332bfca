"""Rows named in requests by their public id; one the caller cannot see does not exist."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field(OpenApiTypes.UUID)
class VisibleByIdField(serializers.SlugRelatedField):
    """A row of one noun, named by its public id."""

    def __init__(self, model: type[Any], **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)
        self.model = model

    def get_queryset(self) -> Any:
        return self.model.objects.visible_to(self.context["request"].user)
