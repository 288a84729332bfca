"""Pages of minutes: the paper as it prints, its editing, and its file."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.enums import MinutesAction
from liaison.forms.minutes import DraftStepForm, EditMinutesForm
from liaison.models import Minutes
from liaison.selectors.papers import file_of, minutes_document
from liaison.services import minutes as deeds
from liaison.views.meetings import list_crumb
from liaison.views.writing import form_page
from liaison.workflow import MINUTES_MOVES, RUNNERS
from orgs.permissions import holds_role, require_role
from orgs.selectors.trail import TrailLine, history_of, way_to
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.documents import docx_file
from partybuild.pages import Fact

STEPS: Steps = {
    MinutesAction.ISSUE: Step(deeds.issue_minutes, DraftStepForm),
    MinutesAction.REFILL: Step(deeds.refill_minutes, DraftStepForm),
    MinutesAction.CORRECT: Step(deeds.correct_minutes, ReasonForm),
}
# Whole texts and digests say nothing in a line of the history.
LONGEST_CHANGE = 60


@require_safe
def minutes_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One edition of minutes, as it prints."""
    return minutes_page(request, visible_minutes(request, public_id))


@require_safe
def minutes_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The minutes as a file: of issued ones exactly the file that was issued."""
    minutes = visible_minutes(request, public_id)
    return docx_file(file_of(minutes), str(minutes))


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Edit the words of a draft."""
    minutes = visible_minutes(request, public_id)
    require_role(request.user, *RUNNERS, over=minutes.org)
    known = {name: getattr(minutes, name) for name in EditMinutesForm.base_fields}
    return form_page(
        request,
        form=EditMinutesForm(request.POST or None, initial=known),
        deed=partial(deeds.edit_minutes, minutes=minutes),
        title=_("Edit the minutes"),
        label=_("Keep"),
        trail=[list_crumb(), minutes.meeting, minutes],
    )


def minutes_page(
    request: HttpRequest, minutes: Minutes, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    context = {
        "minutes": minutes,
        "document": minutes_document(minutes),
        "is_sound": minutes.is_sealed_soundly,
        "way": [*way_to(minutes.org, reader=reader), list_crumb(), minutes.meeting],
        "facts": _facts(minutes),
        "may_edit": not minutes.is_issued and holds_role(reader, *RUNNERS, over=minutes.org),
        "offers": offers(
            minutes,
            moves=MINUTES_MOVES,
            steps=STEPS,
            reader=reader,
            url_name="liaison:minutes-step",
            failed=failed,
        ),
        "entries": [_without_texts(line) for line in history_of(minutes)],
    }
    return render(request, "liaison/minutes_detail.html", context, status=status)


minutes_step = deed_view(model=Minutes, subject="minutes", steps=STEPS, page=minutes_page)


def visible_minutes(request: HttpRequest, public_id: UUID) -> Minutes:
    rows = Minutes.objects.visible_to(request.user).select_related("meeting__body__org")
    return get_object_or_404(rows, public_id=public_id)


def _facts(minutes: Minutes) -> list[Fact]:
    facts = [
        Fact(_("Meeting"), minutes.meeting, minutes.meeting.get_absolute_url()),
        Fact(_("Edition"), minutes.edition),
    ]
    if minutes.reason:
        facts.append(Fact(_("Reason of the correction"), minutes.reason))
    if minutes.is_issued:
        facts.append(Fact(_("SHA-256 of the file"), minutes.document_digest))
    return facts


def _without_texts(line: TrailLine) -> TrailLine:
    short = (c for c in line.changes if len(c.before) + len(c.after) <= LONGEST_CHANGE)
    return replace(line, changes=tuple(short))
