"""What hangs on an organisation and must be handed over before it closes (R-082).

Each app says what of its own hangs on organisations; nothing moves unless somebody asks for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from orgs.models import Org
from partybuild.errors import RuleViolation, in_short


class BelongingsLeft(RuleViolation):
    """Something still hangs on the organisation that closes."""

    code = "belongings_left"


@dataclass(frozen=True, slots=True)
class Belonging:
    """One kind of thing that hangs on organisations, and the deed that hands it to an heir.

    ``rows(org)`` are those that hang on one; ``hand_over(org=, heir=, actor=, reason=)`` moves all.
    """

    label: Any
    rows: Callable[[Org], Sequence[Any]]
    hand_over: Callable[..., None]


_BELONGINGS: list[Belonging] = []


def register_belonging(belonging: Belonging) -> None:
    """Let an app say what of its own hangs on an organisation."""
    if belonging not in _BELONGINGS:
        _BELONGINGS.append(belonging)


@dataclass(frozen=True, slots=True)
class Left:
    """What of one kind hangs on an organisation."""

    label: Any
    rows: Sequence[Any]


def left_at(org: Org) -> list[Left]:
    """Everything that hangs on an organisation, kind by kind."""
    found = [Left(each.label, list(each.rows(org))) for each in _BELONGINGS]
    return [left for left in found if left.rows]


def require_nothing_left(org: Org) -> None:
    """Go no further while anything hangs on the organisation. Raises BelongingsLeft."""
    left = left_at(org)
    if left:
        named = [f"{each.label}: {in_short(str(row) for row in each.rows)}" for each in left]
        raise BelongingsLeft(
            _("Hand over first what hangs on “%(org)s”: %(left)s.")
            % {"org": org, "left": "; ".join(named)}
        )


def hand_over(*, org: Org, heir: Org, actor: Any, reason: str) -> None:
    """Hand everything that hangs on an organisation to its heir, each kind by its own deed."""
    for each in _BELONGINGS:
        if each.rows(org):
            each.hand_over(org=org, heir=heir, actor=actor, reason=reason)
