"""Dashboards: what to do, what is missing, figures; the rows of each; the wall of the room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from orgs.models import Org, Partner, User
from orgs.scoping import reach_of
from orgs.selectors.dashboards import (
    ON_THE_WALL,
    Below,
    Dashboard,
    ShownTile,
    below,
    dashboard_of,
    decisions_at,
    org_place,
    partner_place,
)
from orgs.selectors.tiles import Place, counted_rows, tiles
from orgs.selectors.trail import way_to
from orgs.views.standards import listing_of
from partybuild.exports import export
from partybuild.http import render_page
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb

TITLE = _("Dashboard")
TODO, BASICS, GAPS, FIGURES, BELOW = (
    _("To do"),
    _("Six basics"),
    _("What is missing"),
    _("Figures"),
    _("Directly below"),
)

SHEET = Listing(
    key="dashboard",
    title=TITLE,
    columns=(
        Column("part", _("part")),
        Column("group", _("group")),
        Column("label", _("what is counted")),
        Column("count", _("number"), kind=Kind.NUMBER),
        Column("of", _("of"), kind=Kind.NUMBER),
        Column("share", _("percent"), kind=Kind.NUMBER),
        Column("who", _("who decides")),
        Column("since", _("since"), kind=Kind.DATE),
    ),
    empty=Empty(_("There is nothing to show here.")),
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the spreadsheet of a dashboard."""

    part: Any
    group: Any
    label: Any
    count: int | str | None
    of: int | None = None
    share: Decimal | int | None = None
    who: str = ""
    since: date | None = None


@require_safe
def own_dashboards(request: HttpRequest) -> HttpResponse:
    """The dashboards of the reader's own places: straight to it where there is only one."""
    places = _own_places(request.user)
    if len(places) == 1:
        return redirect(places[0].url)
    return render(request, "orgs/dashboards.html", {"places": places})


@require_http_methods(["GET", "HEAD", "POST"])
def org_dashboard(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The dashboard of an organisation and everything below it; a POST exports what it shows."""
    reader: Any = request.user
    place = _org_place(request, public_id)
    board, beneath = dashboard_of(place, reader=reader), below(place, _page(request))
    if request.method == "POST":
        return export(request, _sheet_of(place), list(_lines(board, beneath)))
    context = {
        "board": board,
        "below": beneath,
        "pages": _pages(beneath),
        "way": _way_to_dashboard(place.owner, reader)[:-1],
        "wall_url": reverse("orgs:org-wall", args=[public_id]),
        "standards_url": reverse("orgs:standards-below", args=[public_id]),
        "today": timezone.localdate(),
    }
    return render(request, "orgs/dashboard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_dashboard(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The small dashboard of a partner unit, for the unit and the office of its sub-district."""
    place = _partner_place(request, public_id)
    board, beneath = dashboard_of(place, reader=_reader(request)), below(place)
    if request.method == "POST":
        return export(request, _sheet_of(place), list(_lines(board, beneath)))
    context = {
        "board": board,
        "below": beneath,
        "way": [Crumb(_("Partner units"), reverse("orgs:partners"))],
        "today": timezone.localdate(),
    }
    return render(request, "orgs/dashboard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def org_tile(request: HttpRequest, public_id: UUID, key: str, count: str) -> HttpResponseBase:
    """Exactly the rows that one count on the dashboard of an organisation counts."""
    place = _org_place(request, public_id)
    return _rows_page(request, place, key, count, _way_to_dashboard(place.owner, _reader(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def partner_tile(request: HttpRequest, public_id: UUID, key: str, count: str) -> HttpResponseBase:
    """Exactly the rows that one count on the dashboard of a unit counts."""
    place = _partner_place(request, public_id)
    board = Crumb(TITLE, reverse("orgs:partner-dashboard", args=[public_id]))
    return _rows_page(request, place, key, count, [place.owner, board])


@never_cache
@require_safe
def org_wall(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The wall of the command room: at most six decisions to take, and nothing about anybody."""
    place = _org_place(request, public_id)
    waiting = decisions_at(place)
    context = {
        "org": place.owner,
        "decisions": waiting[:ON_THE_WALL],
        "more": max(len(waiting) - ON_THE_WALL, 0),
        "now": timezone.localtime(),
    }
    return render_page(request, "orgs/wall.html", partial="orgs/_wall.html", context=context)


@dataclass(frozen=True, slots=True)
class _OwnPlace:
    name: str
    url: str


def _own_places(reader: Any) -> list[_OwnPlace]:
    reach = reach_of(reader)
    # The grid branches of a community stand on its own dashboard.
    own = tuple(each for each in reach.subtrees if not each.is_neighbour)
    reach = replace(reach, subtrees=own)
    orgs = Org.objects.tops(reach).order_by("tree_id", "lft")
    units = Partner.objects.filter(pk__in=reach.partner_pks).order_by("name")
    return [
        *(_OwnPlace(o.name, reverse("orgs:org-dashboard", args=[o.public_id])) for o in orgs),
        *(_OwnPlace(u.name, reverse("orgs:partner-dashboard", args=[u.public_id])) for u in units),
    ]


def _reader(request: HttpRequest) -> User:
    reader: Any = request.user
    return reader


def _org_place(request: HttpRequest, public_id: UUID) -> Place:
    reader = _reader(request)
    org = get_object_or_404(Org.objects.visible_to(reader), public_id=public_id)
    return org_place(org, reader=reader)


def _partner_place(request: HttpRequest, public_id: UUID) -> Place:
    reader = _reader(request)
    rows = Partner.objects.visible_to(reader).select_related("street")
    place = partner_place(get_object_or_404(rows, public_id=public_id), reader=reader)
    if place is None:
        raise Http404
    return place


def _rows_page(
    request: HttpRequest, place: Place, key: str, count: str, way: list[Any]
) -> HttpResponseBase:
    tile = next((each for each in tiles(place) if each.key == key), None)
    try:
        if tile is None:
            raise Http404
        measure = tile.measure(count)
    except KeyError as unknown:
        raise Http404 from unknown
    if request.method == "POST" and tile.is_restricted:
        raise PermissionDenied
    title = f"{tile.title}：{measure.label}"
    listing = replace(listing_of(tile.listing), key=f"{key}-{count}", title=title)
    rows = tile.for_list(counted_rows(tile, measure, place.reach))
    return list_page(request, listing, rows, context={"trail": way})


def _way_to_dashboard(org: Any, reader: User) -> list[Crumb]:
    """The dashboards from the topmost place the reader sees down to this one."""
    return [
        Crumb(each.name, reverse("orgs:org-dashboard", args=[each.public_id]))
        for each in way_to(org, reader=reader)
    ]


def _sheet_of(place: Place) -> Listing:
    return replace(SHEET, title=f"{TITLE} {place.owner}")


def _lines(board: Dashboard, beneath: Below) -> Iterator[SheetLine]:
    """Everything that the page shows, in its order."""
    yield from _of_tiles(TODO, board.todo)
    for each in [] if board.place.is_unit else board.basics:
        label = each.basic.label
        yield SheetLine(BASICS, label, _("standards met"), each.met, each.measured, each.share)
        for gap in each.short:
            name = gap.indicator.missing
            yield SheetLine(BASICS, label, name, gap.missing, gap.of)
    for gap in board.unit_gaps if board.place.is_unit else []:
        yield SheetLine(GAPS, gap.indicator.basic.label, gap.indicator.missing, gap.missing)
    yield from _of_tiles(GAPS, board.gaps)
    yield from _of_tiles(FIGURES, board.figures)
    for child in beneath.children:
        for line in child.lines:
            yield SheetLine(BELOW, child.org.name, line.label, line.count)


def _of_tiles(part: Any, shown: Iterable[ShownTile]) -> Iterator[SheetLine]:
    for each in shown:
        for line in [] if each.tile.is_restricted else each.lines:
            facts = (line.hidden or line.count, line.of, line.share, line.who, line.since)
            yield SheetLine(part, each.tile.title, line.label, *facts)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() else 1


def _pages(beneath: Below) -> list[tuple[int, bool]]:
    """The numbers of the pages of places below, and which one is shown."""
    if beneath.pages == 1:
        return []
    return [(number, number == beneath.page) for number in range(1, beneath.pages + 1)]
