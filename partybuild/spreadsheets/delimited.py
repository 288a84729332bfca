"""Reading .csv and .txt tables in the encodings that offices save them in."""

import csv
import io
import re

from partybuild.spreadsheets.sheets import Sheet, require_size, trimmed
from partybuild.spreadsheets.text import Cell

BROKEN = (csv.Error, UnicodeDecodeError)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# ="001" and '001 are the ways to keep zeros in a file that knows no types.
_GUARDED = re.compile(r'="(.*)"')


def decoded(content: bytes) -> str | None:
    """The file as text, or nothing when it is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def sheet_of(text: str, name: str) -> Sheet:
    """The table in the text; its rows are numbered as a spreadsheet would number them."""
    rows: list[list[Cell]] = []
    widest = 0
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
        widest = max(widest, len(cells))
        rows.append([_cell(cell) for cell in cells])
        require_size(name, len(rows), widest)
    return Sheet(name=name, rows=trimmed(rows))


def _cell(text: str) -> Cell:
    guarded = _GUARDED.fullmatch(text.strip())
    return (guarded[1] if guarded else text) or None


def _delimiter(text: str) -> str:
    """The sign that parts the cells: the most frequent one in the first lines."""
    head = "\n".join(text.splitlines()[:30])
    return max(",\t;|", key=head.count)
