"""Pages of phases and targets: added, corrected, taken out, and tied to what proves them."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.forms.plans import (
    AmendPhaseForm,
    AmendTargetForm,
    DropForm,
    PhaseForm,
    ProveForm,
    TargetForm,
)
from liaison.models import Phase, PhaseTarget, Plan
from liaison.selectors.plans import readings, standard_of
from liaison.services import phase_targets, phases
from liaison.views.following import followed_page
from liaison.views.plans import may_change, plan_to_change, plans_crumb
from liaison.views.writing import form_page
from orgs.selectors.attachments import files_of
from orgs.views.deeds import Offer, ReasonForm, Step, Steps, deed_view, offer
from partybuild.pages import Crumb, Fact

PHASE_STEPS: Steps = {"drop": Step(phases.drop_phase, DropForm)}
TARGET_STEPS: Steps = {
    "prove": Step(phase_targets.prove_target, ProveForm),
    "loosen": Step(phase_targets.loosen_target, ReasonForm),
    "drop": Step(phase_targets.drop_target, DropForm),
}


@require_http_methods(["GET", "HEAD", "POST"])
def phase_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the plan one more phase, which begins after those it has."""
    plan = plan_to_change(request, public_id)
    days = {"starts_on": phases.next_start(plan), "ends_on": plan.ends_on}
    return form_page(
        request,
        form=PhaseForm(request.POST or None, initial=days),
        deed=partial(phases.add_phase, plan=plan),
        title=_("Add a phase"),
        label=_("Add"),
        trail=[plans_crumb(), plan],
    )


@require_safe
def phase_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One phase with its days, for those who correct it or take it out."""
    return phase_page(request, _phase(request, public_id))


def phase_page(
    request: HttpRequest, phase: Phase, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    links: list[Crumb] = []
    found: list[Offer] = []
    if may_change(request.user, phase.plan):
        links.append(Crumb(_("Correct"), reverse("liaison:phase-amend", args=[phase.public_id])))
        found.append(_offer(request, phase, "drop", _("Take the phase out"), PHASE_STEPS, failed))
    return followed_page(
        request,
        phase,
        trail=[plans_crumb(), _crumb(phase.plan)],
        facts=[
            Fact(_("starts on"), phase.starts_on),
            Fact(_("ends on"), phase.ends_on),
            Fact(_("aim"), phase.aim),
        ],
        links=links,
        offers=found,
        has_sight=False,
        status=status,
    )


phase_step = deed_view(model=Phase, subject="phase", steps=PHASE_STEPS, page=phase_page)


@require_http_methods(["GET", "HEAD", "POST"])
def phase_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct the words and the days of a phase."""
    phase = _phase_to_change(request, public_id)
    known = {name: getattr(phase, name) for name in AmendPhaseForm.base_fields}
    return form_page(
        request,
        form=AmendPhaseForm(request.POST or None, initial=known),
        deed=partial(phases.amend_phase, phase=phase),
        title=_("Correct the phase"),
        label=_("Keep"),
        trail=[plans_crumb(), phase.plan, phase],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def target_set(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what the phase shall reach by a day."""
    phase = _phase_to_change(request, public_id)
    known = {"responsible": phase.plan.org, "due_on": phase.ends_on}
    return form_page(
        request,
        form=TargetForm(request.POST or None, reader=request.user, initial=known),
        deed=partial(phase_targets.set_target, phase=phase),
        title=_("Set a target"),
        label=_("Set"),
        trail=[plans_crumb(), phase.plan, phase],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def target_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what a target asks for; once the plan runs, with the reason."""
    target = _target(request, public_id)
    if not may_change(request.user, target.plan):
        raise PermissionDenied
    known = {name: getattr(target, name) for name in TargetForm.base_fields}
    known["version"] = target.version
    return form_page(
        request,
        form=AmendTargetForm(request.POST or None, reader=request.user, initial=known),
        deed=partial(phase_targets.amend_target, target=target),
        title=_("Change the target"),
        label=_("Keep"),
        trail=[plans_crumb(), target.plan, target],
    )


@require_safe
def target_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One target: how it stands today, and what shows it."""
    return target_page(request, _target(request, public_id))


def target_page(
    request: HttpRequest, target: PhaseTarget, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    rows = PhaseTarget.objects.filter(pk=target.pk)
    (reading,) = readings(rows, reader=reader, today=timezone.localdate())
    standard = standard_of(target)
    amend = Crumb(_("Change"), reverse("liaison:phasetarget-amend", args=[target.public_id]))
    org, plan = target.responsible, target.plan
    return followed_page(
        request,
        target,
        page="liaison/phasetarget_detail.html",
        trail=[plans_crumb(), _crumb(plan)],
        facts=[
            Fact(_("plan"), plan, plan.get_absolute_url()),
            Fact(_("phase"), target.phase),
            Fact(_("organisation that answers for it"), org, org.get_absolute_url()),
            Fact(_("due on"), target.due_on),
            Fact(_("standard that counts it"), standard.label if standard else ""),
        ],
        links=[amend] if may_change(reader, plan) else [],
        offers=_target_offers(request, target, failed),
        reading=reading,
        files=files_of([target], reader=reader)[target.public_id],
        status=status,
    )


target_step = deed_view(model=PhaseTarget, subject="target", steps=TARGET_STEPS, page=target_page)


def _target_offers(request: HttpRequest, target: PhaseTarget, failed: Any) -> list[Offer]:
    found: list[Offer] = []
    if phase_targets.may_prove(request.user, target):
        words = _("Tie to a record")
        found.append(_offer(request, target, "prove", words, TARGET_STEPS, failed))
        if target.proof:
            words = _("Tie no more to the record")
            found.append(_offer(request, target, "loosen", words, TARGET_STEPS, failed))
    if may_change(request.user, target.plan):
        words = _("Take the target out")
        found.append(_offer(request, target, "drop", words, TARGET_STEPS, failed))
    return found


def _offer(
    request: HttpRequest, row: Any, action: str, label: Any, steps: Steps, failed: Any
) -> Offer:
    return offer(
        row,
        action,
        label,
        step=steps[action],
        reader=request.user,
        url_name=f"liaison:{row._meta.model_name}-step",
        failed=failed,
    )


def _crumb(plan: Plan) -> Crumb:
    return Crumb(plan, plan.get_absolute_url())


def _phase(request: HttpRequest, public_id: UUID) -> Phase:
    rows: Any = Phase.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _phase_to_change(request: HttpRequest, public_id: UUID) -> Phase:
    phase = _phase(request, public_id)
    if not may_change(request.user, phase.plan):
        raise PermissionDenied
    return phase


def _target(request: HttpRequest, public_id: UUID) -> PhaseTarget:
    rows: Any = PhaseTarget.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)
