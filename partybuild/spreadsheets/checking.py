"""Checking rows one by one and against each other: doubts, empty cells, repetitions."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from partybuild.spreadsheets.cleaning import Cleaned, Doubt, name
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.ledger import Column, Ledger
from partybuild.spreadsheets.names import loose
from partybuild.spreadsheets.outcome import Duplicate
from partybuild.spreadsheets.text import folded, plain

_LARGE = 10_000
_OWN_UNIT = re.compile(r"[千万亿元]")


def clean(ledger: Ledger, draft: Draft) -> None:
    """Read each cell by the cleaner of its column; one doubt keeps the row, not the reading."""
    others: dict[str, Any] = {}
    for column in ledger.columns:
        if column.key not in draft.titles:
            draft.values.setdefault(column.key, None)
            continue
        try:
            value = column.clean(draft.cells[column.key])
        except Doubt as doubt:
            draft.values[column.key] = None
            draft.hold(column.key, doubt.reason, doubt.message, doubt.suggestion)
            continue
        if isinstance(value, Cleaned):
            draft.notes += [(column.key, note) for note in value.notes]
            others |= value.others
            value = value.value
        draft.values[column.key] = _in_yuan(draft, column, value)
    for key, value in others.items():
        if draft.values.get(key) is None:
            draft.values[key] = value


def _in_yuan(draft: Draft, column: Column, value: Any) -> Any:
    """A sum from a column in 万元, unless its cell has a unit of its own."""
    is_large = column.key in draft.large_sums and isinstance(value, int | Decimal)
    if not is_large or _OWN_UNIT.search(plain(draft.cells[column.key])):
        return value
    yuan = value * _LARGE
    return int(yuan) if yuan == int(yuan) else yuan


def fill_by_sheet(work: Work, names: Sequence[str]) -> None:
    """One sheet for each community: the name of the sheet says what the rows leave out."""
    columns = [column for column in work.ledger.columns if column.by_sheet]
    if not columns or not any(loose(sheet).endswith(("社区", "村")) for sheet in names):
        return
    for draft in work.drafts:
        for column in columns:
            if not draft.values[column.key] and not plain(draft.cells.get(column.key)):
                value = column.clean(draft.sheet)
                draft.values[column.key] = value.value if isinstance(value, Cleaned) else value


def require_values(ledger: Ledger, draft: Draft) -> None:
    """Hold a row in which a column that cannot be done without is empty."""
    for column in ledger.columns:
        is_asked = column.missing and (column.key in draft.titles or column.by_sheet)
        is_given = draft.values[column.key] not in (None, "", [])
        if not is_asked or is_given or (column.key, "vacant") in draft.notes:
            continue
        if not draft.has_problem(column.key):
            draft.hold(column.key, column.missing, _("This cell must not be empty: fill it in."))
    order = [column.key for column in ledger.columns]
    draft.problems.sort(key=lambda problem: order.index(problem.key))


def set_duplicates_aside(work: Work) -> list[Duplicate]:
    """Take out the rows that say again what an earlier row said."""
    compared = [c for c in work.ledger.columns if c.key in work.keys and not c.is_aside]
    first: dict[tuple, Draft] = {}
    duplicates = []
    for draft in work.drafts:
        told = tuple(_comparable(draft, column) for column in compared)
        earlier = first.setdefault(told, draft)
        if earlier is not draft:
            duplicates.append(Duplicate(draft.number, draft.sheet, earlier.number))
    kept = {id(draft) for draft in first.values()}
    work.drafts = [draft for draft in work.drafts if id(draft) in kept]
    return duplicates


def _comparable(draft: Draft, column: Column) -> Any:
    """What a cell says, whichever way it is written; a cell in doubt says its own words."""
    value = draft.values[column.key]
    if draft.has_problem(column.key):
        return folded(plain(draft.cells.get(column.key)))
    if isinstance(value, str):
        value = loose(value) if column.clean is name else folded(value)
        return value.lstrip("0") if value.isdigit() else value
    return tuple(value) if isinstance(value, list) else value


def hold_near_duplicates(work: Work) -> None:
    """Hold a row that speaks of the same thing as an earlier row and says something else of it."""
    first: dict[tuple, Draft] = {}
    for draft in work.drafts:
        if not draft.is_good:
            continue
        for keys in work.ledger.identities:
            told = tuple(_identity(draft.values.get(key)) for key in keys)
            if None in told:
                continue
            earlier = first.setdefault((keys, *told), draft)
            if earlier is not draft and draft.is_good:
                draft.hold(keys[0], "near_duplicate", near_duplicate(earlier))


def near_duplicate(earlier: Draft) -> str:
    """What to say of a row that speaks of the same thing as an earlier one."""
    message = _("Row %(row)s speaks of the same thing differently: keep one of the two.")
    return message % {"row": earlier.number}


def _identity(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value) or None
    return loose(value) if isinstance(value, str) else value
