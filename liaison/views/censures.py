"""Pages of censures: drafts for those who decide. No export, no search, no API (A-40, D10)."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.followup_enums import CensureAction
from liaison.followup_workflow import CENSURE_MOVES
from liaison.forms.action_items import AmendCensureForm, DraftCensureForm, RectificationForm
from liaison.models import ActionItem, Censure
from liaison.models.censures import KEEPERS
from liaison.selectors.followup_papers import censure_document
from liaison.services import censures
from liaison.views.following import RESTRICTED, Words, followed_page
from liaison.views.writing import form_page
from orgs.permissions import holds_role, roles_of
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from orgs.workflow import OFFICE
from partybuild.documents import docx_file
from partybuild.documents import render as render_document
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    CensureAction.APPROVE: Step(censures.approve_censure),
    CensureAction.DELIVER: Step(censures.deliver_censure),
    CensureAction.RECTIFY: Step(censures.note_rectification, RectificationForm),
    CensureAction.CLOSE: Step(censures.close_censure),
    CensureAction.DROP: Step(censures.drop_censure, ReasonForm),
}

CENSURES = Listing(
    key="censures",
    title=_("Circulars and interviews"),
    columns=(
        Column("kind", _("kind of censure")),
        Column(
            "target",
            _("organisation or unit concerned"),
            value=lambda censure: censure.target.name,
        ),
        Column("state", _("state"), kind=Kind.STATE),
        Column("created_at", _("drafted at"), kind=Kind.MOMENT),
        Column("delivered_on", _("delivered on"), kind=Kind.DATE),
    ),
    order=("-created_at",),
    empty=Empty(_("Drafts are written on the page of an overdue action item; a person decides.")),
    can_export=False,
)


def list_crumb() -> Crumb:
    return Crumb(_("Circulars and interviews"), reverse("liaison:censures"))


@require_safe
def censure_list(request: HttpRequest) -> HttpResponseBase:
    """The drafts and records of the streets whose office or leaders the reader belongs to."""
    if roles_of(request.user).isdisjoint(KEEPERS):
        raise PermissionDenied
    return list_page(request, CENSURES, Censure.objects.visible_to(request.user).for_list())


@require_http_methods(["GET", "HEAD", "POST"])
def censure_draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a draft about whoever answers for an overdue item."""
    rows: Any = ActionItem.objects.visible_to(request.user).for_list()
    item = get_object_or_404(rows, public_id=public_id)
    if not holds_role(request.user, *OFFICE, over=item.street):
        raise PermissionDenied
    facts = gettext("“%(title)s” was due on %(day)s and is not done.") % {
        "title": item.title,
        "day": item.due_on,
    }
    known = {"topic": item.title, "facts": facts}
    return form_page(
        request,
        form=DraftCensureForm(request.POST or None, initial=known),
        deed=partial(censures.draft_censure_of_item, item=item),
        title=_("Draft a circular or interview"),
        label=_("Keep as a draft"),
        trail=[item],
        notices=[str(RESTRICTED), gettext("A leader decides; nothing goes out by itself.")],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def censure_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a draft that is not approved."""
    censure = _visible(request, public_id)
    if not censures.may_amend_censure(request.user, censure):
        raise PermissionDenied
    known = {name: getattr(censure, name) for name in AmendCensureForm.base_fields}
    return form_page(
        request,
        form=AmendCensureForm(request.POST or None, initial=known),
        deed=partial(censures.amend_censure, censure=censure),
        title=_("Correct the draft"),
        label=_("Keep"),
        trail=[list_crumb(), censure],
    )


@require_safe
def censure_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One restricted record: topic, days and rectification."""
    return censure_page(request, _visible(request, public_id))


@require_safe
def censure_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The draft of the circular, or of the notice of the interview, as .docx."""
    censure = _visible(request, public_id)
    return docx_file(render_document(censure_document(censure)), str(censure))


def censure_page(
    request: HttpRequest, censure: Censure, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    links = [Crumb(_("Draft (.docx)"), _way(censure, "censure-file"))]
    if censures.may_amend_censure(request.user, censure):
        links.append(Crumb(_("Correct"), _way(censure, "censure-amend")))
    target, item = censure.target, censure.item
    return followed_page(
        request,
        censure,
        trail=[list_crumb()],
        facts=[
            Fact(_("kind of censure"), censure.get_kind_display()),
            Fact(_("organisation or unit concerned"), target.name, target.get_absolute_url()),
            Fact(_("action item"), item, item.get_absolute_url() if item else ""),
            Fact(_("topic"), censure.topic),
            Fact(_("delivered on"), censure.delivered_on),
        ],
        words=[
            Words(_("Facts"), censure.facts),
            Words(_("What is demanded"), censure.demand),
            Words(_("Rectification"), censure.rectification),
        ],
        links=links,
        offers=offers(
            censure,
            moves=CENSURE_MOVES,
            steps=STEPS,
            reader=request.user,
            url_name="liaison:censure-step",
            failed=failed,
        ),
        notice=RESTRICTED,
        status=status,
    )


censure_step = deed_view(model=Censure, subject="censure", steps=STEPS, page=censure_page)


def _visible(request: HttpRequest, public_id: UUID) -> Censure:
    rows: Any = Censure.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _way(censure: Censure, name: str) -> str:
    return reverse(f"liaison:{name}", args=[censure.public_id])
