"""The page on which projects stand side by side over half a year."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from resources.selectors.timelines import (
    MONTHS,
    line_in,
    month_of,
    months_from,
    months_on,
    timelined,
)
from resources.views.writing import list_way

ROWS = 30


@require_safe
def project_timeline(request: HttpRequest) -> HttpResponse:
    """Milestones and ends of the active projects by month, what is overdue said in words."""
    reader: Any = request.user
    first = _asked_month(request.GET.get("from", ""))
    months = months_from(first)
    page = Paginator(timelined(reader=reader), ROWS).get_page(request.GET.get("page"))
    context = {
        "months": months,
        "lines": [line_in(project, months) for project in page],
        "page": page,
        "first": first,
        "earlier": months_on(first, -MONTHS),
        "later": months_on(first, MONTHS),
        "today": timezone.localdate(),
        "way": list_way("projects"),
    }
    return render(request, "resources/timeline.html", context)


def _asked_month(text: str) -> date:
    """The month the address names; the one before this month unless it names one."""
    try:
        return month_of(date.fromisoformat(f"{text}-01"))
    except ValueError:
        return months_on(timezone.localdate(), -1)
