"""Comparing the totals somebody wrote with the rows above them."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _

from partybuild.spreadsheets.cleaning import Cleaned, Doubt
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.ledger import Column
from partybuild.spreadsheets.lines import Line
from partybuild.spreadsheets.outcome import Notice
from partybuild.spreadsheets.tables import Table, Total


def check_totals(work: Work, tables: Sequence[Table]) -> None:
    """Tell where a total does not agree with its rows; a repeated row is counted once."""
    kept = frozenset(id(draft) for draft in work.drafts)
    for table in tables:
        start = 0
        for total in table.totals:
            for column in work.ledger.columns:
                if column.has_total and column.key in total.cells:
                    _check(work, table, total, column, start, kept)
            start = total.above


def _check(
    work: Work, table: Table, total: Total, column: Column, start: int, kept: Collection[int]
) -> None:
    said = _said(column, total.cells[column.key])
    if said is None:
        return
    above = [draft for draft in table.drafts[: total.above] if id(draft) in kept]
    since = [draft for draft in table.drafts[start : total.above] if id(draft) in kept]
    counted = _sum(above, column.key)
    options = [counted, _sum(since, column.key)]
    if total.line is Line.TOTAL and table.totals[-1] is total:
        options.append(_sum(work.drafts, column.key))
    if None in options or said in options:
        return
    told = options[1] if total.line is Line.SUBTOTAL else counted
    title = table.titles[column.key]
    message = _("“%(column)s” is given as %(said)s, but the rows above add up to %(counted)s.")
    work.notices.append(
        Notice(
            "total_differs",
            message % {"column": title, "said": said, "counted": told},
            table.sheet.name,
            total.number,
            title,
        )
    )


def _said(column: Column, cell: Any) -> Any:
    try:
        value = column.clean(cell)
    except Doubt:
        return None
    return value.value if isinstance(value, Cleaned) else value


def _sum(drafts: Sequence[Draft], key: str) -> Any:
    """The sum of a column, or nothing where a row leaves it in doubt."""
    if any(draft.has_problem(key) for draft in drafts):
        return None
    return sum(draft.values.get(key) or 0 for draft in drafts)
