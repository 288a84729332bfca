"""How plans and their targets are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from liaison.models import Phase, PhaseTarget, Plan
from liaison.plan_enums import PlanState


class PlanFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("state"), choices=PlanState.choices, empty_label=_("All")
    )

    class Meta:
        model = Plan
        fields = ["state"]


class PhaseFilter(django_filters.FilterSet):
    plan = django_filters.UUIDFilter(label=_("plan"), field_name="plan__public_id")

    class Meta:
        model = Phase
        fields = ["plan"]


class PhaseTargetFilter(django_filters.FilterSet):
    """Targets by plan, by who answers for them, and by the day they are due."""

    plan = django_filters.UUIDFilter(label=_("plan"), field_name="phase__plan__public_id")
    responsible = django_filters.CharFilter(
        label=_("code of the organisation that answers for it"), field_name="responsible__code"
    )
    due_before = django_filters.DateFilter(
        label=_("due before"), field_name="due_on", lookup_expr="lt"
    )
    running = django_filters.BooleanFilter(label=_("of plans that run"), method="of_running")

    class Meta:
        model = PhaseTarget
        fields = ["plan", "responsible", "due_before", "running"]

    def of_running(self, rows: Any, _name: str, is_wanted: bool) -> Any:
        return rows.running() if is_wanted else rows.exclude(phase__plan__state=PlanState.RUNNING)
