"""Projects side by side over half a year, with what each shall reach in which month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from django.db.models import F

from orgs.models import User
from resources.models import Milestone, Project

MONTHS: Final = 6
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Month:
    """One column: the first days of the month and of the next one."""

    starts_on: date
    ends_before: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.starts_on <= day < self.ends_before


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a project has in one month: its milestones, its start, its end."""

    month: Month
    milestones: Sequence[Milestone]
    starts: bool
    ends: bool
    is_under_way: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A project with its months, and what it should have reached before them."""

    project: Project
    stretches: Sequence[Stretch]
    late_before: Sequence[Milestone]


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def months_on(day: date, count: int) -> date:
    """The first day of the month that many months later, or earlier."""
    years, month = divmod(day.year * _YEAR + day.month - 1 + count, _YEAR)
    return date(years, month + 1, 1)


def months_from(first: date) -> list[Month]:
    """Half a year of columns."""
    starts = [months_on(first, number) for number in range(MONTHS + 1)]
    return [Month(*pair) for pair in pairwise(starts)]


def timelined(*, reader: User) -> Any:
    """The active projects within reach, the soonest due first, with their milestones."""
    rows = Project.objects.visible_to(reader).active().for_list()
    rows = rows.prefetch_related("milestones")
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def line_in(project: Project, months: Sequence[Month]) -> Line:
    """One project over the months."""
    milestones = list(project.milestones.all())
    first = months[0].starts_on
    return Line(
        project,
        [_stretch(project, milestones, month) for month in months],
        [each for each in milestones if each.is_overdue and each.due_on < first],
    )


def _stretch(project: Project, milestones: Sequence[Milestone], month: Month) -> Stretch:
    begins = project.starts_on or project.created_at.date()
    ends = project.due_on or month.ends_before
    return Stretch(
        month,
        [each for each in milestones if month.holds(each.due_on)],
        starts=month.holds(project.starts_on),
        ends=month.holds(project.due_on),
        is_under_way=begins < month.ends_before and ends >= month.starts_on,
    )
