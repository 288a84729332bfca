"""The three lists side by side: how many rows are where, and the latest of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from orgs.models import User
from resources.enums import (
    ACTIVE_PROJECT_STATES,
    AVAILABLE_STATES,
    MatchState,
    NeedState,
    ProjectState,
)
from resources.models import Match, Need, Project, Resource

LATEST = 6


@dataclass(frozen=True, slots=True)
class ListSummary:
    """One of the lists as its reader sees it: rows by state, and the latest of them."""

    counts: Mapping[str, int]
    latest: tuple[Any, ...]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def count(self, *states: str) -> int:
        """How many rows are in one of these states."""
        return sum(self.counts.get(state, 0) for state in states)


@dataclass(frozen=True, slots=True)
class ThreeLists:
    """Needs, resources and projects, and the matches that lead from the first two to the third."""

    needs: ListSummary
    resources: ListSummary
    projects: ListSummary
    matches: Mapping[str, int]

    @property
    def listed(self) -> int:
        return self.needs.count(NeedState.LISTED)

    @property
    def available(self) -> int:
        return self.resources.count(*AVAILABLE_STATES)

    @property
    def proposed(self) -> int:
        return self.matches.get(MatchState.PROPOSED, 0)

    @property
    def agreed(self) -> int:
        return self.matches.get(MatchState.AGREED, 0)

    @property
    def under_way(self) -> int:
        return self.projects.count(*ACTIVE_PROJECT_STATES)

    @property
    def accepted(self) -> int:
        return self.projects.count(
            ProjectState.ACCEPTED, ProjectState.APPRAISED, ProjectState.ARCHIVED
        )


def three_lists(*, reader: User) -> ThreeLists:
    """What the reader can see of each list."""
    return ThreeLists(
        needs=_summary(Need.objects.visible_to(reader)),
        resources=_summary(Resource.objects.visible_to(reader)),
        projects=_summary(Project.objects.visible_to(reader)),
        matches=counts_by_state(Match.objects.visible_to(reader)),
    )


def counts_by_state(rows: QuerySet) -> dict[str, int]:
    """How many rows are in each state, in one query."""
    return dict(rows.order_by().values_list("state").annotate(number=Count("pk")))


def _summary(rows: Any) -> ListSummary:
    return ListSummary(counts_by_state(rows), tuple(rows.for_list()[:LATEST]))
