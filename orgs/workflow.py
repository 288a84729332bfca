"""A life of a row as a table: which step may follow which state, by whom, over which owner."""

from collections.abc import Mapping
from dataclasses import dataclass

from orgs.enums import Role


@dataclass(frozen=True, slots=True)
class Move:
    """One step. ``over`` is the dotted way from the row to the organisation or unit that decides.

    A move without roles is the clock's: no person makes it.
    """

    sources: frozenset[str]
    target: str
    roles: frozenset[Role]
    over: str = "org"
    needs_reason: bool = False


Moves = Mapping[str, Move]


def move(
    *sources: str,
    to: str,
    by: tuple[Role, ...] = (),
    over: str = "org",
    needs_reason: bool = False,
) -> Move:
    """Write one row of a workflow table."""
    return Move(frozenset(sources), to, frozenset(by), over, needs_reason)
