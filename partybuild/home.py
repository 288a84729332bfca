"""The workbench: what waits for the reader, gaps below, and what changed last."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grids.selectors.case_waiting import cases_waiting_for
from grids.selectors.rating_waiting import ratings_waiting_for
from grids.selectors.waiting import waiting_for as waiting_in_grids
from liaison.selectors.reports_waiting import reports_waiting
from liaison.selectors.waiting import waiting_for as waiting_in_liaison
from liaison.selectors.waiting_followup import waiting_for as waiting_in_followup
from liaison.selectors.year_waiting import year_sheets_waiting
from orgs.selectors.changes import latest_changes
from orgs.selectors.indicators import gaps
from orgs.selectors.waiting import waiting_for as waiting_in_orgs
from resources.selectors.waiting import waiting_for as waiting_on_lists

# Each app answers the same question; the workbench asks them all.
WAITING = (
    waiting_in_orgs,
    waiting_in_grids,
    cases_waiting_for,
    ratings_waiting_for,
    reports_waiting,
    waiting_on_lists,
    waiting_in_liaison,
    waiting_in_followup,
    year_sheets_waiting,
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page after signing in: what to do next, then what is missing, then what is new."""
    reader: Any = request.user
    waiting = [each for ask in WAITING for each in ask(reader=reader)]
    # What is due first or has waited longest stands first; what has no day stands last.
    waiting.sort(key=lambda each: (each.day is None, each.day, each.title))
    return render(
        request,
        "home.html",
        {
            "waiting": waiting,
            "gaps": gaps(reader=reader),
            "today": timezone.localdate(),
            "changes": latest_changes(reader=reader),
        },
    )
