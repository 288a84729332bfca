"""The numbers that the plans set for grids and an office may set otherwise."""

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

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
