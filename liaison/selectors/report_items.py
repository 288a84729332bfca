"""The items of a report, and what the records say of them for many communities at once."""

from collections import defaultdict
from collections.abc import Iterable

from liaison.models import ReportItem
from orgs.selectors.figures import Homes, PeriodFigure, counted_for, period_figures
from partybuild.periods import Period


def items_of(definitions: Iterable[int]) -> dict[int, list[ReportItem]]:
    """The items that each definition asks, in their order, by the definition's key."""
    rows = ReportItem.objects.filter(section__definition__in=set(definitions))
    found: dict[int, list[ReportItem]] = defaultdict(list)
    for item in rows.select_related("section").order_by("section__position", "position", "pk"):
        found[item.section.definition_id].append(item)
    return found


def counts_of(keys: Iterable[str], homes: Homes, period: Period) -> dict[str, dict[int, int]]:
    """Each of these figures for every community; one that nobody declares is left out."""
    declared = {each.key: each for each in period_figures()}
    asked: list[PeriodFigure] = [declared[key] for key in sorted(set(keys)) if key in declared]
    return {each.key: counted_for(each, homes, period) for each in asked}
