"""Pages of the flow picture, and of what is asked for and not offered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import django_filters
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from orgs.models import Org
from orgs.selectors.orgs import places_to_look_at
from partybuild.exports import export
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb
from partybuild.periods import Period, PeriodKind
from partybuild.pictures import Painter, Picture, picture_page
from resources.enums import ResourceClass
from resources.selectors.flows import (
    FATES,
    By,
    Flows,
    Question,
    Ribbon,
    flows_of,
    nodes_of,
    ribbons_of,
)
from resources.selectors.gaps import LABELS, Gaps, Side, gaps_of
from resources.views.needs import NEEDS
from resources.views.resources import RESOURCES

BY, PERIOD, PLACE = "by", "period", "place"
YEARS = 3
TITLE = _("Flow from need to project")
BY_LABELS = {By.CLASS: _("class"), By.PLACE: _("community")}
_MARKS = {mark.key: mark for mark in FATES}

FIGURES = Listing(
    key="flow-figures",
    title=TITLE,
    columns=(
        Column("source_label", pgettext_lazy("flow", "from")),
        Column("target_label", pgettext_lazy("flow", "to")),
        Column("count", _("needs"), kind=Kind.NUMBER),
    ),
    empty=Empty(""),
)


def question_of(asked: QueryDict, *, reader: Any) -> Question:
    """What the address asks for; what it asks wrongly is not asked."""
    by = By.PLACE if asked.get(BY) == By.PLACE else By.CLASS
    try:
        period = Period.parse(asked.get(PERIOD, ""))
    except ValueError:
        period = None
    return Question(by, period, place_of(asked, reader=reader))


def place_of(asked: QueryDict, *, reader: Any) -> Org | None:
    """The organisation that the address names by its public id, if it is within reach."""
    try:
        public_id = UUID(asked.get(PLACE, ""))
    except ValueError:
        return None
    return get_object_or_404(Org.objects.visible_to(reader), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def flows(request: HttpRequest) -> HttpResponseBase:
    """Where the needs go, with the same in figures, and the needs themselves below."""
    reader: Any = request.user
    found = flows_of(question_of(request.GET, reader=reader), reader=reader)
    ribbons = ribbons_of(found)
    if request.POST.get("figures"):
        return export(request, FIGURES, ribbons)
    context = {
        "trail": _trail(),
        "ribbons": [
            (each, _MARKS.get(each.mark), _address(request, each.asked)) for each in ribbons
        ],
        "choices": _choices(request, reader),
        "actions": [Crumb(_("Asked for and not offered"), reverse("resources:gaps"))],
    }
    picture = _picture(request, found, ribbons)
    return picture_page(request, picture, found.rows, page="resources/flows.html", context=context)


def _picture(request: HttpRequest, found: Flows, ribbons: list[Ribbon]) -> Picture:
    by = BY_LABELS[found.question.by]
    words = dict(found.given_choices)
    listing = replace(
        NEEDS,
        key="flow",
        ledger="",
        title=TITLE,
        columns=(
            Column("title", _("title")),
            Column("code", _("number"), kind=Kind.CODE),
            Column("owner.name", _("asked by"), sort=""),
            Column("asked", by, value=lambda need: words.get(need.asked, ""), sort="asked"),
            Column("given", _("given"), value=lambda need: words.get(need.given, ""), sort="given"),
            Column(
                "fate",
                _("what became of it"),
                kind=Kind.MARK,
                value=lambda need: _MARKS[need.fate],
                sort="fate",
            ),
            Column("created_at", _("filed at"), kind=Kind.DATE),
        ),
        filterset=_stages(tuple(found.choices), tuple(found.given_choices), by),
        tabs="",
        keeps=(BY, PERIOD, PLACE),
        empty=Empty(_("As soon as needs are filed, this shows where they go.")),
    )
    return Picture(
        painter=Painter.FLOW,
        listing=listing,
        by="fate",
        question=_("what became of it"),
        marks=FATES,
        nodes=lambda _rows: nodes_of(ribbons, lambda asked: _address(request, asked)),
        keys=_(
            "Click a ribbon or a bar, or use the arrow keys, to choose it; Enter opens the needs "
            "that it counts."
        ),
        whole=_("All needs within my reach"),
    )


@cache
def _stages(
    asked: tuple[tuple[str, Any], ...], given: tuple[tuple[str, Any], ...], by: Any
) -> type[django_filters.FilterSet]:
    """The filter that keeps to the needs of one station, or of one ribbon."""
    fields = {
        "asked": django_filters.ChoiceFilter(label=by, choices=asked, empty_label=_("all")),
        "given": django_filters.ChoiceFilter(label=_("given"), choices=given, empty_label=_("all")),
    }
    return type("StageFilter", (django_filters.FilterSet,), fields)


def _address(request: HttpRequest, asked: Mapping[str, str]) -> str:
    """The list of the needs that a part of the picture counts."""
    kept = {name: value for name in (BY, PERIOD, PLACE) if (value := request.GET.get(name))}
    return f"{request.path}?{urlencode({**kept, **asked})}#list"


def _choices(request: HttpRequest, reader: Any) -> list[dict[str, Any]]:
    """What the reader can choose above the picture."""
    by = [(str(each), label) for each, label in BY_LABELS.items()]
    return [
        _choice(request, BY, _("Sorted by"), by, is_set=True),
        _choice(request, PERIOD, _("filed in"), _periods()),
        _place_choice(request, reader),
    ]


def _place_choice(request: HttpRequest, reader: Any) -> dict[str, Any]:
    places = [(str(org.public_id), org.name) for org in places_to_look_at(reader=reader)]
    return _choice(request, PLACE, _("Place"), places)


def _choice(
    request: HttpRequest, name: str, label: Any, options: list[Any], *, is_set: bool = False
) -> dict[str, Any]:
    chosen = request.GET.get(name, "")
    return {"name": name, "label": label, "options": options, "is_set": is_set, "chosen": chosen}


def _periods() -> list[tuple[str, str]]:
    """The years up to this one, each with its quarters, the latest first."""
    today = timezone.localdate()
    found: list[Period] = []
    for year in range(today.year, today.year - YEARS, -1):
        whole = Period(PeriodKind.YEAR, year)
        begun = [q for q in whole.split(PeriodKind.QUARTER) if q.first_day <= today]
        found += [whole, *reversed(begun)]
    return [(str(period), period.label) for period in found]


def _trail() -> list[Crumb]:
    return [Crumb(_("Three lists"), reverse("resources:lists"))]


@dataclass(frozen=True, slots=True)
class GapTable:
    """One of the two tables as its page shows it."""

    gaps: Gaps
    title: Any
    header: list[Any]
    lines: list[tuple[str, list[tuple[int, str]], tuple[int, str]]]


@require_http_methods(["GET", "HEAD", "POST"])
def gaps(request: HttpRequest) -> HttpResponseBase:
    """What is asked for and not offered, and what is offered and not asked for."""
    reader: Any = request.user
    found = [_gaps(request, side) for side in Side]
    if request.method == "POST":
        asked = next((each for each in found if each.side == request.POST.get("side")), found[0])
        return export(request, _gap_figures(asked), asked.lines())
    context = {
        "tables": [_table(each, request) for each in found],
        "choices": [_place_choice(request, reader)],
        "trail": _trail(),
    }
    return render(request, "resources/gaps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def gap_rows(request: HttpRequest, side: str) -> HttpResponseBase:
    """Exactly the rows that one of the two tables counts."""
    found = _gaps(request, Side(side))
    listing = replace(
        NEEDS if found.side == Side.ASKED else RESOURCES,
        key=f"gap-{found.side}",
        ledger="",
        title=LABELS[found.side],
        filterset=_cells(tuple(found.places)),
        tabs="",
        keeps=(PLACE,),
        empty=Empty(_("Everything that stands on one list finds something on the other.")),
    )
    trail = [*_trail(), Crumb(_("Asked for and not offered"), reverse("resources:gaps"))]
    return list_page(request, listing, found.rows, context={"trail": trail})


def _gaps(request: HttpRequest, side: Side) -> Gaps:
    reader: Any = request.user
    place = place_of(request.GET, reader=reader)
    return gaps_of(side, place=place, today=timezone.localdate(), reader=reader)


def _table(found: Gaps, request: HttpRequest) -> GapTable:
    base = reverse("resources:gap-rows", args=[found.side])
    place = request.GET.get(PLACE, "")

    def address(**asked: str) -> str:
        kept = {PLACE: place} if place else {}
        return f"{base}?{urlencode({**kept, **asked})}"

    lines = [
        (
            line.label,
            [
                (count, address(resource_class=line.resource_class, home=key))
                for count, (key, _word) in zip(line.counts, found.places, strict=True)
            ],
            (line.total, address(resource_class=line.resource_class)),
        )
        for line in found.lines()
    ]
    return GapTable(found, LABELS[found.side], [word for _key, word in found.places], lines)


def _gap_figures(found: Gaps) -> Listing:
    """The table as a spreadsheet: a line for each class, a column for each community."""
    columns = [
        Column(f"place{index}", word, kind=Kind.NUMBER, value=_count_at(index))
        for index, (_key, word) in enumerate(found.places)
    ]
    return Listing(
        key=f"gap-{found.side}",
        title=LABELS[found.side],
        columns=(
            Column("label", _("class")),
            *columns,
            Column("total", _("in all"), kind=Kind.NUMBER),
        ),
        empty=Empty(""),
    )


def _count_at(index: int) -> Any:
    return lambda line: line.counts[index]


@cache
def _cells(places: tuple[tuple[str, Any], ...]) -> type[django_filters.FilterSet]:
    """The filter that keeps to one class, and to one community."""
    classes = django_filters.ChoiceFilter(
        label=_("class"), choices=ResourceClass.choices, empty_label=_("all")
    )
    at = django_filters.ChoiceFilter(
        label=_("community"), field_name="home_key", choices=places, empty_label=_("all")
    )
    return type("CellFilter", (django_filters.FilterSet,), {"resource_class": classes, "home": at})
