"""The rates of cases of this month on the dashboards, each with its last half year (R-096)."""

from datetime import date
from functools import partial
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.selectors.case_rates import (
    ALL,
    MET,
    RATE_OF,
    Rate,
    RateFigure,
    condition_of,
    rates_over_time,
    trends_over,
)
from grids.selectors.tiles import WORKS_IN_GRIDS, cases_within
from orgs.selectors.tiles import Block, Line, Measure, Place, Tile, register_tiles, rows_url
from partybuild.periods import Period, PeriodKind
from partybuild.suppression import suppressed
from partybuild.trends import Trend

SHOWN: Final = tuple(RATE_OF[key] for key in ("response", "solved", "satisfied"))
MONTHS_BEFORE: Final = 5


def _this_month(rate: Rate, part: str, today: date) -> Q:
    return condition_of(rate, Period.of(today, PeriodKind.MONTH), part, timezone.now())


def _lines(place: Place) -> list[Line]:
    month = Period.of(timezone.localdate(), PeriodKind.MONTH)
    rows = cases_within(place.reach)
    past = rates_over_time(rows, month.later(-MONTHS_BEFORE), month, asked=SHOWN)
    return [
        _line(place, figure, drawn)
        for figure, drawn in zip(past[-1].figures, trends_over(past), strict=True)
    ]


def _line(place: Place, figure: RateFigure, drawn: Trend) -> Line:
    key = figure.rate.key
    if not figure.is_told:
        hidden = str(suppressed(figure.of)) if figure.of else "—"
        return Line(key, str(figure.rate.label), None, "", hidden=hidden, trend=drawn)
    return Line(
        key=key,
        label=str(figure.rate.label),
        count=figure.met,
        url=rows_url(TILE, TILE.measure(f"{key}_{MET}"), place.owner),
        of=figure.of,
        all_url=rows_url(TILE, TILE.measure(f"{key}_{ALL}"), place.owner),
        share=figure.share,
        trend=drawn,
    )


def _named(rate: Rate, part: str) -> Any:
    return rate.label if part == MET else rate.formula


TILE: Final = Tile(
    key="case-rates-month",
    title=_("Cases: the three rates of this month"),
    block=Block.FIGURES,
    rows=cases_within,
    listing="cases",
    page=lambda _place: reverse("grids:case-rates"),
    roles=WORKS_IN_GRIDS,
    measures=tuple(
        Measure(f"{rate.key}_{part}", _named(rate, part), partial(_this_month, rate, part))
        for rate in SHOWN
        for part in (MET, ALL)
    ),
    lines=_lines,
)


def register() -> None:
    """Make the tile of the rates known."""
    register_tiles(TILE)
