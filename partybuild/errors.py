"""Refusals: what the rules of the portal do not allow, in words a person can act on."""

from collections.abc import Iterable
from typing import ClassVar

NAMED_AT_MOST = 5


def in_short(names: Iterable[str]) -> str:
    """The names for a sentence; of very many only the first few."""
    found = sorted(set(names))
    return ", ".join(found[:NAMED_AT_MOST]) + " …" * (len(found) > NAMED_AT_MOST)


class RuleViolation(Exception):
    """A request the rules of the portal refuse, with words a person can act on.

    ``field`` names the input that caused it, so that a page can show the words beside it.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class MoveRefused(RuleViolation):
    """The state of the row does not allow this step."""

    code = "move_refused"


class StaleVersion(RuleViolation):
    """Somebody else changed the row since it was read."""

    code = "stale_version"
