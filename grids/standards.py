"""The numbers of the plans for grids and facilities; an office may set them otherwise."""

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
register_number(
    "unit-size-least", "R-062", _("Households of a unit grid, at least"), 100, _("households")
)
register_number(
    "unit-size-most", "R-062", _("Households of a unit grid, at most"), 700, _("households")
)
register_number(
    "urban-pilots-least", "N-16", _("Pilots of a purely urban community, at least"), 1, _("grids")
)
register_number(
    "urban-pilots-most", "N-16", _("Pilots of a purely urban community, at most"), 2, _("grids")
)
