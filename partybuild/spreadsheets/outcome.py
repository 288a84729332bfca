"""What reading a ledger comes to: good rows, held rows, repeated rows, and things to tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from partybuild.partial_dates import PartialDate
from partybuild.spreadsheets.names import Known
from partybuild.spreadsheets.text import Cell

# The meaning of a header that somebody said has none.
IGNORED = "-"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is held: the column, what was found there, and what to do about it.

    ``column`` is the header as this office wrote it; ``key`` is our name for the column.
    """

    key: str
    column: str
    found: str
    reason: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be imported. ``number`` is its number in the sheet.

    ``links`` are the known bodies behind the names in the values; ``notes`` tell by column what
    a value does not say (a second phone, a vacancy); ``cells`` are the row as it was written.
    """

    number: int
    sheet: str
    values: Mapping[str, Any]
    cells: tuple[Cell, ...]
    links: Mapping[str, tuple[Known, ...]]
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A row that must not be imported until someone decides; the first problem is the gravest."""

    number: int
    sheet: str
    name: str | None
    problems: tuple[Problem, ...]
    cells: tuple[Cell, ...]

    @property
    def reason(self) -> str:
        return self.problems[0].reason

    def sentences(self) -> list[str]:
        """One sentence for each problem: where, what stands there, and what to do."""
        return [
            _("Row %(row)s, column “%(column)s”, “%(found)s”: %(message)s")
            % {
                "row": self.number,
                "column": problem.column,
                "found": problem.found,
                "message": problem.message,
            }
            for problem in self.problems
        ]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that repeats an earlier one; it is skipped and counted."""

    number: int
    sheet: str
    first: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell that keeps no row back; ``row`` 0 speaks of the whole sheet or file."""

    code: str
    message: str
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """One header as written, and the column it was read as: empty when it was not."""

    title: str
    key: str
    is_private: bool = False
    is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in a ledger, in the order of the file."""

    kind: str
    rows: tuple[Row, ...] = ()
    held: tuple[Held, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    dropped_columns: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    missing: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    sheets: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    is_numbered: bool = False

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Headers that nobody has given a meaning yet."""
        return tuple(h.title for h in self.headings if not h.key and not h.is_private)

    def as_json(self) -> dict[str, Any]:
        """The public columns in plain words, as a clerk would list them."""
        several = len(self.sheets) > 1
        return {
            "kind": self.kind,
            "rows": [
                ({} if self.is_numbered else self._place(row, several))
                | {key: as_plain(row.values[key]) for key in self.public if key in row.values}
                for row in self.rows
            ],
            "held": [
                self._place(held, several) | {"reason": held.reason, "name": held.name}
                for held in self.held
            ],
            "duplicates": len(self.duplicates),
            "dropped_columns": list(self.dropped_columns),
        }

    @staticmethod
    def _place(found: Row | Held, several: bool) -> dict[str, Any]:
        place: dict[str, Any] = {"row": found.number}
        return place | {"sheet": found.sheet} if several else place


def as_plain(value: Any) -> Any:
    """A value in the few types that JSON knows."""
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list | tuple):
        return [as_plain(part) for part in value]
    return value
