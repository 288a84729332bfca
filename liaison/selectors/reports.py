"""A monthly report as it is read: its lines with their rows, comparisons and checks (SM-13)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison.models import ReportFigure, ReportReturn
from liaison.selectors.report_items import counts_of, items_of
from orgs.models import Org
from orgs.selectors.figures import Homes, period_rates
from orgs.selectors.standing import StandingFigure
from partybuild.periods import Period, PeriodKind

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One number of a report, beside the same number a month and a year before."""

    figure: ReportFigure
    url: str
    last_month: int | None
    last_year: int | None
    remarks: tuple[str, ...] = ()

    @property
    def value(self) -> int | None:
        return self.figure.value

    @property
    def change(self) -> int | None:
        """How much more or less than last month."""
        if self.value is None or self.last_month is None:
            return None
        return self.value - self.last_month


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A section of the report with its lines and the rates worked out from them."""

    label: str
    lines: tuple[ReportLine, ...]
    rates: tuple[tuple[Any, Decimal], ...]


def parts_of(report: ReportReturn) -> list[ReportPart]:
    """The report section by section, in the order of its definition."""
    items = items_of([report.round.definition_id])[report.round.definition_id]
    kept = {figure.item_id: figure for figure in report.figures.select_related("item")}
    asked = [(item, kept[item.pk]) for item in items if item.pk in kept]
    month = report.period
    before = values_of(report.community, [month.previous(), month.later(-12)])
    remarks = checks_of(report, [figure for _item, figure in asked], before[month.previous()])
    parts: dict[str, list[ReportLine]] = {}
    for item, figure in asked:
        line = ReportLine(
            figure,
            rows_url(report, figure),
            before[month.previous()].get(item.identity),
            before[month.later(-12)].get(item.identity),
            tuple(remarks.get(item.pk, ())),
        )
        parts.setdefault(item.section.get_key_display(), []).append(line)
    return [
        ReportPart(
            label, tuple(lines), rates_of({line.figure.item.key: line.value for line in lines})
        )
        for label, lines in parts.items()
    ]


def values_of(community: Org, months: Sequence[Period]) -> dict[Period, dict[str, int]]:
    """What a community has filed for some months, by the identity of each item."""
    found: dict[Period, dict[str, int]] = {month: {} for month in months}
    figures = ReportFigure.objects.filter(
        report__community=community, report__round__starts_on__in=[m.first_day for m in months]
    )
    for figure in figures.select_related("item", "report__round"):
        if figure.value is not None:
            found[figure.report.period][figure.item.identity] = figure.value
    return found


def rows_url(report: ReportReturn, figure: ReportFigure) -> str:
    """The page of the rows that the records counted; empty for what was typed."""
    if figure.counted is None:
        return ""
    asked = figure.item.figure
    if isinstance(asked, StandingFigure):
        return asked.url(report.community)
    place = [report.community.public_id, figure.item.key, report.period]
    return reverse("orgs:figure-rows", args=place)


def rates_of(values: dict[str, int | None]) -> tuple[tuple[Any, Decimal], ...]:
    """The rates that can be worked out from these values; nothing is shared of nothing."""
    found = []
    for rate in period_rates():
        part, of = values.get(rate.part), values.get(rate.of)
        if part is not None and of:
            found.append((rate.label, round(WHOLE * part / of, 1)))
    return tuple(found)


def prefilled_share(figures: Iterable[ReportFigure]) -> Decimal | None:
    """How much of the figures the records alone give, in percent (OB-17 asks for 80)."""
    known = list(figures)
    alone = sum(each.counted is not None for each in known)
    return round(WHOLE * alone / len(known), 1) if known else None


def checks_of(
    report: ReportReturn, figures: Sequence[ReportFigure], last_month: dict[str, int]
) -> dict[int, list[str]]:
    """What a reader would ask about a figure, in words, by the figure's item."""
    found: dict[int, list[str]] = {}
    for figure in figures:
        for words in _of_one_month(figure, last_month):
            found.setdefault(figure.item_id, []).append(words)
    if not report.round.is_history:
        for item_pk, words in _of_the_month_before(report, figures):
            found.setdefault(item_pk, []).append(words)
    return found


def _of_one_month(figure: ReportFigure, last_month: dict[str, int]) -> Iterable[str]:
    before = last_month.get(figure.item.identity)
    if figure.value is None:
        yield _("Nothing is typed: type 0 if there was none.")
    elif figure.value == 0 and before:
        yield _("0 now, %(before)s last month.") % {"before": before}


def _of_the_month_before(
    report: ReportReturn, figures: Sequence[ReportFigure]
) -> Iterable[tuple[int, str]]:
    """Where the last month that was filed said less than the records say of it by now."""
    months = Period(PeriodKind.YEAR, report.period.year).split(PeriodKind.MONTH)
    earlier = months[: report.period.number - 1]
    told = values_of(report.community, earlier)
    filed = [month for month in earlier if told[month]]
    flows = [each for each in figures if each.counted is not None and not each.item.stands]
    if not filed or not flows:
        return
    month = filed[-1]
    counts = counts_of((each.item.key for each in flows), Homes([report.community]), month)
    for each in flows:
        now = counts.get(each.item.key, {}).get(report.community_id, 0)
        reported = told[month].get(each.item.key)
        if reported is not None and now > reported:
            yield (
                each.item_id,
                _("%(month)s was reported as %(reported)s; the records say %(now)s by now.")
                % {"month": month.label, "reported": reported, "now": now},
            )
