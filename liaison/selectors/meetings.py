"""What the page of a meeting asks: its agenda with what it may lead to, and what is left over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from liaison.enums import (
    AHEAD_STATES,
    GATHERING_STATES,
    OPEN_AGENDA_STATES,
    AgendaItemAction,
    AgendaItemState,
)
from liaison.models import AgendaItem, Meeting, Proposal, Resolution
from liaison.selectors.attaching import papers_of
from liaison.selectors.bodies import sits_on
from liaison.workflow import AGENDA_ITEM_TIMES, RUNNERS
from orgs.models import Attachment, User
from orgs.permissions import holds_role
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
    papers: Sequence[Attachment] = ()

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
    return _lines(items, reader)


def proposed_items(meeting: Meeting, *, reader: User) -> list[AgendaLine]:
    """What waits to be admitted, the oldest first."""
    items = list(meeting.items.proposed().for_list().select_related("proposed_by"))
    return _lines(items, reader)


def subject_of(item: AgendaItem, *, reader: User) -> Any:
    """The row of the lists an item is about, if the reader can see it."""
    return _visible_subjects([item], reader).get(_key(item))


def may_propose(meeting: Meeting, *, reader: User) -> bool:
    """True when the reader can propose something now: until the deadline, if not the runner."""
    if meeting.state not in GATHERING_STATES:
        return False
    if holds_role(reader, *RUNNERS, over=meeting.org):
        return True
    if meeting.items_due_on and timezone.localdate() > meeting.items_due_on:
        return False
    return sits_on(reader, meeting.body)


def is_own_item(item: AgendaItem, *, reader: User) -> bool:
    """True for who proposed it and still has a seat on the body."""
    return item.proposed_by_id == reader.pk and sits_on(reader, item.meeting.body)


def open_to_proposer(item: AgendaItem, *, reader: User) -> list[AgendaItemAction]:
    """What who proposed an item may still do to it: correct it and take it back (SM-5)."""
    if item.state not in (AgendaItemState.PROPOSED, AgendaItemState.OPEN) or not is_own_item(
        item, reader=reader
    ):
        return []
    return [
        action
        for action in (AgendaItemAction.AMEND, AgendaItemAction.WITHDRAW)
        if item.meeting.state in AGENDA_ITEM_TIMES[action]
    ]


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


def _lines(items: list[AgendaItem], reader: User) -> list[AgendaLine]:
    visible, papers = _visible_subjects(items, reader), papers_of(items)
    return [
        AgendaLine(item, visible.get(_key(item)), papers.get(item.public_id, ())) for item in items
    ]


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
