"""Names in a row that must be known: organisations, communities, partner units, grids."""

from typing import Any

from django.utils.translation import gettext as _

from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.ledger import Column
from partybuild.spreadsheets.names import Known, NameIndex, Register


def resolve(work: Work) -> None:
    """Put the known body behind each name, and hold the rows that name nobody."""
    if work.directory is None:
        return
    indexes: dict[Register, NameIndex | None] = {}
    for column in work.ledger.columns:
        if column.refers is None or column.key not in work.keys | _by_sheet(work):
            continue
        for register in column.refers.registers:
            if register not in indexes:
                entries = work.known(register)
                indexes[register] = (
                    NameIndex(entries, is_nested=register is Register.GRIDS) if entries else None
                )
        found = [index for register in column.refers.registers if (index := indexes[register])]
        if not found and column.refers.is_optional:
            _notice_unchecked(work, column)
            continue
        for draft in work.drafts:
            _resolve_cell(draft, column, found)


def _by_sheet(work: Work) -> frozenset[str]:
    return frozenset(column.key for column in work.ledger.columns if column.by_sheet)


def _resolve_cell(draft: Draft, column: Column, indexes: list[NameIndex]) -> None:
    value = draft.values.get(column.key)
    if not value or column.refers is None:
        return
    known: list[Known] = []
    for name in value if isinstance(value, list) else [value]:
        found = next((hits for index in indexes if (hits := index.find(name))), [])
        if len(found) != 1:
            _hold_name(draft, column, name, found, indexes)
            return
        known.append(found[0])
    draft.links[column.key] = tuple(known)
    names = [entry.name for entry in known]
    draft.values[column.key] = names if isinstance(value, list) else names[0]


def _hold_name(
    draft: Draft, column: Column, name: str, found: list[Known], indexes: list[NameIndex]
) -> None:
    if found:
        names = "、".join(_told(entry) for entry in found[:5])
        message = _("“%(name)s” can mean %(names)s: write the full name.")
        draft.hold(column.key, "ambiguous_unit", message % {"name": name, "names": names})
        return
    similar = next((word for index in indexes if (word := index.similar(name))), "")
    message = _("“%(name)s” is not known here: correct the name, or enter it first.")
    reason = column.refers.reason if column.refers else ""
    draft.hold(column.key, reason, message % {"name": name}, similar)


def _told(entry: Known) -> str:
    return f"{entry.name}（{entry.code}）" if entry.code else entry.name


def _notice_unchecked(work: Work, column: Column) -> None:
    named: list[Any] = [draft for draft in work.drafts if draft.values.get(column.key)]
    if named:
        message = _("The names in “%(column)s” could not be checked: nothing is entered yet.")
        title = named[0].titles.get(column.key, column.header)
        work.notice("not_checked", message % {"column": title}, named[0], column.key)
