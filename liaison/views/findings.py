"""The page of a finding: what it says, and the one thing that becomes of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.followup_filters import FindingFilter
from liaison.followup_enums import FindingAction
from liaison.followup_workflow import FINDING_MOVES
from liaison.forms.visits import AssignFindingForm, MakeNeedForm
from liaison.models import Finding
from liaison.services import findings
from liaison.views.following import Words, followed_page
from orgs.views.deeds import Offer, ReasonForm, Step, Steps, deed_view, offer, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    FindingAction.MAKE_NEED: Step(findings.make_need, MakeNeedForm),
    FindingAction.MAKE_CASE: Step(findings.make_case),
    FindingAction.ASSIGN: Step(findings.assign_finding, AssignFindingForm),
    FindingAction.SETTLE: Step(findings.settle_finding, ReasonForm),
}

FINDINGS = Listing(
    key="findings",
    title=_("Findings"),
    columns=(
        Column("content", _("finding"), kind=Kind.LONG),
        Column("place", _("place"), value=lambda finding: finding.place.name),
        Column("state", _("state"), kind=Kind.STATE),
        Column("led_to", _("what became of it"), value=lambda finding: finding.led_to or ""),
        Column("created_at", _("noted at"), kind=Kind.MOMENT),
    ),
    filterset=FindingFilter,
    tabs="state",
    search=("content",),
    order=("-created_at",),
    empty=Empty(_("Here stands what visits and inspections have found, and what became of it.")),
)


def findings_crumb() -> Crumb:
    return Crumb(_("Findings"), reverse("liaison:findings"))


@require_http_methods(["GET", "HEAD", "POST"])
def finding_list(request: HttpRequest) -> HttpResponseBase:
    """What was found at visits and inspections that the reader can see."""
    return list_page(request, FINDINGS, Finding.objects.visible_to(request.user).for_list())


@require_safe
def finding_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One finding, and what can be made of it now."""
    rows: Any = Finding.objects.visible_to(request.user).for_list()
    return finding_page(request, get_object_or_404(rows, public_id=public_id))


def finding_page(
    request: HttpRequest, finding: Finding, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    where, led_to, place = finding.found_at, finding.led_to, finding.place
    return followed_page(
        request,
        finding,
        trail=[findings_crumb()],
        facts=[
            Fact(_("found at"), where, where.get_absolute_url()),
            Fact(_("place"), place.name, place.get_absolute_url()),
            Fact(_("what became of it"), led_to, led_to.get_absolute_url() if led_to else ""),
        ],
        words=[Words(_("Finding"), finding.content)],
        offers=[
            *_need_offer(request, finding, failed),
            *offers(
                finding,
                moves=FINDING_MOVES,
                steps=STEPS,
                reader=request.user,
                url_name="liaison:finding-step",
                failed=failed,
            ),
        ],
        status=status,
    )


finding_step = deed_view(model=Finding, subject="finding", steps=STEPS, page=finding_page)


def _need_offer(request: HttpRequest, finding: Finding, failed: Any) -> list[Offer]:
    """Whoever files needs for the place may make a need of it."""
    if not findings.may_make_need(request.user, finding):
        return []
    action = FindingAction.MAKE_NEED
    return [
        offer(
            finding,
            str(action),
            action.label,
            step=STEPS[action],
            reader=request.user,
            url_name="liaison:finding-step",
            failed=failed,
        )
    ]
