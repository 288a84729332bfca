"""The numbers of the plans over the API: what they are in a sub-district, and setting them."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.fields import VisibleOrgField
from orgs.models import Org, StreetNumber, User
from orgs.selectors.numbers import settings_of, streets_of
from orgs.services.numbers import set_numbers
from partybuild.api import PortalViewSet


class NumberSerializer(serializers.Serializer):
    """A number of the plans, its range, and what it is in the sub-district."""

    street = serializers.CharField(source="street.code")
    key = serializers.CharField()
    rule = serializers.CharField(source="number.rule")
    label = serializers.CharField(source="number.label")  # type: ignore[assignment]  # a field called label
    unit = serializers.CharField(source="number.unit")
    default = serializers.IntegerField(source="number.default")
    least = serializers.IntegerField(source="number.least")
    most = serializers.IntegerField(source="number.most")
    value = serializers.IntegerField()


class SetNumberInput(serializers.Serializer):
    street = VisibleOrgField()
    key = serializers.CharField(max_length=40)
    value = serializers.IntegerField(min_value=0)


class NumberViewSet(PortalViewSet):
    """Numbers of the plans that the office of a sub-district may set."""

    queryset = StreetNumber.objects.none()
    serializer_class = NumberSerializer
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        responses=NumberSerializer(many=True),
        parameters=[OpenApiParameter("street", str, description="Code of the sub-district.")],
    )
    def list(self, request: Request, **kwargs: Any) -> Response:
        """Every number of the sub-districts you see as a whole."""
        reader: Any = request.user
        code = request.query_params.get("street", "")
        streets = [street for street in streets_of(reader) if code in ("", street.code)]
        found = [setting for street in streets for setting in settings_of(street)]
        return Response(NumberSerializer(found, many=True).data)

    @extend_schema(request=SetNumberInput, responses=NumberSerializer)
    def create(self, request: Request, **kwargs: Any) -> Response:
        """Set one number of a sub-district."""
        asked = self.cleaned(SetNumberInput)
        return Response(NumberSerializer(_set(request.user, **asked)).data)


def _set(actor: User | Any, *, street: Org, key: str, value: int) -> Any:
    set_numbers(street=street, actor=actor, numbers={key: value})
    return next(setting for setting in settings_of(street) if setting.key == key)
