"""The meetings of a month as a calendar and as a list, and the best times for one meeting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from liaison.forms.schedules import BestSlotsForm, usual_look
from liaison.models import Meeting
from liaison.selectors.best_slots import best_slots
from liaison.selectors.schedules import weeks_of
from liaison.selectors.series import STANDING_STATES
from orgs.selectors.calendar import calendar_warnings, work_calendar
from partybuild.http import render_page
from partybuild.pages import Crumb
from partybuild.periods import Period, PeriodKind

MOST = 600


@require_safe
def month_page(request: HttpRequest) -> HttpResponse:
    """The meetings of a month that the reader can see; a list beside it says the same."""
    month = _month(request.GET.get("month", ""))
    rows = Meeting.objects.visible_to(request.user).filter(state__in=STANDING_STATES)
    found = rows.starting_between(*month.bounds()).select_related("body__org")
    meetings = list(found.order_by("starts_at", "pk")[:MOST])
    calendar = work_calendar()
    weeks = weeks_of(meetings, month.first_day, month.last_day)
    days_off = {day for week in weeks for day, _rows in week.days if not calendar.is_workday(day)}
    context = {
        "month": month,
        "before": month.previous(),
        "after": month.next(),
        "weeks": weeks,
        "days_off": days_off,
        "today": timezone.localdate(),
        "meetings": meetings,
        "warnings": calendar_warnings(month.first_day, month.last_day),
        "trail": [_meetings_crumb()],
    }
    return render(request, "liaison/month.html", context)


@require_safe
def slots(request: HttpRequest) -> HttpResponse:
    """When most of a body can come, and a room is free; a part of other pages by htmx."""
    asked = request.GET.copy()
    for name, value in usual_look(timezone.localdate()).items():
        if name != "length":
            asked.setdefault(name, value.isoformat())
    asked.setdefault("length", "90")
    form = BestSlotsForm(asked if "body" in asked else None, reader=request.user)
    if "body" not in asked:
        form.initial = usual_look(timezone.localdate())
    reader: Any = request.user
    found = best_slots(reader=reader, **form.cleaned_data) if form.is_valid() else None
    return render_page(
        request,
        "liaison/slots.html",
        partial="liaison/_slots_panel.html",
        context={
            "form": form,
            "found": found,
            "body": form.cleaned_data["body"] if found else None,
            "trail": [_meetings_crumb()],
        },
        status=422 if form.is_bound and not found else 200,
    )


def _meetings_crumb() -> Crumb:
    return Crumb(_("Meetings"), reverse("liaison:meetings"))


def _month(text: str) -> Period:
    """The month that an address names; this one where it names none."""
    try:
        period = Period.parse(text)
    except ValueError:
        return Period.of(timezone.localdate(), PeriodKind.MONTH)
    return Period.of(period.first_day, PeriodKind.MONTH)
