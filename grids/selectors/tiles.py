"""What the dashboards show of cases, grids and estates."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.case_enums import DESK_STATES, OPEN_STATES, CaseState, EscalationKind
from grids.enums import GridTier
from grids.models import Case, Escalation, Grid
from grids.selectors.case_places import cases_by_place
from grids.selectors.grids import with_leads
from orgs.enums import BUSINESS_ROLES, Role
from orgs.models import Org
from orgs.scoping import Reach
from orgs.selectors.tiles import Block, Measure, Place, Tile, register_tiles
from partybuild.periods import Period, PeriodKind

WORKS_IN_GRIDS = BUSINESS_ROLES - {Role.PARTNER_LIAISON}


def cases_within(reach: Reach) -> Any:
    """Cases within a reach as ``CaseQuerySet.within`` finds them, with no question before."""
    found, below = reach.streets("street"), reach.below_streets()
    if below.subtrees:
        handlers = Org.objects.filter(below.orgs()).order_by()
        grids = Grid.objects.tied_to(below).order_by()
        found |= below.orgs("community") | Q(grid__in=grids.values("pk"))
        found |= Q(handling_org__in=handlers.values("pk"))
    # Cases lie in the street of their places: saying so lets its index narrow them first.
    trees = {subtree.tree_id for subtree in reach.subtrees}
    streets = Org.objects.filter(parent=None, tree_id__in=trees).order_by()
    return Case.objects.filter(found, street__in=streets.values("pk"))


def _open_cases(reach: Reach) -> Any:
    return cases_within(reach).filter(state__in=sorted(OPEN_STATES))


def _called(reach: Reach) -> Any:
    """Open cases with which the upper level was called and has not answered (R-090).

    A case has one such call at most, so ``called_at`` is its moment.
    """
    calls = Escalation.objects.filter(
        case=OuterRef("pk"), kind=EscalationKind.CALL, acknowledged_at=None
    )
    called = calls.order_by().values("raised_at")[:1]
    return _open_cases(reach).filter(Exists(calls)).annotate(called_at=Subquery(called))


def _reported_this(kind: PeriodKind) -> Any:
    def condition(today: date) -> Q:
        start, end = Period.of(today, kind).bounds()
        return Q(reported_at__gte=start, reported_at__lt=end)

    return condition


def _is(tier: GridTier) -> Any:
    return lambda _today: Q(tier=tier)


def _queue(_place: Place) -> str:
    return reverse("grids:case-queue")


TILES = (
    Tile(
        key="calls-waiting",
        title=_("Calls to the upper level"),
        block=Block.TODO,
        rows=_called,
        listing="cases",
        by_place=cases_by_place,
        page=_queue,
        roles=WORKS_IN_GRIDS,
        measures=(
            Measure(
                "called",
                _("Calls to the upper level without an answer"),
                since="called_at",
                who=_("upper level that was called"),
                is_urgent=True,
            ),
        ),
    ),
    Tile(
        key="cases-waiting",
        title=_("Cases"),
        block=Block.TODO,
        rows=_open_cases,
        listing="cases",
        by_place=cases_by_place,
        page=_queue,
        roles=WORKS_IN_GRIDS,
        measures=(
            Measure(
                "red",
                _("Cases beyond their deadline"),
                lambda _today: Q(due_at__lt=timezone.now()),
                since="due_at",
                who=_("responsible organisation"),
                is_urgent=True,
            ),
            Measure(
                "desk",
                _("Cases to be dispatched"),
                lambda _today: Q(state__in=sorted(DESK_STATES)),
                since="reported_at",
                who=_("dispatch centre"),
            ),
            Measure(
                "conferring",
                _("Cases to be conferred on"),
                lambda _today: Q(state=CaseState.CONFERRING),
                since="reported_at",
                who=_("weekly conferring"),
            ),
        ),
    ),
    Tile(
        key="case-rates",
        title=_("Cases: the three rates"),
        block=Block.FIGURES,
        standards=("case-responded", "case-solved", "case-satisfied", "case-on-time"),
        roles=WORKS_IN_GRIDS,
    ),
    Tile(
        key="cases",
        title=_("Cases by when they came"),
        block=Block.FIGURES,
        rows=cases_within,
        listing="cases",
        page=lambda _place: reverse("grids:cases"),
        roles=WORKS_IN_GRIDS,
        measures=(
            Measure("month", _("this month"), _reported_this(PeriodKind.MONTH)),
            Measure("quarter", _("this quarter"), _reported_this(PeriodKind.QUARTER)),
            Measure("year", _("this year"), _reported_this(PeriodKind.YEAR)),
            Measure("open", _("not closed yet"), lambda _t: Q(state__in=sorted(OPEN_STATES))),
        ),
    ),
    Tile(
        key="grids",
        title=_("Grids"),
        block=Block.FIGURES,
        rows=lambda reach: Grid.objects.within(reach).active(),
        listing="grids",
        page=lambda _place: reverse("grids:grids"),
        for_list=lambda rows: with_leads(rows.for_list()),
        roles=WORKS_IN_GRIDS,
        measures=tuple(Measure(tier.value, tier.label, _is(tier)) for tier in GridTier),
    ),
)


def register() -> None:
    """Make the tiles of this app known."""
    register_tiles(*TILES)
