"""What meetings want of a person: of those who run them, and of those who are invited."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.enums import BEFORE_NOTICE_STATES, MeetingState
from liaison.models import Meeting, Membership
from liaison.selectors.obligations import duties_waiting
from liaison.workflow import RUNNERS
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.waiting import Waiting

SOON = timedelta(days=7)
MOST = 20


def waiting_for(*, reader: User) -> list[Waiting]:
    """The next step of each meeting the reader runs, and the meetings the reader is invited to."""
    run = list(_to_run(reader))
    seen = {meeting.pk for meeting in run}
    asked = [meeting for meeting in _to_attend(reader) if meeting.pk not in seen]
    duties = duties_waiting(reader=reader)
    return [*map(_next_step, run), *map(_invitation, asked), *duties]


def _to_run(reader: User) -> Any:
    """Meetings that cannot wait: a notice is due, a day has passed, minutes are open."""
    today = timezone.localdate()
    due = Q(state__in=BEFORE_NOTICE_STATES, notice_due_on__lte=today + SOON)
    passed = Q(state=MeetingState.CONVENED, starts_at__lt=timezone.now())
    open_end = Q(state__in=(MeetingState.HELD, MeetingState.MINUTED, MeetingState.POSTPONED))
    rows = Meeting.objects.governed_by(reader, *RUNNERS).filter(due | passed | open_end)
    return rows.select_related("body").order_by("starts_at", "pk")[:MOST]


def _to_attend(reader: User) -> Any:
    """Meetings to come of bodies on which the reader, or a unit of the reader, has a seat."""
    seats = Membership.objects.seats_of(reader, reach_of(reader)).values("body")
    states = (MeetingState.GATHERING, MeetingState.CONVENED)
    rows = Meeting.objects.filter(body__in=seats, state__in=states, starts_at__gte=timezone.now())
    return rows.select_related("body").order_by("starts_at", "pk")[:MOST]


def _next_step(meeting: Meeting) -> Waiting:
    notes = {
        MeetingState.CONVENED: _("Note who came."),
        MeetingState.HELD: _("Draft the minutes."),
        MeetingState.MINUTED: _("Issue the minutes."),
        MeetingState.POSTPONED: _("Set a new date."),
    }
    note = notes.get(MeetingState(meeting.state), _("The notice is due."))
    if meeting.state in BEFORE_NOTICE_STATES:
        return _waiting(meeting, note, due_on=meeting.notice_due_on)
    return _waiting(meeting, note, since=meeting.day)


def _invitation(meeting: Meeting) -> Waiting:
    is_open = meeting.state == MeetingState.GATHERING
    note = _("Agenda items can be proposed.") if is_open else _("You are invited.")
    return _waiting(meeting, note, due_on=meeting.day)


def _waiting(
    meeting: Meeting, note: str, *, since: date | None = None, due_on: date | None = None
) -> Waiting:
    return Waiting(
        title=meeting.title,
        url=meeting.get_absolute_url(),
        since=since,
        kind=_("meeting"),
        note=f"{meeting.body} · {note}",
        due_on=due_on,
    )
