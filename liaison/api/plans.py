"""Plans with their phases and targets over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from liaison.api import plan_filters as filters
from liaison.api import plan_inputs as inputs
from liaison.api.plan_serializers import PhaseSerializer, PhaseTargetSerializer, PlanSerializer
from liaison.models import Phase, PhaseTarget, Plan
from liaison.plan_enums import PlanAction
from liaison.selectors.plans import Reading, readings
from liaison.services import phase_targets, phases, plans
from orgs.api.deeds import (
    AmendingMixin,
    CreatingMixin,
    NoInput,
    NounViewSet,
    ReasonInput,
    amends,
    creates,
    steps,
)


def drop_phase(*, plan: Plan, phase: Phase, actor: Any, **facts: Any) -> Plan:
    """Take a phase with its targets out of the plan."""
    require_part(phase.plan_id == plan.pk)
    return phases.drop_phase(phase=phase, actor=actor, **facts)


def drop_target(*, plan: Plan, target: PhaseTarget, actor: Any, **facts: Any) -> Plan:
    """Take a target out of the plan."""
    require_part(target.phase.plan_id == plan.pk)
    found: Plan = phase_targets.drop_target(target=target, actor=actor, **facts)
    return found


def require_part(is_part: bool) -> None:
    """A phase or a target of another plan does not exist here."""
    if not is_part:
        raise Http404


@creates(plans.draft_plan, inputs.DraftPlanInput)
@amends("plan", plans.amend_plan, inputs.AmendPlanInput)
@steps(
    "plan",
    {
        PlanAction.START: (plans.start_plan, NoInput),
        PlanAction.CLOSE: (plans.close_plan, inputs.ClosePlanInput),
        PlanAction.ABANDON: (plans.abandon_plan, ReasonInput),
        "drop_phase": (drop_phase, inputs.DropPhaseInput),
        "drop_target": (drop_target, inputs.DropTargetInput),
    },
)
class PlanViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Plans of your organisations, and those that run and ask something of them."""

    queryset = Plan.objects.none()
    serializer_class = PlanSerializer
    filterset_class = filters.PlanFilter
    search_fields = ["code", "title"]
    ordering_fields = ["code", "starts_on"]

    def get_queryset(self) -> QuerySet[Plan]:
        return Plan.objects.visible_to(self.request.user).for_list().select_related("street")


@creates(phases.add_phase, inputs.AddPhaseInput)
@amends("phase", phases.amend_phase, inputs.AmendPhaseInput)
class PhaseViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """The phases of the plans you can see."""

    queryset = Phase.objects.none()
    serializer_class = PhaseSerializer
    filterset_class = filters.PhaseFilter
    search_fields = ["title"]
    ordering_fields = ["starts_on"]

    def get_queryset(self) -> QuerySet[Phase]:
        return Phase.objects.visible_to(self.request.user).for_list()


@creates(phase_targets.set_target, inputs.SetTargetInput)
@amends("target", phase_targets.amend_target, inputs.AmendTargetInput)
@steps(
    "target",
    {
        "prove": (phase_targets.prove_target, inputs.ProveInput),
        "loosen": (phase_targets.loosen_target, ReasonInput),
    },
)
class PhaseTargetViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Targets of your plans, and those that a plan which runs asks of your organisations."""

    queryset = PhaseTarget.objects.none()
    serializer_class = PhaseTargetSerializer
    filterset_class = filters.PhaseTargetFilter
    search_fields = ["title"]
    ordering_fields = ["due_on"]

    def get_queryset(self) -> QuerySet[PhaseTarget]:
        return PhaseTarget.objects.visible_to(self.request.user).for_list()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The targets of one page, all counted at once."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        self._read(page)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def reading_of(self, target: PhaseTarget) -> Reading:
        """How one target stands today."""
        known = self._read_already()
        if target.pk not in known or known[target.pk].target.version != target.version:
            self._read([target])
        return self._read_already()[target.pk]

    def _read(self, targets: Any) -> None:
        rows = PhaseTarget.objects.filter(pk__in=[target.pk for target in targets])
        reader: Any = self.request.user
        found = readings(rows, reader=reader, today=timezone.localdate())
        self._readings = self._read_already() | {each.target.pk: each for each in found}

    def _read_already(self) -> dict[int, Reading]:
        found: dict[int, Reading] = getattr(self, "_readings", {})
        return found
