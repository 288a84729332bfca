"""Rounds of monthly reports: opened for every community, reminded of, locked (SM-13, OB-17)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import ReportReturn, ReportRound
from liaison.report_enums import ReturnAction, ReturnState, RoundAction, RoundState
from liaison.report_standards import DUE_AFTER, OPENS_ON
from liaison.report_workflow import REPORT_RETURN_MOVES, REPORT_ROUND_MOVES, REPORTERS
from liaison.services.report_counting import count_returns
from liaison.services.report_definitions import definitions_for
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.notifications import holders_of, tell_of_each
from orgs.services.workflow import begin, change, follow, lock
from orgs.workflow import OFFICE
from partybuild.errors import MoveRefused, RuleViolation
from partybuild.periods import Period, PeriodKind

BATCH = 2_000
# Workdays from the due day on which the clock reminds those who have not filed.
LADDER = (-5, -1, 1, 5)


class RoundRefused(RuleViolation):
    """A month is reported once, and not before it has begun."""

    code = "round_refused"


@transaction.atomic
def open_report_round(*, street: Org, month: date, actor: User) -> ReportRound:
    """Open the reports of a month for every community of a sub-district, filled from the records.

    Raises RoundRefused for a month that is open already or has not begun.
    """
    require_role(actor, *OFFICE, over=street)
    street = lock(street)
    period = Period.of(month, PeriodKind.MONTH)
    if period.first_day > timezone.localdate():
        raise RoundRefused(_("This month has not begun."), field="month")
    if ReportRound.objects.filter(street=street, starts_on=period.first_day).exists():
        raise RoundRefused(_("The reports of this month are open already."), field="month")
    (opened,) = _open([street], period)
    record(actor=actor, verb="reportround.open", subject=opened)
    return opened


@transaction.atomic
def open_report_rounds(*, first_pk: int, last_pk: int, today: date) -> int:
    """Open the month's reports of the sub-districts in a span of keys whose day has come.

    Safe to run twice: a month that is open already is left alone.
    """
    period = Period.of(today, PeriodKind.MONTH)
    known = ReportRound.objects.filter(starts_on=period.first_day).values("street")
    streets = Org.objects.streets().active().filter(pk__range=(first_pk, last_pk))
    due = [
        street
        for street in streets.exclude(pk__in=known).prefetch_related("numbers").order_by("pk")
        if number_of(street, OPENS_ON) <= today.day
    ]
    for opened in _open(due, period):
        record(actor=None, verb="reportround.open", subject=opened)
    return len(due)


def _open(streets: Sequence[Org], period: Period) -> list[ReportRound]:
    """Write the rounds, the returns of all communities and their figures in a few statements."""
    if not streets:
        return []
    calendar = work_calendar()
    definitions = definitions_for(streets, period.year)
    rounds = ReportRound.objects.bulk_create(
        [
            ReportRound(
                street=street,
                definition=definitions[street.pk],
                starts_on=period.first_day,
                due_on=calendar.add_workdays(period.last_day, number_of(street, DUE_AFTER)),
            )
            for street in streets
        ]
    )
    by_tree = {each.street.tree_id: each for each in rounds}
    communities = Org.objects.active().communities().filter(tree_id__in=by_tree).order_by("pk")
    returns = ReportReturn.objects.bulk_create(
        [ReportReturn(round=by_tree[each.tree_id], community=each) for each in communities],
        batch_size=BATCH,
    )
    count_returns(returns)
    _tell(returns, verb="reportreturn.open", key="reportreturn.open")
    return rounds


@transaction.atomic
def recount_drafts(*, first_pk: int, last_pk: int) -> int:
    """Count the drafts of open rounds anew in a span of sub-districts; how many drafts."""
    drafts = ReportReturn.objects.filter(
        state=ReturnState.DRAFTED,
        round__state=RoundState.OPEN,
        round__street__gte=first_pk,
        round__street__lte=last_pk,
    )
    rows = list(drafts.select_related("round", "community").order_by("pk"))
    count_returns(rows)
    return len(rows)


@transaction.atomic
def lock_report_round(*, report_round: ReportRound, actor: User) -> ReportRound:
    """Lock what was received; what is missing may still come, and counts for its own month."""
    report_round = begin(report_round, RoundAction.LOCK, REPORT_ROUND_MOVES, actor=actor)
    waiting = report_round.returns.filter(state=ReturnState.SUBMITTED).count()
    if waiting:
        raise MoveRefused(
            _("%(count)s reports are submitted and wait for you: receive them or send them back.")
            % {"count": waiting}
        )
    for report in report_round.returns.filter(state=ReturnState.RECEIVED):
        follow(report, ReturnAction.LOCK, REPORT_RETURN_MOVES, actor=actor)
    locked = {"state": RoundState.LOCKED, "locked_at": timezone.now()}
    return change(report_round, locked, actor=actor, action=RoundAction.LOCK)


@transaction.atomic
def remind_of_reports(*, report_round: ReportRound, actor: User) -> ReportRound:
    """Remind the communities that have not filed, and nobody else; once a day at most."""
    require_role(actor, *OFFICE, over=report_round.street)
    return _remind(report_round, timezone.localdate(), actor)


@transaction.atomic
def remind_by_the_clock(*, round_pk: int, today: date) -> ReportRound | None:
    """Remind those who have not filed on the days of the ladder, before and after the due day."""
    found = ReportRound.objects.open().filter(pk=round_pk).first()
    if found is None:
        return None
    calendar = work_calendar()
    if today not in {calendar.add_workdays(found.due_on, step) for step in LADDER}:
        return None
    return _remind(found, today, None)


def _remind(report_round: ReportRound, today: date, actor: User | None) -> ReportRound:
    report_round = lock(report_round)
    missing = list(report_round.returns.unfiled().for_list())
    _tell(missing, verb="reportreturn.missing", key=f"reportreturn.missing:{today}")
    record(
        actor=actor,
        verb="reportround.remind",
        subject=report_round,
        changes={"missing": [None, [each.community.name for each in missing]]},
    )
    return report_round


def _tell(returns: Sequence[ReportReturn], *, verb: str, key: str) -> None:
    """Leave a message with those who report for each community."""
    people = holders_of([each.community for each in returns], *REPORTERS)
    tell_of_each(
        [
            (person, each, _("You report for %(owner)s.") % {"owner": each.community})
            for each in returns
            for person in people.get(each.community_id, ())
        ],
        verb=verb,
        key=key,
    )
