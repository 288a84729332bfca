"""What a person's calendar shows: the meetings ahead, and the days on which duties are due."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from liaison.enums import AHEAD_STATES, MeetingState
from liaison.models import CalendarFeed, Meeting, Membership, Obligation
from liaison.workflow import RUNNERS
from orgs.models import User
from orgs.scoping import reach_of
from partybuild.periods import local_day

SINCE: Final = timedelta(days=30)
UNTIL: Final = timedelta(days=200)
MOST: Final = 500
ONE_DAY: Final = timedelta(days=1)
LENGTH: Final = timedelta(hours=2)  # of a meeting whose end nobody has set


def feed_of(digest: str) -> CalendarFeed | None:
    """The feed behind an address, as long as its person may sign in."""
    feeds = CalendarFeed.objects.select_related("person")
    return feeds.filter(digest=digest, person__is_active=True).first()


def calendar_of(reader: User, *, now: datetime, host: str) -> bytes:
    """The reader's meetings and due days as iCalendar (RFC 5545): titles, times and places only."""
    calendar = Calendar()
    calendar.add("prodid", "-//partybuild//calendar//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Meetings and duties"))
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    for event in (*_meetings(reader, now, host), *_duties(reader, now, host)):
        calendar.add_component(event)
    return calendar.to_ical()


def _meetings(reader: User, now: datetime, host: str) -> Iterator[Event]:
    """Those the reader runs, or comes to for himself or for a unit."""
    seats = Membership.objects.seats_of(reader, reach_of(reader)).values("body")
    run = reach_of(reader, *RUNNERS).orgs("body__org")
    rows = Meeting.objects.visible_to(reader).filter(
        Q(body__in=seats) | run, starts_at__gte=now - SINCE, starts_at__lt=now + UNTIL
    )
    # Put off for no certain day, it stands in no calendar; called off, it is struck out there.
    rows = rows.exclude(state=MeetingState.POSTPONED).order_by("starts_at", "pk")[:MOST]
    for meeting in rows:
        event = _event(meeting, meeting.title, now, host)
        event.add("dtstart", meeting.starts_at)
        event.add("dtend", meeting.ends_at or meeting.starts_at + LENGTH)
        event.add("location", meeting.place)
        event.add("status", _status(meeting.state))
        yield event


def _duties(reader: User, now: datetime, host: str) -> Iterator[Event]:
    """The due days of what the reader answers for and nobody has done yet."""
    today = local_day(now)
    rows = Obligation.objects.visible_to(reader).mine(reader).owed()
    near = rows.filter(due_on__gte=today - SINCE, due_on__lt=today + UNTIL)
    for duty in near.order_by("due_on", "pk")[:MOST]:
        words = _("Due: %(duty)s (%(subject)s)") % {
            "duty": duty.words,
            "subject": duty.subject_label,
        }
        event = _event(duty, words, now, host)
        event.add("dtstart", duty.due_on)
        event.add("dtend", duty.due_on + ONE_DAY)
        event.add("transp", "TRANSPARENT")
        yield event


def _event(row: Meeting | Obligation, words: str, now: datetime, host: str) -> Event:
    event = Event()
    event.add("uid", str(row.public_id))
    event.add("sequence", row.version)
    event.add("dtstamp", now)
    event.add("last-modified", row.updated_at)
    event.add("summary", words)
    event.add("url", f"{host}{row.get_absolute_url()}")
    return event


def _status(state: str) -> str:
    if state == MeetingState.CANCELLED:
        return "CANCELLED"
    is_open = state in AHEAD_STATES and state != MeetingState.CONVENED
    return "TENTATIVE" if is_open else "CONFIRMED"
