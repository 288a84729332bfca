"""The register of cases: the list, one case, and where the office says it lies."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from grids.case_enums import DESK_STATES
from grids.exports.cases import CASE_LEDGER
from grids.models import Case, CaseContact, Grid
from grids.selectors.case_desk import alike
from grids.selectors.case_lamps import mark_of, time_left
from grids.selectors.case_lines import clocks_of, line_of, steps_of
from grids.views.case_steps import STEPS, offers_of
from grids.views.filing_cases import FILERS
from grids.views.narrowing_cases import CaseListFilter
from orgs.enums import Role
from orgs.models import User
from orgs.permissions import roles_of
from orgs.scoping import reach_of
from orgs.selectors.attachments import files_of
from orgs.selectors.contacts import contact_of
from orgs.selectors.leads import leads_of
from orgs.selectors.trail import history_of
from orgs.views.deeds import DeedForm, deed_view
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
        Column("state", _("state"), kind=Kind.STATE, in_export=False),
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


def _runs_an_office(request: HttpRequest) -> bool:
    return Role.OFFICE in roles_of(request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def case_list(request: HttpRequest) -> HttpResponseBase:
    """The cases within reach, and the register as the hotline's ledger."""
    held, actions = roles_of(request.user), []
    if not held.isdisjoint(FILERS):
        actions.append(Crumb(_("File a case"), reverse("grids:case-file")))
    if Role.OFFICE in held:
        actions.append(Crumb(_("Import a ledger"), reverse("imports:centre")))
    rows = Case.objects.visible_to(request.user).for_list()
    return list_page(request, CASES, rows, context={"actions": actions})


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
    steps = steps_of(case)
    now = timezone.now()
    contact = CaseContact.objects.visible_to(reader).filter(case=case).first()
    context = {
        "case": case,
        "way": [Crumb(_("Cases"), reverse("grids:cases"))],
        "offers": offers_of(case, reader, failed),
        "facts": _facts(case),
        "places": _places(case, reader),
        "outcomes": _outcomes(case),
        "steps": steps,
        "line": line_of(case, steps) if steps else [],
        "clocks": clocks_of(case),
        "lamp": mark_of(case, now),
        "time_left": time_left(case, now),
        "has_contact": contact is not None,
        "contact": contact_of(contact) if contact else None,
        "escalations": list(case.escalations.select_related("org", "acknowledged_by")),
        "alike": Case.objects.visible_to(reader).filter(pk__in=[each.pk for each in alike(case)])
        if case.state in DESK_STATES
        else [],
        "duplicates": Case.objects.visible_to(reader).filter(duplicate_of=case),
        "files": files_of([case], reader=reader)[case.public_id],
        "history": history_of(case),
        "leads": leads_of(case, reader=reader),
    }
    return render(request, "grids/case_detail.html", context, status=status)


def _facts(case: Case) -> list[Fact]:
    named: Any = case
    return [
        Fact(_("case number"), case.code),
        Fact(_("source"), named.get_source_display()),
        Fact(_("responsible organisation"), case.handling_org),
        *([Fact(_("channel"), case.channel)] if case.channel else []),
        Fact(_("kind of case"), named.get_kind_display()),
        Fact(_("urgency"), named.get_urgency_display()),
        Fact(_("part of the sub-district"), named.get_part_display()),
        Fact(_("reported at"), case.reported_at),
        *_wish(case),
        Fact(_("category of the hotline"), case.category_path),
        *([Fact(_("labels"), case.labels)] if case.labels else []),
        *([Fact(_("firm concerned"), case.firm_name)] if case.firm_name else []),
    ]


def _wish(case: Case) -> list[Fact]:
    if case.needs_call_back is None:
        return []
    return [Fact(_("call-back wanted"), yes_or_no(case.needs_call_back))]


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
        *([Fact(_("way of closing"), named.get_closing_display())] if case.closing else []),
        *([_merged_into(case.duplicate_of)] if case.duplicate_of else []),
        *([Fact(_("to be reviewed on"), case.review_on)] if case.review_on else []),
        *([Fact(_("times redone"), case.redo_count)] if case.redo_count else []),
    ]


def _merged_into(other: Case) -> Fact:
    return Fact(_("merged into"), other, other.get_absolute_url())


case_step = deed_view(model=Case, subject="case", steps=STEPS, page=_case_page)
