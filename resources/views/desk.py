"""The matching desk: one need, the ranked resources with their reasons, and the proposal."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.scoping import reach_of
from partybuild.http import perform
from partybuild.pages import Fact
from resources.forms.matches import ProposeForm
from resources.forms.needs import FitsForm
from resources.forms.weights import WeightsForm
from resources.models import Need
from resources.permissions import may_propose, street_of
from resources.selectors.duplicates import duplicates_of
from resources.selectors.matching import Candidate, resources_for, weights_of
from resources.services.enlisting import owner_fields
from resources.services.matches import propose_match
from resources.services.weights import amend_weights
from resources.views.needs import visible_need
from resources.views.writing import form_page, list_way, way
from resources.workflow import OFFICE

FEW = 5


@require_safe
def desk(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What fits one need, the best first, each with its reasons."""
    return desk_page(request, visible_need(request, public_id))


@require_POST
def propose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose one of the resources for the need."""
    need = visible_need(request, public_id)

    def again(*, form: forms.Form, status: int) -> HttpResponse:
        return desk_page(request, need, form=form, status=status)

    return perform(
        request,
        form=ProposeForm(request.POST, reader=request.user),
        deed=partial(propose_match, need=need),
        page=again,
    )


def desk_page(
    request: HttpRequest, need: Need, *, form: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    context = {
        "need": need,
        "way": [*way(need.org, "needs", reader=reader), need],
        "facts": [
            Fact(_("asked by"), need.owner),
            Fact(_("class"), need.get_resource_class_display()),
            Fact(_("beneficiaries"), need.get_beneficiary_kind_display()),
            Fact(_("people"), need.beneficiary_count),
            Fact(_("wished for"), need.wished_text or need.wished),
        ],
        "form": form,
        "candidates": resources_for(reader=reader, need=need),
        "open_matches": list(need.matches.visible_to(reader).open().for_list()),
        "weights": weights_of(need.street),
        "can_propose": may_propose(reader, need),
    }
    return render(request, "resources/desk.html", context, status=status)


@require_safe
def fits(request: HttpRequest) -> HttpResponse:
    """What fits a need that is still being written: a part of the page that files it."""
    reader: Any = request.user
    form = FitsForm(request.GET, reader=reader)
    need = _draft(form, reader)
    found: list[Candidate] = resources_for(reader=reader, need=need, limit=FEW) if need else []
    context = {
        "candidates": found,
        "duplicates": duplicates_of(need, reader=reader) if need else [],
        "is_asked": need is not None,
    }
    return render(request, "resources/_fits_panel.html", context)


def _draft(form: FitsForm, reader: User) -> Need | None:
    """The need as far as it is written, or None where that is not enough to look for anything."""
    form.is_valid()
    facts = {name: value for name, value in form.cleaned_data.items() if value}
    owner = facts.pop("owner", None)
    street = street_of(owner) if owner else _own_street(reader)
    if street is None or "resource_class" not in facts or not facts.get("title"):
        return None
    return Need(street=street, **(owner_fields(owner) if owner else {"owner_org": street}), **facts)


def _own_street(reader: User) -> Org | None:
    """The sub-district where the reader works, while no owner is chosen yet."""
    trees = {subtree.tree_id for subtree in reach_of(reader).subtrees}
    street: Org | None = Org.objects.streets().filter(tree_id__in=trees).first()
    return street


@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set how much each reason counts in one sub-district."""
    street = get_object_or_404(Org.objects.visible_to(request.user).streets(), public_id=public_id)
    require_role(request.user, *OFFICE, over=street)
    return form_page(
        request,
        form=WeightsForm(request.POST or None, subject=weights_of(street)),
        deed=partial(amend_weights, street=street),
        title=_("Weights of matching"),
        trail=list_way("needs")[:1],
    )
