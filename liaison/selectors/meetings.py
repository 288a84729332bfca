"""What the page of a meeting asks: its agenda with what it may lead to, and what is left over."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from liaison.enums import AHEAD_STATES, GATHERING_STATES, OPEN_AGENDA_STATES
from liaison.models import AgendaItem, Meeting, Membership, Proposal, Resolution
from liaison.workflow import RUNNERS
from orgs.models import User
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from orgs.selectors.calendar import calendar_warnings
from resources.models import Need, Project, Resource

SUBJECTS: dict[str, Any] = {
    "need": Need,
    "resource": Resource,
    "project": Project,
    "proposal": Proposal,
}


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item as its reader sees it; a row of the lists that is not the reader's is not shown."""

    item: AgendaItem
    subject: Any = None

    @property
    def subject_kind(self) -> str:
        """What kind of row it is about, in words."""
        return str(self.subject._meta.verbose_name) if self.subject else ""


def agenda_of(meeting: Meeting, *, reader: User) -> list[AgendaLine]:
    """The agenda in its order, each item with its row of the lists and its resolutions."""
    resolutions = Prefetch("resolutions", Resolution.objects.select_related("meeting"))
    items = list(
        meeting.items.on_the_agenda()
        .for_list()
        .prefetch_related(resolutions)
        .select_related("carried_over_to__meeting", "proposed_by")
    )
    visible = _visible_subjects(items, reader)
    return [AgendaLine(item, visible.get(_key(item))) for item in items]


def subject_of(item: AgendaItem, *, reader: User) -> Any:
    """The row of the lists an item is about, if the reader can see it."""
    return _visible_subjects([item], reader).get(_key(item))


def may_propose(meeting: Meeting, *, reader: User) -> bool:
    """True when the reader can put something on the agenda now."""
    if meeting.state not in GATHERING_STATES:
        return False
    if holds_role(reader, *RUNNERS, over=meeting.org):
        return True
    seats = Membership.objects.seats_of(reader, reach_of(reader))
    return seats.filter(body=meeting.body_id).exists()


def left_over(meeting: Meeting, *, reader: User) -> QuerySet[AgendaItem]:
    """Items that earlier meetings of the body left open, while this agenda can take them."""
    if meeting.state not in OPEN_AGENDA_STATES:
        return AgendaItem.objects.none()
    items = AgendaItem.objects.visible_to(reader).unfinished().filter(meeting__body=meeting.body_id)
    return items.select_related("meeting").order_by("meeting__starts_at", "position")


def day_warnings(meeting: Meeting) -> list[str]:
    """What to say beside the day of the notice when its year has not been announced."""
    if meeting.state not in AHEAD_STATES:
        return []
    return calendar_warnings(timezone.localdate(), meeting.day)


def _key(item: AgendaItem) -> tuple[str, int] | None:
    return next(
        ((name, pk) for name in SUBJECTS if (pk := getattr(item, f"{name}_id")) is not None), None
    )


def _visible_subjects(items: list[AgendaItem], reader: User) -> dict[Any, Any]:
    """The rows the items are about, as far as the reader sees them: one query for each list."""
    found: dict[Any, Any] = {}
    for name, model in SUBJECTS.items():
        pks = {pk for item in items if (pk := getattr(item, f"{name}_id")) is not None}
        if pks:
            rows = model.objects.visible_to(reader).filter(pk__in=pks)
            found |= {(name, row.pk): row for row in rows}
    return found
