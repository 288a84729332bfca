"""Is every place accounted for? Standards of estates and buildings, and counts that differ."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from grids.selectors.estates import estates_that_differ, grids_that_differ
from orgs.selectors.indicators import figures
from partybuild.trees import AT_ONCE

SUBJECTS = ("estates", "buildings", "property-firms")
OF_GRIDS = frozenset({"base-no-building"})


@require_safe
def completeness(request: HttpRequest) -> HttpResponse:
    """Estates, buildings and base grids: what is missing, and what does not add up (R-055)."""
    reader: Any = request.user
    grids = [f for f in figures(reader=reader, subject="grids") if f.indicator.key in OF_GRIDS]
    of_estates = [f for subject in SUBJECTS for f in figures(reader=reader, subject=subject)]
    differing = list(grids_that_differ(reader=reader).order_by("code")[: AT_ONCE + 1])
    estates = list(estates_that_differ(reader=reader).order_by("code")[: AT_ONCE + 1])
    context = {
        "title": _("Completeness"),
        "figures": [*of_estates, *grids],
        "grids": differing[:AT_ONCE],
        "estates": estates[:AT_ONCE],
        "has_more": len(differing) > AT_ONCE or len(estates) > AT_ONCE,
        "at_once": AT_ONCE,
    }
    return render(request, "grids/completeness.html", context)
