"""What the monthly report asks: its sections, its burden, and the deeds that change it (R-265)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.forms.reports import AddItemForm, DropItemForm
from liaison.models import ReportDefinition
from liaison.selectors.burdens import burden_of
from liaison.selectors.report_items import items_of
from liaison.services import report_definitions
from liaison.views.report_rounds import rounds_crumb
from liaison.views.reports import reports_crumb
from orgs.enums import Role
from orgs.permissions import holds_role
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import Offer, Step, Steps, deed_view, offer
from partybuild.http import INVALID
from partybuild.pages import Crumb

ADD, DROP = "add", "drop"
STEPS: Steps = {
    ADD: Step(report_definitions.add_report_item, AddItemForm),
    DROP: Step(report_definitions.drop_report_item, DropItemForm),
}
WORDS = {ADD: _("Ask one number more"), DROP: _("Ask one number less")}


def definitions_crumb() -> Crumb:
    return Crumb(_("What the report asks"), reverse("liaison:report-definitions"))


@require_safe
def definition_list(request: HttpRequest) -> HttpResponse:
    """The editions of every year; the last of a year is what the next round asks."""
    rows = ReportDefinition.objects.visible_to(request.user).for_list()
    context = {"definitions": rows, "trail": [reports_crumb(), rounds_crumb()]}
    return render(request, "liaison/report_definitions.html", context)


@require_safe
def definition_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One edition with its items and its burden."""
    rows = ReportDefinition.objects.visible_to(request.user).for_list()
    return definition_page(request, get_object_or_404(rows, public_id=public_id))


def definition_page(
    request: HttpRequest,
    definition: ReportDefinition,
    *,
    failed: Any = None,
    preview: Any = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    sections: dict[str, list[Any]] = {}
    for item in items_of([definition.pk])[definition.pk]:
        sections.setdefault(str(item.section), []).append(item)
    context = {
        "definition": definition,
        "sections": sections.items(),
        "burden": burden_of(definition),
        "preview": preview,
        "way": [*way_to(definition.street, reader=reader), reports_crumb(), definitions_crumb()],
        "offers": _offers(definition, reader, failed),
        "entries": history_of(definition),
    }
    return render(request, "liaison/report_definition_detail.html", context, status=status)


_step = deed_view(model=ReportDefinition, subject="definition", steps=STEPS, page=definition_page)


@require_http_methods(["GET", "HEAD", "POST"])
def definition_step(request: HttpRequest, public_id: UUID, action: str) -> HttpResponse:
    """Add or drop an item; before it is added, how many people it will burden is shown."""
    if request.method != "POST":
        rows = ReportDefinition.objects.visible_to(request.user)
        return HttpResponseRedirect(get_object_or_404(rows, public_id=public_id).get_absolute_url())
    if action == ADD and "sure" not in request.POST:
        return _previewed(request, public_id)
    return _step(request, public_id, action)


def _previewed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rows = ReportDefinition.objects.visible_to(request.user).for_list()
    definition = get_object_or_404(rows, public_id=public_id)
    form = AddItemForm(request.POST, reader=request.user, subject=definition, auto_id=f"{ADD}-%s")
    if not form.is_valid():
        return definition_page(request, definition, failed=(ADD, form), status=INVALID)
    is_counted = bool(form.cleaned_data["key"])
    burden = burden_of(definition, typed_more=not is_counted, counted_more=is_counted)
    preview = {"form": form, "burden": burden, "is_counted": is_counted}
    return definition_page(request, definition, preview=preview)


def _offers(definition: ReportDefinition, reader: Any, failed: Any) -> list[Offer]:
    if not holds_role(reader, Role.OFFICE, over=definition.street):
        return []
    return [
        offer(
            definition,
            action,
            words,
            step=STEPS[action],
            reader=reader,
            url_name="liaison:report-definition-step",
            failed=failed,
        )
        for action, words in WORDS.items()
    ]
