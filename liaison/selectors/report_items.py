"""The items of a report, and what the records say of them for many communities at once."""

from collections import defaultdict
from collections.abc import Iterable

from liaison.models import ReportItem
from orgs.selectors.figures import Homes, PeriodFigure, counted_for
from orgs.selectors.standing import StandingFigure, counted_standing, reported_figure
from partybuild.periods import Period


def items_of(definitions: Iterable[int]) -> dict[int, list[ReportItem]]:
    """The items that each definition asks, in their order, by the definition's key."""
    rows = ReportItem.objects.filter(section__definition__in=set(definitions))
    found: dict[int, list[ReportItem]] = defaultdict(list)
    for item in rows.select_related("section").order_by("section__position", "position", "pk"):
        found[item.section.definition_id].append(item)
    return found


def counts_of(keys: Iterable[str], homes: Homes, period: Period) -> dict[str, dict[int, int]]:
    """Each of these figures for every community; one that nobody declares is left out.

    Standards are counted as they stand now, whatever the period.
    """
    asked = [figure for key in sorted(set(keys)) if (figure := _declared(key))]
    found = {
        each.key: counted_for(each, homes, period)
        for each in asked
        if isinstance(each, PeriodFigure)
    }
    if standing := [each for each in asked if isinstance(each, StandingFigure)]:
        found |= {each.key: {} for each in standing}
        for community in homes.communities:
            for key, number in counted_standing(standing, community).items():
                found[key][community.pk] = number
    return found


def _declared(key: str) -> PeriodFigure | StandingFigure | None:
    try:
        return reported_figure(key)
    except KeyError:
        return None
