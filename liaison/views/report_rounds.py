"""Pages of rounds: who has not filed, the sums with the rows that differ, papers (SM-13)."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.report_filters import RoundFilter
from liaison.forms.reports import OpenRoundForm
from liaison.models import ReportRound
from liaison.models.reports import KEEPERS
from liaison.report_enums import ReturnState, RoundAction, RoundState
from liaison.report_workflow import REPORT_ROUND_MOVES
from liaison.selectors.report_papers import round_document, sum_document
from liaison.selectors.report_rounds import (
    corrections_in,
    differences_of,
    roll_up,
    standing_of,
)
from liaison.services import report_rounds
from liaison.views.reports import reports_crumb
from liaison.views.writing import form_page
from orgs.enums import Role
from orgs.models import Org, SuperiorTemplate
from orgs.permissions import holds_role, roles_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import Offer, Step, Steps, deed_view, offer, offers
from partybuild.documents import Document, docx_file
from partybuild.documents import render as printed
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from partybuild.periods import Period, PeriodKind

REMIND = "remind"
STEPS: Steps = {
    REMIND: Step(report_rounds.remind_of_reports),
    RoundAction.LOCK: Step(report_rounds.lock_report_round),
}

ROUNDS = Listing(
    key="report-rounds",
    title=_("Rounds of monthly reports"),
    columns=(
        Column("starts_on", _("month"), value=lambda each: each.period.label),
        Column("street.name", _("sub-district")),
        Column("due_on", _("due on"), kind=Kind.DATE),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=RoundFilter,
    tabs="state",
    order=("-starts_on",),
    empty=Empty(
        _("The portal opens a round by itself every month; an earlier month is opened here."),
        _("Open a month"),
        lambda request: reverse("liaison:report-round-open") if _is_office(request) else "",
    ),
)


def rounds_crumb() -> Crumb:
    return Crumb(_("Rounds of monthly reports"), reverse("liaison:report-rounds"))


def _is_office(request: HttpRequest) -> bool:
    return Role.OFFICE in roles_of(request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def round_list(request: HttpRequest) -> HttpResponseBase:
    """The rounds of the sub-districts whose office or leader the reader is."""
    actions = [
        Crumb(_("Open a month"), reverse("liaison:report-round-open")),
        Crumb(_("What the report asks"), reverse("liaison:report-definitions")),
        Crumb(_("Bring past reports"), reverse("liaison:report-past")),
    ]
    rows = ReportRound.objects.visible_to(request.user).for_list()
    context = {"actions": actions if _is_office(request) else [], "trail": [reports_crumb()]}
    return list_page(request, ROUNDS, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_open(request: HttpRequest) -> HttpResponse:
    """Open the reports of a month."""
    if not _is_office(request):
        raise PermissionDenied
    return form_page(
        request,
        form=OpenRoundForm(request.POST or None, reader=request.user),
        deed=report_rounds.open_report_round,
        title=_("Open a month"),
        label=_("Open"),
        trail=[reports_crumb(), rounds_crumb()],
    )


@require_safe
def round_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One round: who has not filed, what came in, the sums, and where the records differ."""
    return round_page(request, visible_round(request, public_id))


def visible_round(request: HttpRequest, public_id: UUID) -> ReportRound:
    rows = ReportRound.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def round_page(
    request: HttpRequest, report_round: ReportRound, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    standing = standing_of(report_round)
    returns = list(report_round.returns.for_list().with_corrections())
    year = report_round.starts_on.year
    quarter = Period.of(report_round.starts_on, PeriodKind.QUARTER)
    context = {
        "round": report_round,
        "way": [*way_to(report_round.street, reader=reader), reports_crumb(), rounds_crumb()],
        "standing": standing,
        "to_receive": [each for each in returns if each.state == ReturnState.SUBMITTED],
        "returns": returns,
        "rolled": roll_up(report_round.street, report_round.period),
        "differences": differences_of(report_round),
        "corrections": corrections_in(report_round),
        "templates": _templates(request, report_round.street),
        "longer": [
            Crumb(period.label, reverse("liaison:report-sums", args=[street_id, period]))
            for street_id in [report_round.street.public_id]
            for period in (quarter, Period(PeriodKind.YEAR, year))
        ],
        "facts": [
            Fact(_("due on"), report_round.due_on),
            Fact(_("definition of the report"), report_round.definition, _definition(report_round)),
            Fact(_("filled from the records"), f"{standing.share}%" if standing.share else None),
        ],
        "offers": _offers(report_round, reader, failed),
        "entries": history_of(report_round),
    }
    return render(request, "liaison/report_round_detail.html", context, status=status)


round_step = deed_view(model=ReportRound, subject="report_round", steps=STEPS, page=round_page)


@require_safe
def round_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The reports of a month added up, as .docx."""
    return _paper(round_document(visible_round(request, public_id)))


@require_safe
def round_filled(request: HttpRequest, public_id: UUID, template: UUID) -> HttpResponseBase:
    """A superior's own .xlsx, its named cells filled with the sums of the month."""
    from liaison.imports.report_templates import fill_named_cells  # needs the reader of files

    report_round = visible_round(request, public_id)
    kept = get_object_or_404(_templates(request, report_round.street), public_id=template)
    to = BytesIO()
    fill_named_cells(bytes(kept.content), report_round=report_round, to=to)
    to.seek(0)
    return FileResponse(to, as_attachment=True, filename=f"{kept.title}-{report_round.period}.xlsx")


@require_safe
def sums(request: HttpRequest, public_id: UUID, period: str) -> HttpResponse:
    """A month, quarter or year of a sub-district, added up from the same reports."""
    street, asked = _asked(request, public_id, period)
    rolled = roll_up(street, asked)
    context = {
        "street": street,
        "period": asked,
        "rolled": rolled,
        "way": [*way_to(street, reader=request.user), reports_crumb(), rounds_crumb()],  # type: ignore[arg-type]  # signed in
    }
    return render(request, "liaison/report_sums.html", context)


@require_safe
def sums_file(request: HttpRequest, public_id: UUID, period: str) -> HttpResponseBase:
    """A quarter or year added up, as .docx."""
    street, asked = _asked(request, public_id, period)
    return _paper(sum_document(street, roll_up(street, asked), []))


def _asked(request: HttpRequest, public_id: UUID, period: str) -> tuple[Org, Period]:
    streets = Org.objects.governed_by(request.user, *KEEPERS).streets()
    street = get_object_or_404(streets, public_id=public_id)
    try:
        return street, Period.parse(period)
    except ValueError as unknown:
        raise Http404 from unknown


def _paper(document: Document) -> HttpResponseBase:
    return docx_file(printed(document), document.name)


def _templates(request: HttpRequest, street: Org) -> Any:
    from liaison.imports.report_templates import KIND

    return SuperiorTemplate.objects.visible_to(request.user).filter(ledger=KIND, street=street)


def _definition(report_round: ReportRound) -> str:
    return report_round.definition.get_absolute_url()


def _offers(report_round: ReportRound, reader: Any, failed: Any) -> list[Offer]:
    url_name = "liaison:report-round-step"
    found = offers(
        report_round,
        moves=REPORT_ROUND_MOVES,
        steps=STEPS,
        reader=reader,
        url_name=url_name,
        failed=failed,
    )
    is_office = holds_role(reader, Role.OFFICE, over=report_round.street)
    if is_office and report_round.state == RoundState.OPEN:
        words = _("Remind those who have not filed")
        remind = offer(
            report_round,
            REMIND,
            words,
            step=STEPS[REMIND],
            reader=reader,
            url_name=url_name,
            failed=failed,
        )
        found.insert(0, remind)
    return found
