"""What the monthly report is unless an office decides otherwise (practice 13.9, OB-17)."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from liaison.report_enums import SectionKey
from orgs.standards import register_number

OPENS_ON: Final = "report-opens-on"
DUE_AFTER: Final = "report-due-workdays"
DUE_WORKDAYS: Final = 3

register_number(
    OPENS_ON,
    "OB-17",
    _("Day of the month on which the monthly reports are opened"),
    20,
    least=1,
    most=28,
)
register_number(
    DUE_AFTER,
    "OB-17",
    _("Monthly reports are due after the end of the month"),
    DUE_WORKDAYS,
    _("workdays"),
    least=1,
    most=20,
)

# The figures of each section, by their keys; nothing is typed that the portal knows.
COUNTED: Final[Mapping[str, Sequence[str]]] = {
    SectionKey.MEETINGS: ("meeting-committee", "meeting-joint", "meeting-consultation"),
    SectionKey.LISTS: ("need-filed", "resource-listed", "project-filed", "project-running"),
    SectionKey.CASES: ("case-accepted", "case-closed", "case-dissatisfied"),
    SectionKey.VISITS: ("visit-firms", "visit-residents"),
    SectionKey.VOLUNTEERS: ("volunteer-activity", "volunteer-turnout", "wish-fulfilled"),
    SectionKey.FOLLOW_UP: ("proposal-raised", "item-settled"),
    SectionKey.FOUNDATION: ("grid-count", "unit-checked-in"),
}
# What no record of the portal tells yet: the title and the unit of what is typed.
TYPED: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    SectionKey.MEETINGS: (("党员教育培训", "场"),),
}
