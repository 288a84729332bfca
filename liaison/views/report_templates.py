"""The spreadsheets of superiors that the monthly report fills in."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from liaison.views.report_rounds import rounds_crumb
from liaison.views.reports import reports_crumb
from orgs.enums import Role
from orgs.models import Org, SuperiorTemplate
from orgs.permissions import roles_of
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, refuse


class ReportTemplateForm(forms.Form):
    """The empty spreadsheet and what it is called."""

    street = forms.ModelChoiceField(
        Org.objects.none(), label=_("Sub-district"), to_field_name="public_id", empty_label=None
    )
    title = forms.CharField(label=_("Title"), max_length=80)
    file = forms.FileField(
        label=_("File"),
        help_text=_("An .xlsx in which the cells to be filled have names; its layout is kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Org.objects.governed_by(reader, Role.OFFICE).streets().active()
        self.fields["street"].queryset = rows  # type: ignore[attr-defined]  # a choice of rows


@require_http_methods(["GET", "HEAD", "POST"])
def template_list(request: HttpRequest) -> HttpResponse:
    """The kept templates with the names nobody knows, and the place to bring another."""
    from liaison.imports.report_templates import bring_report_template

    if Role.OFFICE not in roles_of(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, form=ReportTemplateForm(reader=request.user))
    form = ReportTemplateForm(request.POST, request.FILES, reader=request.user)
    if not form.is_valid():
        return _page(request, form=form, status=INVALID)
    actor: Any = request.user
    facts = form.cleaned_data
    try:
        bring_report_template(
            street=facts["street"], title=facts["title"], content=facts["file"].read(), actor=actor
        )
    except RuleViolation as refusal:
        refuse(form, refusal)
        return _page(request, form=form, status=REFUSED)
    return HttpResponseRedirect(reverse("liaison:report-templates"))


def _page(request: HttpRequest, *, form: Any, status: int = 200) -> HttpResponse:
    from liaison.imports.report_templates import KIND
    from liaison.imports.report_words import CALLED

    kept = SuperiorTemplate.objects.visible_to(request.user).filter(ledger=KIND)
    context = {
        "form": form,
        "templates": kept.for_list(),
        "names": [(key.replace("-", "_"), words.split()[0]) for key, words in CALLED.items()],
        "trail": [reports_crumb(), rounds_crumb()],
    }
    return render(request, "liaison/report_templates.html", context, status=status)
