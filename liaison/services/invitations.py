"""Mail with the meeting for the calendar, one for each person who is invited and has an address."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone

from liaison.enums import CALENDAR_STATES, STOPPED_STATES
from liaison.models import Meeting
from liaison.selectors.invitations import invitation_of, method_of
from orgs.models import User
from orgs.services.jobs import request_job

MAIL: Final = "liaison.mail-invitation"


def mail_invitations(meeting: Meeting, recipients: Iterable[User]) -> None:
    """Ask for a mail to each person with an address, in the transaction of the step it tells of.

    A portal without a mail server sends none.
    """
    if not settings.EMAIL_HOST:
        return
    for person in recipients:
        if person.email:
            arguments = {"meeting": meeting.pk, "user": person.pk}
            request_job(kind=MAIL, arguments=arguments, actor=None, org=meeting.org)


def deliver_invitation(*, meeting_pk: int, user_pk: int) -> None:
    """Send one person the meeting as it is now; a second mail of it changes no calendar.

    A meeting that has meanwhile got a new date and waits for its notice sends nothing.
    """
    meeting = Meeting.objects.select_related("body__org").get(pk=meeting_pk)
    person = User.objects.filter(
        Q(pk=user_pk, is_active=True, wants_mail=True) & ~Q(email="")
    ).first()
    if person is None or meeting.state not in CALENDAR_STATES:
        return
    is_stopped = meeting.state in STOPPED_STATES
    head = f"{meeting.get_state_display()}：" if is_stopped else ""
    start = f"{timezone.localtime(meeting.starts_at):%Y-%m-%d %H:%M}"
    lines = [meeting.title, start, meeting.place, meeting.stop_reason]
    mail = EmailMessage(
        subject=f"{head}{meeting.title} {start}",
        body="\n".join(filter(None, lines)),
        to=[person.email],
    )
    mail.attach(
        "meeting.ics",
        invitation_of(meeting, to=person).decode(),
        f"text/calendar; method={method_of(meeting)}",
    )
    mail.send()
