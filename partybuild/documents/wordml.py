"""Paragraphs and tables as WordprocessingML.

It is written out here, not by a library, so that the same words give the same bytes whichever
library versions are installed: issued minutes are known by their hash.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from partybuild.documents import layout
from partybuild.documents.layout import Typeface
from partybuild.documents.styles import Style, face_xml, size_xml
from partybuild.documents.wording import legible

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_BREAK: Final = re.compile(r"([\n\t])")
_BREAKS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one typeface; without one, in that of the paragraph."""

    text: str
    face: Typeface | None = None
    size: int = 0

    @property
    def xml(self) -> str:
        face = face_xml(self.face) if self.face else ""
        size = size_xml(self.size) if self.size else ""
        return f"<w:r><w:rPr>{face}{size}</w:rPr>{text_xml(self.text)}</w:r>"


class PageNumber:
    """The number of the page it stands on."""

    xml: Final = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a colour, a thickness and a distance from the text above it."""

    thickness: int
    colour: str = "000000"
    distance: int = 0

    def xml(self, edge: str) -> str:
        """The rule at one edge; Word counts its thickness in eighths of a point."""
        return (
            f'<w:{edge} w:val="single" w:sz="{round(self.thickness * 8 / 20)}"'
            f' w:space="{round(self.distance / 20)}" w:color="{self.colour}"/>'
        )


@dataclass(slots=True)
class Line:
    """A paragraph of one style, with what sets it apart from the style.

    ``first`` moves its first line against ``left``; ``tab`` is where the words after a tab end.
    """

    style: Style
    runs: Sequence[Run | PageNumber]
    left: int = 0
    right: int = 0
    first: int = 0
    tab: int = 0
    height: int = 0
    before: int = 0
    after: int = 0
    keeps_with_next: bool = False
    rule: Rule | None = None

    @property
    def xml(self) -> str:
        keep = "<w:keepNext/>" if self.keeps_with_next else ""
        rule = f"<w:pBdr>{self.rule.xml('bottom')}</w:pBdr>" if self.rule else ""
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{self.tab}"/></w:tabs>' if self.tab else ""
        runs = "".join(run.xml for run in self.runs)
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self.style.id}"/>{keep}{rule}{tab}'
            f"{self._spacing_xml}{self._indent_xml}</w:pPr>{runs}</w:p>"
        )

    @property
    def _spacing_xml(self) -> str:
        before = f' w:before="{self.before}"' if self.before else ""
        after = f' w:after="{self.after}"' if self.after else ""
        height = f' w:line="{self.height}" w:lineRule="exact"' if self.height else ""
        spacing = before + after + height
        return f"<w:spacing{spacing}/>" if spacing else ""

    @property
    def _indent_xml(self) -> str:
        if not (self.left or self.right or self.first):
            return ""
        first = f'w:hanging="{-self.first}"' if self.first < 0 else f'w:firstLine="{self.first}"'
        return f'<w:ind w:left="{self.left}" w:right="{self.right}" {first}/>'


@dataclass(frozen=True, slots=True)
class Box:
    """A cell that takes the room of so many columns."""

    line: Line
    span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as wide as the text; one at the foot stands at the end of the page's text."""

    widths: Sequence[int]
    rows: Sequence[Sequence[Box]]
    outer: Rule
    inner: Rule
    has_sides: bool = True
    header_rows: int = 0
    at_foot: bool = False
    side_margin: int = layout.CELL_SIDE_MARGIN
    row_margin: int = layout.CELL_ROW_MARGIN

    @property
    def xml(self) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        rows = "".join(self._row_xml(row, number) for number, row in enumerate(self.rows))
        return (
            f"<w:tbl><w:tblPr>{self._place_xml}"
            f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>{self._borders_xml}'
            f'<w:tblLayout w:type="fixed"/>{self._margins_xml}</w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    @property
    def _place_xml(self) -> str:
        if not self.at_foot:
            return ""
        # Centred on the page it is a millimetre off the text, within the standard's tolerance; tied
        # to the margin, a table of full width does not float in LibreOffice.
        return (
            '<w:tblpPr w:horzAnchor="page" w:vertAnchor="margin"'
            ' w:tblpXSpec="center" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
        )

    @property
    def _borders_xml(self) -> str:
        sides = (self.outer.xml("left"), self.outer.xml("right")) if self.has_sides else ("", "")
        columns = self.inner.xml("insideV") if self.has_sides else ""
        return (
            f"<w:tblBorders>{self.outer.xml('top')}{sides[0]}{self.outer.xml('bottom')}{sides[1]}"
            f"{self.inner.xml('insideH')}{columns}</w:tblBorders>"
        )

    @property
    def _margins_xml(self) -> str:
        row, side = self.row_margin, self.side_margin
        margins = "".join(
            f'<w:{edge} w:w="{margin}" w:type="dxa"/>'
            for edge, margin in (("top", row), ("left", side), ("bottom", row), ("right", side))
        )
        return f"<w:tblCellMar>{margins}</w:tblCellMar>"

    def _row_xml(self, row: Sequence[Box], number: int) -> str:
        header = "<w:tblHeader/>" if number < self.header_rows else ""
        cells, column = "", 0
        for box in row:
            width = sum(self.widths[column : column + box.span])
            span = f'<w:gridSpan w:val="{box.span}"/>' if box.span > 1 else ""
            cells += (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}'
                f'<w:vAlign w:val="center"/></w:tcPr>{box.line.xml}</w:tc>'
            )
            column += box.span
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"


def text_xml(text: str) -> str:
    """Words with their line breaks and tabs."""
    return "".join(_BREAKS.get(part, _words_xml(part)) for part in _BREAK.split(legible(text)))


def _words_xml(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>' if words else ""
