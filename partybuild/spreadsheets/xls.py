"""Reading .xls and the .et files of WPS, with merged areas, hidden rows and strike-through."""

import io
import struct
from datetime import date
from typing import Any

import xlrd

from partybuild.spreadsheets.formats import Shown, as_shown, shown
from partybuild.spreadsheets.sheets import Area, Sheet, require_size, trimmed
from partybuild.spreadsheets.text import EXACT, Cell

_DAY_ZERO = (date(1899, 12, 30), date(1904, 1, 1))
BROKEN = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    AssertionError,
    IndexError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    EOFError,
)


def sheets_of(content: bytes) -> list[Sheet]:
    """The worksheets of the file; raises one of BROKEN when it is damaged or encrypted."""
    book = xlrd.open_workbook(
        file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
    )
    return [_sheet(book, found) for found in book.sheets()]


def _sheet(book: Any, found: Any) -> Sheet:
    require_size(found.name, found.nrows, found.ncols)
    rows, struck = [], set()
    for number in range(found.nrows):
        cells = []
        for column, cell in enumerate(found.row(number)):
            style = book.xf_list[cell.xf_index]
            if cell.ctype != xlrd.XL_CELL_EMPTY and book.font_list[style.font_index].struck_out:
                struck.add((number, column))
            cells.append(_cell(book, cell, style))
        rows.append(cells)
    return Sheet(
        name=found.name,
        rows=trimmed(rows),
        merged=tuple(
            sorted(
                Area(top, left, bottom - 1, right - 1)
                for top, bottom, left, right in found.merged_cells
            )
        ),
        is_hidden=bool(found.visibility),
        hidden_rows=frozenset(number for number, row in found.rowinfo_map.items() if row.hidden),
        struck=frozenset(struck),
    )


def _cell(book: Any, cell: Any, style: Any) -> Cell:
    if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return None
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#VALUE!"))
    return _number(book, cell, style)


def _number(book: Any, cell: Any, style: Any) -> Cell:
    value = cell.value
    number_format = book.format_map[style.format_key]
    look = shown(number_format.format_key, number_format.format_str)
    if instead := as_shown(value, look, day_zero=_DAY_ZERO[book.datemode]):
        return instead
    if cell.ctype == xlrd.XL_CELL_DATE and look[0] is Shown.AS_IT_IS:
        return _date(value, book.datemode)
    return int(value) if float(value).is_integer() and abs(value) < EXACT else float(value)


def _date(value: float, datemode: int) -> Cell:
    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return value
    if value < 1:
        return str(moment.time().isoformat())
    text = str(moment.isoformat(" "))
    return text.removesuffix(" 00:00:00")
