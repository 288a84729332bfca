"""What hangs on base grids beside posts, and goes along when the grids are redrawn (R-081)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grids.models import Grid
from orgs.models import User


@dataclass(frozen=True, slots=True)
class Mover:
    """A kind of thing that lies in grids: how to find it, and the deed that puts it elsewhere.

    ``things_in(grid)`` are the rows, each with a ``public_id``; ``move(things=, to=, actor=,
    reason=)`` is called in the transaction of the redrawing, under the lock of the grid tree.
    """

    key: str
    label: Any
    things_in: Callable[[Grid], Iterable[Any]]
    move: Callable[..., None]


_MOVERS: dict[str, Mover] = {}


def register_movers(*movers: Mover) -> None:
    """Let what a later noun keeps in grids go along when they are redrawn."""
    _MOVERS.update({mover.key: mover for mover in movers})


def movers() -> Mapping[str, Mover]:
    """Every kind of thing that goes along, by its key."""
    return _MOVERS


def move_things(things: Mapping[str, Sequence[Any]], *, to: Grid, actor: User, reason: str) -> None:
    """Put the things of each kind into another grid."""
    for key, rows in things.items():
        if rows:
            _MOVERS[key].move(things=list(rows), to=to, actor=actor, reason=reason)


def things_in(grid: Grid) -> dict[str, list[Any]]:
    """Everything that lies in a grid, by its kind."""
    return {key: list(mover.things_in(grid)) for key, mover in _MOVERS.items()}
