"""What of the three lists passes over when the holder of a post changes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from orgs.models import Org, User
from orgs.selectors.handovers import Holder, OpenThing
from orgs.services.workflow import change, lock
from resources.enums import (
    ACTIVE_PROJECT_STATES,
    LIVE_NEED_STATES,
    LIVE_RESOURCE_STATES,
    OWN_NEED_STATES,
    OWN_RESOURCE_STATES,
)
from resources.models import Match, Need, Project, Resource

OPEN_NEED_STATES = OWN_NEED_STATES | LIVE_NEED_STATES
OPEN_RESOURCE_STATES = OWN_RESOURCE_STATES | LIVE_RESOURCE_STATES


def open_in_lists(org: Org, holder: Holder) -> Iterable[OpenThing]:
    """Projects under way, matches that wait, needs and resources on the lists of an organisation.

    Those that name the holder as responsible or as contact pass into the successor's name.
    """
    projects = Project.objects.filter(Q(need_org=org) | Q(resource_org=org))
    for project in projects.filter(state__in=ACTIVE_PROJECT_STATES).order_by("due_on", "pk"):
        is_own = project.responsible_name == holder.name
        yield OpenThing(
            Project._meta.verbose_name, project, project.due_on, hand_on if is_own else None
        )
    matches = Match.objects.proposed().filter(Q(need__owner_org=org) | Q(resource__owner_org=org))
    for match in matches.for_list():
        yield OpenThing(Match._meta.verbose_name, match, match.expires_on)
    lists: tuple[tuple[Any, Any], ...] = (
        (Need, OPEN_NEED_STATES),
        (Resource, OPEN_RESOURCE_STATES),
    )
    for model, states in lists:
        for row in model.objects.filter(owner_org=org, state__in=states).order_by("pk"):
            is_own = row.contact_name == holder.name
            yield OpenThing(model._meta.verbose_name, row, row.ends_on, hand_on if is_own else None)


def hand_on(*, row: Any, to: Holder, actor: User) -> None:
    """Put a row into the name of the successor, as a part of a hand-over that was allowed."""
    names = {"responsible_name": to.name}
    if not isinstance(row, Project):
        names = {"contact_name": to.name, "contact_phone": to.phone}
    change(lock(row), names, actor=actor, action="hand_on")
