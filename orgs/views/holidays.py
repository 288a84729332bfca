"""The work calendar: days the State Council announced, year by year."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.permissions import roles_of
from orgs.selectors.holidays import known_years, year_sheet
from orgs.services.holidays import KEEPERS, import_holidays
from partybuild.calendar import unannounced_warning
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED
from partybuild.pages import Crumb

LARGEST_NOTICE = 200_000
WEEKDAYS = (
    pgettext_lazy("weekday", "Mo"),
    pgettext_lazy("weekday", "Tu"),
    pgettext_lazy("weekday", "We"),
    pgettext_lazy("weekday", "Th"),
    pgettext_lazy("weekday", "Fr"),
    pgettext_lazy("weekday", "Sa"),
    pgettext_lazy("weekday", "Su"),
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


@require_safe
def calendar_year(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """One year month by month, with a warning while its notice has not come in."""
    today = timezone.localdate()
    years = known_years(today)
    year = year or today.year
    if year not in years:
        raise Http404
    keeps = not roles_of(request.user).isdisjoint(KEEPERS)
    sheet = year_sheet(year)
    return render(
        request,
        "orgs/calendar_year.html",
        {
            "sheet": sheet,
            "years": years,
            "today": today,
            "weekdays": WEEKDAYS,
            "warning": "" if sheet.is_announced else unannounced_warning(year),
            "can_import": keeps,
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
                words = gettext("The holidays of %(year)s are imported: %(count)s days.")
                messages.success(request, words % {"year": kept.year, "count": len(kept.days)})
                return HttpResponseRedirect(reverse("orgs:calendar-year", args=[kept.year]))
    trail = [Crumb(_("Work calendar"), reverse("orgs:calendar"))]
    context = {"form": form, "trail": trail}
    return render(request, "orgs/calendar_import.html", context, status=status)
