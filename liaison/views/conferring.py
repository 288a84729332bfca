"""The weekly conferring list of cases, and how it goes before a meeting (SM-8 ③)."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from grids.case_workflow import CENTRE
from grids.selectors.case_conference import cases_to_confer_for
from grids.selectors.case_lamps import mark_of, time_left
from liaison.forms.conferring import AnsweringOrgForm, ConferenceForm
from liaison.models import ConferredCase
from liaison.services.conferring import name_answering_org, put_cases_on_agenda
from liaison.views.writing import form_page
from liaison.workflow import RUNNERS
from orgs.permissions import require_role, roles_of
from partybuild.pages import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
def case_conference(request: HttpRequest) -> HttpResponse:
    """What waits for a conference, on which agenda it stands, and the way to the next sitting."""
    reader: Any = request.user
    if roles_of(reader).isdisjoint(CENTRE):
        raise PermissionDenied
    now = timezone.now()
    cases = list(cases_to_confer_for(reader))
    placed = {
        row.case_id: row
        for row in ConferredCase.objects.waiting()
        .filter(case__in=cases)
        .select_related("item__meeting")
    }
    rows = [
        {
            "case": case,
            "lamp": mark_of(case, now),
            "left": time_left(case, now),
            "placed": placed.get(case.pk),
        }
        for case in cases
    ]
    return form_page(
        request,
        form=ConferenceForm(request.POST or None, reader=reader),
        deed=put_cases_on_agenda,
        title=_("Weekly conference"),
        label=_("Put them on the next agenda"),
        trail=[Crumb(_("Dispatch desk"), reverse("grids:case-desk"))],
        template="liaison/case_conference.html",
        context={"rows": rows, "waiting": len(rows) - len(placed)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def conferred_case_name(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say who shall answer for one case of an item."""
    reader: Any = request.user
    rows = ConferredCase.objects.visible_to(reader).select_related(
        "item__meeting__body__org", "case"
    )
    conferred = get_object_or_404(rows, public_id=public_id)
    require_role(reader, *RUNNERS, over=conferred.item.org)
    known = {"org": conferred.org or conferred.case.handling_org}
    return form_page(
        request,
        form=AnsweringOrgForm(request.POST or None, reader=reader, initial=known),
        deed=partial(name_answering_org, conferred=conferred),
        title=_("Who shall answer for it"),
        label=_("Name"),
        trail=[conferred.item.meeting, conferred.item],
        notices=[str(conferred.case)],
    )
