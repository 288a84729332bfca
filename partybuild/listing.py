"""The one way to show a list: filter, search, sort, page, and export of exactly what is shown.

A list is declared once as a ``Listing``; ``list_page`` answers its page, its partial for htmx and
its export. It costs two queries of its own at any length: the count and the page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import attrgetter, or_
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django_filters import FilterSet
from django_filters.widgets import BooleanWidget

from partybuild.http import render_page, wants_partial
from partybuild.suppression import shown

PER_PAGE = 25
PAGE, SORT, SEARCH = "page", "sort", "q"


class Kind(StrEnum):
    """How a column reads; numbers stand right, states and marks carry a shape, codes stay text."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    STATE = "state"
    CODE = "code"
    PHONE = "phone"
    # A count that is kept small from whoever does not keep the row (``row.is_kept``).
    SUPPRESSED = "suppressed"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value comes from, how it reads, by what it sorts.

    ``name`` is the dotted way from the row to the value. ``value`` computes it instead. ``sort``
    is the field that orders the list; by default the one that ``name`` names, "" for none.
    ``ledger`` is the header of the export where an import expects another word than the page.
    ``link`` leads from the value to the rows it counts; the page's first column leads to the row.
    """

    name: str
    header: Any
    kind: Kind = Kind.TEXT
    value: Callable[[Any], Any] | None = None
    sort: str | None = None
    ledger: str = ""
    on_page: bool = True
    in_export: bool = True
    link: Callable[[Any], str] | None = None

    @property
    def order(self) -> str:
        if self.sort is None:
            return "" if self.value else self.name.replace(".", "__")
        return self.sort

    def raw(self, row: Any) -> Any:
        """The value as stored, or None where the way to it ends early."""
        if self.value:
            return self.value(row)
        try:
            found = attrgetter(self.name)(row)
        except AttributeError:
            if self._ends_early(row):
                return None
            raise
        return found() if callable(found) else found

    def _ends_early(self, row: Any) -> bool:
        # A relation may be empty on the way; a misspelt name must still be an error.
        for part in self.name.split(".")[:-1]:
            row = getattr(row, part)
            if row is None:
                return True
        return False

    def words(self, row: Any) -> Any:
        """The value as a person reads it: the label of a choice, otherwise what is stored."""
        if self.kind == Kind.SUPPRESSED:
            return shown(self.raw(row), is_kept=getattr(row, "is_kept", False))
        if self.value is None:
            *way, last = self.name.split(".")
            if way and self._ends_early(row):
                return None
            holder = attrgetter(".".join(way))(row) if way else row
            label = getattr(holder, f"get_{last}_display", None)
            if label:
                return label()
        return self.raw(row)


@dataclass(frozen=True, slots=True)
class Empty:
    """What a list is for, said when there is nothing in it, and the first thing to do."""

    words: Any
    action_label: Any = ""
    action_url: Callable[[HttpRequest], str] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list declared once. ``key`` names the exported file and the line in the trail.

    ``tabs`` names one filter of the filterset whose choices stand as links above the list.
    ``link`` finds the page of a row; the first column leads there. ``card`` names a partial that
    shows one row in a list of cards instead of a table; the columns are then for the export.
    ``ledger`` is the kind of spreadsheet whose columns the export has.
    ``keeps`` names what the address says beside the filters, such as the page's own choices.
    """

    key: str
    title: Any
    columns: Sequence[Column]
    empty: Empty
    filterset: type[FilterSet] | None = None
    search: Sequence[str] = ()
    order: Sequence[Any] = ("pk",)
    tabs: str = ""
    link: Callable[[Any], str] | None = lambda row: row.get_absolute_url()
    card: str = ""
    can_export: bool = True
    ledger: str = ""
    keeps: Sequence[str] = ()

    @property
    def shown(self) -> list[Column]:
        return [column for column in self.columns if column.on_page]

    def column_of(self, name: str) -> Column | None:
        return next((c for c in self.shown if c.order and c.name == name), None)


@dataclass(frozen=True, slots=True)
class Format:
    """A further way to export a list: ``write(resource, rows, target)`` makes the .xlsx."""

    value: str
    label: str
    write: Callable[..., Any]


Formats = Callable[[HttpRequest, Listing], Iterable[Format]]
_FORMATS: list[Formats] = []


def offer_formats_with(source: Formats) -> None:
    """Let an app offer its own forms beside the plain spreadsheet."""
    if source not in _FORMATS:
        _FORMATS.append(source)


def formats_of(request: HttpRequest, listing: Listing) -> list[Format]:
    """The further formats of a list that keeps a ledger."""
    if not listing.ledger:
        return []
    return [each for source in _FORMATS for each in source(request, listing)]


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    words: Any
    state: Any = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    column: Column
    url: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A list as one reader asked for it."""

    listing: Listing
    request: HttpRequest
    filters: FilterSet | None
    rows: QuerySet

    def page(self) -> Page:
        return Paginator(self.rows, PER_PAGE).get_page(self.request.GET.get(PAGE))

    def query(self, **changes: str | None) -> str:
        """The address of this list with something changed; empty words are left out."""
        asked = {key: value for key, value in self.request.GET.items() if value}
        asked |= {key: value or "" for key, value in changes.items()}
        asked = {key: value for key, value in asked.items() if value}
        return f"?{urlencode(asked)}" if asked else self.request.path

    def headers(self) -> list[Header]:
        asked = self.request.GET.get(SORT, "")
        found = []
        for column in self.listing.shown:
            is_up, is_down = asked == column.name, asked == f"-{column.name}"
            turned = f"-{column.name}" if is_up else column.name
            url = self.query(**{SORT: turned, PAGE: None}) if column.order else ""
            found.append(Header(column, url, "ascending" * is_up or "descending" * is_down))
        return found

    def tabs(self) -> list[Tab]:
        name = self.listing.tabs
        if not name or self.filters is None:
            return []
        now = self.request.GET.get(name, "")
        return [
            Tab(str(label), self.query(**{name: str(value), PAGE: None}), str(value) == now)
            for value, label in self.filters.form.fields[name].choices
        ]

    def inputs(self) -> list[Any]:
        """The filters beside the tabs."""
        if self.filters is None:
            return []
        return [bound for bound in self.filters.form if bound.name != self.listing.tabs]

    def carried(self) -> list[tuple[str, str]]:
        """What the filter form keeps although it does not ask for it: the tab, the order, …"""
        kept = (SORT, self.listing.tabs, *self.listing.keeps)
        return [(k, str(v)) for k, v in self.request.GET.items() if k in kept and v]

    def formats(self) -> list[Format]:
        """The forms of superiors that this list can fill in."""
        return formats_of(self.request, self.listing)

    @property
    def searched(self) -> str:
        return self.request.GET.get(SEARCH, "")

    @property
    def is_narrowed(self) -> bool:
        beside = {PAGE, SORT, *self.listing.keeps}
        return any(v for k, v in self.request.GET.items() if k not in beside)

    @property
    def cleared_url(self) -> str:
        """The address of the whole list, with what stands beside the filters."""
        return self.query(**dict.fromkeys(set(self.request.GET) - set(self.listing.keeps)))


def list_page(
    request: HttpRequest,
    listing: Listing,
    rows: QuerySet,
    *,
    page: str = "list.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Show the rows that were asked for; a POST exports exactly those.

    ``rows`` are already narrowed to what the reader can see. ``context`` goes to the page around
    the list (its breadcrumb and its actions).
    """
    shown = _as_asked(request, listing, rows)
    if request.method == "POST":
        from partybuild.exports import export  # only an export needs the writers of spreadsheets

        return export(request, listing, shown.rows)
    asked = shown.page()
    response = render_page(
        request,
        page,
        partial="_components/_list.html",
        context={
            "listing": listing,
            "shown": shown,
            "page": asked,
            "headers": shown.headers(),
            "table": [] if listing.card else [_cells(listing, row) for row in asked],
            "links": _page_links(shown, asked),
            "empty_url": listing.empty.action_url(request) if listing.empty.action_url else "",
            "is_partial": wants_partial(request),
            **(context or {}),
        },
    )
    if wants_partial(request):
        response.headers["HX-Push-Url"] = request.path + shown.query().removeprefix(request.path)
    return response


def _leave_open(form: Any) -> None:
    """A question of yes or no that nobody has asked is open, and not answered with “unknown”."""
    for field in form.fields.values():
        if isinstance(field.widget, BooleanWidget):
            field.widget.choices = [("", _("any")), *list(field.widget.choices)[1:]]


def _as_asked(request: HttpRequest, listing: Listing, rows: QuerySet) -> Shown:
    filters = None
    if listing.filterset:
        filters = listing.filterset(request.GET, queryset=rows, request=request)
        filters.form.auto_id = "filter-%s"
        _leave_open(filters.form)
        rows = filters.qs
    for word in request.GET.get(SEARCH, "").split() if listing.search else ():
        rows = rows.filter(
            reduce(or_, (Q(**{f"{name}__icontains": word}) for name in listing.search))
        )
    return Shown(listing, request, filters, rows.order_by(*_order(request, listing)))


def _order(request: HttpRequest, listing: Listing) -> list[Any]:
    asked = request.GET.get(SORT, "")
    column = listing.column_of(asked.removeprefix("-"))
    if column is None:
        return [*listing.order, "pk"]
    by = F(column.order)
    # An empty value is no answer to "which is first", so it stands last either way.
    return [by.desc(nulls_last=True) if asked[0] == "-" else by.asc(nulls_last=True), "pk"]


def _cells(listing: Listing, row: Any) -> list[Cell]:
    cells = []
    for position, column in enumerate(listing.shown):
        leads = column.link or (listing.link if position == 0 else None)
        url = leads(row) if leads else ""
        state = column.raw(row) if column.kind == Kind.STATE else ""
        cells.append(Cell(column, column.words(row), state, url))
    return cells


def _page_links(shown: Shown, page: Page) -> list[Tab]:
    elided: Any = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [
        Tab(
            str(n),
            "" if n == Paginator.ELLIPSIS else shown.query(**{PAGE: str(n)}),
            n == page.number,
        )
        for n in elided
    ]
