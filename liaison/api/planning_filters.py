"""How series, busy times, plans and their sittings are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.api.filters import bodies_seen
from liaison.enums import MeetingKind
from liaison.models import BusyTime, MeetingSeries, PlannedSitting, SchedulePlan, SeriesSitting
from liaison.planning_enums import BusyKind, SchedulePlanState, SittingState
from partybuild.periods import PeriodKind

NOT_SET = "none"


class MeetingSeriesFilter(django_filters.FilterSet):
    every = django_filters.ChoiceFilter(
        label=_("Every"),
        choices=[*PeriodKind.choices, (NOT_SET, _("no interval set"))],
        method="by_interval",
        empty_label=_("All"),
    )
    body = django_filters.ModelChoiceFilter(
        label=_("Body"), queryset=bodies_seen, to_field_name="public_id"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind of meeting"), choices=MeetingKind)
    is_active = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("true", _("meets")), ("false", pgettext_lazy("series", "ended"))],
        method="by_status",
    )

    class Meta:
        model = MeetingSeries
        fields = ["every", "body", "kind", "is_active"]

    def by_interval(self, rows: Any, _name: str, every: str) -> Any:
        return rows.filter(every="" if every == NOT_SET else every)

    def by_status(self, rows: Any, _name: str, is_active: str) -> Any:
        return rows.filter(is_active=is_active == "true")


class SeriesSittingFilter(django_filters.FilterSet):
    meeting = django_filters.UUIDFilter(label=_("Meeting"), field_name="meeting__public_id")
    series = django_filters.UUIDFilter(label=_("Meeting series"), field_name="series__public_id")

    class Meta:
        model = SeriesSitting
        fields = ["meeting", "series"]


class BusyTimeFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=BusyKind, empty_label=_("All"))

    class Meta:
        model = BusyTime
        fields = ["kind"]


class SchedulePlanFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=SchedulePlanState, empty_label=_("All")
    )
    period_code = django_filters.CharFilter(label=_("Period"))

    class Meta:
        model = SchedulePlan
        fields = ["state", "period_code"]


class PlannedSittingFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=SittingState, empty_label=_("All")
    )

    class Meta:
        model = PlannedSitting
        fields = ["state"]


class PlannedSittingApiFilter(PlannedSittingFilter):
    plan = django_filters.UUIDFilter(label=_("Schedule plan"), field_name="plan__public_id")

    class Meta:
        model = PlannedSitting
        fields = ["state", "plan"]
