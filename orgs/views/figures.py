"""The rows behind one figure of a period, in the list of their noun."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from orgs.models import Org
from orgs.selectors.figures import figure_of, rows_behind
from orgs.selectors.indicators import shown_in_list
from orgs.selectors.trail import way_to
from orgs.views.standards import listing_of
from partybuild.listing import Listing, list_page
from partybuild.periods import Period


@require_http_methods(["GET", "HEAD", "POST"])
def figure_rows(request: HttpRequest, public_id: UUID, key: str, period: str) -> HttpResponseBase:
    """Exactly the rows that a figure of a community counts in a period."""
    reader: Any = request.user
    org = get_object_or_404(Org.objects.visible_to(reader), public_id=public_id)
    try:
        figure, asked = figure_of(key), Period.parse(period)
    except (KeyError, ValueError) as unknown:
        raise Http404 from unknown
    title = _("%(figure)s, %(period)s") % {"figure": figure.label, "period": asked.label}
    listing: Listing = replace(
        listing_of(figure.rows), key=f"{key}-{period}", title=title, tabs="", order=("-pk",)
    )
    rows = shown_in_list(figure.rows, rows_behind(figure, org, asked, reader=reader))
    return list_page(request, listing, rows, context={"trail": way_to(org, reader=reader)})
