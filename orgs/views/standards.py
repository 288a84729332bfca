"""The standards of the plans: what holds, how much of it, and the rows behind each figure."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from orgs.enums import Basic
from orgs.models import Org, User
from orgs.scoping import reach_of
from orgs.selectors.indicators import (
    Figure,
    Indicator,
    Part,
    figures,
    indicator_of,
    rows_of,
    subject_of,
)
from orgs.selectors.orgs import places_to_look_at
from orgs.selectors.trail import way_to
from partybuild.exports import export
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb

MET, SHORT = "met", "short"


def target_of(figure: Figure) -> str:
    """The target as it is written: a share, or a number of rows."""
    if not figure.indicator.is_number:
        return f"{figure.indicator.target}%"
    bounds = [str(bound) for bound in (figure.least, figure.most) if bound is not None]
    return "–".join(dict.fromkeys(bounds))


def verdict_of(figure: Figure) -> Any:
    """Whether the standard holds, in words."""
    return {MET: _("met"), SHORT: _("not met"), "": _("nothing to measure")}[state_of(figure)]


def state_of(figure: Figure) -> str:
    """Whether the standard holds, as the state that gives the words their shape."""
    return "" if figure.is_met is None else MET if figure.is_met else SHORT


STANDARDS = Listing(
    key="standards",
    title=_("Standards"),
    columns=(
        Column("indicator.rule", _("rule"), kind=Kind.CODE),
        Column("basic", _("basic"), value=lambda figure: figure.indicator.basic.label),
        Column("indicator.label", _("standard")),
        Column("met", _("meet it"), kind=Kind.NUMBER),
        Column("of", _("of"), kind=Kind.NUMBER),
        Column("share", _("percent"), kind=Kind.NUMBER),
        Column("target", _("target"), value=target_of),
        Column("missing", _("missing"), kind=Kind.NUMBER),
        Column("is_met", _("Verdict"), value=verdict_of),
    ),
    empty=Empty(_("There is nothing to measure here.")),
)

# Where the list of a subject's rows is declared: read only when somebody opens one.
_LISTINGS: dict[str, str] = {}


def register_rows(listings: dict[str, str]) -> None:
    """Say which listing shows the rows of each subject, as a dotted path."""
    _LISTINGS.update(listings)


def listing_of(rows: str) -> Listing:
    """The listing that shows rows of this name; raises KeyError where none is registered."""
    found: Listing = import_string(_LISTINGS[rows])
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def standard_list(request: HttpRequest, public_id: UUID | None = None) -> HttpResponseBase:
    """Every standard with its figure, for all within reach or below one organisation."""
    reader: Any = request.user
    if asked := request.GET.get("at", ""):
        return redirect("orgs:standards-below", asked)
    places = places_to_look_at(reader=reader)
    below = _place(public_id, reader) or _only_top(reader)
    found = figures(reader=reader, below=below)
    if request.method == "POST":
        return export(request, STANDARDS, found)
    context = {
        "below": below,
        "way": [Crumb(_("Standards"), reverse("orgs:standards"))] if public_id else [],
        "places": places,
        "groups": [(basic.label, rows) for basic in Basic if (rows := _of_basic(found, basic))],
        "short": sum(figure.is_met is False for figure in found),
        "total": sum(figure.is_met is not None for figure in found),
    }
    return render(request, "orgs/standards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_rows(
    request: HttpRequest, key: str, part: str, public_id: UUID | None = None
) -> HttpResponseBase:
    """Exactly the rows that one figure counts, in the list of their noun."""
    reader: Any = request.user
    try:
        indicator, asked = indicator_of(key), Part(part)
    except (KeyError, ValueError) as unknown:
        raise Http404 from unknown
    below = _place(public_id, reader)
    subject = subject_of(indicator)
    listing = replace(
        listing_of(subject.key), key=f"{key}-{part}", title=title_of(indicator, asked)
    )
    rows = subject.for_list(rows_of(indicator, asked, reader=reader, below=below))
    return list_page(request, listing, rows, context={"trail": _way(below, reader)})


def title_of(indicator: Indicator, part: Part) -> Any:
    """What the list of these rows is called."""
    if part is Part.ALL:
        return _("%(standard)s: all it is for") % {"standard": indicator.label}
    return indicator.label if part is Part.MET else indicator.missing


def _of_basic(found: list[Figure], basic: Basic) -> list[tuple[Figure, str, str, Any]]:
    """The figures under one of the six basics, each as its line is written."""
    return [
        (figure, target_of(figure), state_of(figure), verdict_of(figure))
        for figure in found
        if figure.indicator.basic == basic
    ]


def _place(public_id: UUID | None, reader: User) -> Org | None:
    if public_id is None:
        return None
    return get_object_or_404(Org.objects.visible_to(reader), public_id=public_id)


def _only_top(reader: User) -> Org | None:
    """The organisation whose reach is the reader's own, where there is just one."""
    tops = list(Org.objects.tops(reach_of(reader))[:2])
    return tops[0] if len(tops) == 1 else None


def _way(below: Org | None, reader: User) -> list[Any]:
    standards = Crumb(_("Standards"), reverse("orgs:standards"))
    return [*way_to(below, reader=reader), standards] if below else [standards]
