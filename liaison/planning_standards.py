"""The numbers of the plans of meetings that an office may set."""

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

DAYS_APART = "meeting-days-apart"

register_number(
    DAYS_APART,
    "R-265",
    _("Days between two meetings of one body in a plan"),
    7,
    _("days"),
    least=1,
    most=60,
)
