"""Rows named in requests by their public names; a row the caller cannot see does not exist."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from orgs.models import Circle, Org, Partner, Posting
from partybuild.partial_dates import PartialDate


@extend_schema_field(OpenApiTypes.STR)
class VisibleOrgField(serializers.SlugRelatedField):
    """An organisation named by its code; by its public id where two streets share the code."""

    default_error_messages = {
        "ambiguous": _("Two sub-districts use this code: give the public id."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", **kwargs)

    def get_queryset(self) -> Any:
        return Org.objects.visible_to(self.context["request"].user)

    def to_internal_value(self, data: Any) -> Any:
        """The organisation; raises ValidationError for a name that is unknown or ambiguous."""
        try:
            return self.get_queryset().get(public_id=UUID(str(data)))
        except (ValueError, Org.DoesNotExist):
            pass
        try:
            return super().to_internal_value(data)
        except Org.MultipleObjectsReturned:
            self.fail("ambiguous")


@extend_schema_field(OpenApiTypes.UUID)
class VisiblePartnerField(serializers.SlugRelatedField):
    """A partner unit named by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        return Partner.objects.visible_to(self.context["request"].user)


@extend_schema_field(OpenApiTypes.UUID)
class VisiblePostingField(serializers.SlugRelatedField):
    """A posting named by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        return Posting.objects.visible_to(self.context["request"].user)


@extend_schema_field(OpenApiTypes.UUID)
class VisibleCircleField(serializers.SlugRelatedField):
    """A circle named by its public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        return Circle.objects.visible_to(self.context["request"].user)


@extend_schema_field(OpenApiTypes.STR)
class PartialDateField(serializers.Field):
    """A day, a month or a year, as precisely as known: ``2021-09-01``, ``2021-09``, ``2021``."""

    default_error_messages = {"invalid": _("Write a date as 2021, 2021-09 or 2021-09-01.")}

    def to_representation(self, value: PartialDate) -> str:
        return str(value)

    def to_internal_value(self, data: Any) -> PartialDate:
        try:
            return PartialDate.parse(str(data))
        except ValueError:
            self.fail("invalid")


@extend_schema_field(OpenApiTypes.UUID)
class VisibleByIdField(serializers.SlugRelatedField):
    """A row of one noun, named by its public id."""

    def __init__(self, model: type[Any], **kwargs: Any) -> None:
        super().__init__(slug_field="public_id", **kwargs)
        self.model = model

    def get_queryset(self) -> Any:
        return self.model.objects.visible_to(self.context["request"].user)
