"""The page that shows the three lists side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orgs.enums import Role
from orgs.models import Org
from orgs.permissions import roles_of
from orgs.scoping import reach_of
from resources.enums import NeedState, ProjectState, ResourceState
from resources.selectors.lists import ListSummary, three_lists
from resources.selectors.waiting import waiting_for
from resources.workflow import OWN_PEOPLE


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Needs, resources and projects side by side, with what leads from one to the other."""
    reader: Any = request.user
    shown = three_lists(reader=reader)
    context = {
        "flow": [
            (_("needs on the list"), shown.listed, _address("needs", "listed")),
            (_("resources to be had"), shown.available, f"{_address('resources')}?available=true"),
            (_("proposed matches"), shown.proposed, _address("matches", "proposed")),
            (_("agreed matches"), shown.agreed, _address("matches", "agreed")),
            (_("projects under way"), shown.under_way, reverse("resources:board")),
            (_("projects accepted"), shown.accepted, _address("projects", "accepted")),
        ],
        "columns": [
            _column(_("Needs"), "needs", shown.needs, NeedState),
            _column(_("Resources"), "resources", shown.resources, ResourceState),
            _column(_("Projects"), "projects", shown.projects, ProjectState),
        ],
        "waiting": waiting_for(reader=reader),
        "may_file": not roles_of(reader).isdisjoint(OWN_PEOPLE),
        "street": Org.objects.within(reach_of(reader, Role.OFFICE)).streets().first(),
    }
    return render(request, "resources/lists.html", context)


def _column(title: str, noun: str, summary: ListSummary, states: Any) -> dict[str, Any]:
    """One of the three lists: its states with their counts, and its latest rows."""
    return {
        "title": title,
        "noun": noun,
        "url": _address(noun),
        "total": summary.total,
        "latest": summary.latest,
        "states": [
            (state.value, state.label, summary.counts[state.value], _address(noun, state.value))
            for state in states
            if summary.counts.get(state.value)
        ],
    }


def _address(noun: str, state: str = "") -> str:
    address = reverse(f"resources:{noun}")
    return f"{address}?state={state}" if state else address
