"""The desk of the dispatch centre: queues with lamps, who has how much, breaches, routes."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.case_workflow import CENTRE
from grids.forms.case_routes import CaseRouteForm
from grids.models import Case, CaseRoute
from grids.selectors.case_desk import loads, routes_of, suggested_org, trials
from grids.selectors.case_lamps import mark_of, time_left
from grids.selectors.public_cases import public_streets
from grids.services.case_routes import add_case_route, remove_case_route
from grids.views.filing_cases import may_file_somewhere
from grids.views.narrowing_cases import CaseQueueFilter
from orgs.models import Org
from orgs.permissions import require_role, roles_of
from orgs.scoping import reach_of
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb

AT_ONCE = 50

QUEUE = Listing(
    key="case-queue",
    title=_("Cases in hand"),
    columns=(
        Column("title", _("title"), kind=Kind.LONG),
        Column("code", _("case number"), kind=Kind.CODE),
        Column(
            "lamp",
            _("lamp"),
            kind=Kind.MARK,
            value=lambda case: mark_of(case, timezone.now()),
            sort="due_at",
        ),
        Column(
            "left", _("time"), value=lambda case: time_left(case, timezone.now()), sort="due_at"
        ),
        Column("state", _("state"), kind=Kind.STATE),
        Column("urgency", _("urgency")),
        Column("handling_org.name", _("responsible organisation")),
        Column("due_at", _("due at"), kind=Kind.MOMENT),
        Column("category", _("category"), on_page=False),
        Column("redo_count", _("times redone"), kind=Kind.NUMBER, on_page=False),
    ),
    filterset=CaseQueueFilter,
    tabs="queue",
    search=("title", "code", "spot"),
    order=(F("due_at").asc(nulls_last=True),),
    empty=Empty(
        _("Here stand the cases that somebody has to do something about, the most pressing first."),
        _("File a case"),
        lambda request: reverse("grids:case-file") if may_file_somewhere(request.user) else "",
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def case_queue(request: HttpRequest) -> HttpResponseBase:
    """The open cases within reach with their lamps, by what they wait for."""
    rows = Case.objects.visible_to(request.user).open().for_list()
    actions = []
    if may_file_somewhere(request.user):
        actions.append(Crumb(_("File a case"), reverse("grids:case-file")))
    page = "grids/case_queue.html"
    return list_page(request, QUEUE, rows, page=page, context={"actions": actions})


@require_safe
def case_desk(request: HttpRequest) -> HttpResponse:
    """What is to be taken on and dispatched, whom the rules name, and who has how much."""
    reader: Any = request.user
    kept = reach_of(reader, *CENTRE)
    waiting = Case.objects.filter(kept.streets("street")).at_desk().for_list()
    now = timezone.now()
    cases = list(waiting.select_related("grid__org").order_by("due_at", "pk")[:AT_ONCE])
    streets = {case.street_id: case.street for case in cases}
    routes = {pk: routes_of(street) for pk, street in streets.items()}
    rows = [
        {
            "case": case,
            "lamp": mark_of(case, now),
            "left": time_left(case, now),
            "suggested": suggested_org(case, routes[case.street_id]),
        }
        for case in cases
    ]
    left = Case.objects.filter(kept.streets("street")).left_by_hotline()
    context = {
        "rows": rows,
        "left": left.for_list()[:AT_ONCE],
        "left_count": left.count(),
        "loads": loads(reader=reader),
        "at_once": AT_ONCE,
        "public": public_streets(kept),
    }
    return render(request, "grids/case_desk.html", context)


@require_safe
def case_breaches(request: HttpRequest) -> HttpResponse:
    """Which organisation has what overdue, answered late or redone; no person is listed (A-42)."""
    reader: Any = request.user
    broken = [
        load
        for load in loads(reader=reader)
        if load.overdue_count or load.late_count or load.redone_count
    ]
    return render(request, "grids/case_breaches.html", {"loads": broken})


@require_safe
def case_routes_first(request: HttpRequest) -> HttpResponse:
    """The routes of the first sub-district that the reader dispatches for."""
    reader: Any = request.user
    kept = reach_of(reader, *CENTRE)
    street = Org.objects.within(kept).streets().order_by("code").first()
    if street is None or roles_of(reader).isdisjoint(CENTRE):
        raise PermissionDenied
    return HttpResponseRedirect(reverse("grids:case-routes", args=[street.public_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def case_routes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The rules of a sub-district, a form for one more, and what they make of past cases."""
    reader: Any = request.user
    street = get_object_or_404(Org.objects.visible_to(reader).streets(), public_id=public_id)
    require_role(reader, *CENTRE, over=street)
    form = CaseRouteForm(request.POST or None, reader=reader, street=street)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        routes = routes_of(street)
        tried = trials(street=street, routes=routes)
        context = {
            "street": street,
            "routes": routes,
            "form": form,
            "tried": tried,
            "agreeing": sum(each.agrees for each in tried),
            "differing": [each for each in tried if not each.agrees][:AT_ONCE],
            "trail": [Crumb(_("Dispatch desk"), reverse("grids:case-desk"))],
        }
        return render(request, "grids/case_routes.html", context, status=status)

    if request.method != "POST":
        return page()
    return perform(request, form=form, deed=partial(add_case_route, street=street), page=page)


@require_POST
def case_route_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a rule away."""
    reader: Any = request.user
    routes = CaseRoute.objects.visible_to(reader)
    route = get_object_or_404(routes.select_related("street"), public_id=public_id)
    address = route.get_absolute_url()
    remove_case_route(route=route, actor=reader)
    return HttpResponseRedirect(address)
