"""Reading .xlsx: values by calamine, and from the markup what the values alone do not tell."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from partybuild.spreadsheets.cleaning import UNSAVED_FORMULA
from partybuild.spreadsheets.formats import Shown, as_shown, shown
from partybuild.spreadsheets.sheets import Area, Sheet, require_size, trimmed
from partybuild.spreadsheets.text import EXACT, Cell

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DAY_ZERO = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
BROKEN = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    IndexError,
    OverflowError,
    OSError,
    EOFError,
)


def sheets_of(content: bytes) -> list[Sheet]:
    """The worksheets of the file; raises one of BROKEN when it is damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        markups = _markups(archive)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        _sheet(book, meta.name, meta.visible != SheetVisibleEnum.Visible, markups.get(meta.name))
        for meta in book.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet
    ]


@dataclass(slots=True)
class Markup:
    """What the markup of one sheet tells beside its values."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    instead: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Style:
    """What the style of a cell means for its value."""

    look: tuple[Shown, int]
    is_struck: bool


def _sheet(book: CalamineWorkbook, name: str, is_hidden: bool, markup: Markup | None) -> Sheet:
    found = book.get_sheet_by_name(name)
    markup = markup or Markup()
    rows = [[_cell(value) for value in row] for row in found.to_python(skip_empty_area=False)]
    for (row, column), text in markup.instead.items():
        _put(rows, row, column, text)
    return Sheet(
        name=name,
        rows=trimmed(rows),
        merged=tuple(sorted(Area(*start, *end) for start, end in found.merged_cell_ranges or ())),
        is_hidden=is_hidden,
        hidden_rows=frozenset(markup.hidden_rows),
        struck=frozenset(markup.struck),
    )


def _put(rows: list[list[Cell]], row: int, column: int, text: str) -> None:
    """Calamine leaves out what it cannot value, so the place may not be there yet."""
    rows.extend([] for _missing in range(row + 1 - len(rows)))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = text


def _cell(value: Any) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat(*((" ",) if isinstance(value, datetime) else ()))
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    return value if isinstance(value, str | int | float) else str(value)


def _markups(archive: zipfile.ZipFile) -> dict[str, Markup]:
    """The markup of each sheet by the sheet's name."""
    is_1904 = False
    names: dict[str, str] = {}
    for tag, attributes in _elements(archive, "xl/workbook.xml"):
        if tag == "workbookPr":
            is_1904 = attributes.get("date1904") in {"1", "true"}
        if tag == "sheet":
            key = next((attributes[k] for k in attributes if k.endswith(":id")), "")
            names[key] = attributes["name"]
    styles = _styles(archive)
    found = {}
    for tag, attributes in _elements(archive, "xl/_rels/workbook.xml.rels"):
        if tag == "Relationship" and attributes["Id"] in names:
            target = attributes["Target"]
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if "worksheets/" in path:
                name = names[attributes["Id"]]
                found[name] = _Scan(name, styles, _DAY_ZERO[is_1904]).of(archive, path)
    return found


def _elements(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a small part in their order, without their name spaces."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append(
        (tag.rpartition(":")[2], attributes)
    )
    if path in archive.namelist():
        with archive.open(path) as part:
            parser.ParseFile(part)
    return iter(found)


def _styles(archive: zipfile.ZipFile) -> dict[str, Style]:
    """The styles that mean something, by the number that cells name them by."""
    codes: dict[int, str] = {}
    struck: list[bool] = []
    styles: dict[str, Style] = {}
    place, count = "", 0
    for tag, attributes in _elements(archive, "xl/styles.xml"):
        if tag in {"fonts", "cellStyleXfs", "cellXfs", "dxfs"}:
            place, count = tag, 0
        elif tag == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "font" and place == "fonts":
            struck.append(False)
        elif tag == "strike" and place == "fonts":
            struck[-1] = attributes.get("val", "1") not in {"0", "false"}
        elif tag == "xf" and place == "cellXfs":
            style = _style(attributes, codes, struck)
            if style.is_struck or style.look[0] is not Shown.AS_IT_IS:
                styles[str(count)] = style
            count += 1
    return styles


def _style(attributes: Mapping[str, str], codes: Mapping[int, str], struck: list[bool]) -> Style:
    number, font = int(attributes.get("numFmtId", "0")), int(attributes.get("fontId", "0"))
    return Style(
        look=shown(number, codes.get(number, "")),
        is_struck=struck[font] if font < len(struck) else False,
    )


class _Scan:
    """One walk through the markup of a sheet, in constant memory."""

    def __init__(self, name: str, styles: Mapping[str, Style], day_zero: date) -> None:
        self.name, self.styles, self.day_zero = name, styles, day_zero
        self.markup = Markup()
        self.row, self.column = -1, -1
        self.style: Style | None = None
        self.type = "n"
        self.has_formula = self.has_value = False
        self.text: list[str] | None = None

    def of(self, archive: zipfile.ZipFile, path: str) -> Markup:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        with archive.open(path) as part:
            parser.ParseFile(part)
        return self.markup

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self.start_cell(attributes)
        elif tag == "v":
            self.has_value = True
            is_telling = self.type == "e" or self.has_formula or (self.style and self.type == "n")
            self.text = [] if is_telling else None
        elif tag == "f":
            self.has_formula = True
        elif tag == "is":
            self.has_value = True
        elif tag == "row":
            self.row = int(attributes.get("r", self.row + 2)) - 1
            self.column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self.markup.hidden_rows.add(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if reference := _REFERENCE.fullmatch(attributes.get("r", "")):
            self.row, self.column = int(reference[2]) - 1, _column(reference[1])
        self.style = self.styles.get(attributes.get("s", ""))
        self.type = attributes.get("t", "n")
        self.has_formula = self.has_value = False
        self.text = None

    def characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] != "c" or not (self.has_value or self.has_formula):
            return
        markup, place = self.markup, (self.row, self.column)
        if self.row >= markup.rows or self.column >= markup.columns:
            markup.rows = max(markup.rows, self.row + 1)
            markup.columns = max(markup.columns, self.column + 1)
            require_size(self.name, markup.rows, markup.columns)
        if self.style and self.style.is_struck:
            markup.struck.add(place)
        if instead := self.instead():
            markup.instead[place] = instead
        self.text = None

    def instead(self) -> str | None:
        """What people see where the value alone would mislead."""
        text = "".join(self.text or ())
        if self.has_formula and self.type != "str" and not text:
            return UNSAVED_FORMULA
        if self.type == "e":
            return text
        if self.style and text.replace(".", "", 1).isdigit():
            return as_shown(float(text), self.style.look, day_zero=self.day_zero)
        return None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
