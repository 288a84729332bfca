"""Rows named in requests by their public names; a row the caller cannot see does not exist."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from orgs.models import Org, Partner


@extend_schema_field(OpenApiTypes.STR)
class VisibleOrgField(serializers.SlugRelatedField):
    """An organisation named by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", **kwargs)

    def get_queryset(self) -> Any:
        return Org.objects.visible_to(self.context["request"].user)


@extend_schema_field(OpenApiTypes.UUID)
class VisiblePartnerField(serializers.SlugRelatedField):
    """A partner unit named by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        return Partner.objects.visible_to(self.context["request"].user)
