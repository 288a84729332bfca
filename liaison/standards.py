"""The numbers of this app that an office may set otherwise."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from liaison.obligation_enums import LadderStep
from orgs.standards import register_number

NOTICE_DAYS: Final = "public-notice-workdays"
QUORUM: Final = "delegates-quorum"
MAJORITY: Final = "delegates-majority"

register_number(
    NOTICE_DAYS,
    "SM-7",
    _("Public notice of a community decision, at least"),
    5,
    _("workdays"),
    least=1,
    most=60,
)
register_number(
    QUORUM,
    "SM-7",
    _("Delegates who must be present, more than"),
    50,
    _("percent of those expected"),
    least=0,
    most=99,
)
register_number(
    MAJORITY,
    "SM-7",
    _("Votes that adopt a community decision, more than"),
    50,
    _("percent of those present"),
    least=0,
    most=99,
)
register_number(
    "four-things-workdays",
    "SM-6",
    _("Deadline for doing what was discussed, unless another is set"),
    20,
    _("workdays"),
    least=1,
    most=250,
)
register_number(
    "decision-workdays",
    "SM-7",
    _("Deadline for executing a community decision, unless another is set"),
    30,
    _("workdays"),
    least=1,
    most=250,
)
register_number(
    "suggestion-workdays",
    "R-315",
    _("Deadline for answering a suggestion, unless another is set"),
    15,
    _("workdays"),
    least=1,
    most=250,
)
EXPIRY_NOTICE: Final = "matter-expiry-days"
register_number(
    EXPIRY_NOTICE,
    "SM-11",
    _("Days before an admitted matter ends that its department is told"),
    30,
    _("days"),
    least=1,
    most=180,
)

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
# The ladder of reminders of a duty (rules.md 3).
LADDER: Final = {
    LadderStep.FIRST: "duty-reminder-1",
    LadderStep.SECOND: "duty-reminder-2",
    LadderStep.LAST: "duty-reminder-3",
    LadderStep.LATE: "duty-late",
    LadderStep.RAISED: "duty-raised",
}
MOST_WORKDAYS: Final = 30

for _step, _label, _default in (
    (LadderStep.FIRST, _("First reminder before a duty is due"), 15),
    (LadderStep.SECOND, _("Second reminder before a duty is due"), 5),
    (LadderStep.LAST, _("Last reminder before a duty is due"), 1),
    (LadderStep.LATE, _("Word of an overdue duty to who owes it"), 1),
    (LadderStep.RAISED, _("Word of an overdue duty to the superior"), 5),
):
    register_number(
        LADDER[_step], "R-265", _label, _default, _("workdays"), least=1, most=MOST_WORKDAYS
    )
