"""Where something is missing: the rows behind a count of the workbench."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from orgs.selectors.gaps import ORG_GAPS, orgs_with_gap
from orgs.views.narrowing import UnderFilter
from partybuild.listing import Column, Empty, Kind, Listing, list_page

COLUMNS = (
    Column("name", _("organisation")),
    Column("code", _("code"), kind=Kind.CODE),
    Column("kind", _("kind")),
    Column("parent.name", _("superior organisation")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def gap_list(request: HttpRequest, key: str) -> HttpResponseBase:
    """The organisations that one gap counts."""
    gap = ORG_GAPS.get(key)
    if gap is None:
        raise Http404
    listing = Listing(
        key=f"gap-{key}",
        title=gap.label,
        columns=COLUMNS,
        filterset=UnderFilter,
        search=("name", "code"),
        order=("tree_id", "lft"),
        empty=Empty(_("Nothing is missing here.")),
    )
    rows = orgs_with_gap(key, reader=request.user).for_list()  # type: ignore[arg-type, attr-defined]  # behind the door
    return list_page(request, listing, rows)
