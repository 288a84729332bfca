"""Bringing past monthly reports: read, shown with what wants a look, then taken over."""

from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from liaison.services.past_reports import take_over_past_reports
from liaison.views.report_rounds import rounds_crumb
from liaison.views.reports import reports_crumb
from orgs.enums import Role
from orgs.models import Org
from orgs.permissions import roles_of
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, refuse

SALT = "liaison.past-reports"
OLDEST = 3600


class PastReportsForm(forms.Form):
    """The file, and whose communities it speaks of."""

    street = forms.ModelChoiceField(
        Org.objects.none(), label=_("Sub-district"), to_field_name="public_id", empty_label=None
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("A sheet of one community with indicators down, or a row for each community."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Org.objects.governed_by(reader, Role.OFFICE).streets().active()
        self.fields["street"].queryset = rows  # type: ignore[attr-defined]  # a choice of rows


@require_http_methods(["GET", "HEAD", "POST"])
def past_bring(request: HttpRequest) -> HttpResponse:
    """Read a file and show what would be taken over; then take over what was shown."""
    if Role.OFFICE not in roles_of(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, form=PastReportsForm(reader=request.user))
    if "read" in request.POST:
        return _taken_over(request)
    form = PastReportsForm(request.POST, request.FILES, reader=request.user)
    if not form.is_valid():
        return _page(request, form=form, status=INVALID)
    return _read(request, form)


def _read(request: HttpRequest, form: PastReportsForm) -> HttpResponse:
    from liaison.imports.past_reports import read_past_reports  # needs the reader of files

    street, file = form.cleaned_data["street"], form.cleaned_data["file"]
    try:
        months = read_past_reports(file.read(), file.name, street=street)
    except RuleViolation as refusal:
        refuse(form, refusal)
        return _page(request, form=form, status=REFUSED)
    read = {
        "street": street.pk,
        "months": [
            [each.month.isoformat(), [[r.community.pk, r.values] for r in each.reports]]
            for each in months
        ],
    }
    return _page(request, form=form, months=months, read=signing.dumps(read, salt=SALT))


def _taken_over(request: HttpRequest) -> HttpResponse:
    form = PastReportsForm(reader=request.user)
    try:
        read = signing.loads(request.POST["read"], salt=SALT, max_age=OLDEST)
    except signing.BadSignature:
        return _page(request, form=form, status=INVALID)
    streets = Org.objects.governed_by(request.user, Role.OFFICE)
    street = get_object_or_404(streets, pk=read["street"])
    actor: Any = request.user
    try:
        with transaction.atomic():
            for month, reports in read["months"]:
                places = Org.objects.in_bulk([pk for pk, _values in reports])
                take_over_past_reports(
                    street=street,
                    month=date.fromisoformat(month),
                    reports={places[pk]: values for pk, values in reports},
                    actor=actor,
                )
    except RuleViolation as refusal:
        return _page(request, form=form, refusal=refusal.message, status=REFUSED)
    return HttpResponseRedirect(reverse("liaison:report-rounds"))


def _page(request: HttpRequest, *, form: Any, status: int = 200, **context: Any) -> HttpResponse:
    trail = [reports_crumb(), rounds_crumb()]
    shown = {"form": form, "trail": trail, "months": [], "read": "", "refusal": "", **context}
    return render(request, "liaison/report_past.html", shown, status=status)
