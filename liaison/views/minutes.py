"""Pages of minutes: the paper as it prints, its editing, and its file."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.enums import CountersignatureAction, MinutesAction, MinutesState
from liaison.forms.minutes import CirculateForm, DraftStepForm, EditMinutesForm
from liaison.models import Countersignature, Minutes
from liaison.selectors.countersignatures import signatures_of
from liaison.selectors.papers import file_of, minutes_document
from liaison.services import countersignatures
from liaison.services import minutes as deeds
from liaison.views.meetings import list_crumb
from liaison.workflow import COUNTERSIGNATURE_MOVES, MINUTES_MOVES, RUNNERS
from orgs.permissions import holds_role, require_role
from orgs.selectors.trail import TrailLine, history_of, way_to
from orgs.views.deeds import Offer, ReasonForm, Step, Steps, deed_view, offers
from partybuild.differences import Paragraph, changed_only, differences
from partybuild.documents import docx_file
from partybuild.http import REFUSED, perform
from partybuild.pages import Fact

STEPS: Steps = {
    MinutesAction.CIRCULATE: Step(countersignatures.circulate_minutes, CirculateForm),
    MinutesAction.RECALL: Step(countersignatures.recall_minutes, ReasonForm),
    MinutesAction.ISSUE: Step(deeds.issue_minutes, DraftStepForm),
    MinutesAction.REFILL: Step(deeds.refill_minutes, DraftStepForm),
    MinutesAction.CORRECT: Step(deeds.correct_minutes, ReasonForm),
}
SIGNATURE_STEPS: Steps = {
    CountersignatureAction.SIGN: Step(countersignatures.sign_minutes),
    CountersignatureAction.SEND_BACK: Step(countersignatures.send_minutes_back, ReasonForm),
}
# Whole texts and digests say nothing in a line of the history.
LONGEST_CHANGE = 60
TEXTS = ("body", "present", "excused", "observers")


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
    """Edit the words of a draft; who was slower sees both texts, and neither is lost."""
    minutes = visible_minutes(request, public_id)
    require_role(request.user, *RUNNERS, over=minutes.org)
    known = {name: getattr(minutes, name) for name in EditMinutesForm.base_fields}
    form = EditMinutesForm(request.POST or None, initial=known, minutes=minutes)

    def page(*, form: forms.Form, status: int = 200) -> HttpResponse:
        # A second attempt is made upon the text that is kept now.
        is_stale = status == REFUSED and form.cleaned_data.get("version") != minutes.version
        context = {
            "form": form,
            "minutes": minutes,
            "clashes": _clashes(minutes, form) if is_stale else [],
            "trail": [list_crumb(), minutes.meeting, minutes],
        }
        if is_stale:
            form.data = {**form.data.dict(), "version": minutes.version}  # type: ignore[attr-defined]  # bound to a request
        return render(request, "liaison/minutes_edit.html", context, status=status)

    if request.method != "POST":
        return page(form=form)
    deed = partial(deeds.edit_minutes, minutes=minutes)
    return perform(request, form=form, deed=deed, page=page)


def _clashes(minutes: Minutes, form: forms.Form) -> list[tuple[Any, list[Paragraph]]]:
    """Where the kept words and the new ones differ, field by field."""
    return [
        (form.fields[name].label, changed_only(differences(getattr(minutes, name), words)))
        for name, words in form.cleaned_data.items()
        if name in TEXTS and getattr(minutes, name) != words
    ]


def minutes_page(
    request: HttpRequest,
    minutes: Minutes,
    *,
    failed: Any = None,
    answered: Any = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    earlier = _earlier_edition(minutes, reader)
    runs = holds_role(reader, *RUNNERS, over=minutes.org)
    context = {
        "minutes": minutes,
        "document": minutes_document(minutes),
        "is_sound": minutes.is_sealed_soundly,
        "way": [*way_to(minutes.org, reader=reader), list_crumb(), minutes.meeting],
        "facts": _facts(minutes),
        "signatures": _signature_lines(minutes, reader=reader, failed=answered),
        "earlier": earlier,
        "corrections": _corrections(earlier, minutes) if earlier else [],
        "may_edit": minutes.state == MinutesState.DRAFT and runs,
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


def _signature_lines(
    minutes: Minutes, *, reader: Any, failed: Any = None
) -> list[tuple[Countersignature, list[Offer]]]:
    """Each answer of the last round, with what the reader can still answer for the own unit."""
    is_out = minutes.state == MinutesState.COUNTERSIGNING
    return [
        (
            signature,
            offers(
                signature,
                moves=COUNTERSIGNATURE_MOVES,
                steps=SIGNATURE_STEPS if is_out else {},
                reader=reader,
                url_name="liaison:countersignature-step",
                failed=failed if failed and failed[1].subject == signature else None,
            ),
        )
        for signature in signatures_of(minutes, reader=reader)
    ]


def _earlier_edition(minutes: Minutes, reader: Any) -> Minutes | None:
    """The edition that this one corrects."""
    earlier = Minutes.objects.visible_to(reader).filter(meeting=minutes.meeting_id)
    return earlier.filter(edition=minutes.edition - 1).defer("document").first()


def _corrections(earlier: Minutes, minutes: Minutes) -> list[tuple[Any, list[Paragraph]]]:
    """What an edition changes of the one before, field by field."""
    return [
        (Minutes._meta.get_field(name).verbose_name, changed_only(differences(before, after)))  # type: ignore[union-attr]  # a field of our own
        for name in TEXTS
        if (before := getattr(earlier, name)) != (after := getattr(minutes, name))
    ]


def _facts(minutes: Minutes) -> list[Fact]:
    facts = [
        Fact(_("Meeting"), minutes.meeting, minutes.meeting.get_absolute_url()),
        Fact(_("Edition"), minutes.edition),
    ]
    if minutes.countersign_by and not minutes.is_issued:
        facts.append(Fact(_("Countersign by"), date_format(minutes.countersign_by, "Y-m-d")))
    if minutes.reason:
        facts.append(Fact(_("Reason of the correction"), minutes.reason))
    if minutes.is_issued:
        facts.append(Fact(_("SHA-256 of the file"), minutes.document_digest))
    return facts


def _without_texts(line: TrailLine) -> TrailLine:
    short = (c for c in line.changes if len(c.before) + len(c.after) <= LONGEST_CHANGE)
    return replace(line, changes=tuple(short))
