"""What is asked about action items, visits and what was found."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from liaison.followup_enums import ActionItemState, DueRule
from liaison.models import (
    ActionItem,
    ContactPoint,
    Finding,
    Inspection,
    Occasion,
    Proposal,
    Visit,
)
from orgs.models import User
from partybuild.periods import Period, PeriodKind

BOARD_STATES = (
    ActionItemState.ASSIGNED,
    ActionItemState.SIGNED_FOR,
    ActionItemState.IN_HAND,
    ActionItemState.REPORTED,
    ActionItemState.CHECKED,
)
MOST_IN_A_LANE = 8


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the board: a state, how many items are in it, and the most urgent ones."""

    state: ActionItemState
    count: int
    items: list[ActionItem]

    @property
    def label(self) -> str:
        return str(self.state.label)

    @property
    def left_out(self) -> int:
        return self.count - len(self.items)


def board(*, reader: User) -> list[Lane]:
    """The items the reader can see, by state, the most urgent first."""
    rows = ActionItem.objects.visible_to(reader)
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [
        Lane(
            state,
            counts.get(state, 0),
            list(rows.filter(state=state).for_list()[:MOST_IN_A_LANE]) if state in counts else [],
        )
        for state in BOARD_STATES
    ]


def rule_of_deadline(item: ActionItem) -> str:
    """How the deadline came about, in words."""
    if item.due_rule == DueRule.WORKDAYS:
        return _("%(count)s workdays from %(day)s") % {
            "count": item.due_workdays,
            "day": item.assigned_on,
        }
    if item.due_rule == DueRule.EXTENDED:
        return _("extended, first %(day)s") % {"day": item.first_due_on}
    return str(item.get_due_rule_display())


def origin_seen(item: ActionItem, *, reader: User) -> Any:
    """The resolution, finding or case an item comes from, if the reader can see it."""
    origin = item.origin
    if origin is None:
        return None
    rows = type(origin).objects.visible_to(reader).filter(pk=origin.pk)
    return origin if rows.exists() else None


def with_what_followed(resolutions: list[Any], *, reader: User) -> list[Any]:
    """The resolutions, each with its action items and proposals, as far as the reader sees them."""
    items = _by_resolution(ActionItem, resolutions, reader)
    raised = _by_resolution(Proposal, resolutions, reader)
    for resolution in resolutions:
        resolution.items_seen = items.get(resolution.pk, [])
        resolution.proposals_seen = raised.get(resolution.pk, [])
    return resolutions


def _by_resolution(model: Any, resolutions: list[Any], reader: User) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    if resolutions:
        rows = model.objects.visible_to(reader).filter(resolution__in=resolutions)
        for row in rows.order_by("pk"):
            found.setdefault(row.resolution_id, []).append(row)
    return found


def findings_of(row: Visit | Inspection | Occasion) -> QuerySet[Finding]:
    """What a visit, an inspection or a reception has found, with what became of it."""
    rows = Finding.objects.for_list()
    if isinstance(row, Visit):
        return rows.filter(visit=row)
    if isinstance(row, Occasion):
        return rows.filter(occasion=row)
    return rows.filter(subject__inspection=row)


def own_points(user: User) -> list[ContactPoint]:
    """The contact points that a person keeps today."""
    rows = ContactPoint.objects.current().filter(leader=user)
    return list(rows.for_list())


def month_of(today: date) -> Period:
    return Period.of(today, PeriodKind.MONTH)


def quarter_of(today: date) -> Period:
    return Period.of(today, PeriodKind.QUARTER)
