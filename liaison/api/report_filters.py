"""By what monthly reports and their rounds can be narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from liaison.models import ReportReturn, ReportRound
from liaison.report_enums import ReturnState, RoundState


class ReportFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("state"), choices=ReturnState.choices)
    month = django_filters.DateFilter(
        label=_("first day of the month"), field_name="round__starts_on"
    )

    class Meta:
        model = ReportReturn
        fields = ["state", "month"]


class RoundFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("state"), choices=RoundState.choices)

    class Meta:
        model = ReportRound
        fields = ["state"]
