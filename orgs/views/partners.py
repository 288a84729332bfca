"""The register of partner units: the list with its filters and its ledger, and a new unit."""

from datetime import timedelta
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from orgs.enums import CoverageState, PartnerDomain, PartnerNature, Role, SetUpDuty
from orgs.exports import PARTNER_LEDGER
from orgs.forms.partners import RegisterPartnerForm
from orgs.models import Circle, Org, Partner
from orgs.permissions import roles_of
from orgs.services import partners
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb

ENDING = (("30", _("ends within 30 days")), ("90", _("ends within 90 days")), ("0", _("is over")))


class PartnerListFilter(django_filters.FilterSet):
    """Units by what they are, how far they are covered, where they are paired and until when."""

    nature = django_filters.ChoiceFilter(
        label=_("nature"), choices=PartnerNature.choices, empty_label=_("all")
    )
    domain = django_filters.ChoiceFilter(
        label=_("domain"), choices=PartnerDomain.choices, empty_label=_("all")
    )
    coverage = django_filters.ChoiceFilter(
        label=_("coverage"),
        choices=CoverageState.choices,
        empty_label=_("all"),
        method="by_coverage",
    )
    duty = django_filters.ChoiceFilter(
        label=_("set-up of an organisation"),
        choices=SetUpDuty.choices,
        empty_label=_("all"),
        method="by_duty",
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
    agreement = django_filters.ChoiceFilter(
        label=_("agreement"), choices=ENDING, empty_label=_("all"), method="by_agreement"
    )
    circle = django_filters.ModelChoiceFilter(
        label=_("circle"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=lambda request: Circle.objects.visible_to(request.user).active().order_by("name"),
        method="by_circle",
    )

    def by_coverage(self, rows: Any, _name: str, state: str) -> QuerySet[Partner]:
        return rows.covered(state)

    def by_duty(self, rows: Any, _name: str, duty: str) -> QuerySet[Partner]:
        return rows.with_duty(duty)

    def by_agreement(self, rows: Any, _name: str, days: str) -> QuerySet[Partner]:
        today = timezone.localdate()
        if days == "0":
            return rows.with_agreement_ending(before=today)
        return rows.with_agreement_ending(since=today, before=today + timedelta(days=int(days) + 1))

    def by_circle(self, rows: Any, _name: str, circle: Circle) -> QuerySet[Partner]:
        return rows.in_circles([circle])


PARTNERS = Listing(
    key="partners",
    ledger="partner_units",
    title=_("Partner units"),
    columns=(
        Column("name", _("name"), in_export=False),
        Column("nature", _("nature"), in_export=False),
        Column("domain", _("domain"), in_export=False),
        Column(
            "known_coverage.state",
            _("coverage"),
            kind=Kind.STATE,
            sort="coverage__state",
            in_export=False,
        ),
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
    search=("name", "credit_code", "liaison_name", "party_org_name"),
    order=("name",),
    empty=Empty(
        _("Partner units are the bodies, firms and schools of the area that co-build with you."),
        _("Register a partner unit"),
        lambda request: reverse("orgs:partner-register") if _registers(request.user) else "",
    ),
)


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
