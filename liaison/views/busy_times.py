"""Pages of busy times: when people cannot come."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liaison.api.planning_filters import BusyTimeFilter
from liaison.forms.busy_times import AmendBusyTimeForm, NoteBusyTimeForm
from liaison.models import BusyTime
from liaison.services import busy_times
from liaison.views.writing import form_page
from orgs.selectors.trail import history_of
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

BUSY_TIMES = Listing(
    key="busy-times",
    title=_("Busy times"),
    columns=(
        Column("person_name", pgettext_lazy("person", "name")),
        Column("org.name", _("organisation")),
        Column("get_kind_display", _("kind"), sort="kind"),
        Column("starts_at", _("from"), kind=Kind.MOMENT),
        Column("ends_at", _("until"), kind=Kind.MOMENT),
    ),
    filterset=BusyTimeFilter,
    tabs="kind",
    search=("person_name", "org__name"),
    order=("starts_at", "pk"),
    empty=Empty(
        _("Who is away or has another duty is left out of account when meetings are planned."),
        _("Note a busy time"),
        lambda _request: reverse("liaison:busy-time-note"),
    ),
    can_export=False,
)


@require_http_methods(["GET", "HEAD", "POST"])
def busy_time_list(request: HttpRequest) -> HttpResponseBase:
    """One's own busy times, and those of people whose meetings one runs."""
    note = Crumb(_("Note a busy time"), reverse("liaison:busy-time-note"))
    rows = BusyTime.objects.visible_to(request.user).for_list()
    return list_page(request, BUSY_TIMES, rows, context={"actions": [note]})


@require_http_methods(["GET", "HEAD", "POST"])
def busy_time_note(request: HttpRequest) -> HttpResponse:
    """Say when somebody cannot come."""
    reader: Any = request.user
    return form_page(
        request,
        form=NoteBusyTimeForm(
            request.POST or None, reader=reader, initial={"person_name": reader.name}
        ),
        deed=busy_times.note_busy_time,
        title=_("Note a busy time"),
        label=_("Keep"),
        trail=[_list_crumb()],
        notices=[str(_("From when to when is enough. Why is nobody's business, and is not kept."))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def busy_time_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct from when to when somebody cannot come."""
    busy = _visible(request, public_id)
    known = {name: getattr(busy, name) for name in AmendBusyTimeForm.base_fields}
    return form_page(
        request,
        form=AmendBusyTimeForm(request.POST or None, initial=known),
        deed=partial(busy_times.amend_busy_time, busy=busy),
        title=_("Correct the busy time"),
        label=_("Keep"),
        trail=[_list_crumb(), busy],
    )


@require_safe
def busy_time_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One busy time."""
    busy = _visible(request, public_id)
    context = {
        "busy": busy,
        "way": [_list_crumb()],
        "facts": [
            Fact(_("Organisation"), busy.org, busy.org.get_absolute_url()),
            Fact(pgettext_lazy("person", "Name"), busy.person_name),
            Fact(_("Kind"), busy.get_kind_display()),
            Fact(_("From"), busy.starts_at),
            Fact(_("Until"), busy.ends_at),
        ],
        "entries": history_of(busy),
    }
    return render(request, "liaison/busy_time_detail.html", context)


@require_POST
def busy_time_drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a busy time away."""
    actor: Any = request.user
    busy_times.drop_busy_time(busy=_visible(request, public_id), actor=actor)
    return HttpResponseRedirect(reverse("liaison:busy-times"))


def _visible(request: HttpRequest, public_id: UUID) -> BusyTime:
    rows = BusyTime.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _list_crumb() -> Crumb:
    return Crumb(_("Busy times"), reverse("liaison:busy-times"))
