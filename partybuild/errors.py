"""Refusals: what the rules of the portal do not allow, in words a person can act on."""

from typing import ClassVar


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
