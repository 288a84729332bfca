"""The rates of cases over HTTP, for any month or quarter."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from grids.models import Case
from grids.selectors.case_rates import RateFigure, RateLine, rates_by_org, rates_over_time
from orgs.models import Org
from partybuild.api import PortalViewSet
from partybuild.periods import Period

BY = ("handling_org", "street")
PERIOD = OpenApiParameter("period", str, required=True, description="2026-11 or 2026-Q4.")
SINCE = OpenApiParameter(
    "since", str, description="From this period on, a line for each; not by organisation then."
)
STREET = OpenApiParameter("street", str, description="The code of a sub-district.")
GROUPED = OpenApiParameter("by", str, enum=BY, description="A line for each of these.")


class RateLineSerializer(serializers.Serializer):
    """One rate of one line; of fewer than ten cases the numbers are null."""

    period = serializers.CharField()
    org = serializers.CharField(allow_null=True)
    rate = serializers.CharField()
    name = serializers.CharField()
    met = serializers.IntegerField(allow_null=True)
    of = serializers.IntegerField(allow_null=True)
    share = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True)
    rows = serializers.CharField(help_text="The filter ``figure`` of the cases it counts.")


class CaseRateViewSet(PortalViewSet):
    """The six rates of the cases that you can see."""

    queryset = Org.objects.none()
    serializer_class = RateLineSerializer
    filter_backends = ()

    @extend_schema(
        parameters=[PERIOD, SINCE, STREET, GROUPED], responses=RateLineSerializer(many=True)
    )
    def list(self, request: Request) -> Response:
        reader: Any = request.user
        rows = Case.objects.visible_to(reader)
        if code := request.query_params.get("street", ""):
            rows = rows.filter(street__code=code)
        told = [_told(line, figure) for line in self._lines(rows) for figure in line.figures]
        page: Any = self.paginate_queryset(told)
        return self.get_paginated_response(RateLineSerializer(page, many=True).data)

    def _lines(self, rows: Any) -> Any:
        asked = self.request.query_params
        try:
            last = Period.parse(asked.get("period", ""))
            first = Period.parse(asked["since"]) if "since" in asked else None
            if first:
                return rates_over_time(rows, first, last)
        except ValueError as unknown:
            raise ValidationError({"period": str(unknown)}) from unknown
        by = asked.get("by", BY[0])
        if by not in BY:
            raise ValidationError({"by": by})
        return rates_by_org(rows, last, by=by)


def _told(line: RateLine, figure: RateFigure) -> dict[str, Any]:
    return {
        "period": str(line.period),
        "org": line.org.code if line.org else None,
        "rate": figure.rate.key,
        "name": figure.rate.label,
        "met": figure.met if figure.is_told else None,
        "of": figure.of if figure.is_told else None,
        "share": figure.share,
        "rows": figure.name_all,
    }
