"""The numbers of action items and visits that an office may set otherwise."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

ITEM_DAYS: Final = "action-item-days"
VISIT_SCOPE: Final = "contact-visit-scope"
# how "each month at least once at the contact point" is to be read.
EACH_LEADER, EACH_POINT = 1, 2

register_number(
    ITEM_DAYS,
    "SM-12",
    _("Time for an action item, where no day is set"),
    10,
    _("workdays"),
    least=1,
    most=250,
)
register_number(
    VISIT_SCOPE,
    "R-288",
    _("A leader visits every month"),
    EACH_LEADER,
    choices={EACH_LEADER: _("one of the contact points"), EACH_POINT: _("each contact point")},
)
