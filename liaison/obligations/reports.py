"""The monthly report of a community, proven by its return: submitted and received (OB-17)."""

from typing import Any, Final

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison.models import ReportReturn
from liaison.obligations.declarations import Declaration, Evidence
from liaison.obligations.subjects import COMMUNITIES
from liaison.report_enums import ReturnState
from liaison.report_standards import DUE_WORKDAYS
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind


def _to_the_report(_duty: Any) -> Crumb:
    return Crumb(_("Open the monthly reports"), reverse("liaison:reports"))


DECLARED: Final = (
    Declaration(
        "OB-17",
        "SM-13",
        gettext_lazy("Monthly report of a community"),
        gettext_lazy("The report is submitted and received."),
        COMMUNITIES,
        PeriodKind.MONTH,
        evidence=Evidence(
            rows=ReportReturn.objects.settled,
            begun=lambda: ReportReturn.objects.filter(state=ReturnState.SUBMITTED),
            day=TruncDate("submitted_at"),
            # A late report counts for its own month, not for the one in which it came.
            match={"community": "subject_pk", "round__starts_on": "starts_on"},
            by_year=True,
            way=_to_the_report,
        ),
        workdays_after=DUE_WORKDAYS,
    ),
)
