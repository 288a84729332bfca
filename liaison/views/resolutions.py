"""Pages of resolutions."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from liaison.api.filters import ResolutionFilter
from liaison.forms.agenda_items import AmendResolutionForm
from liaison.models import Resolution
from liaison.services.resolutions import amend_resolution
from liaison.views.meetings import list_crumb
from liaison.views.writing import form_page
from liaison.workflow import RUNNERS
from orgs.permissions import require_role
from partybuild.listing import Column, Empty, Kind, Listing, list_page


def _tally(resolution: Resolution) -> str:
    """The votes for, against and abstained, where there were enough to hide each of them (D11)."""
    if not resolution.is_tally_public:
        return ""
    votes = (resolution.for_count, resolution.against_count, resolution.abstained_count)
    return " / ".join(map(str, votes))


RESOLUTIONS = Listing(
    key="resolutions",
    title=_("Resolutions"),
    columns=(
        Column("number", _("number"), sort=""),
        Column("text", _("text"), kind=Kind.LONG),
        Column("decision", _("decision"), kind=Kind.STATE),
        Column("tally", _("for / against / abstained"), value=_tally),
        Column("meeting.body.name", _("body")),
        Column("meeting.starts_at", _("day of the meeting"), kind=Kind.MOMENT),
    ),
    filterset=ResolutionFilter,
    search=("text", "meeting__title", "meeting__body__name"),
    order=("-meeting__starts_at", "serial"),
    empty=Empty(_("Here stands what the meetings have decided.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_list(request: HttpRequest) -> HttpResponseBase:
    """What the meetings that the reader can see have decided."""
    rows = Resolution.objects.visible_to(request.user).for_list()
    return list_page(request, RESOLUTIONS, rows)


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct the words or the numbers of a resolution before the minutes go out."""
    rows: Any = Resolution.objects.visible_to(request.user).for_list()
    resolution = get_object_or_404(rows, public_id=public_id)
    require_role(request.user, *RUNNERS, over=resolution.org)
    known = {name: getattr(resolution, name) for name in AmendResolutionForm.base_fields}
    return form_page(
        request,
        form=AmendResolutionForm(request.POST or None, initial=known),
        deed=partial(amend_resolution, resolution=resolution),
        title=_("Correct the resolution"),
        label=_("Keep"),
        trail=[list_crumb(), resolution.meeting],
    )
