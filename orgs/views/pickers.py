"""What an input for organisations offers while one types."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from orgs.enums import Role
from orgs.forms.pickers import AT_ONCE, matching_orgs, matching_partners, written
from orgs.scoping import reach_of

KINDS = {"org", "place"}


@require_safe
def pick(request: HttpRequest, kind: str) -> HttpResponse:
    """The first rows that fit what was typed, as options of a datalist."""
    if kind not in KINDS:
        raise Http404
    text = request.GET.get(request.GET.get("input", ""), "")
    reach = reach_of(request.user, *Role)
    rows: list[Any] = list(matching_orgs(text, reach=reach)[:AT_ONCE]) if text.strip() else []
    if kind == "place" and text.strip():
        rows += matching_partners(text, reach=reach)[: AT_ONCE - len(rows)]
    return render(request, "orgs/_options.html", {"options": [written(row) for row in rows]})
