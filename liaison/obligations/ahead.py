"""Obligations of the plans whose records the portal does not keep yet.

None of them is offered: nobody is reminded of what could only be ticked. When the noun comes,
``register_evidence("OB-10", Evidence(…))`` in the app's start is all there is to do.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from liaison.obligations.declarations import Declaration
from liaison.obligations.subjects import FIRMS
from partybuild.periods import PeriodKind

DECLARED: Final = (
    Declaration(
        "OB-10",
        "R-104",
        _("Rating of the property firms"),
        _("The rating of the quarter is published."),
        FIRMS,
        PeriodKind.QUARTER,
        workdays_after=15,
        awaits="RatingRound",
    ),
)
