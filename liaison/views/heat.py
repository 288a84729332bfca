"""The calendar of duties: a line for each organisation, a cell for each month of the year."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from liaison.api.obligation_filters import year_of
from liaison.selectors.heat import MARKS, MONTHS, nodes_of, rows_url, year_of_duties
from orgs.models import Org
from orgs.selectors.trail import way_to
from partybuild.listing import Column, Empty, Kind, Listing, Tab
from partybuild.pages import Crumb
from partybuild.periods import Period, PeriodKind
from partybuild.pictures import TOP, Painter, Picture, picture_page

YEAR = "year"
_MARKS = {mark.key: mark for mark in MARKS}


def _cell(org: Any, month: int) -> str:
    due = getattr(org, f"due_{month}")
    return f"{getattr(org, f'kept_{month}')}/{due}" if due else ""


def _cell_url(org: Any, month: int) -> str:
    return rows_url(org, month) if getattr(org, f"due_{month}") else ""


HEAT = Picture(
    painter=Painter.HEAT,
    listing=Listing(
        key="duty-calendar",
        title=_("Calendar of duties"),
        columns=(
            Column("name", _("organisation")),
            Column(
                "outcome",
                _("the year"),
                kind=Kind.MARK,
                value=lambda org: _MARKS[org.outcome],
                sort="outcome",
            ),
            *(
                Column(
                    f"kept_{month}",
                    MONTHS_3[month],
                    kind=Kind.NUMBER,
                    value=partial(_cell, month=month),
                    link=partial(_cell_url, month=month),
                )
                for month in MONTHS
            ),
        ),
        search=("name", "code"),
        order=("tree_id", "lft"),
        empty=Empty(_("Nothing was or is due in this year.")),
        keeps=(YEAR,),
    ),
    by="outcome",
    question=_("the year"),
    marks=MARKS,
    nodes=nodes_of,
    keys=_("Click a cell, or go to it with the arrow keys; Enter opens its duties."),
    whole=_("All organisations within my reach"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def duty_heat(request: HttpRequest) -> HttpResponseBase:
    """The duties of a year, done and owed; ``top`` keeps to an organisation and all below it."""
    reader: Any = request.user
    top = _asked(request)
    year = year_of(request.GET.get(YEAR, ""), timezone.localdate())
    trail: list[Any] = [Crumb(_("Duties"), reverse("liaison:duties"))]
    if top:
        trail.append(Crumb(HEAT.listing.title, f"{request.path}?{YEAR}={year}"))
        trail += [
            Crumb(org.name, f"?{TOP}={org.public_id}&{YEAR}={year}")
            for org in way_to(top, reader=reader)
        ]
    context = {"trail": trail, "ways": _years(year, top)}
    return picture_page(request, HEAT, year_of_duties(top, year, reader=reader), context=context)


def _years(year: int, top: Org | None) -> list[Tab]:
    """The year before, the one shown and the one after."""
    kept = f"&{TOP}={top.public_id}" if top else ""
    return [
        Tab(Period(PeriodKind.YEAR, each).label, f"?{YEAR}={each}{kept}", each == year)
        for each in (year - 1, year, year + 1)
    ]


def _asked(request: HttpRequest) -> Org | None:
    try:
        public_id = UUID(request.GET.get(TOP, ""))
    except ValueError:
        return None
    return get_object_or_404(Org.objects.visible_to(request.user), public_id=public_id)
