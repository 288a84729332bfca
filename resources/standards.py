"""The numbers that the plans set for what units pledge, and an office may set otherwise."""

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

register_number(
    "wish-days",
    "SM-17",
    _("Days after which a wish that nobody claimed becomes a need"),
    30,
    _("days"),
    least=1,
    most=365,
)
