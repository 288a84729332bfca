"""Pages of the yearly appraisal: the sheets of a year, one sheet, its papers (R-296, R-297)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.year_filters import YearSheetFilter
from liaison.forms.year_sheets import AnswerForm, OpenYearForm, ScoreForm
from liaison.models import YearSheet
from liaison.selectors.year_papers import sheet_document, year_document
from liaison.selectors.year_sheets import counted_now
from liaison.services import year_sheets
from liaison.views.following import Words, followed_page
from liaison.views.writing import form_page
from liaison.year_enums import YearSheetAction, YearSheetState
from liaison.year_workflow import YEARSHEET_MOVES
from orgs.models import Org
from orgs.permissions import roles_of
from orgs.selectors.indicators import Part, indicator_of, rows_url
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from orgs.workflow import OFFICE
from partybuild.documents import docx_file
from partybuild.documents import render as render_document
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    YearSheetAction.APPRAISE_SELF: Step(year_sheets.appraise_self, ScoreForm),
    YearSheetAction.SEND_BACK: Step(year_sheets.send_back_sheet, ReasonForm),
    YearSheetAction.APPRAISE: Step(year_sheets.appraise_sheet, ScoreForm),
    YearSheetAction.GATHER: Step(year_sheets.gather_mutual),
    YearSheetAction.GRADE: Step(year_sheets.grade_sheet),
    YearSheetAction.ANSWER: Step(year_sheets.answer_sheet, AnswerForm),
}

# In the order of the tree, and by no score: nobody is ranked.
YEAR_SHEETS = Listing(
    key="year-sheets",
    title=_("Yearly appraisal"),
    columns=(
        Column("org.name", _("organisation"), sort=""),
        Column("year", _("year"), kind=Kind.CODE),
        Column("state", _("state"), kind=Kind.STATE),
        Column("figures_score", _("figures"), kind=Kind.NUMBER, sort=""),
        Column("self_score", _("own appraisal"), kind=Kind.NUMBER, sort=""),
        Column("superior_score", _("appraisal of the superior"), kind=Kind.NUMBER, sort=""),
        Column("mutual_score", _("mutual appraisal"), kind=Kind.NUMBER, sort=""),
        Column("result_score", _("result"), kind=Kind.NUMBER, sort=""),
        Column("grade", _("grade"), sort=""),
        Column("graded_on", _("announced on"), kind=Kind.DATE),
        Column("frozen_on", _("figures of"), kind=Kind.DATE, on_page=False),
    ),
    filterset=YearSheetFilter,
    search=("org__name", "org__code"),
    order=("-year", "org__tree_id", "org__lft"),
    empty=Empty(_("Here stand the yearly appraisals of areas and communities.")),
)


def list_crumb() -> Crumb:
    return Crumb(YEAR_SHEETS.title, reverse("liaison:yearsheets"))


@require_http_methods(["GET", "HEAD", "POST"])
def year_sheet_list(request: HttpRequest) -> HttpResponseBase:
    """The sheets within reach; the export is what the target-responsibility appraisal takes."""
    rows: Any = YearSheet.objects.visible_to(request.user).for_list()
    actions = []
    if not roles_of(request.user).isdisjoint(OFFICE):
        actions.append(Crumb(_("Open the sheets of a year"), reverse("liaison:yearsheet-open")))
    return list_page(request, YEAR_SHEETS, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def year_sheet_open(request: HttpRequest) -> HttpResponse:
    """Open the sheets of all areas and communities of a sub-district for a year."""
    if roles_of(request.user).isdisjoint(OFFICE):
        raise PermissionDenied
    return form_page(
        request,
        form=OpenYearForm(request.POST or None, reader=request.user),
        deed=year_sheets.open_year_sheets,
        title=_("Open the sheets of a year"),
        label=_("Open"),
        trail=[list_crumb()],
    )


@require_safe
def year_sheet_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One sheet: its figures with their rows, the appraisals, and the result."""
    return year_sheet_page(request, _visible(request, public_id))


@require_safe
def year_sheet_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The sheet as .docx."""
    sheet = _visible(request, public_id)
    document = sheet_document(sheet)
    return docx_file(render_document(document), document.name)


@require_safe
def year_file(request: HttpRequest, public_id: UUID, year: int) -> HttpResponseBase:
    """The results of a year of a sub-district as .docx (R-297)."""
    street = get_object_or_404(Org.objects.visible_to(request.user).streets(), public_id=public_id)
    rows = YearSheet.objects.visible_to(request.user).of_year(street, year)
    document = year_document(street, year, rows=rows)
    return docx_file(render_document(document), document.name)


def year_sheet_page(
    request: HttpRequest, sheet: YearSheet, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    links = [Crumb(_("Sheet (.docx)"), reverse("liaison:yearsheet-file", args=[sheet.public_id]))]
    if Org.objects.visible_to(request.user).filter(pk=sheet.street_id).exists():
        url = reverse("liaison:year-file", args=[sheet.street.public_id, sheet.year])
        links.append(Crumb(_("Results of the year (.docx)"), url))
    lines, is_frozen = _lines(request, sheet)
    return followed_page(
        request,
        sheet,
        trail=[list_crumb()],
        facts=_facts(sheet),
        words=[
            Words(_("Own remark"), sheet.self_remark),
            Words(_("Remark of the superior"), sheet.superior_remark),
            Words(_("Answer of the organisation"), sheet.feedback),
        ],
        links=links,
        offers=offers(
            sheet,
            moves=YEARSHEET_MOVES,
            steps=STEPS,
            reader=request.user,
            url_name="liaison:yearsheet-step",
            failed=failed,
        ),
        page="liaison/yearsheet_detail.html",
        lines=lines,
        is_frozen=is_frozen,
        status=status,
    )


yearsheet_step = deed_view(model=YearSheet, subject="sheet", steps=STEPS, page=year_sheet_page)


def _visible(request: HttpRequest, public_id: UUID) -> YearSheet:
    rows: Any = YearSheet.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _facts(sheet: YearSheet) -> list[Fact]:
    mutual = f"{sheet.mutual_score} （{sheet.mutual_count}）" if sheet.mutual_count else ""
    return [
        Fact(_("organisation"), sheet.org.name, sheet.org.get_absolute_url()),
        Fact(_("year"), sheet.year),
        Fact(_("figures"), _known(sheet.figures_score)),
        Fact(_("figures of"), sheet.frozen_on),
        Fact(_("own appraisal"), _known(sheet.self_score)),
        Fact(_("appraisal of the superior"), _known(sheet.superior_score)),
        Fact(_("mutual appraisal"), mutual, reverse("resources:appraisals") if mutual else ""),
        Fact(_("result"), _known(sheet.result_score)),
        Fact(_("grade"), sheet.get_grade_display()),
        Fact(_("announced on"), sheet.graded_on),
    ]


def _known(score: Any) -> str:
    return "" if score is None else str(score)


def _lines(request: HttpRequest, sheet: YearSheet) -> tuple[list[dict[str, Any]], bool]:
    """The standards as they were frozen, or as they stand today while the sheet is open."""
    reader: Any = request.user
    if sheet.state != YearSheetState.OPEN:
        return [_line(sheet, each, each.key, each.points) for each in sheet.lines.all()], True
    now = counted_now(sheet.org, reader=reader)
    return [_line(sheet, each, each.criterion.key, each.criterion.points) for each in now], False


def _line(sheet: YearSheet, counted: Any, key: str, points: int) -> dict[str, Any]:
    try:
        words = indicator_of(key).label
    except KeyError:
        words = key
    return {
        "words": words,
        "of": counted.of,
        "met": counted.met,
        "points": points,
        "earned": counted.earned,
        "url": rows_url(key, Part.MISSING, sheet.org),
    }
