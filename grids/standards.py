"""The numbers of the plans that speak of facilities; an office may set them otherwise."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

SPACE_LEAST: Final = "space-least"
SPACE_RATE: Final = "space-rate"
HUB_SQM: Final = "hub-sqm"
WALK_MINUTES: Final = "walk-minutes"

register_number(
    SPACE_LEAST, "R-277", _("Least service space of a community"), 300, _("㎡"), least=0, most=5000
)
register_number(
    SPACE_RATE,
    "R-276",
    _("Service space for every hundred households"),
    20,
    _("㎡"),
    least=0,
    most=200,
)
register_number(HUB_SQM, "R-110", _("Least area of a hub"), 1000, _("㎡"), least=0, most=20_000)
register_number(
    WALK_MINUTES, "R-114", _("Minutes on foot to a facility"), 5, _("minutes"), least=1, most=60
)
