"""The rows of a ledger while they are being read: values, doubts and the company they stand in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from partybuild.spreadsheets.ledger import Ledger
from partybuild.spreadsheets.names import Directory, Known, Register, entries_of
from partybuild.spreadsheets.outcome import Notice, Problem
from partybuild.spreadsheets.text import Cell, plain


@dataclass(slots=True)
class Draft:
    """One row on its way from cells to values.

    ``large_sums`` are the columns whose figures the file counts in 万元.
    """

    sheet: str
    number: int
    titles: Mapping[str, str]
    cells: dict[str, Cell]
    written: tuple[Cell, ...]
    values: dict[str, Any] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    links: dict[str, tuple[Known, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    called: str | None = None
    large_sums: frozenset[str] = frozenset()

    @property
    def is_good(self) -> bool:
        return not self.problems

    def has_problem(self, key: str) -> bool:
        return any(problem.key == key for problem in self.problems)

    def hold(self, key: str, reason: str, message: str, suggestion: str = "") -> None:
        """Keep the row back until somebody decides."""
        title = self.titles.get(key, "")
        found = plain(self.cells.get(key))
        self.problems.append(Problem(key, title, found, reason, message, suggestion))


@dataclass(slots=True)
class Work:
    """A ledger being read: its rows, the columns the file has, and what is known already."""

    ledger: Ledger
    drafts: list[Draft]
    keys: frozenset[str]
    directory: Directory | None
    notices: list[Notice] = field(default_factory=list)

    def good(self) -> Iterable[Draft]:
        return (draft for draft in self.drafts if draft.is_good)

    def known(self, register: Register) -> list[Known]:
        return entries_of(self.directory, register) if self.directory else []

    def notice(self, code: str, message: str, draft: Draft | None = None, key: str = "") -> None:
        """Tell something that keeps no row back."""
        if draft is None:
            self.notices.append(Notice(code, message))
        else:
            title = draft.titles.get(key, "")
            self.notices.append(Notice(code, message, draft.sheet, draft.number, title))
