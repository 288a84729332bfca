"""From the sheets of a file to drafts: which sheets hold the ledger, and which lines are rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from partybuild.spreadsheets.drafts import Draft
from partybuild.spreadsheets.header import Header, find_header, likely_header
from partybuild.spreadsheets.ledger import Ledger
from partybuild.spreadsheets.lines import Line, Lines, is_filler
from partybuild.spreadsheets.privacy import screened, without_id_numbers
from partybuild.spreadsheets.sheets import Sheet
from partybuild.spreadsheets.text import Cell, plain, squeezed

_AS_ABOVE = frozenset({"同上", "〃", "″", "同前", "''", '"', "”"})
_LARGE_ABOVE = re.compile(r"单位[:：](人民币)?万元")
# A second sheet belongs to the ledger when it has most of the columns of the best one.
_ENOUGH_ALIKE = 0.6


@dataclass(slots=True)
class Total:
    """A line of totals: which rows stand above it, and what it says of each column."""

    line: Line
    number: int
    above: int
    cells: dict[str, Cell]


@dataclass(slots=True)
class Table:
    """One sheet with the header that was found in it, and the drafts of its rows."""

    sheet: Sheet
    header: Header
    titles: dict[str, str]
    drafts: list[Draft] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    carried: set[str] = field(default_factory=set)
    left_out: list[int] = field(default_factory=list)


def tables_of(
    ledger: Ledger, sheets: Iterable[Sheet], mapping: Mapping[str, str] | None = None
) -> list[tuple[Sheet, Header]]:
    """The sheets that hold this ledger, each with its header and without its private columns."""
    found = [
        (sheet, header)
        for sheet in sheets
        if (header := find_header(sheet, ledger, mapping)) and header.fits(ledger)
    ]
    most = max((len(header.columns) for _sheet, header in found), default=0)
    return [
        (_public(sheet, header, ledger), header)
        for sheet, header in found
        if len(header.columns) >= _ENOUGH_ALIKE * most
    ]


def sanitised(
    ledger: Ledger, sheets: Sequence[Sheet], mapping: Mapping[str, str] | None = None
) -> list[Sheet]:
    """The sheets that may be stored: those of this ledger, without private columns (D1–D7).

    Where no header is recognised, the likeliest sheet is kept for somebody to map.
    """
    found = [sheet for sheet, _header in tables_of(ledger, sheets, mapping)]
    if found:
        return found
    likely = [(s, header) for s in sheets if (header := likely_header(s, ledger, mapping))]
    likely.sort(key=lambda pair: -len(pair[1].columns))
    return [_public(sheet, header, ledger) for sheet, header in likely[:1]]


def _public(sheet: Sheet, header: Header, ledger: Ledger) -> Sheet:
    """The sheet without private columns, and without citizens' numbers in the others."""
    sheet = sheet.without(header.private, keep_rows=header.rows)
    verbatim = {
        place for place, key in header.keys.items() if key and ledger.column(key).is_verbatim
    }
    quoted = {place for place, key in header.keys.items() if key and ledger.column(key).is_screened}

    def public(place: int, cell: Cell) -> Cell:
        if place in verbatim:
            return cell
        return screened(cell) if place in quoted else without_id_numbers(cell)

    rows = tuple(
        tuple(public(place, cell) for place, cell in enumerate(cells)) for cells in sheet.rows
    )
    return replace(sheet, rows=rows)


def drafted(ledger: Ledger, sheet: Sheet, header: Header) -> Table:
    """The rows of one sheet as drafts, with merged cells and 同上 filled in."""
    titles = {key: header.titles[place].text for key, place in header.columns.items()}
    table = Table(sheet, header, titles)
    filled = _filled_down(ledger, sheet, header)
    open_columns = _open_columns(ledger, sheet, header)
    large = _in_ten_thousands(ledger, sheet, header)
    lines = Lines(sheet, header, header.columns.get(ledger.names))
    above: dict[str, Cell] = {}
    for row in range(header.bottom + 1, len(sheet.rows)):
        line = lines.judge(row)
        if line in {Line.TOTAL, Line.SUBTOTAL}:
            cells = {key: sheet.cell(row, place) for key, place in header.columns.items()}
            table.totals.append(Total(line, row + 1, len(table.drafts), cells))
        if line in {Line.NOTE, Line.SECTION}:
            table.left_out.append(row + 1)
        if line is not Line.ROW:
            continue
        own = {key: sheet.cell(row, place) for key, place in header.columns.items()}
        if is_filler([plain(cell) for cell in own.values()]):
            continue
        own |= {
            key: cell for key, place in header.columns.items() if (cell := filled.get((row, place)))
        }
        _fill_from_above(own, above, open_columns, table.carried)
        above |= {key: cell for key, cell in own.items() if plain(cell)}
        draft = Draft(sheet.name, row + 1, titles, own, sheet.rows[row], large_sums=large)
        table.drafts.append(draft)
    return table


def _in_ten_thousands(ledger: Ledger, sheet: Sheet, header: Header) -> frozenset[str]:
    """The columns of money that the header, or 单位:万元 above it, counts in 万元."""
    above = [squeezed(plain(cell)) for row in sheet.rows[: header.top] for cell in row]
    is_said_above = any(_LARGE_ABOVE.search(words) for words in above)
    found = set()
    for key, place in header.columns.items():
        title = header.titles[place]
        says = "万元" in squeezed(title.text) or "万元" in title.parts
        says_yuan = "元" in squeezed(title.text) or "元" in title.parts
        if ledger.column(key).is_money and (says or (is_said_above and not says_yuan)):
            found.add(key)
    return frozenset(found)


def _fill_from_above(
    own: dict[str, Cell], above: Mapping[str, Cell], open_columns: Iterable[str], carried: set[str]
) -> None:
    """同上 repeats the cell above it; so does a blank among tiers that were merged once."""
    for key, cell in own.items():
        if isinstance(cell, str) and squeezed(cell) in _AS_ABOVE:
            own[key] = above.get(key)
    for key in open_columns:
        if not plain(own[key]) and key in above:
            own[key] = above[key]
            carried.add(key)


def _filled_down(ledger: Ledger, sheet: Sheet, header: Header) -> dict[tuple[int, int], Cell]:
    """What merged cells say in the rows below their first; a merged figure is said only once."""
    fills: dict[tuple[int, int], Cell] = {}
    for area in sheet.merged:
        key = header.keys.get(area.left)
        if area.top == area.bottom or area.top <= header.bottom or not key:
            continue
        if not ledger.column(key).has_total and area.top < len(sheet.rows):
            for row in range(area.top + 1, area.bottom + 1):
                fills[row, area.left] = sheet.cell(area.top, area.left)
    return fills


def _open_columns(ledger: Ledger, sheet: Sheet, header: Header) -> list[str]:
    """The columns of tiers in a sheet that has lost its merged cells."""
    merged = {area.left for area in sheet.merged if area.bottom > area.top > header.bottom}
    return [
        key
        for key, place in header.columns.items()
        if ledger.column(key).carries and place not in merged
    ]


def every(tables: Iterable[Table]) -> Iterator[Draft]:
    for table in tables:
        yield from table.drafts
