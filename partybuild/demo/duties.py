"""The demo street's duties of the year, as the clock would have drawn them up and settled them."""

from datetime import date, timedelta

from liaison.models import Obligation
from liaison.obligations.declarations import declarations
from liaison.services.digests import send_digests
from liaison.services.obligation_making import make_obligations
from liaison.services.obligation_rules import keep_rules, set_rule
from liaison.services.obligation_settling import settle_obligations
from liaison.services.obligations import exempt_obligation
from orgs.selectors.calendar import work_calendar
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street
from partybuild.periods import Period, PeriodKind

CONSULTATION = "OB-20-3"
# What the demo street has records of since a year; the office took up the others this month.
LONG_KEPT = frozenset({"OB-01", "OB-04"})
MORNING = 9


def build_duties(street: Street) -> None:
    """A year of duties, most of them done, some overdue, one exempt; the last days' digests."""
    year_ago = street.today - timedelta(days=365)
    with clock_at(street.today):
        _rule(street, Period.of(year_ago, PeriodKind.MONTH).next().first_day)
        for declared in declarations():
            make_obligations(key=declared.key, today=street.today)
            settle_obligations(key=declared.key, since=year_ago)
        _exempt_one(street)
    _tell(street)


def _rule(street: Street, since: date) -> None:
    """The plans' duties hold, and the office has set an interval that they leave open."""
    this_month = Period.of(street.today, PeriodKind.MONTH).first_day
    for declared in declarations():
        start = since if declared.key in LONG_KEPT else this_month
        keep_rules(declared=declared, today=start)
    set_rule(
        street=street.root,
        key=CONSULTATION,
        period_kind=PeriodKind.QUARTER,
        due_day=20,
        actor=street.office,
    )


def _exempt_one(street: Street) -> None:
    owed = Obligation.objects.owed().filter(org=street.communities[-1], due_on__lt=street.today)
    duty = owed.order_by("-due_on", "pk").first()
    if duty is not None:
        exempt_obligation(
            obligation=duty, reason="当月与街道联席会议合并召开，不再单独召开", actor=street.office
        )


def _tell(street: Street) -> None:
    """The digests of the last workdays, as they went out in the morning."""
    calendar = work_calendar()
    for back in (2, 1):
        day = calendar.workdays_before(street.today, back)
        with clock_at(day, hour=MORNING) as now:
            send_digests(now=now)
