"""Where later apps lead from a row of an earlier one, such as from a project to an agenda."""

from collections.abc import Callable, Iterable
from typing import Any

from orgs.models import User
from partybuild.pages import Crumb

Leads = Callable[[Any, User], Iterable[Crumb]]
_LEADS: dict[type[Any], list[Leads]] = {}


def register_leads(noun: type[Any], source: Leads) -> None:
    """Let a later app offer ways on from the page of a noun."""
    sources = _LEADS.setdefault(noun, [])
    if source not in sources:
        sources.append(source)


def leads_of(row: Any, *, reader: User) -> list[Crumb]:
    """The ways on that later apps offer the reader from a row now."""
    return [lead for source in _LEADS.get(type(row), []) for lead in source(row, reader)]
