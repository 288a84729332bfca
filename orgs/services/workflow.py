"""The one engine that walks any workflow table: lock, allowed, legal, change, record."""

from operator import attrgetter
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from orgs.permissions import require_role, roles_over
from orgs.services.audit import record
from orgs.workflow import Move, Moves
from partybuild.errors import MoveRefused, RuleViolation

Row = TypeVar("Row", bound=models.Model)


class ReasonMissing(RuleViolation):
    """A step that sends back, stops or exempts carries its reason."""

    code = "reason_missing"


@transaction.atomic
def advance(
    row: Row,
    action: Any,
    moves: Moves,
    *,
    actor: Any,
    reason: str = "",
    **changes: Any,
) -> Row:
    """Make one step of a workflow table on the locked row, and write it down.

    ``changes`` are further fields set together with the state. Raises PermissionDenied when the
    step is not the actor's, MoveRefused when the state does not allow it, ReasonMissing when the
    step needs a reason and has none.
    """
    row = begin(row, action, moves, actor=actor, reason=reason)
    target = {"state": moves[action].target, **changes}
    return change(row, target, actor=actor, action=action, reason=reason)


def begin(row: Row, action: Any, moves: Moves, *, actor: Any, reason: str = "") -> Row:
    """The row under lock, once it is clear that the step is the actor's and may follow now.

    For a deed with rules of its own between this and the change. Refuses as ``advance`` does.
    """
    row = lock(row)
    step = moves[action]
    _require_actor(row, step, actor)
    require_state(row, action, step)
    if step.needs_reason:
        require_reason(reason)
    return row


@transaction.atomic
def follow(
    row: Row, action: Any, moves: Moves, *, actor: Any, reason: str = "", **changes: Any
) -> Row:
    """Make the step that another deed brings about, in the name of whoever did that deed.

    Only a step without roles can follow: who may bring it about was decided by the other deed.
    """
    step = moves[action]
    if step.roles:
        raise PermissionDenied
    row = lock(row)
    require_state(row, action, step)
    return change(row, {"state": step.target, **changes}, actor=actor, action=action, reason=reason)


def lock(row: Row) -> Row:
    """The row as stored now, held until the transaction ends."""
    # Not every manager sees every row, so the base manager finds it.
    # The row may be the lazy user of a request, whose type is not its model.
    return row.__class__._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


def change(row: Row, changes: dict[str, Any], *, actor: Any, action: Any, reason: str = "") -> Row:
    """Set fields of a locked row, save only those, and record what really changed."""
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    named = {field.name for field in row._meta.fields}
    if "version" in named:
        row.version += 1  # type: ignore[attr-defined]  # the field was just found
    bookkeeping = named & {"version", "updated_at"}
    row.save(update_fields=[*changes, *bookkeeping])
    record(
        actor=actor,
        verb=f"{row._meta.model_name}.{action}",
        subject=row,
        changes={
            name: [old, getattr(row, name)]
            for name, old in before.items()
            if old != getattr(row, name)
        },
        reason=reason,
    )
    return row


def require_reason(reason: str) -> None:
    """Go no further without a reason."""
    if not reason.strip():
        raise ReasonMissing(_("Give a reason."), field="reason")


def available_actions(row: models.Model, moves: Moves, reader: Any) -> list[str]:
    """The steps this reader can make now, in the order of the table: what a page offers."""
    held: dict[str, frozenset[str]] = {}
    found = []
    for action, step in moves.items():
        if row.state not in step.sources or not step.roles:  # type: ignore[attr-defined]
            continue
        if step.over not in held:
            held[step.over] = roles_over(reader, attrgetter(step.over)(row))
        if not held[step.over].isdisjoint(step.roles):
            found.append(action)
    return found


def require_state(row: models.Model, action: Any, step: Move) -> None:
    """Go no further unless the step may follow the state the row is in."""
    if row.state not in step.sources:  # type: ignore[attr-defined]
        raise MoveRefused(
            _("“%(row)s” is %(state)s now, so this step is not possible: %(action)s.")
            % {
                "row": row,
                "state": row.get_state_display(),  # type: ignore[attr-defined]
                "action": getattr(action, "label", action),
            }
        )


def _require_actor(row: models.Model, step: Move, actor: Any) -> None:
    if actor is None:
        if step.roles:
            raise PermissionDenied
        return
    require_role(actor, *step.roles, over=attrgetter(step.over)(row))
