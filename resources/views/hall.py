"""The claim hall: needs open to every unit of the street, without their contact (R-176)."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from orgs.permissions import roles_of
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Fact
from resources.api.filters import HallFilter
from resources.forms.claims import ClaimForm
from resources.models import Match, Need
from resources.selectors.hall import hall
from resources.services.claims import claim_need
from resources.views.writing import list_way, measured
from resources.workflow import OWN_PEOPLE


def _wished(need: Need) -> str:
    return need.wished_text or str(need.wished or "")


HALL = Listing(
    key="hall",
    title=_("Claim hall"),
    columns=(
        Column("title", _("title")),
        Column("owner.name", _("asked by"), sort=""),
        Column("resource_class", _("class")),
        Column("beneficiary_kind", _("beneficiaries")),
        Column("beneficiary_count", _("people"), kind=Kind.NUMBER),
        Column("wished", _("wished for"), value=_wished, sort="wished_on"),
        Column("opened_at", _("open to all since"), kind=Kind.DATE),
        Column("claim_count", _("claims"), kind=Kind.NUMBER),
    ),
    filterset=HallFilter,
    search=("title", "content", "code", "owner_org__name", "owner_partner__name"),
    order=("opened_at",),
    link=lambda need: reverse("resources:hall-need", args=[need.public_id]),
    empty=Empty(_("Needs that nobody took up in time stand here, open to every unit.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def hall_list(request: HttpRequest) -> HttpResponseBase:
    """The needs that any unit of the street may claim."""
    reader: Any = request.user
    return list_page(request, HALL, hall(reader=reader), context={"trail": list_way("hall")[:1]})


@require_http_methods(["GET", "HEAD", "POST"])
def hall_need(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One need of the hall, and the form with which a unit claims it."""
    reader: Any = request.user
    need = get_object_or_404(hall(reader=reader), public_id=public_id)
    can_claim = not roles_of(reader).isdisjoint(OWN_PEOPLE)
    form = ClaimForm(request.POST or None, reader=reader, need=need)

    def again(*, form: ClaimForm, status: int = 200) -> HttpResponse:
        context = {
            "need": need,
            "trail": list_way("hall"),
            "facts": _facts(need),
            "form": form if can_claim else None,
            "own_claims": list(_own_claims(need, reader)),
        }
        return render(request, "resources/hall_need.html", context, status=status)

    if request.method != "POST":
        return again(form=form)
    return perform(request, form=form, deed=partial(claim_need, need=need), page=again)


def _own_claims(need: Need, reader: Any) -> Any:
    return Match.objects.visible_to(reader).open().filter(need=need).for_list()


def _facts(need: Any) -> list[Fact]:
    return [
        Fact(_("number"), need.code),
        Fact(_("asked by"), need.owner),
        Fact(_("class"), need.get_resource_class_display()),
        Fact(_("urgency"), need.get_urgency_display()),
        Fact(_("beneficiaries"), need.get_beneficiary_kind_display()),
        Fact(_("people"), need.beneficiary_count),
        Fact(_("quantity"), measured(need.quantity, need.unit)),
        Fact(_("wished for"), _wished(need)),
        Fact(_("how often"), need.recurrence_text),
        Fact(_("open to all since"), timezone.localdate(need.opened_at)),
        Fact(_("claims"), need.claim_count),
    ]
