"""Partner units: the register, a unit with the communities it is paired with, and its deeds."""

from typing import Any
from uuid import UUID

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.enums import PartnerNature, Role
from orgs.exports import PARTNER_LEDGER
from orgs.forms.partners import AmendPartnerForm, CommunityForm, RegisterPartnerForm
from orgs.models import Org, Partner, User
from orgs.permissions import holds_role, roles_of
from orgs.scoping import reach_of
from orgs.selectors.contacts import contact_of
from orgs.selectors.trail import history_of, way_to
from orgs.services import partners
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, deed_view, offer
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no


class PartnerListFilter(django_filters.FilterSet):
    """Units by nature, and those paired with a community within reach."""

    nature = django_filters.ChoiceFilter(
        label=_("nature"), choices=PartnerNature.choices, empty_label=_("all")
    )
    community = django_filters.ModelChoiceFilter(
        label=_("community"),
        field_name="pairings__community",
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=lambda request: (
            Org.objects.visible_to(request.user).communities().order_by("code")
        ),
    )


PARTNERS = Listing(
    key="partners",
    ledger="partner_units",
    title=_("Partner units"),
    columns=(
        Column("name", _("name"), in_export=False),
        Column("nature", _("nature"), in_export=False),
        Column("member_count", _("members"), kind=Kind.NUMBER, in_export=False),
        Column(
            "communities",
            _("paired with"),
            value=lambda unit: "、".join(p.community.name for p in unit.pairings.all()),
            in_export=False,
        ),
        Column("liaison_name", _("liaison"), in_export=False),
        Column("liaison_phone", _("work phone"), kind=Kind.PHONE, sort="", in_export=False),
        *PARTNER_LEDGER,
    ),
    filterset=PartnerListFilter,
    search=("name", "credit_code", "liaison_name"),
    order=("name",),
    empty=Empty(
        _("Partner units are the bodies, firms and schools of the area that co-build with you."),
        _("Register a partner unit"),
        lambda request: reverse("orgs:partner-register") if _registers(request.user) else "",
    ),
)


def pair(*, partner: Partner, actor: User, **facts: Any) -> Partner:
    """Note that the unit has checked in at a community."""
    partners.pair_partner(partner=partner, actor=actor, **facts)
    return partner


STEPS = {
    "amend": Step(partners.amend_partner, AmendPartnerForm),
    "pair": Step(pair, CommunityForm),
}
LABELS = {"amend": _("Correct"), "pair": _("Pair with a community")}


def _registers(user: Any) -> bool:
    return Role.OFFICE in roles_of(user)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_list(request: HttpRequest) -> HttpResponseBase:
    """The partner units of the street, of the community, or the one the reader speaks for."""
    rows = Partner.objects.visible_to(request.user).for_list()
    register = Crumb(_("Register a partner unit"), reverse("orgs:partner-register"))
    actions = [register] if _registers(request.user) else []
    return list_page(request, PARTNERS, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def partner_register(request: HttpRequest) -> HttpResponse:
    """Put a unit on the register."""
    if not _registers(request.user):
        raise PermissionDenied
    form = RegisterPartnerForm(request.POST or None, reader=request.user)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        context = {"form": form, "trail": [Crumb(PARTNERS.title, reverse("orgs:partners"))]}
        return render(request, "orgs/partner_register.html", context, status=status)

    if request.method != "POST":
        return page()
    return perform(request, form=form, deed=partners.register_partner, page=page)


@require_safe
def partner_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One unit, the communities it is paired with, and what can be done."""
    rows = Partner.objects.visible_to(request.user).for_list()
    return _partner_page(request, get_object_or_404(rows, public_id=public_id))


@require_POST
def partner_unpair(request: HttpRequest, public_id: UUID, community: UUID) -> HttpResponse:
    """End the check-in of a unit at one community."""
    rows = Partner.objects.visible_to(request.user)
    partner = get_object_or_404(rows, public_id=public_id)
    pairing = get_object_or_404(partner.pairings, community__public_id=community)
    form = ReasonForm(
        request.POST, reader=request.user, subject=pairing, auto_id=f"unpair-{community}-%s"
    )

    def page(*, form: DeedForm, status: int) -> HttpResponse:
        return _partner_page(request, partner, ending=(pairing.pk, form), status=status)

    def unpair(*, actor: User, reason: str) -> Partner | Org:
        partners.unpair_partner(pairing=pairing, actor=actor, reason=reason)
        is_still_mine = Partner.objects.visible_to(actor).filter(pk=partner.pk).exists()
        return partner if is_still_mine else pairing.community

    return perform(request, form=form, deed=unpair, page=page)


def _partner_page(
    request: HttpRequest,
    partner: Partner,
    *,
    failed: tuple[str, DeedForm] | None = None,
    ending: tuple[int, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    register = Crumb(PARTNERS.title, reverse("orgs:partners"))
    context = {
        "partner": partner,
        "way": [*way_to(partner.street, reader=reader), register],
        "offers": _offers(partner, reader, failed),
        "contact": contact_of(partner),
        "facts": _facts(partner),
        "pairings": _pairings(partner, reader, ending),
        "history": history_of(partner),
    }
    return render(request, "orgs/partner_detail.html", context, status=status)


def _offers(partner: Partner, reader: User, failed: tuple[str, DeedForm] | None) -> list[Offer]:
    is_office = holds_role(reader, Role.OFFICE, over=partner.street)
    is_own = holds_role(reader, Role.PARTNER_LIAISON, over=partner)
    possible = {"amend": is_office or is_own, "pair": is_office}
    return [
        offer(
            partner,
            name,
            LABELS[name],
            step=STEPS[name],
            reader=reader,
            url_name="orgs:partner-step",
            failed=failed,
        )
        for name, is_possible in possible.items()
        if is_possible
    ]


def _facts(partner: Partner) -> list[Fact]:
    named: Any = partner
    return [
        Fact(_("nature"), named.get_nature_display()),
        Fact(_("credit code"), partner.credit_code),
        Fact(_("members"), partner.member_count),
        Fact(_("sends a part-time member"), yes_or_no(partner.has_part_time_member)),
        Fact(_("remark"), partner.remark),
    ]


def _pairings(
    partner: Partner, reader: User, ending: tuple[int, DeedForm] | None
) -> list[dict[str, Any]]:
    """Each pairing, and for those who keep it the form that ends it."""
    kept = reach_of(reader, Role.OFFICE, Role.SECRETARY)
    seen = reach_of(reader)
    rows = partner.pairings.select_related("community").order_by("community__code")
    return [
        {
            "pairing": pairing,
            "is_seen": seen.covers(pairing.community),
            "is_kept": kept.covers(pairing.community),
            "is_failed": ending is not None and ending[0] == pairing.pk,
            "form": ending[1]
            if ending and ending[0] == pairing.pk
            else ReasonForm(
                reader=reader,
                subject=pairing,
                auto_id=f"unpair-{pairing.community.public_id}-%s",
            ),
        }
        for pairing in rows
    ]


partner_step = deed_view(model=Partner, subject="partner", steps=STEPS, page=_partner_page)
