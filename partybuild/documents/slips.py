"""Slips to be cut: twelve on a page of paper, each with words and a code to scan."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from partybuild.documents import wordml
from partybuild.documents.content import Document
from partybuild.documents.stationery import finish, stationery
from partybuild.documents.styles import Style, put

COLUMNS: Final = 3
ROWS_OF_A_PAGE: Final = 4
_MARGIN, _WIDTH, _HEIGHT, _CODE = Mm(10), Mm(63), Mm(67), Mm(30)
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINE, _SMALL, _SMALLEST = Pt(11), Pt(9), Pt(6.5)


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one slip: a heading, the code as PNG, and small lines below it."""

    heading: str
    code: bytes
    lines: tuple[str, ...] = ()


def render_slips(title: str, slips: Sequence[Slip]) -> bytes:
    """The slips as .docx, so that four rows of three fill a page of A4."""
    file = docx.Document(io.BytesIO(stationery()))
    page = file.sections[0]
    page.top_margin = page.bottom_margin = page.left_margin = page.right_margin = _MARGIN
    page.footer_distance = Mm(3)
    rows = -(-len(slips) // COLUMNS)
    table = file.add_table(rows, COLUMNS)
    wordml.frame(table, dict.fromkeys(_EDGES, Pt(0.5)), across=Mm(2), down=Mm(1))
    for column in table.columns:
        column.width = _WIDTH
    for number, row in enumerate(table.rows):
        row.height, row.height_rule = _HEIGHT, WD_ROW_HEIGHT_RULE.EXACTLY
        for cell, slip in zip(row.cells, slips[number * COLUMNS :], strict=False):
            _fill(cell, slip)
    put(file.add_paragraph(), Style.THREAD)
    return finish(file, Document(title=title))


def _fill(cell: _Cell, slip: Slip) -> None:
    cell.width, cell.vertical_alignment = _WIDTH, WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _centre(put(cell.paragraphs[0], Style.LABEL, slip.heading))
    code = _centre(put(cell.add_paragraph(), Style.CELL))
    code.paragraph_format.line_spacing = 1.0  # an exact height would cut the picture off
    code.add_run().add_picture(io.BytesIO(slip.code), width=_CODE)
    for words in slip.lines:
        line = _centre(put(cell.add_paragraph(), Style.CELL, words))
        line.paragraph_format.line_spacing = _LINE
        # An address is copied by hand only where the code cannot be read.
        line.runs[0].font.size = _SMALLEST if words.isascii() else _SMALL


def _centre(line: Paragraph) -> Paragraph:
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return line
