"""The numbers of meetings that an office may set otherwise."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

COUNTERSIGN_DAYS: Final = "countersign-days"
GATHERING_DAYS: Final = "gathering-days"

register_number(
    COUNTERSIGN_DAYS,
    "SM-5",
    _("Time to countersign minutes"),
    3,
    _("workdays"),
    least=1,
    most=20,
)
register_number(
    GATHERING_DAYS,
    "SM-5",
    _("Last day for proposing items before the notice is due"),
    2,
    _("workdays"),
    least=0,
    most=30,
)
