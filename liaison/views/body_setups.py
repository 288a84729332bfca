"""Pages that set bodies up by plan, and the printed roster of one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.forms.bodies import SetUpByPlanForm, SetUpForCircleForm
from liaison.models import Body
from liaison.selectors.rosters import roster_document
from liaison.services import body_setups
from liaison.views.bodies import list_crumb
from liaison.views.writing import form_page
from liaison.workflow import RUNNERS
from orgs.models import Org
from orgs.scoping import reach_of
from partybuild.documents import docx_file, render


@require_http_methods(["GET", "HEAD", "POST"])
def body_set_up_by_plan(request: HttpRequest) -> HttpResponse:
    """Give an organisation a body of the plans with its sub-bodies."""
    return form_page(
        request,
        form=SetUpByPlanForm(
            request.POST or None,
            reader=request.user,
            initial={"org": _only_org(request.user), "kind": request.GET.get("kind", "")},
        ),
        deed=body_setups.set_up_by_plan,
        title=_("Set up by plan"),
        label=_("Set up"),
        trail=[list_crumb()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def body_set_up_for_circle(request: HttpRequest) -> HttpResponse:
    """Give a circle its meeting of secretaries."""
    return form_page(
        request,
        form=SetUpForCircleForm(request.POST or None, reader=request.user),
        deed=body_setups.set_up_for_circle,
        title=_("Set up the secretaries' meeting of a circle"),
        label=_("Set up"),
        trail=[list_crumb()],
        notices=[str(_("Its members are those of the circle; the core on duty leads it."))],
    )


@require_safe
def body_roster(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The roster of a body as a file to print."""
    rows = Body.objects.visible_to(request.user).select_related("org", "circle")
    document = roster_document(get_object_or_404(rows, public_id=public_id))
    return docx_file(render(document), document.name)


def _only_org(reader: Any) -> Org | None:
    """The organisation that the reader keeps, where there is just one."""
    orgs = list(Org.objects.tops(reach_of(reader, *RUNNERS))[:2])
    return orgs[0] if len(orgs) == 1 else None
