"""The inbox."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from orgs.models import Notification
from orgs.services.notifications import mark_read
from partybuild.listing import Column, Empty, Kind, Listing, list_page


class InboxFilter(django_filters.FilterSet):
    """What was read already, and what was not."""

    read = django_filters.ChoiceFilter(
        label=_("Messages"),
        choices=[("no", _("unread")), ("yes", _("read"))],
        empty_label=_("all"),
        method="by_reading",
    )

    def by_reading(
        self, rows: QuerySet[Notification], _name: str, read: str
    ) -> QuerySet[Notification]:
        return rows.filter(read_at__isnull=read == "no")


INBOX = Listing(
    key="notifications",
    title=_("Messages"),
    columns=(
        Column("subject_label", _("matter")),
        Column("because", _("why you get this")),
        Column("created_at", _("at"), kind=Kind.MOMENT),
    ),
    filterset=InboxFilter,
    tabs="read",
    search=("subject_label",),
    order=("-created_at",),
    empty=Empty(_("Here the portal tells you what others did that concerns you.")),
    card="orgs/_notification_card.html",
    can_export=False,
)


@require_http_methods(["GET", "HEAD"])
def notification_list(request: HttpRequest) -> HttpResponseBase:
    """Everything the portal has told the reader."""
    mine = Notification.objects.visible_to(request.user)
    return list_page(request, INBOX, mine, page="orgs/notification_list.html")


@require_POST
def notification_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go to the matter of a message, which is read from then on."""
    reader: Any = request.user
    message = get_object_or_404(Notification.objects.visible_to(reader), public_id=public_id)
    mark_read(actor=reader, notification=message)
    return HttpResponseRedirect(message.url)


@require_POST
def notifications_read(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    reader: Any = request.user
    mark_read(actor=reader)
    return HttpResponseRedirect(reverse("orgs:notifications"))
