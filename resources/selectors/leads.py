"""Where later apps lead from a project, such as to the agenda of a meeting."""

from collections.abc import Callable, Iterable

from orgs.models import User
from partybuild.pages import Crumb
from resources.models import Project

Leads = Callable[[Project, User], Iterable[Crumb]]
_LEADS: list[Leads] = []


def register_leads(source: Leads) -> None:
    """Let a later app offer a way on from the page of a project."""
    if source not in _LEADS:
        _LEADS.append(source)


def leads_of(project: Project, *, reader: User) -> list[Crumb]:
    """The ways on that later apps offer the reader from a project now."""
    return [lead for source in _LEADS for lead in source(project, reader)]
