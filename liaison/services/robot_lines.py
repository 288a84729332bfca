"""The line that a group robot says once a day: how much is due, how much is late, and where."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from liaison.models import Obligation
from orgs.models import Channel, Org
from orgs.selectors.calendar import work_calendar
from orgs.services.channels import leave_message
from partybuild.periods import local_day


def tell_robots(*, now: datetime) -> int:
    """Leave the day's line for each robot that is on; on days off, and of nothing, none."""
    today = local_day(now)
    if not work_calendar().is_workday(today):
        return 0
    return sum(_tell(channel, today) for channel in Channel.objects.on().for_list())


def _tell(channel: Channel, today: date) -> bool:
    due, late = _counts(channel.street, today)
    if not due and not late:
        return False
    # Counts and a link: what a group reads is read by people the portal does not know.
    with translation.override(settings.LANGUAGE_CODE):
        words = _("%(street)s: due today %(due)s, overdue %(late)s. %(link)s") % {
            "street": channel.street,
            "due": due,
            "late": late,
            "link": f"{settings.PORTAL_URL}{reverse('liaison:duties')}",
        }
    return leave_message(channel=channel, key=f"due:{today:%Y-%m-%d}", words=words.strip())


def _counts(street: Org, today: date) -> tuple[int, int]:
    owed = Obligation.objects.owed().filter(org__tree_id=street.tree_id)
    return owed.filter(due_on=today).count(), owed.late(today).count()
