"""A meeting for people's calendars: iCalendar, with an update or a cancellation when it changes."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from liaison.enums import STOPPED_STATES
from liaison.models import Meeting
from orgs.models import User

REQUEST, CANCEL = "REQUEST", "CANCEL"
_PRODUCT = "-//partybuild//meetings//ZH"
_AHEAD = timedelta(hours=-1)


def method_of(meeting: Meeting) -> str:
    """What a calendar is asked to do: take the meeting up as it is now, or cross it out."""
    return CANCEL if meeting.state in STOPPED_STATES else REQUEST


def invitation_of(meeting: Meeting, *, to: User | None = None) -> bytes:
    """The meeting as an .ics file; it names nobody but the person it is made for (D9).

    The version of the row is the SEQUENCE: it grows with each change, so that a calendar takes
    the later file for the truth whatever order they arrive in.
    """
    event = Event()
    event.add("uid", str(meeting.public_id))
    event.add("sequence", meeting.version)
    event.add("dtstamp", _utc(meeting.updated_at))
    event.add("dtstart", _utc(meeting.starts_at))
    if meeting.ends_at:
        event.add("dtend", _utc(meeting.ends_at))
    event.add("summary", meeting.title)
    event.add("location", meeting.place)
    event.add("organizer", _address(settings.DEFAULT_FROM_EMAIL, meeting.org.name))
    if to is not None and to.email:
        event.add("attendee", _address(to.email, str(to)))
    if method_of(meeting) == CANCEL:
        event.add("status", "CANCELLED")
        event.add("description", meeting.stop_reason)
    else:
        event.add("status", "CONFIRMED")
        event.add("description", _agenda(meeting))
        event.add_component(_reminder(meeting))
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method_of(meeting))
    calendar.add_component(event)
    return calendar.to_ical()


def _agenda(meeting: Meeting) -> str:
    items = meeting.items.on_the_agenda().order_by("position", "pk")
    return "\n".join(f"{place}. {item.title}" for place, item in enumerate(items, start=1))


def _reminder(meeting: Meeting) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", meeting.title)
    alarm.add("trigger", _AHEAD)
    return alarm


def _address(mail: str, name: str) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{mail}")
    address.params["CN"] = vText(name)
    return address


def _utc(moment: datetime) -> datetime:
    # In universal time a file needs no description of our time zone.
    return moment.astimezone(UTC).replace(microsecond=0)
