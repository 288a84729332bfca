"""Where something is missing: the grids behind a count of the workbench."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from grids.selectors.gaps import GRID_GAPS, grids_with_gap
from grids.views.narrowing import UnderFilter
from partybuild.listing import Column, Empty, Kind, Listing, list_page

COLUMNS = (
    Column("name", _("grid")),
    Column("code", _("code"), kind=Kind.CODE),
    Column("tier", _("tier")),
    Column("parent.name", _("superior grid")),
    Column("community.name", _("community")),
    Column("household_count", _("households"), kind=Kind.NUMBER),
)


@require_http_methods(["GET", "HEAD", "POST"])
def gap_list(request: HttpRequest, key: str) -> HttpResponseBase:
    """The grids that one gap counts."""
    gap = GRID_GAPS.get(key)
    if gap is None:
        raise Http404
    listing = Listing(
        key=f"grid-gap-{key}",
        title=gap.label,
        columns=COLUMNS,
        filterset=UnderFilter,
        search=("name", "code"),
        order=("tree_id", "lft"),
        empty=Empty(_("Nothing is missing here.")),
    )
    reader: Any = request.user
    rows: Any = grids_with_gap(key, reader=reader)
    return list_page(request, listing, rows.for_list())
