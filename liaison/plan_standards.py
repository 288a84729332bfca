"""The number of plans with phases that an office may set."""

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

TARGET_SOON = "target-soon-days"

register_number(
    TARGET_SOON,
    "R-295",
    _("Days before its due day from which a target of a plan waits for who answers for it"),
    15,
    _("days"),
    least=1,
    most=90,
)
