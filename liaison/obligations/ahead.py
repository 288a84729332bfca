"""Obligations of the plans whose records the portal does not keep yet.

None of them is offered: nobody is reminded of what could only be ticked. When the noun comes,
``register_evidence("OB-06", Evidence(…))`` in the app's start is all there is to do.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from liaison.obligations.declarations import Declaration
from liaison.obligations.subjects import (
    CIRCLES,
    COMMUNITIES,
    STREETS,
)
from partybuild.periods import PeriodKind

DECLARED: Final = (
    Declaration(
        "OB-06",
        "R-026",
        _("Mutual study, check and appraisal in a circle"),
        _("Every member is scored, or nothing was found."),
        CIRCLES,
        PeriodKind.HALF,
        awaits="mutual appraisal",
    ),
    Declaration(
        "OB-12",
        "R-272",
        _("Training of the community workers"),
        _("The training of the year is recorded with its head count."),
        STREETS,
        PeriodKind.YEAR,
        awaits="training record",
    ),
    Declaration(
        "OB-17",
        "SM-13",
        _("Monthly report of a community"),
        _("The report is submitted and received."),
        COMMUNITIES,
        PeriodKind.MONTH,
        awaits="ReportReturn",
    ),
    Declaration(
        "OB-20-5",
        "R-193",
        _("Reception by the delegates"),
        _("A reception is recorded."),
        COMMUNITIES,
        awaits="reception record",
    ),
)
