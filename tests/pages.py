"""Pages that the structural test walks: each app keeps its own list in ``tests/<app>/pages.py``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from orgs.enums import Role


@dataclass(frozen=True)
class Page:
    """A page by its URL name, and who reads it.

    ``args`` makes the arguments of the URL from the town (and may make rows first); ``over`` says
    where the reader holds the role; a page without a role is read by nobody in particular.
    """

    name: str
    role: Role | None = Role.OFFICE
    args: Callable[[Any], Sequence[Any]] = lambda _town: ()
    over: Callable[[Any], Any] = lambda town: town.root
    query: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.query}"
