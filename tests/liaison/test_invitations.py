"""Meetings in calendars: taken up with the notice, moved, and crossed out (RFC 5545, 5546)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from liaison.enums import MeetingState
from liaison.selectors.invitations import invitation_of
from liaison.services import meetings, sittings
from liaison.services.invitations import MAIL, deliver_invitation
from orgs.models import Job
from tests.factories import UserFactory
from tests.liaison.factories import AgendaItemFactory, MeetingFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def read(meeting, to=None):
    calendar = Calendar.from_ical(invitation_of(meeting, to=to))
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


@pytest.fixture
def meeting(town):
    start = datetime(2030, 3, 5, 14, 30, tzinfo=timezone.get_default_timezone())
    meeting = MeetingFactory(
        body__org=town.root,
        in_state=MeetingState.AGENDA_SET,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
    )
    AgendaItemFactory(meeting=meeting, position=1, title="通报情况；部署工作")
    return meeting


def test_the_notice_puts_the_meeting_into_calendars(meeting, office):
    guest = UserFactory(email="guest@example.org")

    method, event = read(meetings.convene_meeting(meeting=meeting, actor=office), to=guest)

    assert (method, event["STATUS"]) == ("REQUEST", "CONFIRMED")
    assert event["UID"] == str(meeting.public_id)
    assert event.decoded("DTSTART") == datetime(2030, 3, 5, 6, 30, tzinfo=UTC)
    assert event["DESCRIPTION"] == "1. 通报情况；部署工作"
    assert event["ATTENDEE"] == "MAILTO:guest@example.org"


def test_each_change_comes_after_the_one_before(meeting, office):
    seen = []
    meeting = meetings.convene_meeting(meeting=meeting, actor=office)
    seen.append(read(meeting))
    meeting = sittings.change_place(
        meeting=meeting, place="二楼会议室", reason="设备故障", actor=office
    )
    seen.append(read(meeting))
    meeting = meetings.postpone_meeting(meeting=meeting, reason="时间冲突", actor=office)
    seen.append(read(meeting))
    meeting = meetings.reschedule_meeting(
        meeting=meeting, starts_at=meeting.starts_at + timedelta(days=30), actor=office
    )
    meeting = meetings.set_agenda(meeting=meeting, actor=office)
    meeting = meetings.convene_meeting(meeting=meeting, actor=office)
    seen.append(read(meeting))

    sequences = [event["SEQUENCE"] for _method, event in seen]
    assert [method for method, _event in seen] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST"]
    assert sequences == sorted(set(sequences))
    assert {event["UID"] for _method, event in seen} == {str(meeting.public_id)}


def test_mail_is_asked_for_only_where_there_is_a_server(meeting, office, settings):
    MembershipFactory(body=meeting.body, user=UserFactory(email="guest@example.org"))
    MembershipFactory(body=meeting.body, user=UserFactory(email=""))
    meeting = meetings.convene_meeting(meeting=meeting, actor=office)
    assert not Job.objects.exists()

    settings.EMAIL_HOST = "mail.example.org"
    meetings.cancel_meeting(meeting=meeting, reason="并入其他会议", actor=office)

    [job] = Job.objects.all()
    assert (job.kind, job.arguments["meeting"]) == (MAIL, meeting.pk)


def test_a_mail_carries_the_calendar_as_it_is_then(meeting, office):
    guest = UserFactory(email="guest@example.org")
    deliver_invitation(meeting_pk=meeting.pk, user_pk=guest.pk)
    assert mail.outbox == []  # the notice is not out

    meetings.convene_meeting(meeting=meeting, actor=office)
    deliver_invitation(meeting_pk=meeting.pk, user_pk=guest.pk)

    [letter] = mail.outbox
    [(name, content, kind)] = letter.attachments
    assert (letter.to, name) == (["guest@example.org"], "meeting.ics")
    assert kind == "text/calendar; method=REQUEST"
    assert "BEGIN:VEVENT" in content
    assert letter.message().as_bytes()
