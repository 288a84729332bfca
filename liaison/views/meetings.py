"""Pages of meetings."""

from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.filters import MeetingFilter
from liaison.enums import (
    BEFORE_NOTICE_STATES,
    CALENDAR_STATES,
    GATHERING_STATES,
    NOTICE_STATES,
    RECORDING_STATES,
    MeetingAction,
    MeetingState,
)
from liaison.forms.meetings import (
    AmendMeetingForm,
    ChangePlaceForm,
    ConveneForm,
    HoldForm,
    PlanMeetingForm,
    RecountForm,
    RescheduleForm,
)
from liaison.models import Attendance, Body, Meeting, Minutes
from liaison.selectors.following import with_what_followed
from liaison.selectors.invitations import invitation_of
from liaison.selectors.meetings import (
    agenda_of,
    day_warnings,
    left_over,
    may_propose,
    proposed_items,
)
from liaison.selectors.papers import notice_document
from liaison.selectors.proposal_leads import may_raise
from liaison.selectors.sittings import (
    headcount_of,
    is_counting,
    is_door_open,
    may_excuse,
    units_counted,
)
from liaison.services import meetings, sittings
from liaison.services.minutes import draft_minutes
from liaison.views.writing import form_page, named
from liaison.workflow import MEETING_MOVES, RUNNERS
from orgs.permissions import holds_role, require_role
from orgs.scoping import reach_of
from orgs.selectors.attachments import files_of
from orgs.selectors.contacts import contact_of
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import ReasonForm, Step, Steps, deed_view, offers
from partybuild.documents import docx_file
from partybuild.documents import render as render_document
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS: Steps = {
    MeetingAction.GATHER: Step(meetings.gather_items),
    MeetingAction.SET_AGENDA: Step(meetings.set_agenda),
    MeetingAction.CONVENE: Step(meetings.convene_meeting, ConveneForm),
    MeetingAction.REOPEN_AGENDA: Step(meetings.reopen_agenda, ReasonForm),
    MeetingAction.CHANGE_PLACE: Step(sittings.change_place, ChangePlaceForm),
    MeetingAction.HOLD: Step(meetings.hold_meeting, HoldForm),
    MeetingAction.RECOUNT: Step(sittings.recount_meeting, RecountForm),
    MeetingAction.MINUTE: Step(draft_minutes),
    MeetingAction.ARCHIVE: Step(meetings.archive_meeting),
    MeetingAction.RESCHEDULE: Step(meetings.reschedule_meeting, RescheduleForm),
    MeetingAction.POSTPONE: Step(meetings.postpone_meeting, ReasonForm),
    MeetingAction.CANCEL: Step(meetings.cancel_meeting, ReasonForm),
}

MEETINGS = Listing(
    key="meetings",
    title=_("Meetings"),
    columns=(
        Column("title", _("title")),
        Column("body.name", _("body")),
        Column("get_kind_display", _("kind"), sort="kind", on_page=False),
        Column("starts_at", _("starts at"), kind=Kind.MOMENT),
        Column("place", _("place")),
        Column("state", _("state"), kind=Kind.STATE),
        Column("number", _("number"), kind=Kind.CODE, sort=""),
        Column("present_count", _("present"), kind=Kind.NUMBER),
        Column("expected_count", _("expected"), kind=Kind.NUMBER, on_page=False),
    ),
    filterset=MeetingFilter,
    tabs="when",
    search=("title", "body__name", "place"),
    order=("-starts_at",),
    empty=Empty(_("Here stand the meetings of the bodies you belong to or run.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_list(request: HttpRequest) -> HttpResponseBase:
    """The meetings the reader can see, those to come and those that are over."""
    runs = reach_of(request.user, *RUNNERS)
    can_plan = bool(runs.everything or runs.subtrees)
    actions = [Crumb(_("Plan a meeting"), reverse("liaison:meeting-plan"))] if can_plan else []
    rows = Meeting.objects.visible_to(request.user).for_list()
    return list_page(request, MEETINGS, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting, of the body named in the address or of one chosen here."""
    bodies = Body.objects.visible_to(request.user).active()
    body = named(bodies, request.GET.get("body", ""))
    return form_page(
        request,
        form=PlanMeetingForm(
            request.POST or None,
            reader=request.user,
            initial={"body": body and body.pk, **named_times(request)},
        ),
        deed=meetings.plan_meeting,
        title=_("Plan a meeting"),
        label=_("Plan"),
        trail=[list_crumb()],
        template="liaison/meeting_plan.html",
        context={"body": body},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a meeting before its notice is out."""
    meeting = visible_meeting(request, public_id)
    require_role(request.user, *RUNNERS, over=meeting.org)
    known = {name: getattr(meeting, name) for name in AmendMeetingForm.base_fields}
    return form_page(
        request,
        form=AmendMeetingForm(request.POST or None, initial=known),
        deed=partial(meetings.amend_meeting, meeting=meeting),
        title=_("Correct the meeting"),
        label=_("Keep"),
        trail=[list_crumb(), meeting],
    )


@require_safe
def meeting_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One meeting: agenda, attendance, resolutions, minutes and what may be done next."""
    return meeting_page(request, visible_meeting(request, public_id))


@require_safe
def meeting_notice(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The notice of a meeting whose agenda is set, as a file."""
    meeting = visible_meeting(request, public_id)
    if meeting.state not in NOTICE_STATES:
        raise Http404
    document = notice_document(meeting)
    return docx_file(render_document(document), document.name)


@require_safe
def meeting_calendar(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The meeting for the reader's own calendar; of a stopped one, the way to cross it out."""
    reader: Any = request.user
    return calendar_file(visible_meeting(request, public_id), reader)


def calendar_file(meeting: Meeting, reader: Any) -> HttpResponseBase:
    """The .ics file of a meeting whose notice has gone out."""
    if meeting.state not in CALENDAR_STATES:
        raise Http404
    return FileResponse(
        BytesIO(invitation_of(meeting, to=reader)),
        as_attachment=True,
        filename=f"{meeting.title}.ics",
        content_type="text/calendar; charset=utf-8",
    )


def named_times(request: HttpRequest) -> dict[str, str]:
    """When and where an address proposes a meeting, from the page of the best times."""
    names = ("starts_at", "ends_at", "place")
    return {name: request.GET[name] for name in names if request.GET.get(name)}


def visible_meeting(request: HttpRequest, public_id: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.user).select_related("body__org")
    return get_object_or_404(rows, public_id=public_id)


def meeting_page(
    request: HttpRequest, meeting: Meeting, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    runs = holds_role(reader, *RUNNERS, over=meeting.org)
    is_gathering = meeting.state in GATHERING_STATES
    context = {
        "meeting": meeting,
        "way": [*way_to(meeting.org, reader=reader), list_crumb()],
        "facts": _facts(meeting),
        "contact": contact_of(meeting),
        "warnings": day_warnings(meeting),
        "offers": offers(
            meeting,
            moves=MEETING_MOVES,
            steps=STEPS,
            reader=reader,
            url_name="liaison:meeting-step",
            failed=failed,
        ),
        "agenda": agenda_of(meeting, reader=reader),
        "proposed": proposed_items(meeting, reader=reader) if is_gathering else [],
        "files": files_of([meeting], reader=reader)[meeting.public_id],
        "count": headcount_of(meeting),
        "is_counting": is_counting(meeting),
        "is_door_open": is_door_open(meeting),
        "units": _units(meeting, reader),
        "has_calendar": meeting.state in CALENDAR_STATES,
        "left_over": list(left_over(meeting, reader=reader)) if runs else [],
        "resolutions": with_what_followed(list(meeting.resolutions.for_list()), reader=reader),
        "minutes": list(Minutes.objects.visible_to(reader).filter(meeting=meeting).for_list()),
        "further": list(meeting.further_series.for_list()),
        "runs": runs,
        "can_amend": runs and meeting.state in BEFORE_NOTICE_STATES,
        "may_record": runs and meeting.state in RECORDING_STATES,
        "may_raise": may_raise(reader),
        "may_propose": may_propose(meeting, reader=reader),
        "is_gathering": is_gathering,
        "is_sitting": meeting.state == MeetingState.HELD,
        "has_notice": meeting.state in NOTICE_STATES,
        "entries": history_of(meeting),
    }
    return render(request, "liaison/meeting_detail.html", context, status=status)


meeting_step = deed_view(model=Meeting, subject="meeting", steps=STEPS, page=meeting_page)


def _units(meeting: Meeting, reader: Any) -> list[tuple[Attendance, bool]]:
    """The lines of the list that the reader can see, and whether the unit is the reader's."""
    lines = units_counted(meeting, reader=reader)
    return [(line, may_excuse(line, reader=reader)) for line in lines]


def list_crumb() -> Crumb:
    return Crumb(_("Meetings"), reverse("liaison:meetings"))


def _facts(meeting: Meeting) -> list[Fact]:
    """What is known of a meeting; what its state cannot know yet is not asked after."""
    is_unsent = meeting.state in BEFORE_NOTICE_STATES
    days = [
        (_("Notice due on"), meeting.notice_due_on if is_unsent else None),
        (_("Notice sent on"), meeting.convened_on),
        (_("Items can be proposed until"), meeting.items_due_on if is_unsent else None),
        (_("Papers due on"), meeting.papers_due_on),
    ]
    words = [
        (_("Number"), meeting.number),
        *((label, date_format(day, "Y-m-d")) for label, day in days if day),
        (_("Chaired by"), meeting.chair),
        (_("Contact"), meeting.contact_name),
    ]
    return [
        Fact(_("Body"), meeting.body, meeting.body.get_absolute_url()),
        Fact(_("Kind"), meeting.get_kind_display()),
        *(Fact(label, word) for label, word in words if word),
    ]
