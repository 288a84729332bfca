"""Pages of the two-way appraisal of a year."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from orgs.permissions import holds_role, roles_of
from orgs.views.deeds import Offer, Step, Steps, deed_view, offer
from partybuild.documents import docx_file
from partybuild.documents import render as render_document
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.pledge_filters import AppraisalFilter
from resources.forms.appraisals import OpenForm, SheetForm, UnitSheetForm
from resources.models import Appraisal
from resources.pledge_enums import Side
from resources.pledge_workflow import COMMUNITY, UNIT
from resources.selectors.appraisals import SheetReader
from resources.selectors.statements import statement_document
from resources.services import appraisals
from resources.views.writing import form_page, list_way, pledge_page
from resources.workflow import OFFICE

STEPS: Steps = {
    "submit_community_sheet": Step(appraisals.submit_community_sheet, SheetForm),
    "submit_unit_sheet": Step(appraisals.submit_unit_sheet, UnitSheetForm),
}
LABELS = {
    "submit_community_sheet": _("Hand in the sheet of the community"),
    "submit_unit_sheet": _("Hand in the sheet of the unit"),
}


def _progress(appraisal: Appraisal) -> Any:
    return _("%(number)s of 2") % {"number": len(appraisal.by_side)}


APPRAISALS = Listing(
    key="appraisals",
    ledger="appraisals",
    title=_("Two-way appraisals"),
    columns=(
        Column("partner.name", _("partner unit"), ledger="单位"),
        Column("community.name", _("community"), ledger="社区"),
        Column("year", _("year"), kind=Kind.NUMBER, ledger="年度"),
        Column("progress", _("sheets handed in"), value=_progress, ledger="已交评价表", sort=""),
    ),
    filterset=AppraisalFilter,
    search=("partner__name", "community__name"),
    order=("-year", "-pk"),
    empty=Empty(
        _("Once a year a community and its units appraise each other here."),
        _("Begin an appraisal"),
        lambda request: reverse("resources:appraisal-open") if _opens(request.user) else "",
    ),
)


def _opens(user: Any) -> bool:
    return not roles_of(user).isdisjoint({*COMMUNITY, *UNIT})


@require_http_methods(["GET", "HEAD", "POST"])
def appraisal_list(request: HttpRequest) -> HttpResponseBase:
    """The appraisals the reader can see."""
    new = [Crumb(_("Begin an appraisal"), reverse("resources:appraisal-open"))]
    context = {"trail": list_way("appraisals")[:1], "actions": new if _opens(request.user) else []}
    rows = Appraisal.objects.visible_to(request.user).for_list()
    return list_page(request, APPRAISALS, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def appraisal_open(request: HttpRequest) -> HttpResponse:
    """Begin the appraisal of a pair for a year."""
    if not _opens(request.user):
        raise PermissionDenied
    return form_page(
        request,
        form=OpenForm(request.POST or None, reader=request.user),
        deed=appraisals.open_appraisal,
        title=_("Begin an appraisal"),
        trail=list_way("appraisals"),
    )


@require_safe
def appraisal_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One appraisal: the sheets its reader may read, and the one still to hand in."""
    return appraisal_page(request, _visible(request, public_id))


@require_safe
def appraisal_statement(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The statement for the unit's superior, once both sheets are in."""
    appraisal = _visible(request, public_id)
    if not appraisal.is_complete:
        raise Http404
    document = statement_document(appraisal)
    return docx_file(render_document(document), document.name)


def appraisal_page(
    request: HttpRequest, appraisal: Appraisal, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    partner, community = appraisal.partner, appraisal.community
    statement = reverse("resources:appraisal-statement", args=[appraisal.public_id])
    links = [Crumb(_("Statement for the superior"), statement)] if appraisal.is_complete else []
    return pledge_page(
        request,
        appraisal,
        noun="appraisals",
        facts=[
            Fact(_("partner unit"), partner, partner.get_absolute_url()),
            Fact(_("community"), community, community.get_absolute_url()),
            Fact(_("year"), appraisal.year),
            Fact(_("sheets handed in"), _progress(appraisal)),
        ],
        links=links,
        tables=[_sheets(appraisal, request.user)],
        offers=_offers(appraisal, request.user, failed),
        status=status,
    )


appraisal_step = deed_view(model=Appraisal, subject="appraisal", steps=STEPS, page=appraisal_page)


def _visible(request: HttpRequest, public_id: UUID) -> Appraisal:
    rows = Appraisal.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _offers(appraisal: Appraisal, reader: Any, failed: Any) -> list[Offer]:
    if appraisal.is_complete:
        return []
    is_unit = holds_role(reader, *UNIT, over=appraisal.partner)
    may = {
        "submit_community_sheet": holds_role(reader, *COMMUNITY, over=appraisal.community),
        "submit_unit_sheet": is_unit or holds_role(reader, *OFFICE, over=appraisal.partner.street),
    }
    return [
        offer(
            appraisal,
            action,
            LABELS[action],
            step=step,
            reader=reader,
            url_name="resources:appraisal-step",
            failed=failed,
        )
        for action, step in STEPS.items()
        if may[action]
    ]


def _sheets(appraisal: Appraisal, reader: Any) -> dict[str, Any]:
    head = (_("sheet"), pgettext_lazy("appraisal", "score"), _("satisfied percent"), _("appraisal"))
    sheets, shown = appraisal.by_side, SheetReader.of(reader).sides_of(appraisal)
    rows = []
    for side in Side:
        sheet = sheets.get(side)
        cells: list[Any] = [side.label, "—", "—", _("not handed in yet")]
        if sheet and side in shown:
            rate = sheet.satisfaction
            words = _("fewer than five answers") if rate is None else f"{rate}%"
            cells = [side.label, sheet.score, words, sheet.content or "—"]
        elif sheet:
            cells = [side.label, "—", "—", _("handed in; shown once both are in")]
        rows.append([(label, cell, "") for label, cell in zip(head, cells, strict=True)])
    return {"title": _("Both sheets"), "head": head, "rows": rows}
