"""Bundles of estates: the list, one bundle with its estates, and its steps (R-100)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.enums import BundleAction, BundleState
from grids.forms.firms import (
    AddToBundleForm,
    PackBundleForm,
    RemoveFromBundleForm,
    SignBundleForm,
)
from grids.models import Bundle, Estate
from grids.services import bundles
from grids.views.narrowing_estates import BundleListFilter
from grids.workflow import BUNDLE_MOVES
from orgs.enums import Role
from orgs.models import User
from orgs.permissions import holds_role, roles_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, deed_view, offer, offers
from partybuild.http import form_page
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact


def _packs(user: Any) -> bool:
    return Role.OFFICE in roles_of(user)


BUNDLES = Listing(
    key="bundles",
    title=_("Bundles"),
    columns=(
        Column("name", _("name")),
        Column("area_grid.name", _("area grid")),
        Column("estate_count", _("estates"), kind=Kind.NUMBER),
        Column("firm.name", _("property firm")),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=BundleListFilter,
    tabs="state",
    search=("name", "area_grid__name"),
    order=("-pk",),
    empty=Empty(
        _("A bundle packs old estates of one area, so that one firm takes them all."),
        _("Begin a bundle"),
        lambda request: reverse("grids:bundle-pack") if _packs(request.user) else "",
    ),
)
STEPS = {
    "add": Step(bundles.add_to_bundle, AddToBundleForm),
    "remove": Step(bundles.remove_from_bundle, RemoveFromBundleForm),
    BundleAction.INVITE: Step(bundles.invite_firms),
    BundleAction.REPACK: Step(bundles.repack_bundle, ReasonForm),
    BundleAction.SIGN: Step(bundles.sign_bundle, SignBundleForm),
    BundleAction.TAKE_OVER: Step(bundles.take_over_bundle),
    BundleAction.DISSOLVE: Step(bundles.dissolve_bundle, ReasonForm),
}
LABELS = {"add": _("Put an estate in"), "remove": _("Take an estate out")}


@require_http_methods(["GET", "HEAD", "POST"])
def bundle_list(request: HttpRequest) -> HttpResponseBase:
    """The bundles of the street, or those with an estate of the reader's."""
    rows = Bundle.objects.visible_to(request.user).for_list()
    begin = Crumb(_("Begin a bundle"), reverse("grids:bundle-pack"))
    actions = [begin] if _packs(request.user) else []
    return list_page(request, BUNDLES, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def bundle_pack(request: HttpRequest) -> HttpResponse:
    """Begin a bundle."""
    if not _packs(request.user):
        raise PermissionDenied
    form = PackBundleForm(request.POST or None, reader=request.user)

    return form_page(
        request,
        form=form,
        deed=bundles.pack_bundle,
        template="grids/form.html",
        title=_("Begin a bundle"),
        trail=[Crumb(BUNDLES.title, reverse("grids:bundles"))],
    )


@require_safe
def bundle_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One bundle with its estates, and what may be done next."""
    rows = Bundle.objects.visible_to(request.user).for_list()
    return _bundle_page(request, get_object_or_404(rows, public_id=public_id))


def _bundle_page(
    request: HttpRequest,
    bundle: Bundle,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    firm = bundle.firm
    context = {
        "bundle": bundle,
        "way": [
            *way_to(bundle.street, reader=reader),
            Crumb(BUNDLES.title, reverse("grids:bundles")),
        ],
        "offers": _offers(bundle, reader, failed),
        "facts": [
            Fact(_("area grid"), bundle.area_grid),
            Fact(_("property firm"), firm, firm.get_absolute_url() if firm else ""),
            Fact(_("remark"), bundle.remark),
        ],
        "estates": list(Estate.objects.visible_to(reader).filter(bundle=bundle).for_list()),
        "history": history_of(bundle),
    }
    return render(request, "grids/bundle_detail.html", context, status=status)


def _offers(bundle: Bundle, reader: User, failed: tuple[str, DeedForm] | None) -> list[Offer]:
    is_open = bundle.state == BundleState.GATHERING
    packs = is_open and holds_role(reader, Role.OFFICE, over=bundle.street)
    has_estates = packs and bundle.estates.exists()
    possible = {"add": packs, "remove": has_estates}
    packing = [
        offer(
            bundle,
            name,
            LABELS[name],
            step=STEPS[name],
            reader=reader,
            url_name="grids:bundle-step",
            failed=failed,
        )
        for name, is_possible in possible.items()
        if is_possible
    ]
    return packing + offers(
        bundle,
        moves=BUNDLE_MOVES,
        steps=STEPS,
        reader=reader,
        url_name="grids:bundle-step",
        failed=failed,
    )


bundle_step = deed_view(model=Bundle, subject="bundle", steps=STEPS, page=_bundle_page)
