"""The register of cases: the list, one case, and where the office says it lies."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from grids.exports.cases import CASE_LEDGER
from grids.forms.cases import AmendCaseForm
from grids.models import Case, Grid
from grids.services import cases
from grids.views.narrowing_cases import CaseListFilter
from orgs.enums import Role
from orgs.models import User
from orgs.permissions import holds_role, roles_of
from orgs.scoping import reach_of
from orgs.selectors.leads import leads_of
from orgs.selectors.trail import history_of
from orgs.views.deeds import DeedForm, Offer, Step, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no

CASES = Listing(
    key="cases",
    title=_("Cases"),
    columns=(
        Column("title", _("title"), kind=Kind.LONG, in_export=False),
        Column("code", _("case number"), kind=Kind.CODE, in_export=False),
        Column("kind", _("kind of case"), in_export=False),
        Column("category", _("category"), in_export=False),
        Column("community.name", _("community"), in_export=False),
        Column("reported_at", _("reported at"), kind=Kind.MOMENT, in_export=False),
        Column("hotline_state", _("state at the hotline"), in_export=False),
        Column(
            "is_solved",
            pgettext_lazy("case", "solved"),
            value=lambda case: yes_or_no(case.is_solved),
            in_export=False,
        ),
        Column("satisfaction", _("satisfaction"), in_export=False),
        *CASE_LEDGER,
    ),
    filterset=CaseListFilter,
    tabs="kind",
    search=("title", "code", "content", "spot"),
    order=("-reported_at",),
    empty=Empty(
        _("Here stand residents' requests as the superior hotline exports them, without names."),
        _("Import a ledger"),
        lambda request: reverse("imports:centre") if _runs_an_office(request) else "",
    ),
)
STEPS = {"amend": Step(cases.amend_case, AmendCaseForm)}


def _runs_an_office(request: HttpRequest) -> bool:
    return Role.OFFICE in roles_of(request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def case_list(request: HttpRequest) -> HttpResponseBase:
    """The cases within reach, and the register as the hotline's ledger."""
    way_in = Crumb(_("Import a ledger"), reverse("imports:centre"))
    return list_page(
        request,
        CASES,
        Case.objects.visible_to(request.user).for_list(),
        context={"actions": [way_in] if _runs_an_office(request) else []},
    )


@require_safe
def case_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One case: what was asked for, where, and what came of it."""
    rows = Case.objects.visible_to(request.user).for_list()
    return _case_page(request, get_object_or_404(rows, public_id=public_id))


def _case_page(
    request: HttpRequest,
    case: Case,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    context = {
        "case": case,
        "way": [Crumb(_("Cases"), reverse("grids:cases"))],
        "offers": _offers(case, reader, failed),
        "facts": _facts(case),
        "places": _places(case, reader),
        "outcomes": _outcomes(case),
        "history": history_of(case),
        "leads": leads_of(case, reader=reader),
    }
    return render(request, "grids/case_detail.html", context, status=status)


def _offers(case: Case, reader: User, failed: tuple[str, DeedForm] | None) -> list[Offer]:
    if not holds_role(reader, Role.OFFICE, over=case.street):
        return []
    step = offer(
        case,
        "amend",
        _("Say where it lies and what it is about"),
        step=STEPS["amend"],
        reader=reader,
        url_name="grids:case-step",
        failed=failed,
    )
    return [step]


def _facts(case: Case) -> list[Fact]:
    named: Any = case
    return [
        Fact(_("case number"), case.code),
        Fact(_("source"), named.get_source_display()),
        *([Fact(_("channel"), case.channel)] if case.channel else []),
        Fact(_("kind of case"), named.get_kind_display()),
        Fact(_("urgency"), named.get_urgency_display()),
        Fact(_("part of the sub-district"), named.get_part_display()),
        Fact(_("reported at"), case.reported_at),
        Fact(_("category of the hotline"), case.category_path),
        *([Fact(_("labels"), case.labels)] if case.labels else []),
        *([Fact(_("firm concerned"), case.firm_name)] if case.firm_name else []),
    ]


def _places(case: Case, reader: User) -> list[Fact]:
    """Where it lies in the portal's own words; a place leads on where the reader can see it."""
    named: Any = case
    community, grid = case.community, case.grid
    reach, grids = reach_of(reader), Grid.objects.visible_to(reader)
    is_near = community is not None and reach.covers(community)
    is_seen = grid is not None and grids.filter(pk=grid.pk).exists()

    def place(label: Any, row: Any, *, leads_on: bool) -> Fact:
        return Fact(label, row, row.get_absolute_url() if leads_on else "")

    return [
        Fact(_("category"), named.get_category_display()),
        place(_("community"), community, leads_on=is_near),
        place(_("grid"), grid, leads_on=is_seen),
        Fact(_("spot"), case.spot),
        Fact(_("community of the hotline"), case.reported_place),
    ]


def _outcomes(case: Case) -> list[Fact]:
    named: Any = case
    return [
        Fact(_("state at the hotline"), case.hotline_state),
        Fact(_("way of handling"), case.handled_how),
        Fact(_("closed at"), case.closed_at),
        Fact(pgettext_lazy("case", "solved"), yes_or_no(case.is_solved)),
        Fact(_("satisfaction"), named.get_satisfaction_display()),
    ]


case_step = deed_view(model=Case, subject="case", steps=STEPS, page=_case_page)
