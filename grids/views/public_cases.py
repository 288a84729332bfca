"""The page on which residents file a case without an account, and ask how far it is (R-094).

It sets no cookie but the one that protects the form, and nobody's address is kept.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.case_workflow import CENTRE
from grids.forms.public_cases import TRAP, PublicCaseForm, ReceiptForm
from grids.selectors.public_cases import public_street, retention_of, state_told
from grids.services.public_cases import digest_of, file_public_case
from orgs.models import Org
from orgs.permissions import require_role
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, refuse
from partybuild.limits import knocks_too_often
from partybuild.pages import Crumb
from partybuild.secret_links import picture_of, unseen

# In a minute from one address: looking, filing, and asking with a code that could be guessed.
LOOKS, FILINGS, QUESTIONS = 60, 5, 10
TOO_MANY = 429


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_public(request: HttpRequest, street: UUID) -> HttpResponse:
    """The form with its notice; what was filed is answered with a code, this one time."""
    place = _open_street(street)
    is_sent = request.method == "POST"
    if _is_busy(
        request, "case-filing" if is_sent else "case-public", FILINGS if is_sent else LOOKS
    ):
        return _page(request, place, {"is_busy": True}, TOO_MANY)
    form = PublicCaseForm(request.POST if is_sent else None, street=place)
    status = INVALID if is_sent else 200
    if is_sent and form.is_valid():
        try:
            code = file_public_case(street=place, channel=str(_("public page")), **form.facts)
        except RuleViolation as refusal:
            refuse(form, refusal)
            status = REFUSED
        else:
            return _page(request, place, {"code": code})
    context = {"form": form, "trap": TRAP, "days": retention_of(place)}
    return _page(request, place, context, status)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_public_state(request: HttpRequest, street: UUID) -> HttpResponse:
    """How far a case is, for whoever holds its code; the code never stands in an address."""
    place = _open_street(street)
    is_sent = request.method == "POST"
    if _is_busy(
        request, "case-asking" if is_sent else "case-public", QUESTIONS if is_sent else LOOKS
    ):
        return _page(request, place, {"is_busy": True}, TOO_MANY)
    asking = ReceiptForm(request.POST if is_sent else None)
    context: dict[str, Any] = {"asking": asking}
    status = 200
    if is_sent:
        told = state_told(place, digest_of(asking["code"].value() or ""))
        if told is None:
            asking.add_error("code", _("No case has this code: check what you typed."))
            status = INVALID
        context["told"] = told
    return _page(request, place, context, status)


@require_safe
def case_public_sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A sheet for the door with the address of the public page, to be read by a phone."""
    reader: Any = request.user
    street = get_object_or_404(Org.objects.visible_to(reader).streets(), public_id=public_id)
    require_role(reader, *CENTRE, over=street)
    place = _open_street(street.public_id)
    address = request.build_absolute_uri(reverse("grids:case-public", args=[place.public_id]))
    context = {
        "street": place,
        "address": address,
        "picture": picture_of(address, scale=6),
        "trail": [Crumb(_("Dispatch desk"), reverse("grids:case-desk"))],
    }
    return render(request, "grids/case_public_sheet.html", context)


def _open_street(public_id: UUID) -> Org:
    street = public_street(public_id)
    if street is None:
        raise Http404
    return street


def _is_busy(request: HttpRequest, page: str, most: int) -> bool:
    return knocks_too_often(request, page, most=most)


def _page(
    request: HttpRequest, street: Org, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    answer = render(request, "grids/case_public.html", {"street": street, **context}, status=status)
    # The protection of the form asks for the origin, so that much is told to this site alone.
    return unseen(answer, referrer="same-origin")
