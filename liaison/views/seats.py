"""The seats of all bodies as one list, which is the ledger that offices keep of them."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from liaison.api.filters import MembershipFilter
from liaison.exports import SEAT_LEDGER
from liaison.models import Membership
from liaison.views.body_charts import body_ways
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb

SEATS = Listing(
    key="seats",
    ledger="body_roster",
    title=_("Seats on bodies"),
    columns=(
        Column("person_name", pgettext_lazy("person", "name"), in_export=False),
        Column("body.name", _("body"), in_export=False),
        Column("role", _("role in the body"), in_export=False),
        Column("unit", _("unit"), sort="", in_export=False),
        Column("post", _("post"), in_export=False),
        Column("starts_on", _("starts on"), kind=Kind.DATE, in_export=False),
        Column("ends_on", _("ends on"), kind=Kind.DATE, in_export=False),
        *SEAT_LEDGER,
    ),
    filterset=MembershipFilter,
    search=("person_name", "body__name", "unit_name", "unit_org__name", "unit_partner__name"),
    order=("body__org__tree_id", "body__org__lft", "body__name", "starts_on"),
    empty=Empty(_("Here stands who sits on which body, for which unit and until when.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def seat_list(request: HttpRequest) -> HttpResponseBase:
    """Who sits on the bodies the reader can see."""
    rows = Membership.objects.visible_to(request.user).select_related("body__org")
    context: dict[str, Any] = {
        "trail": [Crumb(_("Bodies"), reverse("liaison:bodies"))],
        "ways": body_ways(request),
    }
    return list_page(
        request,
        SEATS,
        rows.select_related("unit_org", "unit_partner"),
        page="liaison/body_list.html",
        context=context,
    )
