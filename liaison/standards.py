"""The numbers of the ladder of reminders that an office may set otherwise (rules.md 3)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from liaison.obligation_enums import LadderStep
from orgs.standards import register_number

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
