"""Pages of nominations (SM-14)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.filters import NominationFilter
from liaison.body_enums import NominationAction
from liaison.forms.nominations import ApproveForm, DeliberateForm, NominateForm
from liaison.models import Nomination
from liaison.nomination_workflow import NOMINATION_MOVES, NOMINATORS
from liaison.selectors.bodies import bodies_open_to
from liaison.services import nominations
from liaison.views.writing import form_page, named
from orgs.scoping import reach_of
from orgs.selectors.trail import history_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    NominationAction.DELIBERATE: Step(nominations.deliberate_nomination, DeliberateForm),
    NominationAction.APPROVE: Step(nominations.approve_nomination, ApproveForm),
    NominationAction.REFUSE: Step(nominations.refuse_nomination, ReasonForm),
    NominationAction.WITHDRAW: Step(nominations.withdraw_nomination, ReasonForm),
}

NOMINATIONS = Listing(
    key="nominations",
    title=_("Nominations"),
    columns=(
        Column("person_name", _("name")),
        Column("body.name", _("body")),
        Column("role", _("role in the body")),
        Column("unit", _("unit"), sort=""),
        Column("post", _("post")),
        Column("nominator", _("nominated by"), sort=""),
        Column("state", _("state"), kind=Kind.STATE),
        Column("created_at", _("nominated on"), kind=Kind.MOMENT),
    ),
    filterset=NominationFilter,
    tabs="state",
    search=("person_name", "body__name", "unit_partner__name", "unit_name"),
    order=("-created_at",),
    empty=Empty(
        _("Organisations and units put people forward here; the committee decides."),
        _("Nominate somebody"),
        lambda request: reverse("liaison:nomination-propose") if _nominates(request.user) else "",
    ),
)


def _nominates(user: Any) -> bool:
    return bool(reach_of(user, *NOMINATORS))


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_list(request: HttpRequest) -> HttpResponseBase:
    """The nominations the reader can see."""
    new = [Crumb(_("Nominate somebody"), reverse("liaison:nomination-propose"))]
    rows = Nomination.objects.visible_to(request.user).for_list()
    context = {"actions": new if _nominates(request.user) else []}
    return list_page(request, NOMINATIONS, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_propose(request: HttpRequest) -> HttpResponse:
    """Put somebody forward, for the body named in the address or for one chosen here."""
    body = named(bodies_open_to(request.user), request.GET.get("body", ""))  # type: ignore[arg-type]  # signed in
    return form_page(
        request,
        form=NominateForm(
            request.POST or None, reader=request.user, initial={"body": body and body.pk}
        ),
        deed=nominations.propose_nomination,
        title=_("Nominate somebody"),
        label=_("Nominate"),
        trail=[_list_crumb()],
    )


@require_safe
def nomination_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One nomination: who, by whom, where it stands and what may be done next."""
    rows = Nomination.objects.visible_to(request.user).for_list()
    return nomination_page(request, get_object_or_404(rows, public_id=public_id))


def nomination_page(
    request: HttpRequest, nomination: Nomination, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    context = {
        "nomination": nomination,
        "way": [_list_crumb()],
        "facts": _facts(nomination),
        "offers": offers(
            nomination,
            moves=NOMINATION_MOVES,
            steps=STEPS,
            reader=request.user,
            url_name="liaison:nomination-step",
            failed=failed,
        ),
        "entries": history_of(nomination),
    }
    return render(request, "liaison/nomination_detail.html", context, status=status)


nomination_step = deed_view(
    model=Nomination, subject="nomination", steps=STEPS, page=nomination_page
)


def _list_crumb() -> Crumb:
    return Crumb(_("Nominations"), reverse("liaison:nominations"))


def _facts(nomination: Nomination) -> list[Fact]:
    item, resolution = nomination.item, nomination.resolution
    facts = [
        Fact(_("Body"), nomination.body),
        Fact(_("Role in the body"), nomination.get_role_display()),
        Fact(_("Unit and post"), f"{nomination.unit} {nomination.post}"),
        Fact(_("Nominated by"), nomination.nominator),
        Fact(_("Decided by"), nomination.electing_body),
    ]
    if nomination.ground:
        facts.append(Fact(_("Why this unit and post"), nomination.ground))
    if item is not None:
        facts.append(Fact(_("Meeting"), item.meeting, item.meeting.get_absolute_url()))
    if resolution is not None:
        facts.append(Fact(_("Resolution"), resolution, resolution.get_absolute_url()))
    if nomination.decline_reason:
        facts.append(Fact(_("Reason"), nomination.decline_reason))
    return facts
