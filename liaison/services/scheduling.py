"""When a meeting is, when its notice is due, and who is told of it."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import Body, Meeting, Membership
from liaison.services.invitations import mail_invitations
from liaison.standards import GATHERING_DAYS
from orgs.enums import Role
from orgs.models import CircleMembership, RoleAssignment, User
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from orgs.services.notifications import notify
from partybuild.errors import RuleViolation


class EndsBeforeStart(RuleViolation):
    code = "ends_before_start"


class DeadlineTooLate(RuleViolation):
    code = "deadline_too_late"


def require_order(starts_at: datetime, ends_at: datetime | None) -> None:
    """Go no further when a meeting would end before it starts."""
    if ends_at is not None and ends_at <= starts_at:
        raise EndsBeforeStart(_("A meeting cannot end before it starts."), field="ends_at")


def require_deadline(starts_at: datetime, until: date | None) -> None:
    """Go no further when items would be gathered after the meeting."""
    if until is not None and until > timezone.localdate(starts_at):
        raise DeadlineTooLate(
            _("Items are gathered before the meeting, not after it."), field="items_due_on"
        )


def notice_due_on(body: Body, starts_at: datetime) -> date:
    """The last day for the notice, by the body's rule and the work calendar of today (SM-5)."""
    day = timezone.localdate(starts_at)
    return work_calendar().workdays_before(day, body.notice_workdays)


def items_due_on(meeting: Meeting) -> date | None:
    """The last day for proposals unless one is set: before the notice, by the office's number.

    None where that day has passed already, as with a meeting called in haste.
    """
    days = number_of(meeting.org.get_root(), GATHERING_DAYS)
    day = work_calendar().workdays_before(meeting.notice_due_on, days)
    return day if day >= timezone.localdate() else None


def tell_the_body(meeting: Meeting, verb: str, *, with_mail: bool = False) -> None:
    """Leave a message with everybody who is to come, for themselves or for their unit.

    ``with_mail`` sends the meeting to their calendars too: taken up, moved or crossed out.
    """
    recipients = list(_invited(meeting.body))
    notify(
        recipients=recipients,
        verb=verb,
        subject=meeting,
        # A meeting can be convened again after it was postponed, which is another matter.
        key=f"{verb}:{meeting.public_id}:{meeting.version}",
        because=_("You have a seat on %(body)s.") % {"body": meeting.body},
    )
    if with_mail:
        mail_invitations(meeting, recipients)


def _invited(body: Body) -> QuerySet[User]:
    """People with an account who sit on the body, or who speak for a unit that has a seat."""
    seats = Membership.objects.current().filter(body=body)
    for_a_unit = RoleAssignment.objects.current().filter(
        Q(role=Role.PARTNER_LIAISON, partner__in=seats.values("unit_partner"))
        | Q(role=Role.SECRETARY, org__in=seats.values("unit_org"))
    )
    concerned = Q(pk__in=seats.values("user")) | Q(pk__in=for_a_unit.values("user"))
    if body.circle_id is not None:
        members = CircleMembership.objects.current().filter(circle=body.circle_id)
        for_a_member = RoleAssignment.objects.current().filter(
            Q(role=Role.PARTNER_LIAISON, partner__in=members.values("member_partner"))
            | Q(role=Role.SECRETARY, org__in=members.values("member_org"))
        )
        concerned |= Q(pk__in=for_a_member.values("user"))
    return User.objects.filter(concerned, is_active=True).order_by("pk")
