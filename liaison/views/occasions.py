"""Pages of trainings and receptions: noted in one small form, corrected, followed up."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.occasion_filters import OccasionFilter
from liaison.followup_workflow import ASSIGNERS
from liaison.forms.occasions import AmendOccasionForm, NoteOccasionForm, PutForwardForm
from liaison.models import Occasion
from liaison.occasion_enums import OCCASIONS, OccasionKind
from liaison.selectors.following import findings_of
from liaison.services import occasions
from liaison.views.following import followed_page
from liaison.views.writing import form_page
from orgs.enums import Role
from orgs.models import Org
from orgs.permissions import holds_role, roles_of
from orgs.views.deeds import Offer, ReasonForm, Step, Steps, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    "find": Step(occasions.find_at_occasion, PutForwardForm),
    "take_back": Step(occasions.take_back_occasion, ReasonForm),
}

OCCASION_LIST = Listing(
    key="occasions",
    title=_("Trainings and receptions"),
    columns=(
        Column("held_on", _("held on"), kind=Kind.DATE),
        Column("kind", _("kind of occasion")),
        Column("org.name", _("held by")),
        Column("topic", _("topic"), kind=Kind.LONG),
        Column("place", _("place")),
        Column("headcount", _("people who came"), kind=Kind.NUMBER),
        Column("hours", _("hours of training"), kind=Kind.NUMBER),
        Column("finding_count", _("matters put forward"), kind=Kind.NUMBER),
    ),
    filterset=OccasionFilter,
    tabs="kind",
    search=("topic", "org__name", "place"),
    order=("-held_on",),
    empty=Empty(_("Here stand trainings and receptions, with how many came and no names.")),
)


def occasions_crumb() -> Crumb:
    return Crumb(_("Trainings and receptions"), reverse("liaison:occasions"))


@require_http_methods(["GET", "HEAD", "POST"])
def occasion_list(request: HttpRequest) -> HttpResponseBase:
    """What organisations within reach have held."""
    actions = [
        Crumb(asked.deed, reverse("liaison:occasion-note", args=[kind]))
        for kind, asked in OCCASIONS.items()
        if _may_note_some(request)
    ]
    rows = Occasion.objects.visible_to(request.user).for_list()
    return list_page(request, OCCASION_LIST, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def occasion_note(request: HttpRequest, kind: str) -> HttpResponse:
    """Note an occasion of one kind; the address may name who held it."""
    if kind not in OccasionKind.values:
        raise Http404
    if not _may_note_some(request):
        raise PermissionDenied
    held_by = Org.objects.visible_to(request.user).filter(code=request.GET.get("org", "")).first()
    known = {"org": held_by} if held_by else {}
    return form_page(
        request,
        form=NoteOccasionForm(request.POST or None, reader=request.user, kind=kind, initial=known),
        deed=partial(occasions.note_occasion, kind=kind),
        title=OCCASIONS[kind].deed,
        label=_("Note it"),
        trail=[occasions_crumb()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def occasion_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct what was noted."""
    occasion = _visible(request, public_id)
    if not occasions.may_note(request.user, occasion.org):
        raise PermissionDenied
    known = {name: getattr(occasion, name) for name in AmendOccasionForm.base_fields}
    return form_page(
        request,
        form=AmendOccasionForm(request.POST or None, kind=occasion.kind, initial=known),
        deed=partial(occasions.amend_occasion, occasion=occasion),
        title=_("Correct the entry"),
        label=_("Keep"),
        trail=[occasions_crumb(), occasion],
    )


@require_safe
def occasion_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One training or reception, and what became of the matters put forward."""
    return occasion_page(request, _visible(request, public_id))


def occasion_page(
    request: HttpRequest, occasion: Occasion, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    can_amend = occasions.may_note(request.user, occasion.org)
    amend = Crumb(_("Correct"), reverse("liaison:occasion-amend", args=[occasion.public_id]))
    takes_findings = OCCASIONS[occasion.kind].takes_findings
    return followed_page(
        request,
        occasion,
        page="liaison/visit_detail.html" if takes_findings else "liaison/followed_detail.html",
        trail=[occasions_crumb()],
        facts=[
            Fact(_("kind of occasion"), occasion.get_kind_display()),
            Fact(_("held by"), occasion.org, occasion.org.get_absolute_url()),
            Fact(_("held on"), occasion.held_on),
            Fact(_("place"), occasion.place),
            Fact(_("people who came"), occasion.headcount),
            *([Fact(_("hours of training"), occasion.hours)] if occasion.hours else []),
        ],
        links=[amend] if can_amend else [],
        offers=_offers(request, occasion, can_amend, failed),
        findings=list(findings_of(occasion)) if takes_findings else (),
        status=status,
    )


occasion_step = deed_view(model=Occasion, subject="occasion", steps=STEPS, page=occasion_page)


def _offers(request: HttpRequest, occasion: Occasion, can_amend: bool, failed: Any) -> list[Offer]:
    wanted = []
    if can_amend and OCCASIONS[occasion.kind].takes_findings:
        wanted.append(("find", _("Add a matter")))
    if holds_role(request.user, Role.OFFICE, over=occasion.street):
        wanted.append(("take_back", _("Take the entry back")))
    return [
        offer(
            occasion,
            action,
            label,
            step=STEPS[action],
            reader=request.user,
            url_name="liaison:occasion-step",
            failed=failed,
        )
        for action, label in wanted
    ]


def _may_note_some(request: HttpRequest) -> bool:
    return not roles_of(request.user).isdisjoint(ASSIGNERS)


def _visible(request: HttpRequest, public_id: UUID) -> Occasion:
    rows: Any = Occasion.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)
