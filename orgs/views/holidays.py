"""The work calendar: days the State Council announced, year by year."""

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from orgs.models import CalendarDay
from orgs.permissions import roles_of
from orgs.selectors.calendar import calendar_warnings
from orgs.services.holidays import KEEPERS, import_holidays
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb

LARGEST_NOTICE = 200_000


def years() -> list[tuple[int, int]]:
    """The years with announced days, the latest first."""
    found = CalendarDay.objects.dates("day", "year", order="DESC")
    return [(day.year, day.year) for day in found]


class CalendarFilter(django_filters.FilterSet):
    """Announced days by year."""

    year = django_filters.ChoiceFilter(label=_("Year"), choices=years, method="in_year")

    def in_year(self, rows: QuerySet, _name: str, year: str) -> QuerySet:
        return rows.filter(day__year=year)


CALENDAR = Listing(
    key="calendar",
    title=_("Work calendar"),
    columns=(
        Column("day", _("day"), kind=Kind.DATE),
        Column("name", _("name")),
        Column(
            "is_workday",
            _("what it is"),
            value=lambda day: _("workday") if day.is_workday else _("day off"),
            sort="is_workday",
        ),
    ),
    filterset=CalendarFilter,
    tabs="year",
    order=("-day",),
    link=None,
    empty=Empty(
        _("Days off and make-up workdays stand here once the notice of a year is imported.")
    ),
)


class NoticeForm(forms.Form):
    """The file with the notice of a year."""

    notice = forms.FileField(
        label=_("File (.json)"),
        help_text=_("The notice of one year with its papers and its days."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_notice(self) -> Any:
        notice = self.cleaned_data["notice"]
        if notice.size > LARGEST_NOTICE:
            raise forms.ValidationError(_("The file is too large for the notice of a year."))
        return notice


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_list(request: HttpRequest) -> HttpResponseBase:
    """The announced days, and a warning for a year whose notice has not come in."""
    keeps = not roles_of(request.user).isdisjoint(KEEPERS)
    actions = [Crumb(_("Import a year"), reverse("orgs:calendar-import"))] if keeps else []
    today = timezone.localdate()
    return list_page(
        request,
        CALENDAR,
        CalendarDay.objects.all(),
        page="orgs/calendar_list.html",
        context={
            "actions": actions,
            "warnings": calendar_warnings(today, today.replace(month=12, day=31)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_import(request: HttpRequest) -> HttpResponse:
    """Bring the notice of a year."""
    actor: Any = request.user
    if roles_of(actor).isdisjoint(KEEPERS):
        raise PermissionDenied
    form = NoticeForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                kept = import_holidays(notice=form.cleaned_data["notice"].read(), actor=actor)
            except RuleViolation as refusal:
                form.add_error("notice", refusal.message)
                status = REFUSED
            else:
                words = now_("The holidays of %(year)s are imported: %(count)s days.")
                messages.success(request, words % {"year": kept.year, "count": len(kept.days)})
                return HttpResponseRedirect(reverse("orgs:calendar"))
    trail = [Crumb(CALENDAR.title, reverse("orgs:calendar"))]
    context = {"form": form, "trail": trail}
    return render(request, "orgs/calendar_import.html", context, status=status)
