"""The one way to show a picture: what is drawn, the sentence that says it, and the equal list.

A picture is declared once as a ``Picture``. ``picture_page`` answers its page, what its script
draws, and, through its list, the table with its search and its export: the same rows in each.
Without script the sentence, the legend and the table stand alone, and nothing is missing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Count, QuerySet
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from partybuild.listing import Listing, list_page
from partybuild.marks import Mark

DRAW = "draw"
TOP = "top"


class Painter(StrEnum):
    """The kinds of pictures, each with a script of its own in ``static/js/pictures``."""

    TREE = "tree"
    SUNBURST = "sunburst"
    FLOW = "flow"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in a picture, and the one it stands below ("" at the top).

    ``mark`` is the key of a Mark of the picture, ``note`` its figures in words, ``count`` the
    figure written on it, ``size`` its share of the picture. In a flow a node with ``to``
    is a ribbon that leads from its parent to another node.
    """

    id: str
    parent: str
    label: str
    mark: str
    note: str
    url: str
    count: int = 0
    size: int = 0
    to: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture declared once.

    ``by`` names the field or annotation of the rows that holds the key of a row's mark, and
    ``question`` what it answers. ``nodes`` makes of the rows what is drawn. ``keys`` tells how to
    work it with the keyboard, ``whole`` names what stands above several topmost nodes, ``remark``
    adds to the sentence what the picture cannot show.
    """

    painter: Painter
    listing: Listing
    by: str
    question: Any
    marks: Sequence[Mark]
    nodes: Callable[[Any], Iterable[Node]]
    keys: Any
    whole: Any
    remark: Callable[[Any], str] = lambda _rows: ""

    @property
    def script(self) -> str:
        return f"js/pictures/{self.painter}.js"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of the rows have a mark, and the address of the table with exactly those."""

    mark: Mark
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A picture in words: the sentence that stands for it, and a figure for each mark."""

    sentence: str
    figures: Sequence[Figure]


def picture_page(
    request: HttpRequest,
    picture: Picture,
    rows: QuerySet,
    *,
    page: str = "picture.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Show the picture of the rows above the list of the same rows; ``?draw=1`` is its content.

    ``rows`` are already narrowed to what the reader can see. The filters of the list narrow the
    table and not the picture, which has a search of its own.
    """
    if request.method != "POST" and DRAW in request.GET:
        return JsonResponse({"nodes": [asdict(node) for node in picture.nodes(rows)]})
    beside: Any = picture.listing.filterset
    listing = replace(
        picture.listing,
        filterset=_filter_by(picture.by, picture.question, tuple(picture.marks), beside),
        keeps=(TOP, *picture.listing.keeps),
    )
    kept = {name: value for name in listing.keeps if (value := request.GET.get(name))}
    return list_page(
        request,
        listing,
        rows,
        page=page,
        context={
            "picture": picture,
            "draw_url": f"?{urlencode(kept | {DRAW: '1'})}",
            # Asked for by the page only, not by its partial and its export.
            "telling": partial(_tell, picture, rows, kept),
            **(context or {}),
        },
    )


def _tell(picture: Picture, rows: Any, kept: Mapping[str, str]) -> Telling:
    counts = dict(rows.order_by().values_list(picture.by).annotate(n=Count("pk")))
    figures = [
        Figure(mark, counts.get(mark.key, 0), f"?{urlencode({**kept, picture.by: mark.key})}#list")
        for mark in picture.marks
    ]
    parts = [f"{each.mark} {each.count}" for each in figures if each.count]
    sentence = _("%(title)s: %(n)s in all. %(question)s: %(parts)s.") % {
        "title": picture.listing.title,
        "n": sum(counts.values()),
        "question": picture.question,
        "parts": pgettext("between parts of a list", ", ").join(parts) or "—",
    }
    return Telling(sentence + picture.remark(rows), figures)


@cache
def _filter_by(
    name: str,
    label: Any,
    marks: tuple[Mark, ...],
    beside: Any,
) -> type[django_filters.FilterSet]:
    """The filter of the table that keeps to the rows of one mark, and those of its list beside."""
    choices = [(mark.key, mark.word) for mark in marks]
    field = django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=gettext_lazy("all")
    )
    return type("MarkFilter", (beside or django_filters.FilterSet,), {name: field})
