"""The inbox."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from orgs.models import Notification
from partybuild.listing import Column, Empty, Kind, Listing, list_page

INBOX = Listing(
    key="notifications",
    title=_("Messages"),
    columns=(
        Column("subject_label", _("matter")),
        Column("because", _("why you get this"), kind=Kind.LONG),
        Column("created_at", _("at"), kind=Kind.MOMENT),
    ),
    empty=Empty(_("Here stands what the portal has to tell you.")),
    order=("-created_at",),
    link=lambda row: row.url,
)


@require_http_methods(["GET", "HEAD", "POST"])
def notification_list(request: HttpRequest) -> HttpResponseBase:
    """Everything the portal has told the reader."""
    return list_page(request, INBOX, Notification.objects.visible_to(request.user))
