"""The six rates of cases for a month or a quarter, and the rows they count (R-095, R-096).

A response and an answer count in the period in which they were due, everything else in the one in
which the case was closed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any, Final

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.case_enums import CaseState
from grids.indicators.cases import CONTENT, FEWEST, RATED
from orgs.models import Org
from partybuild.periods import LOCAL_TIME, Period, PeriodKind
from partybuild.trends import Trend, trend

ALL, MET = "all", "met"
_ANSWERED: Final = (
    CaseState.ANSWERED,
    CaseState.CALLED_BACK,
    CaseState.VERIFIED,
    CaseState.CLOSED,
)
_BEING_HANDLED: Final = (CaseState.DISPATCHED, CaseState.IN_HAND)
Condition = Callable[[datetime], Q]


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate: which cases of a period it is about, and which of them count."""

    key: str
    label: Any
    formula: Any
    moment: str
    of: Condition
    met: Condition

    def condition(self, part: str, now: datetime) -> Q:
        return self.of(now) & self.met(now) if part == MET else self.of(now)


def _rated(_now: datetime) -> Q:
    return Q(is_solved__isnull=False) & ~Q(state=CaseState.DROPPED)


def _closed(_now: datetime) -> Q:
    return Q(state=CaseState.CLOSED)


RATES: Final = (
    Rate(
        "response",
        _("response rate"),
        _("responded to in time ÷ all whose response was due"),
        "response_due_at",
        lambda now: (
            Q(is_responded_in_time__isnull=False)
            | Q(state=CaseState.REGISTERED, response_due_at__lt=now)
        ),
        lambda _now: Q(is_responded_in_time=True),
    ),
    Rate(
        "solved",
        _("solving rate"),
        _("solved ÷ reporters reached; duplicates and cases not admitted left out"),
        "closed_at",
        _rated,
        lambda _now: Q(is_solved=True),
    ),
    Rate(
        "satisfied",
        _("satisfaction rate"),
        _("satisfied and fairly satisfied ÷ all who rated"),
        "closed_at",
        lambda _now: Q(satisfaction__in=RATED) & ~Q(state=CaseState.DROPPED),
        lambda _now: Q(satisfaction__in=CONTENT),
    ),
    Rate(
        "on_time",
        _("on-time rate"),
        _("answered in time ÷ all whose answer was due"),
        "answer_due_at",
        lambda now: (
            Q(state__in=_ANSWERED, is_answered_in_time__isnull=False)
            | Q(state__in=_BEING_HANDLED, answer_due_at__lt=now)
        ),
        lambda _now: Q(state__in=_ANSWERED, is_answered_in_time=True),
    ),
    Rate(
        "first_time",
        _("first-time rate"),
        _("closed without return or redoing ÷ closed"),
        "closed_at",
        _closed,
        lambda _now: Q(redo_count=0, return_count=0),
    ),
    Rate(
        "redone",
        _("redo rate"),
        _("redone at least once ÷ closed"),
        "closed_at",
        _closed,
        lambda _now: Q(redo_count__gt=0),
    ),
)
RATE_OF: Final[Mapping[str, Rate]] = {rate.key: rate for rate in RATES}


@dataclass(frozen=True, slots=True)
class RateFigure:
    """A rate in a period, for one organisation or for all; of fewer than ten nothing is told."""

    rate: Rate
    period: Period
    of: int
    met: int

    @property
    def is_told(self) -> bool:
        return self.of >= FEWEST

    @property
    def share(self) -> Decimal | None:
        """The percentage, cut off after one digit."""
        if not self.is_told:
            return None
        return (Decimal(100 * self.met) / self.of).quantize(Decimal("0.1"), ROUND_DOWN)

    def name(self, part: str) -> str:
        """How an address names exactly the rows of a part."""
        return f"{self.rate.key}:{self.period}:{part}"

    @property
    def name_all(self) -> str:
        return self.name(ALL)

    @property
    def name_met(self) -> str:
        return self.name(MET)


@dataclass(frozen=True, slots=True)
class RateLine:
    """The six rates of one organisation, or of all together, in a period."""

    period: Period
    org: Org | None
    figures: list[RateFigure]


def rows_named(rows: Any, name: str, now: datetime) -> Any:
    """Exactly the rows that a part of a figure counts; none for a name that is no figure's."""
    try:
        key, period, part = name.split(":")
        rate, within = RATE_OF[key], Period.parse(period)
    except (ValueError, KeyError):
        return rows.none()
    return rows.filter(condition_of(rate, within, part, now))


def rates_by_org(rows: Any, period: Period, *, by: str = "handling_org") -> list[RateLine]:
    """A line for all together, and one for each organisation by code; those without one last."""
    counts = _counted(rows, period, period, by)
    orgs = Org.objects.in_bulk([pk for pk in counts if pk is not None])
    keys = [*sorted(orgs, key=lambda pk: orgs[pk].code), *([None] if None in counts else [])]
    whole = _line(period, None, counts.values())
    return [whole, *(_line(period, orgs.get(key), [counts[key]]) for key in keys)]


def rates_over_time(
    rows: Any, first: Period, last: Period, *, asked: Sequence[Rate] = RATES
) -> list[RateLine]:
    """A line for each period, the earliest first."""
    months = _counted(rows, first, last, "month", asked)
    return [
        _line(
            period,
            None,
            [
                months[month.first_day]
                for month in period.split(PeriodKind.MONTH)
                if month.first_day in months
            ],
            asked,
        )
        for period in first.until(last)
    ]


def trends_over(lines: Sequence[RateLine]) -> list[Trend]:
    """Each rate of these lines as a small line over their periods."""
    return [
        trend(
            figure.rate.label,
            [(line.period.label, line.figures[number].share) for line in lines],
        )
        for number, figure in enumerate(lines[-1].figures)
    ]


def condition_of(rate: Rate, period: Period, part: str, now: datetime) -> Q:
    """Condition: the case is one of those that a part of the rate counts in the period."""
    return _within(rate.moment, period, period) & rate.condition(part, now)


def _line(
    period: Period,
    org: Org | None,
    counts: Iterable[Mapping[str, int]],
    asked: Sequence[Rate] = RATES,
) -> RateLine:
    found = list(counts)
    return RateLine(
        period,
        org,
        [
            RateFigure(
                rate,
                period,
                of=sum(each.get(f"{rate.key}_{ALL}", 0) for each in found),
                met=sum(each.get(f"{rate.key}_{MET}", 0) for each in found),
            )
            for rate in asked
        ],
    )


def _counted(
    rows: Any, first: Period, last: Period, by: str, asked: Sequence[Rate] = RATES
) -> dict[Any, dict[str, int]]:
    """What each rate counts for each value of ``by``, in one query for each moment."""
    now = timezone.now()
    found: dict[Any, dict[str, int]] = {}
    for moment in dict.fromkeys(rate.moment for rate in asked):
        counts = {
            f"{rate.key}_{part}": Count("pk", filter=rate.condition(part, now))
            for rate in asked
            if rate.moment == moment
            for part in (ALL, MET)
        }
        grouped = rows.filter(_within(moment, first, last)).order_by()
        if by == "month":
            grouped = grouped.annotate(month=TruncMonth(moment, tzinfo=LOCAL_TIME))
        for row in grouped.values(by).annotate(**counts):
            key = _day(row.pop(by))
            found[key] = {**found.get(key, {}), **row}
    return found


def _day(key: Any) -> Any:
    found: date = key.date() if isinstance(key, datetime) else key
    return found


def _within(moment: str, first: Period, last: Period) -> Q:
    return Q(**{f"{moment}__gte": first.bounds()[0], f"{moment}__lt": last.bounds()[1]})
