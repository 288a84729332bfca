"""Pages of monthly reports: the list, and one report as its community fills it in (SM-13)."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liaison.api.report_filters import ReportFilter
from liaison.forms.reports import CorrectReportForm, ReportForm
from liaison.models import ReportFigure, ReportReturn
from liaison.models.reports import KEEPERS, WORDS
from liaison.report_enums import UNFILED_STATES, ReturnAction, ReturnState
from liaison.report_workflow import REPORT_RETURN_MOVES, REPORTERS
from liaison.selectors.report_papers import report_document
from liaison.selectors.reports import parts_of, prefilled_share
from liaison.services import reports
from orgs.permissions import holds_role, require_role, roles_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from orgs.workflow import OFFICE
from partybuild.differences import changed_only, differences
from partybuild.documents import docx_file
from partybuild.documents import render as printed
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    ReturnAction.RECOUNT: Step(reports.recount_report),
    ReturnAction.RECEIVE: Step(reports.receive_report),
    ReturnAction.SEND_BACK: Step(reports.send_report_back, ReasonForm),
}
AUTOSAVE = "X-Autosave"

REPORTS = Listing(
    key="reports",
    title=_("Monthly reports"),
    columns=(
        Column("community.name", _("community")),
        Column(
            "round.starts_on",
            _("month"),
            value=lambda report: report.period.label,
            sort="round__starts_on",
        ),
        Column("round.due_on", _("due on"), kind=Kind.DATE),
        Column("submitted_at", _("submitted at"), kind=Kind.MOMENT),
        Column("received_at", _("received at"), kind=Kind.MOMENT),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=ReportFilter,
    tabs="state",
    search=("community__name",),
    order=("-round__starts_on", "community__code"),
    empty=Empty(_("The monthly reports of communities stand here once a month is opened.")),
)


def reports_crumb() -> Crumb:
    return Crumb(_("Monthly reports"), reverse("liaison:reports"))


@require_http_methods(["GET", "HEAD", "POST"])
def report_list(request: HttpRequest) -> HttpResponseBase:
    """The reports of communities within reach."""
    reader: Any = request.user
    rows = ReportReturn.objects.visible_to(reader).for_list()
    rounds = Crumb(_("Rounds of monthly reports"), reverse("liaison:report-rounds"))
    is_keeper = keeps_rounds(reader)
    return list_page(request, REPORTS, rows, context={"actions": [rounds] if is_keeper else []})


def keeps_rounds(reader: Any) -> bool:
    """True for those who see whole rounds: the office and the leaders."""
    return not roles_of(reader).isdisjoint(KEEPERS)


def visible_report(request: HttpRequest, public_id: UUID) -> ReportReturn:
    rows = ReportReturn.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def report_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One report: to be filled in by its community, to be read by everybody else."""
    return report_page(request, visible_report(request, public_id))


@require_POST
def report_fill(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep what is written, or submit it; who was slower sees both, and neither is lost."""
    report = visible_report(request, public_id)
    require_role(request.user, *REPORTERS, over=report.community)
    form = ReportForm(request.POST, report=report, figures=_figures(report))
    is_handed_in = "submit" in request.POST
    deed = reports.submit_report if is_handed_in else reports.fill_report
    if request.headers.get(AUTOSAVE):
        return _autosaved(request, report, form)
    page = partial(_form_again, request, report)
    return perform(request, form=form, deed=partial(deed, report=report), page=page)


@require_http_methods(["GET", "HEAD", "POST"])
def report_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a locked report openly."""
    report = visible_report(request, public_id)
    require_role(request.user, *OFFICE, over=report.street)
    form = CorrectReportForm(request.POST or None, report=report, figures=_figures(report))
    page = partial(_correct_again, request, report)
    if request.method != "POST":
        return page(form=form)
    return perform(
        request, form=form, deed=partial(reports.correct_report, report=report), page=page
    )


@require_safe
def report_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The report of one community as .docx."""
    report = visible_report(request, public_id)
    return docx_file(printed(report_document(report)), str(report))


def report_page(
    request: HttpRequest,
    report: ReportReturn,
    *,
    form: Any = None,
    clashes: Any = (),
    failed: Any = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    parts = parts_of(report)
    figures = [line.figure for part in parts for line in part.lines]
    may_fill = report.state in UNFILED_STATES and holds_role(
        reader, *REPORTERS, over=report.community
    )
    if form is None and may_fill:
        form = ReportForm(report=report, figures=figures)
    context = {
        "report": report,
        "form": form if may_fill else None,
        "parts": [(part, _lines(part, form if may_fill else None)) for part in parts],
        "share": prefilled_share(figures),
        "clashes": clashes,
        "way": [*way_to(report.community, reader=reader), reports_crumb()],
        "facts": _facts(report),
        "texts": [(_label(name), getattr(report, name)) for name in WORDS],
        "corrections": list(report.corrections.select_related("corrected_by")),
        "may_correct": report.state == ReturnState.LOCKED
        and holds_role(reader, *OFFICE, over=report.street),
        "offers": offers(
            report,
            moves=REPORT_RETURN_MOVES,
            steps=STEPS,
            reader=reader,
            url_name="liaison:report-step",
            failed=failed,
        ),
        "entries": history_of(report),
    }
    return render(request, "liaison/report_detail.html", context, status=status)


report_step = deed_view(model=ReportReturn, subject="report", steps=STEPS, page=report_page)


def _autosaved(request: HttpRequest, report: ReportReturn, form: ReportForm) -> JsonResponse:
    """The answer to the page's own saving: the new version, or why it was not kept."""
    if not form.is_valid():
        return JsonResponse({"detail": form.errors}, status=INVALID)
    actor: Any = request.user
    try:
        kept = reports.fill_report(report=report, actor=actor, **form.cleaned_data)
    except RuleViolation as refusal:
        return JsonResponse({"detail": refusal.message, "code": refusal.code}, status=REFUSED)
    moment = date_format(timezone.localtime(), "H:i")
    words = gettext("Kept at %(moment)s.") % {"moment": moment}
    return JsonResponse({"version": kept.version, "words": words})


def _form_again(
    request: HttpRequest, report: ReportReturn, *, form: ReportForm, status: int
) -> HttpResponse:
    """The form with what was wrong; after a clash a second attempt is made upon what is kept."""
    report = visible_report(request, report.public_id)
    clashes: list[Any] = []
    told = form.data.get("version", "")
    if status == REFUSED and told and told != str(report.version):
        clashes = _clashes(report, form)
        form.data = {**form.data.dict(), "version": report.version}  # type: ignore[attr-defined]  # bound to a request
    return report_page(request, report, form=form, clashes=clashes, status=status)


def _clashes(report: ReportReturn, form: ReportForm) -> list[tuple[Any, Any]]:
    """Where the kept words and numbers differ from those just sent."""
    texts = [
        (_label(name), changed_only(differences(getattr(report, name), told)))
        for name in WORDS
        if (told := form.data.get(name, "")) != getattr(report, name)
    ]
    numbers = [
        (field.label, changed_only(differences(_written(form.initial.get(name)), told)))
        for name, field in form.fields.items()
        if name not in WORDS
        and name != "version"
        and (told := form.data.get(name, "")) != _written(form.initial.get(name))
    ]
    return [*texts, *numbers]


def _written(value: Any) -> str:
    return "" if value is None else str(value)


def _correct_again(
    request: HttpRequest, report: ReportReturn, *, form: Any, status: int = 200
) -> HttpResponse:
    context = {
        "report": report,
        "form": form,
        "parts": [(part, _lines(part, form)) for part in parts_of(report)],
        "trail": [reports_crumb(), report],
    }
    return render(request, "liaison/report_correct.html", context, status=status)


def _figures(report: ReportReturn) -> list[ReportFigure]:
    return list(report.figures.select_related("item"))


def _lines(part: Any, form: Any) -> list[tuple[Any, list[Any]]]:
    """Each line of a section with the inputs that belong to it."""
    return [
        (
            line,
            [
                form[name]
                for kind in ("typed", "added", "reason")
                if (name := f"{kind}_{line.figure.item_id}") in form.fields
            ]
            if form
            else [],
        )
        for line in part.lines
    ]


def _label(name: str) -> Any:
    return ReportReturn._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # a field of our own


def _facts(report: ReportReturn) -> list[Fact]:
    counted = report.counted_at and date_format(timezone.localtime(report.counted_at), "m-d H:i")
    facts = [
        Fact(_("month"), report.period.label),
        Fact(_("due on"), report.round.due_on),
        Fact(_("counted at"), counted),
    ]
    if report.submitted_at:
        facts.append(Fact(_("submitted at"), timezone.localtime(report.submitted_at)))
    if report.is_late:
        facts.append(Fact(_("late"), _("It came late and counts for its own month.")))
    return facts
