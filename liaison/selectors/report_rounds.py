"""What the office sees of a round: who has not filed, the sums, and where rows differ (SM-13)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from liaison.models import Correction, ReportFigure, ReportItem, ReportReturn, ReportRound
from liaison.report_enums import FILED_STATES, SETTLED_STATES, UNFILED_STATES
from liaison.selectors.report_items import counts_of
from liaison.selectors.reports import prefilled_share, rates_of
from orgs.models import Org
from orgs.selectors.figures import Homes
from partybuild.periods import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a round is, in numbers."""

    total: int
    filed: int
    settled: int
    missing: list[ReportReturn]
    share: Decimal | None


@dataclass(slots=True)
class Sum:
    """One item added up over communities, with each community's own number."""

    item: ReportItem
    by_community: dict[int, int] = field(default_factory=dict)
    added: int = 0

    @property
    def label(self) -> Any:
        return self.item.label

    @property
    def unit(self) -> Any:
        return self.item.unit

    @property
    def total(self) -> int:
        return sum(self.by_community.values())

    def over(self, communities: Iterable[Org]) -> int:
        """The sum of these communities."""
        return sum(self.by_community.get(each.pk, 0) for each in communities)


@dataclass(frozen=True, slots=True)
class RollUp:
    """Reports added up: each item, each community, and the branch of the tree between them."""

    period: Period
    communities: list[Org]
    sums: list[Sum]
    unfiled: list[Org]

    @property
    def rates(self) -> tuple[tuple[Any, Decimal], ...]:
        return rates_of({each.item.key: each.total for each in self.sums})

    @property
    def lines(self) -> list[tuple[Sum, list[int | None]]]:
        """Each item with the number of every community."""
        return [
            (one, [one.by_community.get(each.pk) for each in self.communities]) for one in self.sums
        ]

    @property
    def groups(self) -> list[tuple[Org | None, str]]:
        """The sums below each superior of communities, in words, where there are several."""
        found: dict[Org | None, list[Org]] = defaultdict(list)
        for each in self.communities:
            found[each.parent].append(each)
        if len(found) < 2:  # noqa: PLR2004 - one superior has the sum of all
            return []
        return [
            (
                superior,
                "; ".join(f"{one.label} {one.over(below)}" for one in self.sums),
            )
            for superior, below in found.items()
        ]


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that was reported, and what the records say today."""

    community: Org
    item: ReportItem
    reported: int
    recorded: int
    report: ReportReturn


def standing_of(report_round: ReportRound) -> Standing:
    """How many have filed, how many were received, and who has not filed."""
    returns = list(report_round.returns.for_list())
    figures = ReportFigure.objects.filter(report__round=report_round)
    return Standing(
        total=len(returns),
        filed=sum(each.state in FILED_STATES for each in returns),
        settled=sum(each.state in SETTLED_STATES for each in returns),
        missing=[each for each in returns if each.state in UNFILED_STATES],
        share=prefilled_share(figures),
    )


def roll_up(street: Org, period: Period, *, since: Period | None = None) -> RollUp:
    """The filed reports of a month, quarter or year added up; each counts for its own month.

    ``since`` begins earlier, with another month.

    What stands at the end of a month is taken from the last one that was filed.
    """
    asked = period.split(PeriodKind.MONTH)
    months = [each.first_day for each in (since or asked[0]).until(asked[-1])]
    returns = ReportReturn.objects.filter(
        round__street=street, round__starts_on__in=months
    ).select_related("community__parent", "round")
    filed = [each for each in returns.order_by("round__starts_on") if each.state in FILED_STATES]
    figures = (
        ReportFigure.objects.filter(report__in=[each.pk for each in filed])
        .select_related("item__section", "report__round")
        .order_by("report__round__starts_on", "item__section__position", "item__position", "pk")
    )
    sums: dict[str, Sum] = {}
    for figure in figures:
        _add(sums, figure)
    communities = {each.community_id: each.community for each in returns}
    told = {each.community_id for each in filed}
    ordered = sorted(communities.values(), key=lambda each: each.code)
    return RollUp(
        period, ordered, _in_order(sums.values()), [each for each in ordered if each.pk not in told]
    )


def differences_of(report_round: ReportRound) -> list[Difference]:
    """The rows where a filed report and the records of today differ, additions apart."""
    returns = [each for each in report_round.returns.for_list() if each.state in FILED_STATES]
    if not returns or report_round.is_history:
        return []
    figures = list(
        ReportFigure.objects.filter(report__in=returns, counted__isnull=False).select_related(
            "item"
        )
    )
    homes = Homes([each.community for each in returns])
    flows = [each for each in figures if not each.item.stands]
    counts = counts_of((each.item.key for each in flows), homes, report_round.period)
    by_pk = {each.pk: each for each in returns}
    found = []
    for figure in flows:
        report = by_pk[figure.report_id]
        recorded = counts.get(figure.item.key, {}).get(report.community_id, 0)
        reported = figure.counted or 0
        if recorded != reported:
            found.append(Difference(report.community, figure.item, reported, recorded, report))
    return found


def corrections_in(report_round: ReportRound) -> Sequence[Correction]:
    rows = Correction.objects.filter(report__round=report_round)
    return list(rows.select_related("report__community", "report__round", "corrected_by"))


def _add(sums: dict[str, Sum], figure: ReportFigure) -> None:
    if figure.value is None:
        return
    one = sums.setdefault(figure.item.identity, Sum(figure.item))
    before = 0 if figure.item.stands else one.by_community.get(figure.report.community_id, 0)
    one.by_community[figure.report.community_id] = before + figure.value
    one.added += figure.added


def _in_order(sums: Iterable[Sum]) -> list[Sum]:
    return sorted(sums, key=lambda each: (each.item.section.position, each.item.position))
