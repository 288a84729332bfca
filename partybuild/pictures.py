"""The one way to show a picture: what is drawn, the sentence that says it, and the equal list.

A picture is declared once as a ``Picture``. ``picture_page`` answers its page, what its script
draws, and, through its list, the table with its search and its export: the same rows in each.
Without script the sentence, the legend and the table stand alone, and nothing is missing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from partybuild.listing import PAGE, SEARCH, SORT, Listing, list_page
from partybuild.marks import Mark

DRAW = "draw"
TOP = "top"


class Painter(StrEnum):
    """The kinds of pictures, each with a script of its own in ``static/js/pictures``."""

    TREE = "tree"
    SUNBURST = "sunburst"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in a picture, and the one it stands below ("" at the top).

    ``mark`` is the key of a Mark of the picture, ``note`` its figures in words, ``count`` the
    figure written on it, ``size`` its share of the picture.
    """

    id: str
    parent: str
    label: str
    mark: str
    note: str
    url: str
    count: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture declared once.

    ``nodes`` makes of the rows what is drawn, ``summary`` the sentence that stands for it.
    ``keys`` are hints how to work it with the keyboard, ``whole`` names what stands above several
    topmost nodes.
    """

    painter: Painter
    listing: Listing
    marks: Sequence[Mark]
    nodes: Callable[[Any], Iterable[Node]]
    summary: Callable[[Any], str]
    keys: Any
    whole: Any

    @property
    def script(self) -> str:
        return f"js/pictures/{self.painter}.js"


def picture_page(
    request: HttpRequest,
    picture: Picture,
    rows: QuerySet,
    *,
    page: str = "picture.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Show the picture of the rows above the list of the same rows; ``?draw=1`` is its content.

    ``rows`` are already narrowed to what the reader can see. The search of the list narrows the
    table and not the picture, which has a search of its own.
    """
    if request.method != "POST" and DRAW in request.GET:
        return JsonResponse({"nodes": [asdict(node) for node in picture.nodes(rows)]})
    return list_page(
        request,
        picture.listing,
        rows,
        page=page,
        context={
            "picture": picture,
            "draw_url": _draw_url(request),
            # Asked for by the page only, not by its partial and its export.
            "summary": partial(picture.summary, rows),
            **(context or {}),
        },
    )


def _draw_url(request: HttpRequest) -> str:
    asked = request.GET.copy()
    for name in (PAGE, SORT, SEARCH):
        asked.pop(name, None)
    asked[DRAW] = "1"
    return f"{request.path}?{asked.urlencode()}"
