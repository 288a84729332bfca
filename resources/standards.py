"""The numbers of the three lists that an office may set otherwise."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

REMINDER: Final = "proposal-reminder"
HALL: Final = "claim-hall"

register_number(
    REMINDER,
    "SM-3",
    _("Reminder before a proposal expires"),
    2,
    _("workdays"),
    least=1,
    most=60,
)
register_number(
    HALL,
    "SM-3",
    _("A need that nobody took up opens to all units after"),
    10,
    _("workdays"),
    least=1,
    most=250,
)
