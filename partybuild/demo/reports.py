"""The demo street's monthly reports: last month's settled but for one, this month's drafted."""

from datetime import date, timedelta

from liaison.models import ReportReturn, ReportRound
from liaison.services import report_rounds, reports
from liaison.services.reports import Line
from orgs.enums import Role
from orgs.models import Org, RoleAssignment, User
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street
from partybuild.periods import Period, PeriodKind

WORDS = (
    "组织“银龄课堂”两场，双报到单位认领服务岗位。",
    "老旧小区楼道照明待修，请街道协调供电单位。",
    "开展楼栋走访，筹备党建联席会议。",
)


def build_reports(street: Street) -> None:
    """Two rounds: one received and locked with one report sent back, one open with its drafts."""
    this_month = Period.of(street.today, PeriodKind.MONTH)
    last_month = this_month.previous()
    with clock_at(last_month.last_day - timedelta(days=2)):
        _open(street, last_month.first_day)
    with clock_at(last_month.last_day + timedelta(days=1)):
        _settle(street, last_month.first_day)
    with clock_at(street.today):
        _send_one_back(street, last_month.first_day)
        _open(street, this_month.first_day)


def _open(street: Street, month: date) -> None:
    report_rounds.open_report_round(street=street.root, month=month, actor=street.office)


def _settle(street: Street, month: date) -> None:
    """Who has a secretary files in time; the office receives and locks what came."""
    for report in _filed(month):
        reports.receive_report(report=report, actor=street.office)
    month_round = ReportRound.objects.get(street=street.root, starts_on=month)
    report_rounds.lock_report_round(report_round=month_round, actor=street.office)


def _send_one_back(street: Street, month: date) -> None:
    """One came late, and is to be mended."""
    for report in _filed(month)[:1]:
        reason = "走访次数与台账不一致，请核对。"
        reports.send_report_back(report=report, actor=street.office, reason=reason)


def _filed(month: date) -> list[ReportReturn]:
    """The open drafts of the month whose community has a secretary by now, handed in."""
    rows = ReportReturn.objects.unfiled().filter(round__starts_on=month).for_list()
    filers = [(each, who) for each in rows if (who := _secretary_of(each.community))]
    return [_hand_in(report, who) for report, who in filers]


def _hand_in(report: ReportReturn, secretary: User) -> ReportReturn:
    typed = report.figures.get(item__key="")
    added = report.figures.get(item__key="visit-residents")
    highlights, problems, next_month = WORDS
    return reports.submit_report(
        report=report,
        actor=secretary,
        lines={
            typed.item_id: Line(typed=2),
            added.item_id: Line(added=2, reason="周末入户未及时登记"),
        },
        highlights=highlights,
        problems=problems,
        next_month=next_month,
    )


def _secretary_of(community: Org) -> User | None:
    held = RoleAssignment.objects.current().filter(org=community, role=Role.SECRETARY)
    found = held.select_related("user").first()
    return found.user if found else None
