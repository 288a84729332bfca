"""Writing a document from the top down: what is left blank is a distance, never a paragraph."""

import io
from collections.abc import Sequence

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Emu, Length
from docx.table import Table
from docx.text.paragraph import Paragraph

from partybuild.documents import layout
from partybuild.documents.stationery import stationery
from partybuild.documents.styles import Style, put


class Sheet:
    """What has been written so far, and the blank that is due above the next line."""

    def __init__(self) -> None:
        self.file = docx.Document(io.BytesIO(stationery()))
        self.last: Paragraph | Table | None = None
        self._blank = 0
        self._taken = 0

    def leave(self, lines: int) -> None:
        """Leave at least so many lines blank, unless nothing stands above."""
        if self.last:
            self._blank = max(self._blank, lines * layout.LINE)

    def take(self, height: int) -> None:
        """Let something that is not a line of text use up a part of the blank that follows."""
        self._taken += height

    def write(self, style: Style, text: str, **places: int) -> Paragraph:
        """Write a paragraph below the blank that is due."""
        self.last = put(self.file.add_paragraph(), style, text, **places)
        if blank := self._blank_above():
            self.last.paragraph_format.space_before = blank
        return self.last

    def tabulate(self, rows: int, widths: Sequence[Length]) -> Table:
        """Begin an empty table with columns of these widths, apart from one directly above it."""
        self.end_table()
        if isinstance(self.last, Paragraph) and (blank := self._blank_above()):
            self.last.paragraph_format.space_after = blank
        self.last = table = self.file.add_table(rows, len(widths))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width, cell.vertical_alignment = width, WD_CELL_VERTICAL_ALIGNMENT.CENTER
        return table

    def end_table(self) -> None:
        """Word joins tables that touch and wants a paragraph after the last: one without height."""
        if isinstance(self.last, Table):
            self.last = put(self.file.add_paragraph(), Style.THREAD)

    def keep_last_with_next(self) -> None:
        """Bind what was written last to what follows, so that no page begins with the latter."""
        match self.last:
            case Paragraph() as line:
                line.paragraph_format.keep_with_next = True
            case Table(rows=rows):
                for cell in rows[-1].cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True

    def _blank_above(self) -> Length:
        blank, self._blank, self._taken = max(0, self._blank - self._taken), 0, 0
        return Emu(blank)
