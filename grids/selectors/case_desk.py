"""The dispatch desk: to whom a case should go, what everybody has in hand, what is like it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Q
from django.utils import timezone
from rapidfuzz import fuzz

from grids.case_enums import OPEN_STATES, CaseState, RouteTarget
from grids.models import Case, CaseRoute, Grid
from orgs.models import Org, User

TRIED: Final = 200
ALIKE_WITHIN: Final = timedelta(days=30)
ALIKE_FROM: Final = 55
MOST_ALIKE: Final = 5
_COMPARED: Final = 300


@dataclass(frozen=True, slots=True)
class Load:
    """What an organisation has in hand, and how it kept its deadlines."""

    org: Org
    open_count: int
    overdue_count: int
    late_count: int
    redone_count: int


@dataclass(frozen=True, slots=True)
class Trial:
    """Where a past case went, and where the rules would send it now."""

    case: Case
    suggested: Org

    @property
    def agrees(self) -> bool:
        return self.suggested == self.case.handling_org


def routes_of(street: Org) -> list[CaseRoute]:
    """The rules of a sub-district in their order."""
    return list(CaseRoute.objects.filter(street=street).select_related("grid", "org"))


def suggested_org(case: Case, routes: Iterable[CaseRoute]) -> Org:
    """The organisation that the first fitting rule names.

    Without a rule it is that of the case's grid, its community, or the sub-district itself.
    """
    for route in routes:
        found = _target(case, route) if _fits(case, route) else None
        if found:
            return found
    return _grid_org(case.grid) or case.community or case.street


def trials(*, street: Org, routes: Sequence[CaseRoute]) -> list[Trial]:
    """The latest dispatched cases of a sub-district under these rules."""
    past = Case.objects.filter(street=street, handling_org__isnull=False).for_list()
    tried = past.select_related("grid__org")[:TRIED]
    return [Trial(case, suggested_org(case, routes)) for case in tried]


def loads(*, reader: User) -> list[Load]:
    """Each organisation that has cases, with what is open, overdue, late and redone."""
    now = timezone.now()
    rows = Case.objects.visible_to(reader).filter(handling_org__isnull=False).order_by()
    counted = rows.values("handling_org").annotate(
        open=Count("pk", filter=Q(state__in=OPEN_STATES)),
        overdue=Count(
            "pk", filter=Q(state__in=(CaseState.DISPATCHED, CaseState.IN_HAND), due_at__lt=now)
        ),
        late=Count("pk", filter=Q(is_answered_in_time=False)),
        redone=Count("pk", filter=Q(redo_count__gt=0)),
    )
    found = {row["handling_org"]: row for row in counted}
    orgs = Org.objects.filter(pk__in=found).order_by("code")
    return [
        Load(org, *(found[org.pk][key] for key in ("open", "overdue", "late", "redone")))
        for org in orgs
    ]


def alike(case: Case) -> list[Case]:
    """Open cases of the last weeks about the same thing in the same place, the likest first."""
    since = timezone.now() - ALIKE_WITHIN
    rows = Case.objects.filter(
        street=case.street, state__in=OPEN_STATES, reported_at__gte=since
    ).exclude(pk=case.pk)
    if case.community_id:
        rows = rows.filter(Q(community=case.community_id) | Q(community=None))
    if case.category:
        rows = rows.filter(category__in=("", case.category))
    words = _words(case)
    scored: list[tuple[float, Any]] = [
        (fuzz.token_set_ratio(words, _words(each)), each) for each in rows.for_list()[:_COMPARED]
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].pk))
    return [each for score, each in scored if score >= ALIKE_FROM][:MOST_ALIKE]


def _words(case: Case) -> str:
    return f"{case.title} {case.spot}".strip()


def _fits(case: Case, route: CaseRoute) -> bool:
    if route.category and route.category != case.category:
        return False
    if route.grid is None:
        return True
    grid = case.grid
    return grid is not None and (
        grid.tree_id == route.grid.tree_id and route.grid.lft <= grid.lft <= route.grid.rght
    )


def _target(case: Case, route: CaseRoute) -> Org | None:
    if route.target == RouteTarget.ORG:
        return route.org
    if route.target == RouteTarget.COMMUNITY:
        return case.community
    return _grid_org(case.grid)


def _grid_org(grid: Grid | None) -> Org | None:
    """The organisation of the grid, or of the nearest grid above that has one."""
    if grid is None:
        return None
    if grid.org:
        return grid.org
    above = grid.get_ancestors(ascending=True).select_related("org")
    return next((each.org for each in above if each.org), None)
