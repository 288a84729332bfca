"""The ladder of reminders: which rung a duty has reached on a day, and whom each rung tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from liaison.models import Obligation
from liaison.obligation_enums import LadderStep
from liaison.standards import LADDER, MOST_WORKDAYS
from orgs.models import StreetNumber
from orgs.standards import number
from partybuild.calendar import WorkCalendar

# What is late for longer stands in the lists, and is not told of again.
OLDEST: Final = timedelta(days=60)
BEFORE: Final = frozenset({LadderStep.FIRST, LadderStep.SECOND, LadderStep.LAST})

Ladder = Mapping[LadderStep, int]


def step_reached(
    due_on: date, today: date, ladder: Ladder, calendar: WorkCalendar
) -> LadderStep | None:
    """The last rung whose day has come; the ones before it were missed or told already."""
    reached = [step for step in LadderStep if _day_of(step, due_on, ladder, calendar) <= today]
    return reached[-1] if reached else None


def _day_of(step: LadderStep, due_on: date, ladder: Ladder, calendar: WorkCalendar) -> date:
    count = ladder[step]
    return calendar.add_workdays(due_on, -count if step in BEFORE else count)


@dataclass(frozen=True, slots=True)
class Ladders:
    """The ladder of the plans, and those that some offices set otherwise, by sub-district."""

    planned: Ladder
    others: Mapping[int, Ladder]

    def of(self, street_tree: int) -> Ladder:
        return self.others.get(street_tree, self.planned)


def ladders() -> Ladders:
    """What the offices have set, in one query."""
    planned = {step: number(key).default for step, key in LADDER.items()}
    steps = {key: step for step, key in LADDER.items()}
    others: dict[int, dict[LadderStep, int]] = {}
    rows = StreetNumber.objects.filter(key__in=steps).select_related("street")
    for row in rows:
        own = others.setdefault(row.street.tree_id, dict(planned))
        own[steps[row.key]] = row.value
    return Ladders(planned, others)


def days_in_view(today: date, calendar: WorkCalendar) -> Q:
    """Condition: the due day is near enough for any ladder to speak of it."""
    return Q(due_on__gte=today - OLDEST, due_on__lte=calendar.add_workdays(today, MOST_WORKDAYS))


def streets_to_tell(today: date, calendar: WorkCalendar) -> list[int]:
    """The trees of the sub-districts in which a duty is owed that a ladder could speak of."""
    owed = Obligation.objects.owed().filter(days_in_view(today, calendar))
    return sorted(set(owed.order_by().values_list("org__tree_id", flat=True).distinct()))
