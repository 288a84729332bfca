"""Spreadsheets that the import centre gives out: empty ledgers, and the rows that were held."""

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from orgs.imports.centre import sheets_of
from orgs.imports.registry import LedgerImport, ledger_import
from orgs.models import ImportRun
from partybuild.spreadsheets import Column, Ledger, Sheet
from partybuild.spreadsheets.header import Header, find_header, likely_header
from partybuild.spreadsheets.text import Cell

# A spreadsheet takes the zeros from the front of codes and the last figures from telephones.
AS_TEXT = ("code", "phone", "number")
WIDTH, REASON_WIDTH = 16, 60
LONGEST_SHEET_NAME = 31


def template_of(taken: LedgerImport) -> bytes:
    """An empty ledger with the columns that the portal has a place for, in our own wording."""
    columns = template_columns(taken)

    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F2F2F2"})
        as_text = book.add_format({"num_format": "@"})
        for place, column in enumerate(columns):
            sheet.set_column(place, place, WIDTH, as_text if is_text(column) else None)
            sheet.write_string(0, place, column.header, bold)
        sheet.freeze_panes(1, 0)

    return _book(write)


def template_columns(taken: LedgerImport) -> list[Column]:
    """Of two ways to keep a ledger, the one with a row for each thing and its own name."""
    ledger = taken.ledger
    layout = next(keys for keys in reversed(ledger.layouts()) if ledger.names in keys)
    return [column for column in ledger.columns if column.key in layout & taken.kept]


def is_text(column: Column) -> bool:
    return column.is_verbatim or any(word in column.key for word in AS_TEXT)


def held_rows_of(run: ImportRun) -> bytes:
    """The rows that were held, as they were written, with the reason and what to do beside each.

    Private columns are not in it. Nothing in it is a formula, whatever a cell begins with.
    """
    ledger = ledger_import(run.kind).ledger
    held: dict[str, dict[int, Mapping[str, Any]]] = {}
    for row in run.report.get("held", ()):
        held.setdefault(row["sheet"], {})[row["row"]] = row

    def write(book: Any) -> None:
        names: set[str] = set()
        for sheet in sheets_of(run):
            if sheet.name in held:
                target = book.add_worksheet(_free_name(sheet.name, names))
                _HeldSheet(book, target, sheet, _header(sheet, ledger, run)).write(held[sheet.name])
        if not names:
            book.add_worksheet()

    return _book(write)


class _HeldSheet:
    """One sheet of the original, reduced to its header and the rows that were held."""

    def __init__(self, book: Any, target: Any, sheet: Sheet, header: Header | None) -> None:
        self.target, self.sheet, self.header = target, sheet, header
        private = header.private if header else frozenset()
        self.places = [place for place in range(sheet.width) if place not in private]
        self.bold = book.add_format({"bold": True, "bottom": 1, "valign": "vcenter"})
        self.wrong = book.add_format({"text_wrap": True, "font_color": "#9C0006"})

    def write(self, held: Mapping[int, Mapping[str, Any]]) -> None:
        width, lines = len(self.places), self.header.rows if self.header else range(0)
        for line, number in enumerate(lines):
            self._cells(line, number, self.bold)
        self._merge_header(lines)
        last = max(len(lines) - 1, 0)
        for place, title in enumerate((_("reason it was held"), _("what to do"))):
            self.target.write_string(last, width + place, title, self.bold)
        self.target.set_column(0, width - 1, WIDTH)
        self.target.set_column(width, width + 1, REASON_WIDTH)
        self.target.freeze_panes(last + 1, 0)
        for line, number in enumerate(sorted(held), start=last + 1):
            self._cells(line, number - 1, None)
            problems = held[number]["problems"]
            self._told(line, width, (_reason(problem) for problem in problems))
            self._told(line, width + 1, (problem["suggestion"] for problem in problems))

    def _cells(self, line: int, row: int, style: Any) -> None:
        for place, column in enumerate(self.places):
            _write(self.target, line, place, self._filled(row, column), style)

    def _filled(self, row: int, column: int) -> Cell:
        """The cell; below the first of merged cells what all of them say."""
        cell = self.sheet.cell(row, column)
        if cell is None:
            for area in self.sheet.merged:
                if area.left == column and area.top < row <= area.bottom:
                    return self.sheet.cell(area.top, column)
        return cell

    def _merge_header(self, lines: range) -> None:
        for area in self.sheet.merged:
            kept = [n for n, place in enumerate(self.places) if area.left <= place <= area.right]
            is_wide = len(kept) > 1 or (kept and area.bottom > area.top)
            if is_wide and area.top in lines and area.bottom in lines:
                top, bottom = area.top - lines.start, area.bottom - lines.start
                said = self.sheet.cell(area.top, area.left)
                self.target.merge_range(top, kept[0], bottom, kept[-1], str(said or ""), self.bold)

    def _told(self, line: int, place: int, words: Iterable[str]) -> None:
        told = "\n".join(dict.fromkeys(filter(None, words)))
        self.target.write_string(line, place, told, self.wrong)


def _reason(problem: Mapping[str, Any]) -> str:
    return f"{problem['column']}：{problem['message']}" if problem["column"] else problem["message"]


def _header(sheet: Sheet, ledger: Ledger, run: ImportRun) -> Header | None:
    return find_header(sheet, ledger, run.mapping or None) or likely_header(sheet, ledger)


def _write(target: Any, line: int, place: int, cell: Cell, style: Any) -> None:
    if cell is None:
        if style:
            target.write_blank(line, place, None, style)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        target.write_number(line, place, cell, style)
    else:
        target.write_string(line, place, str(cell), style)


def _free_name(name: str, names: set[str]) -> str:
    """A name that a sheet can bear: without the signs that are forbidden, and only once."""
    bare = "".join(" " if sign in "[]:*?/\\'" else sign for sign in name).strip() or "Sheet"
    free, number = bare[:LONGEST_SHEET_NAME], 2
    while free.casefold() in names:
        free, number = f"{bare[: LONGEST_SHEET_NAME - 4]} {number}", number + 1
    names.add(free.casefold())
    return free


def _book(write: Callable[[Any], None]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    write(book)
    book.close()
    return target.getvalue()
