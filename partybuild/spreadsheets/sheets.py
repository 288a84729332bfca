"""A sheet as it was written: cells, merged areas, and what its owner hid or struck out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

from django.utils.translation import gettext as _

from partybuild.errors import RuleViolation
from partybuild.spreadsheets.text import Cell, plain


class UnreadableFile(RuleViolation):
    """The file is not a spreadsheet that can be read; the words say what to do about it."""

    code = "unreadable_file"

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message, field="file")
        self.reason = reason


class Area(NamedTuple):
    """Merged cells, both corners included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows and columns are counted from 0 here and from 1 in everything people read."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Area, ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def without(self, columns: Iterable[int], *, keep_rows: Iterable[int] = ()) -> Self:
        """The sheet with these columns emptied, but for the rows of the header."""
        gone, kept = frozenset(columns), frozenset(keep_rows)
        if not gone:
            return self
        rows = tuple(
            cells
            if number in kept
            else tuple(None if place in gone else cell for place, cell in enumerate(cells))
            for number, cells in enumerate(self.rows)
        )
        return replace(self, rows=rows)

    def as_json(self) -> dict[str, Any]:
        """The sheet in a form that can be stored and read again to the same result."""
        return {
            "name": self.name,
            "rows": [list(cells) for cells in self.rows],
            "merged": [list(area) for area in self.merged],
            "is_hidden": self.is_hidden,
            "hidden_rows": sorted(self.hidden_rows),
            "struck": [list(place) for place in sorted(self.struck)],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            name=stored["name"],
            rows=tuple(tuple(cells) for cells in stored["rows"]),
            merged=tuple(Area(*area) for area in stored["merged"]),
            is_hidden=stored["is_hidden"],
            hidden_rows=frozenset(stored["hidden_rows"]),
            struck=frozenset((row, column) for row, column in stored["struck"]),
        )


def trimmed(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows without the empty cells at their ends and without the empty rows at the bottom."""
    kept = []
    for cells in rows:
        cut = list(cells)
        while cut and (cut[-1] is None or cut[-1] == ""):
            cut.pop()
        kept.append(tuple(None if cell == "" else cell for cell in cut))
    while kept and not any(plain(cell) for cell in kept[-1]):
        kept.pop()
    return tuple(kept)


# Far above any ledger of a sub-district, far below what would exhaust a small machine.
MOST_ROWS = 50_000
MOST_COLUMNS = 400


def require_size(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet that would take up the machine, most often because of one stray cell."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise UnreadableFile(
            "too_large",
            _(
                "The sheet “%(name)s” reaches to row %(rows)s and column %(columns)s: "
                "delete the empty rows and columns beside the table, or divide it."
            )
            % {"name": name, "rows": rows, "columns": columns},
        )
