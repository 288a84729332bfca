"""Checklists of a sub-district: today's versions, those of before, and wording them anew."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.enums import ChecklistKind
from grids.forms.checks import ChecklistForm
from grids.models import Checklist
from grids.selectors.facilities import checklists_of
from grids.services.checks import revise_checklist
from grids.workflow import OFFICE
from orgs.models import Org
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from orgs.selectors.trail import history_of
from partybuild.http import form_page
from partybuild.pages import Crumb


def _trail() -> list[Crumb]:
    return [
        Crumb(_("Facilities"), reverse("grids:facilities")),
        Crumb(_("Checklists"), reverse("grids:checklists")),
    ]


@require_safe
def checklist_list(request: HttpRequest) -> HttpResponse:
    """What facilities are checked by, in each sub-district within reach."""
    reader: Any = request.user
    offices = reach_of(reader, *OFFICE)
    streets = Org.objects.visible_to(reader).streets().active().order_by("code")
    context = {
        "streets": [(street, checklists_of(street), offices.covers(street)) for street in streets],
        "trail": _trail()[:1],
    }
    return render(request, "grids/checklists.html", context)


@require_safe
def checklist_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One version of a list, as the checks made by it keep it."""
    rows = Checklist.objects.visible_to(request.user).select_related("street")
    checklist = get_object_or_404(rows, public_id=public_id)
    context = {
        "checklist": checklist,
        "items": checklist.items.all(),
        "versions": Checklist.objects.filter(street=checklist.street, kind=checklist.kind),
        "can_revise": holds_role(request.user, *OFFICE, over=checklist.street),
        "trail": _trail(),
        "history": history_of(checklist),
    }
    return render(request, "grids/checklist_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def checklist_revise(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Word a list anew; it becomes the next version."""
    streets = Org.objects.visible_to(request.user).streets()
    street = get_object_or_404(streets, public_id=public_id)
    if kind not in ChecklistKind:
        raise Http404
    if not holds_role(request.user, *OFFICE, over=street):
        raise PermissionDenied
    found = next(each for each in checklists_of(street) if each.kind == kind)
    initial = {"items": "\n".join(found.items), "version": found.version}
    form = ChecklistForm(request.POST or None, initial=initial)

    return form_page(
        request,
        form=form,
        deed=partial(revise_checklist, street=street, kind=kind),
        template="grids/form.html",
        title=_("Word “%(list)s” anew") % {"list": found.kind.label},
        trail=_trail(),
    )
