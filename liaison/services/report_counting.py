"""Filling the drafts of a month from the records, many communities at once (R-265)."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from liaison.models import ReportFigure, ReportReturn
from liaison.selectors.report_items import counts_of, items_of
from orgs.selectors.figures import Homes
from partybuild.periods import Period

BATCH = 2_000


@transaction.atomic
def count_returns(returns: Sequence[ReportReturn]) -> None:
    """Count every figure of these returns from the records, with one query for each figure.

    What was added from outside the records, and what was typed, stays as it is.
    """
    by_month: dict[Period, list[ReportReturn]] = defaultdict(list)
    for each in returns:
        by_month[each.period].append(each)
    for month, rows in by_month.items():
        _count_month(month, rows)
    now = timezone.now()
    ReportReturn.objects.filter(pk__in=[each.pk for each in returns]).update(counted_at=now)
    for each in returns:
        each.counted_at = now


def _count_month(month: Period, returns: Sequence[ReportReturn]) -> None:
    items = items_of(each.round.definition_id for each in returns)
    homes = Homes([each.community for each in returns])
    counts = counts_of((item.key for asked in items.values() for item in asked), homes, month)
    kept = {
        (figure.report_id, figure.item_id): figure
        for figure in ReportFigure.objects.filter(report__in=[each.pk for each in returns])
    }
    new, changed = [], []
    for report in returns:
        for item in items[report.round.definition_id]:
            known = counts.get(item.key)
            counted = None if known is None else known.get(report.community_id, 0)
            figure = kept.get((report.pk, item.pk))
            if figure is None:
                new.append(ReportFigure(report=report, item=item, counted=counted))
            elif figure.counted != counted and item.key:
                figure.counted = counted
                changed.append(figure)
    ReportFigure.objects.bulk_create(new, batch_size=BATCH)
    ReportFigure.objects.bulk_update(changed, ["counted"], batch_size=BATCH)
