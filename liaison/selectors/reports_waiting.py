"""What monthly reports want of a person: to be filed, or to be received."""

from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import ReportReturn
from liaison.report_enums import ReturnState
from liaison.report_workflow import REPORTERS
from orgs.models import User
from orgs.scoping import Reach, reach_of
from orgs.selectors.waiting import Waiting
from orgs.workflow import OFFICE

MOST = 20


def reports_waiting(*, reader: User) -> list[Waiting]:
    """Reports of the own community to file, and filed ones that the office is to receive."""
    own, keeps = reach_of(reader, *REPORTERS), reach_of(reader, *OFFICE)
    return [*(_to_file(own) if own else ()), *(_to_receive(keeps) if keeps else ())]


def _to_file(reach: Reach) -> list[Waiting]:
    rows = ReportReturn.objects.unfiled().filter(reach.orgs("community"))
    return [
        Waiting(
            title=str(report),
            url=report.get_absolute_url(),
            since=timezone.localdate(report.created_at),
            due_on=report.round.due_on,
            kind=_("monthly report"),
            note=_("Mend what was asked and submit it again.")
            if report.state == ReturnState.RETURNED
            else _("It is filled from the records: look it over and submit it."),
        )
        for report in rows.for_list()[:MOST]
    ]


def _to_receive(reach: Reach) -> list[Waiting]:
    rows = ReportReturn.objects.filter(reach.streets("round__street"), state=ReturnState.SUBMITTED)
    return [
        Waiting(
            title=str(report),
            url=report.get_absolute_url(),
            since=report.submitted_at and timezone.localdate(report.submitted_at),
            kind=_("monthly report"),
            note=_("Receive it or send it back."),
        )
        for report in rows.for_list()[:MOST]
    ]
