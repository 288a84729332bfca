"""More time for an action item: asked for with a reason before the deadline, granted or refused."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.followup_enums import ActionItemAction, ActionItemState, DueRule
from liaison.followup_workflow import ACTION_ITEM_MOVES
from liaison.models import ActionItem
from liaison.services.action_items import DeadlineRefused, tell_assigner
from liaison.services.screening import require_screened
from orgs.models import User
from orgs.services.workflow import begin, change
from partybuild.errors import RuleViolation
from resources.services.telling import tell_owners


class TooLate(RuleViolation):
    """More time is asked for before the deadline, not after it."""

    code = "too_late"


class NothingAsked(RuleViolation):
    """Nobody has asked for more time."""

    code = "nothing_asked"


@transaction.atomic
def ask_extension(*, item: ActionItem, due_on: date, actor: User, reason: str) -> ActionItem:
    """Ask the assigner for more time, as the unit in charge, before the deadline has passed."""
    step = ActionItemAction.ASK_EXTENSION
    item = begin(item, step, ACTION_ITEM_MOVES, actor=actor, reason=reason)
    _require_in_time(item)
    _require_later(item, due_on)
    require_screened({"reason": reason}, ("reason",))
    asked = {"asked_due_on": due_on, "asked_reason": reason.strip()}
    item = change(
        item, {"state": ActionItemState.IN_HAND, **asked}, actor=actor, action=step, reason=reason
    )
    tell_assigner(item, verb="actionitem.ask_extension", actor=actor)
    return item


@transaction.atomic
def extend_action_item(*, item: ActionItem, due_on: date, actor: User, reason: str) -> ActionItem:
    """Give an item more time: when it was asked for in time, or before the deadline."""
    step = ActionItemAction.EXTEND
    item = begin(item, step, ACTION_ITEM_MOVES, actor=actor, reason=reason)
    if item.asked_due_on is None:
        _require_in_time(item)
    _require_later(item, due_on)
    extended = {"due_on": due_on, "due_rule": DueRule.EXTENDED, "due_workdays": None}
    cleared = {"asked_due_on": None, "asked_reason": ""}
    changes = {"state": ActionItemState.IN_HAND, **extended, **cleared}
    item = change(item, changes, actor=actor, action=step, reason=reason)
    tell_owners([item.owner], verb="actionitem.extend", subject=item, actor=actor)
    return item


@transaction.atomic
def refuse_extension(*, item: ActionItem, actor: User, reason: str) -> ActionItem:
    """Leave the deadline as it is, and say why."""
    step = ActionItemAction.REFUSE_EXTENSION
    item = begin(item, step, ACTION_ITEM_MOVES, actor=actor, reason=reason)
    if item.asked_due_on is None:
        raise NothingAsked(_("Nobody has asked for more time."))
    cleared = {"asked_due_on": None, "asked_reason": ""}
    item = change(item, cleared, actor=actor, action=step, reason=reason)
    tell_owners([item.owner], verb="actionitem.refuse_extension", subject=item, actor=actor)
    return item


def _require_in_time(item: ActionItem) -> None:
    if timezone.localdate() > item.due_on:
        raise TooLate(_("The deadline has passed: more time is asked for before it."))


def _require_later(item: ActionItem, due_on: date) -> None:
    if due_on <= item.due_on:
        raise DeadlineRefused(_("Choose a day after the present deadline."), field="due_on")
