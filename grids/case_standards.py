"""How long a step of a case may take; an office may set it otherwise (A-11, practice of hotlines).

Response and dispatch are counted round the clock; so is the handling of what is urgent (A-39).
"""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.standards import register_number

RETENTION: Final = "case-retention"
ATTEMPTS: Final = "case-attempts"
EXTENSION: Final = "case-extension"
URGE_AFTER: Final = "case-urge-after"
NOTICE_AFTER: Final = "case-notice-after"
DAY_ENDS: Final = "case-day-ends"
MOST_DAYS: Final = "case-handle-most-days"
PUBLIC_PAGE: Final = "case-public-page"

_MINUTES, _DAYS, _WORKDAYS = _("minutes"), _("calendar days"), _("workdays")


def _number(key: str, label: object, default: int, unit: object, most: int, least: int = 1) -> None:
    register_number(key, "R-091", label, default, unit, least=least, most=most)


_number("case-respond-most_urgent", _("Response to a most urgent case"), 30, _MINUTES, 10_000)
_number("case-respond-urgent", _("Response to an urgent case"), 60, _MINUTES, 10_000)
_number("case-respond-ordinary", _("Response to an ordinary case"), 240, _MINUTES, 10_000)
_number("case-respond-complex", _("Response to a complex case"), 240, _MINUTES, 10_000)
_number("case-dispatch-most_urgent", _("Dispatch of a most urgent case"), 60, _MINUTES, 10_000)
_number("case-dispatch-urgent", _("Dispatch of an urgent case"), 120, _MINUTES, 10_000)
_number("case-dispatch-ordinary", _("Dispatch of an ordinary case"), 1440, _MINUTES, 10_000)
_number("case-dispatch-complex", _("Dispatch of a complex case"), 1440, _MINUTES, 10_000)
_number("case-handle-most_urgent", _("Handling of a most urgent case"), 2, _("hours"), 1000)
_number("case-handle-urgent", _("Handling of an urgent case"), 24, _("hours"), 1000)
_number("case-handle-ordinary", _("Handling of an ordinary case"), 5, _WORKDAYS, 100)
_number("case-handle-complex", _("Handling of a complex case"), 15, _DAYS, 365)
_number(MOST_DAYS, _("Handling of an ordinary case, at most (0: no cap)"), 7, _DAYS, 365, least=0)
_number("case-call-back", _("Call-back after the answer"), 3, _WORKDAYS, 100)
_number("case-verify", _("Verification after the call-back"), 5, _WORKDAYS, 100)
_number(DAY_ENDS, _("Hour at which a workday ends"), 18, _("o'clock"), 23, least=1)
_number(ATTEMPTS, _("Calls before somebody counts as not reached"), 3, _("calls"), 10)
_number(EXTENSION, _("Longest extension of a case"), 10, _WORKDAYS, 100)
_number(URGE_AFTER, _("An overdue case is urged after"), 1, _WORKDAYS, 100)
_number(NOTICE_AFTER, _("Written notice of an overdue case after"), 5, _WORKDAYS, 100)
register_number(
    RETENTION,
    "D4",
    _("The reporter's contact is erased after the closing of the case"),
    90,
    _DAYS,
    least=1,
    most=730,
)
register_number(
    PUBLIC_PAGE,
    "R-094",
    _("Page on which residents file cases without an account"),
    0,
    choices={0: pgettext_lazy("switch", "off"), 1: pgettext_lazy("switch", "on")},
)
