"""What meetings want of a person: of those who run them, and of those who are invited."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.enums import BEFORE_NOTICE_STATES, MeetingState, MinutesState
from liaison.models import AgendaItem, Countersignature, Meeting, Membership, Minutes
from liaison.selectors.bodies_waiting import bodies_waiting
from liaison.selectors.countersignatures import signatures_asked_of
from liaison.selectors.obligations import duties_waiting
from liaison.selectors.proposals_waiting import decisions_waiting
from liaison.workflow import RUNNERS
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.waiting import Waiting

SOON = timedelta(days=7)
MOST = 20


def waiting_for(*, reader: User) -> list[Waiting]:
    """Next steps of meetings, invitations, minutes to countersign, seats, decisions, duties."""
    run = list(_to_run(reader))
    seen = {meeting.pk for meeting in run}
    asked = [meeting for meeting in _to_attend(reader) if meeting.pk not in seen]
    return [
        *map(_next_step, run),
        *map(_invitation, asked),
        *map(_countersignature, signatures_asked_of(reader)[:MOST]),
        *map(_circulation, _settled_rounds(reader)),
        *bodies_waiting(reader=reader),
        *decisions_waiting(reader=reader),
        *duties_waiting(reader=reader),
    ]


def _to_run(reader: User) -> Any:
    """Meetings that cannot wait: proposals, a notice that is due, a day past, open minutes."""
    today = timezone.localdate()
    due = Q(state__in=BEFORE_NOTICE_STATES, notice_due_on__lte=today + SOON)
    passed = Q(state=MeetingState.CONVENED, starts_at__lt=timezone.now())
    open_end = Q(state__in=(MeetingState.HELD, MeetingState.MINUTED, MeetingState.POSTPONED))
    proposed = AgendaItem.objects.proposed().filter(meeting=OuterRef("pk"))
    to_admit = Q(state=MeetingState.GATHERING, has_proposals=True)
    rows = Meeting.objects.governed_by(reader, *RUNNERS).annotate(has_proposals=Exists(proposed))
    rows = rows.filter(due | passed | open_end | to_admit)
    return rows.select_related("body").order_by("starts_at", "pk")[:MOST]


def _to_attend(reader: User) -> Any:
    """Meetings to come of bodies on which the reader, or a unit of the reader, has a seat."""
    seats = Membership.objects.seats_of(reader, reach_of(reader)).values("body")
    states = (MeetingState.GATHERING, MeetingState.CONVENED)
    rows = Meeting.objects.filter(body__in=seats, state__in=states, starts_at__gte=timezone.now())
    too_late = Q(state=MeetingState.GATHERING, items_due_on__lt=timezone.localdate())
    rows = rows.exclude(too_late)
    return rows.select_related("body").order_by("starts_at", "pk")[:MOST]


def _settled_rounds(reader: User) -> Any:
    """Minutes that the reader can issue now, because every unit has put its name under them."""
    is_open = Countersignature.objects.asked().filter(
        minutes=OuterRef("pk"), round=OuterRef("round")
    )
    rows = Minutes.objects.governed_by(reader, *RUNNERS)
    rows = rows.filter(~Exists(is_open), state=MinutesState.COUNTERSIGNING)
    return rows.for_list()[:MOST]


def _countersignature(signature: Countersignature) -> Waiting:
    minutes = signature.minutes
    return Waiting(
        title=str(minutes),
        url=minutes.get_absolute_url(),
        since=None,
        kind=_("countersignature"),
        note=_("%(unit)s is asked to countersign.") % {"unit": signature.unit},
        due_on=minutes.countersign_by,
    )


def _circulation(minutes: Minutes) -> Waiting:
    return Waiting(
        title=str(minutes),
        url=minutes.get_absolute_url(),
        since=None,
        kind=_("minutes"),
        note=_("Everybody has countersigned. Issue the minutes."),
        due_on=minutes.countersign_by,
    )


def _next_step(meeting: Any) -> Waiting:
    if meeting.has_proposals and meeting.state == MeetingState.GATHERING:
        note = _("Admit what was proposed, or turn it down.")
        return _waiting(meeting, note, due_on=meeting.items_due_on or meeting.notice_due_on)
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
    if meeting.state != MeetingState.GATHERING:
        start = f"{timezone.localtime(meeting.starts_at):%H:%M}"
        note = _("You are invited: %(time)s, %(place)s.")
        return _waiting(meeting, note % {"time": start, "place": meeting.place}, due_on=meeting.day)
    return _waiting(
        meeting, _("Agenda items can be proposed."), due_on=meeting.items_due_on or meeting.day
    )


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
