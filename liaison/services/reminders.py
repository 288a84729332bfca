"""The ladder of reminders of an action item: before its deadline to the unit, later to both."""

from datetime import date
from typing import Final

from django.db import transaction

from liaison.followup_enums import RUNNING_STATES
from liaison.models import ActionItem, ActionItemReminder
from liaison.services.action_items import tell_assigner
from orgs.selectors.calendar import work_calendar
from orgs.services.audit import record
from orgs.services.workflow import lock
from resources.services.telling import tell_owners

# Workdays from the deadline; from the day after it on, the assigner hears of it too.
LADDER: Final = {
    -5: "actionitem.due_soon",
    -1: "actionitem.due_now",
    1: "actionitem.overdue",
    5: "actionitem.long_overdue",
}


def step_reached(item: ActionItem, today: date) -> int | None:
    """The last step of the ladder whose day has come since the item was assigned, if any has."""
    calendar = work_calendar()
    days = {step: calendar.add_workdays(item.due_on, step) for step in LADDER}
    reached = [step for step, day in days.items() if item.assigned_on < day <= today]
    return reached[-1] if reached else None


@transaction.atomic
def remind_of_action_item(*, item_pk: int, today: date) -> ActionItemReminder | None:
    """Climb the ladder to where it stands today; a step that was climbed is not climbed again.

    Nothing beyond a reminder ever happens by itself (A-40).
    """
    found = ActionItem.objects.filter(pk=item_pk).first()
    if found is None:
        return None
    item = lock(found)
    step = step_reached(item, today)
    if step is None or item.state not in RUNNING_STATES:
        return None
    reminder, is_new = ActionItemReminder.objects.get_or_create(
        item=item, due_on=item.due_on, step=step, defaults={"sent_on": today}
    )
    if not is_new:
        return None
    record(actor=None, verb=LADDER[step], subject=item)
    tell_owners([item.owner], verb=LADDER[step], subject=item, actor=None)
    if step > 0:
        tell_assigner(item, verb=LADDER[step], actor=None)
    return reminder
