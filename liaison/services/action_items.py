"""What people do to an action item (SM-12): assigned, signed for, reported, struck off."""

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.followup_enums import ActionItemAction, ActionItemState, DueRule
from liaison.followup_workflow import ACTION_ITEM_MOVES, ASSIGNERS
from liaison.models import ActionItem
from liaison.services.screening import require_screened
from liaison.standards import ITEM_DAYS
from orgs.enums import OrgStatus
from orgs.models import Org, User
from orgs.permissions import holds_role, require_role
from orgs.scoping import reach_of
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused, changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change
from orgs.workflow import Moves
from partybuild.errors import RuleViolation
from resources.permissions import require_unit, street_of
from resources.services.enlisting import owner_fields
from resources.services.telling import tell_office, tell_owners

PREFIX: Final = "DB"
FACTS: Final = frozenset({"title", "demand", "assisting", "source"})
WORDS: Final = ("title", "demand", "source", "assisting", "progress", "report", "verdict")
ON_BEHALF: Final = frozenset({"sign_for_on_behalf", "report_on_behalf"})


class OwnerElsewhere(RuleViolation):
    """An item is for an organisation or unit of the same sub-district that still exists."""

    code = "owner_elsewhere"


class DeadlineRefused(RuleViolation):
    code = "deadline_refused"


@transaction.atomic
def assign_action_item(
    *,
    assigner: Org,
    owner: Any,
    title: str,
    actor: User,
    due_on: date | None = None,
    workdays: int | None = None,
    resolution: Any = None,
    case: Any = None,
    **facts: Any,
) -> ActionItem:
    """Hand something over to an organisation or unit, with a deadline that is counted now.

    The day is given, or counted in workdays: as many as the office has set where none are named.
    Raises OwnerElsewhere, DeadlineRefused, and PermissionDenied to whoever does not speak for the
    assigner.
    """
    require_role(actor, *ASSIGNERS, over=assigner)
    item = ActionItem(
        street=assigner.get_root(),
        assigner=assigner,
        title=title,
        resolution=resolution,
        case=case,
        assigned_by=actor,
        assigned_on=timezone.localdate(),
        **owner_of(owner, assigner),
        **only_known(facts, FACTS | {"finding"}),
    )
    set_deadline(item, due_on, workdays)
    item.first_due_on = item.due_on
    _keep(item, actor)
    tell_owners([item.owner], verb="actionitem.assign", subject=item, actor=actor)
    return item


@transaction.atomic
def amend_action_item(
    *, item: ActionItem, actor: User, version: int | None = None, **facts: Any
) -> ActionItem:
    """Correct the words of an item that its owner has not signed for."""
    item = begin(item, ActionItemAction.REASSIGN, ACTION_ITEM_MOVES, actor=actor)
    require_version(item, version)
    changed = changed_facts(item, only_known(facts, FACTS))
    require_screened(changed, WORDS)
    if not changed:
        return item
    return change(item, changed, actor=actor, action="amend")


def may_amend_action_item(user: Any, item: ActionItem) -> bool:
    """The assigner corrects the words until they are signed for."""
    is_early = item.state in ACTION_ITEM_MOVES[ActionItemAction.REASSIGN].sources
    return is_early and holds_role(user, *ASSIGNERS, over=item.assigner)


@transaction.atomic
def reassign_action_item(
    *,
    item: ActionItem,
    owner: Any,
    actor: User,
    due_on: date | None = None,
    workdays: int | None = None,
) -> ActionItem:
    """Give an item that was returned, or not signed for, to the right unit with a new deadline."""
    item = begin(item, ActionItemAction.REASSIGN, ACTION_ITEM_MOVES, actor=actor)
    draft = ActionItem(street=item.street, assigned_on=timezone.localdate())
    set_deadline(draft, due_on, workdays)
    names = ("assigned_on", "due_on", "due_rule", "due_workdays")
    deadline = {name: getattr(draft, name) for name in names}
    owners = {"owner_org": None, "owner_partner": None, **owner_of(owner, item.assigner)}
    changes = {
        "state": ActionItemState.ASSIGNED,
        **owners,
        **deadline,
        "first_due_on": draft.due_on,
    }
    item = change(item, changes, actor=actor, action=ActionItemAction.REASSIGN)
    tell_owners([item.owner], verb="actionitem.reassign", subject=item, actor=actor)
    return item


@transaction.atomic
def sign_for_action_item(*, item: ActionItem, actor: User) -> ActionItem:
    """Confirm, as the unit in charge, that the item has arrived."""
    return _sign(item, ActionItemAction.SIGN_FOR, actor)


@transaction.atomic
def sign_for_action_item_on_behalf(*, item: ActionItem, actor: User, reason: str) -> ActionItem:
    """Confirm it for a partner unit that has told the office so."""
    require_unit(item.owner)
    return _sign(item, ActionItemAction.SIGN_FOR_ON_BEHALF, actor, reason)


@transaction.atomic
def return_action_item(*, item: ActionItem, actor: User, reason: str) -> ActionItem:
    """Give the item back to whoever assigned it, because it is for another unit."""
    item = advance(item, ActionItemAction.RETURN, ACTION_ITEM_MOVES, actor=actor, reason=reason)
    tell_assigner(item, verb="actionitem.return", actor=actor)
    return item


@transaction.atomic
def note_progress(*, item: ActionItem, progress: str, actor: User) -> ActionItem:
    """Say how far the work is; earlier words stay in the history."""
    _require_words("progress", progress)
    return advance(
        item, ActionItemAction.NOTE, ACTION_ITEM_MOVES, actor=actor, progress=progress.strip()
    )


@transaction.atomic
def report_action_item(*, item: ActionItem, report: str, actor: User) -> ActionItem:
    """Say what was done, so that it can be checked."""
    return _report(item, ActionItemAction.REPORT, report, actor)


@transaction.atomic
def report_action_item_on_behalf(
    *, item: ActionItem, report: str, actor: User, reason: str
) -> ActionItem:
    """Report for a partner unit that has told the office so."""
    require_unit(item.owner)
    return _report(item, ActionItemAction.REPORT_ON_BEHALF, report, actor, reason)


@transaction.atomic
def check_action_item(*, item: ActionItem, verdict: str, actor: User) -> ActionItem:
    """Note that what was reported was checked and holds."""
    _require_words("verdict", verdict)
    return advance(
        item, ActionItemAction.CHECK, ACTION_ITEM_MOVES, actor=actor, verdict=verdict.strip()
    )


@transaction.atomic
def send_back_action_item(*, item: ActionItem, actor: User, reason: str) -> ActionItem:
    """Ask the unit to go on, because what it reported does not settle the item."""
    step = ActionItemAction.SEND_BACK
    cleared = {"verdict": "", "reported_on": None}
    item = advance(item, step, ACTION_ITEM_MOVES, actor=actor, reason=reason, **cleared)
    tell_owners([item.owner], verb="actionitem.send_back", subject=item, actor=actor)
    return item


@transaction.atomic
def strike_off(*, item: ActionItem, actor: User) -> ActionItem:
    """Take the item off the list for good."""
    step, today = ActionItemAction.STRIKE_OFF, timezone.localdate()
    item = advance(item, step, ACTION_ITEM_MOVES, actor=actor, struck_off_on=today)
    tell_owners([item.owner], verb="actionitem.strike_off", subject=item, actor=actor)
    return item


@transaction.atomic
def withdraw_action_item(*, item: ActionItem, actor: User, reason: str) -> ActionItem:
    """Call an item off that nobody needs to do any longer."""
    item = advance(item, ActionItemAction.WITHDRAW, ACTION_ITEM_MOVES, actor=actor, reason=reason)
    tell_owners([item.owner], verb="actionitem.withdraw", subject=item, actor=actor)
    return item


def moves_of(item: ActionItem) -> Moves:
    """The part of the table that fits: who stands in for whom, and whether there is time left.

    The office stands in for partner units only; more time is asked for before the deadline.
    """
    left_out: set[str] = set()
    if item.owner_partner_id is None:
        left_out |= ON_BEHALF
    if item.asked_due_on is None:
        left_out.add(ActionItemAction.REFUSE_EXTENSION)
        if item.is_overdue:
            left_out.add(ActionItemAction.EXTEND)
    if item.is_overdue:
        left_out.add(ActionItemAction.ASK_EXTENSION)
    return {name: step for name, step in ACTION_ITEM_MOVES.items() if name not in left_out}


def owner_of(owner: Any, assigner: Org) -> dict[str, Any]:
    """The owner as fields, once it is clear that it can be handed something by the assigner."""
    is_closed = isinstance(owner, Org) and owner.status == OrgStatus.CLOSED
    if street_of(owner).pk != assigner.get_root().pk or is_closed:
        raise OwnerElsewhere(
            _("Choose an organisation or unit of the same sub-district."), field="owner"
        )
    fields: dict[str, Any] = owner_fields(owner)
    return fields


def set_deadline(item: ActionItem, due_on: date | None, workdays: int | None) -> None:
    """Count the deadline once and keep it with the rule that made it."""
    if due_on is not None:
        if due_on < item.assigned_on:
            raise DeadlineRefused(_("The deadline lies in the past."), field="due_on")
        item.due_on, item.due_rule = due_on, DueRule.DAY
        return
    count = number_of(item.street, ITEM_DAYS) if workdays is None else workdays
    if count < 1:
        raise DeadlineRefused(_("Give at least one workday."), field="workdays")
    item.due_on = work_calendar().add_workdays(item.assigned_on, count)
    item.due_rule, item.due_workdays = DueRule.WORKDAYS, count


def places_assigned_from(user: Any) -> list[Org]:
    """The organisations for which a person hands items over: the topmost of each role."""
    reach = reach_of(user, *ASSIGNERS)
    return list(Org.objects.filter(pk__in=reach.tops()).active().order_by("code"))


def _keep(item: ActionItem, actor: User) -> None:
    check_item(item)
    (item.code,) = next_codes(street=item.street, prefix=PREFIX)
    item.save(force_insert=True)
    record(
        actor=actor,
        verb="actionitem.assign",
        subject=item,
        changes={
            "state": [None, item.state],
            "title": [None, item.title],
            "due_on": [None, item.due_on],
        },
    )


def check_item(item: ActionItem) -> None:
    """Go no further unless the row holds what it can hold, and no private number."""
    if not item.title.strip():
        raise FactRefused(_("Say what is to be done."), field="title")
    check_facts(item)
    require_screened({name: getattr(item, name) for name in WORDS}, WORDS)


def _sign(item: ActionItem, step: ActionItemAction, actor: User, reason: str = "") -> ActionItem:
    today = timezone.localdate()
    return advance(item, step, ACTION_ITEM_MOVES, actor=actor, reason=reason, signed_for_on=today)


def _report(
    item: ActionItem, step: ActionItemAction, report: str, actor: User, reason: str = ""
) -> ActionItem:
    _require_words("report", report)
    item = advance(
        item,
        step,
        ACTION_ITEM_MOVES,
        actor=actor,
        reason=reason,
        report=report.strip(),
        reported_on=timezone.localdate(),
        asked_due_on=None,
        asked_reason="",
    )
    tell_assigner(item, verb=f"actionitem.{step}", actor=actor)
    return item


def _require_words(field: str, words: str) -> None:
    if not words.strip():
        raise FactRefused(_("Say it in a few words."), field=field)
    require_screened({field: words}, (field,))


def tell_assigner(item: ActionItem, *, verb: str, actor: User | None) -> None:
    """Tell the office of the street, or the organisation that has assigned the item."""
    if item.assigner_id == item.street_id:
        tell_office(item.street, verb=verb, subject=item, actor=actor)
    else:
        tell_owners([item.assigner], verb=verb, subject=item, actor=actor)
