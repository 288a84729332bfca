"""What is done to the items of an agenda: proposed, ordered, concluded, carried to the next one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.enums import (
    GATHERING_STATES,
    OPEN_AGENDA_STATES,
    AgendaItemAction,
    AgendaItemState,
)
from liaison.models import AgendaItem, Meeting
from liaison.models.agenda_items import SUBJECT_FIELDS
from liaison.selectors.bodies import sits_on
from liaison.selectors.meetings import is_own_item
from liaison.services.conferring import carry_cases_over
from liaison.workflow import AGENDA_ITEM_MOVES, AGENDA_ITEM_TIMES, RUNNERS
from orgs.models import User
from orgs.permissions import holds_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change, lock, require_reason, require_state
from partybuild.errors import RuleViolation


class NotTheTime(RuleViolation):
    """Items come while the meeting gathers them, and outcomes once it was held."""

    code = "not_the_time"


class TooLate(RuleViolation):
    """After the deadline only those who run the meeting put something on the agenda."""

    code = "too_late"


class SubjectUnclear(RuleViolation):
    """An item is about one row of the three lists at most."""

    code = "subject_unclear"


class AnotherBody(RuleViolation):
    """An item is carried to a meeting of the same body."""

    code = "another_body"


@transaction.atomic
def propose_item(
    *, meeting: Meeting, title: str, actor: User, note: str = "", **subject: Any
) -> AgendaItem:
    """Put an item before the meeting that gathers them; whoever has a seat may (SM-5).

    What those propose who run the meeting stands on the agenda; what others propose until the
    deadline waits to be admitted. ``subject`` is at most one of the rows that an item can point
    at. Raises NotTheTime, TooLate and SubjectUnclear.
    """
    meeting = lock(meeting)
    runs = holds_role(actor, *RUNNERS, over=meeting.org)
    if not runs:
        _require_seat(meeting, actor)
    if meeting.state not in GATHERING_STATES:
        raise _not_the_time(meeting)
    if not runs and meeting.items_due_on and timezone.localdate() > meeting.items_due_on:
        raise TooLate(_("Items could be proposed until %(day)s.") % {"day": meeting.items_due_on})
    if sum(row is not None for row in subject.values()) > 1:
        raise SubjectUnclear(_("An item is about one row of the lists only."))
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=_last_position(meeting) + 1,
        title=title,
        note=note,
        proposed_by=actor,
        state=AgendaItemState.OPEN if runs else AgendaItemState.PROPOSED,
        **subject,
    )
    record(
        actor=actor,
        verb="agendaitem.propose",
        subject=item,
        changes={"meeting": [None, meeting.title], **_named(subject)},
    )
    return item


@transaction.atomic
def admit_item(*, item: AgendaItem, actor: User) -> AgendaItem:
    """Put what somebody proposed on the agenda, at its end."""
    meeting = lock(item.meeting)
    item = advance(
        item,
        AgendaItemAction.ADMIT,
        AGENDA_ITEM_MOVES,
        actor=actor,
        position=_last_position(meeting) + 1,
    )
    _require_time(meeting, AgendaItemAction.ADMIT)
    _number(list(meeting.items.on_the_agenda().order_by("position", "pk")))
    return lock(item)


@transaction.atomic
def call_item(*, item: AgendaItem, actor: User) -> AgendaItem:
    """Take an item up at the sitting; the wall of the room shows it as the current one."""
    meeting = lock(item.meeting)
    now = timezone.now()
    item = advance(item, AgendaItemAction.CALL, AGENDA_ITEM_MOVES, actor=actor, called_at=now)
    _require_time(meeting, AgendaItemAction.CALL)
    return item


@transaction.atomic
def amend_item(
    *, item: AgendaItem, actor: User, version: int | None = None, **facts: str
) -> AgendaItem:
    """Correct the title or the note of an item before the agenda is set.

    What waits to be admitted is corrected by whoever proposed it.
    """
    meeting, item = lock(item.meeting), lock(item)
    _require_runner_or_proposer(item, actor)
    is_own_proposal = item.state == AgendaItemState.PROPOSED and item.proposed_by_id == actor.pk
    if not is_own_proposal:
        require_state(item, AgendaItemAction.AMEND, AGENDA_ITEM_MOVES[AgendaItemAction.AMEND])
    _require_time(meeting, AgendaItemAction.AMEND)
    require_version(item, version)
    changed = {name: value for name, value in facts.items() if getattr(item, name) != value}
    if not changed:
        return item
    return change(item, changed, actor=actor, action=AgendaItemAction.AMEND)


@transaction.atomic
def place_item(*, item: AgendaItem, position: int, actor: User) -> AgendaItem:
    """Move an item to a place on the agenda; the others close ranks."""
    meeting = lock(item.meeting)
    item = begin(item, AgendaItemAction.PLACE, AGENDA_ITEM_MOVES, actor=actor)
    _require_time(meeting, AgendaItemAction.PLACE)
    items = list(meeting.items.on_the_agenda().order_by("position", "pk"))
    before = 1 + items.index(item)
    items.remove(item)
    items.insert(max(position, 1) - 1, item)
    _number(items)
    item = lock(item)
    record(
        actor=actor,
        verb="agendaitem.place",
        subject=item,
        changes={"position": [before, item.position]},
    )
    return item


@transaction.atomic
def withdraw_item(*, item: AgendaItem, reason: str, actor: User) -> AgendaItem:
    """Take an item off the agenda being gathered, with the reason; its proposer may do so too."""
    meeting, item = lock(item.meeting), lock(item)
    action, step = AgendaItemAction.WITHDRAW, AGENDA_ITEM_MOVES[AgendaItemAction.WITHDRAW]
    _require_runner_or_proposer(item, actor)
    require_state(item, action, step)
    require_reason(reason)
    _require_time(meeting, action)
    item = change(item, {"state": step.target}, actor=actor, action=action, reason=reason)
    _number(list(meeting.items.on_the_agenda().order_by("position", "pk")))
    return item


@transaction.atomic
def conclude_item(*, item: AgendaItem, outcome: str, actor: User) -> AgendaItem:
    """Note what came of an item at the meeting; the words go into the minutes."""
    meeting = lock(item.meeting)
    item = advance(item, AgendaItemAction.CONCLUDE, AGENDA_ITEM_MOVES, actor=actor, outcome=outcome)
    _require_time(meeting, AgendaItemAction.CONCLUDE)
    return item


@transaction.atomic
def carry_item_over(*, item: AgendaItem, meeting: Meeting, actor: User) -> AgendaItem:
    """Put an unfinished item first on the agenda of another meeting of the body, and return it.

    Raises AnotherBody and NotTheTime.
    """
    origin, meeting = _lock_both(item.meeting, meeting)
    item = advance(item, AgendaItemAction.CARRY_OVER, AGENDA_ITEM_MOVES, actor=actor)
    if meeting.body_id != origin.body_id or meeting == origin:
        raise AnotherBody(_("Choose another meeting of the same body."), field="meeting")
    _require_time(origin, AgendaItemAction.CARRY_OVER)
    if meeting.state not in OPEN_AGENDA_STATES:
        raise _not_the_time(meeting)
    carried = AgendaItem.objects.create(
        meeting=meeting,
        position=_last_position(meeting) + 1,
        title=item.title,
        note=item.note,
        **{name: getattr(item, name) for name in SUBJECT_FIELDS},
        carried_over_from=item,
        proposed_by=actor,
    )
    carry_cases_over(item, carried)
    waiting = list(meeting.items.on_the_agenda().order_by("position", "pk"))
    _number(sorted(waiting, key=lambda each: each.carried_over_from_id is None))
    record(
        actor=actor,
        verb="agendaitem.propose",
        subject=carried,
        changes={"carried_over_from": [None, origin.title]},
    )
    return lock(carried)


def _lock_both(origin: Meeting, target: Meeting) -> tuple[Meeting, Meeting]:
    """Two meetings are always locked in the same order, so that no two deeds wait in a circle."""
    held = {row.pk: lock(row) for row in sorted((origin, target), key=lambda row: row.pk)}
    return held[origin.pk], held[target.pk]


def _require_seat(meeting: Meeting, actor: User) -> None:
    if not sits_on(actor, meeting.body):
        raise PermissionDenied


def _require_runner_or_proposer(item: AgendaItem, actor: User) -> None:
    if not holds_role(actor, *RUNNERS, over=item.org) and not is_own_item(item, reader=actor):
        raise PermissionDenied


def _require_time(meeting: Meeting, action: AgendaItemAction) -> None:
    if meeting.state not in AGENDA_ITEM_TIMES[action]:
        raise _not_the_time(meeting)


def _not_the_time(meeting: Meeting) -> NotTheTime:
    return NotTheTime(
        _("“%(meeting)s” is %(state)s now, so its agenda cannot be changed like this.")
        % {"meeting": meeting, "state": meeting.get_state_display()}
    )


def _last_position(meeting: Meeting) -> int:
    return meeting.items.aggregate(last=Max("position"))["last"] or 0


def _number(items: list[AgendaItem]) -> None:
    """Give the items of a locked meeting the positions 1, 2, 3 … in this order."""
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])


def _named(subject: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: [None, row] for name, row in subject.items() if row is not None}
