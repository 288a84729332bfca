"""Printing an official document as .docx, part by part; a part is printed when it has words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from docx.shared import Emu, Mm, Pt, Twips
from docx.table import _Row
from docx.text.paragraph import Paragraph as DocxParagraph

from partybuild.documents import layout, wordml
from partybuild.documents.blocks import Cell, Heading, Item, NumberedBlock, Paragraph, Table
from partybuild.documents.content import Document
from partybuild.documents.layout import HEI, KAI, LINE, SMALL_SIZE, TEXT_WIDTH, characters
from partybuild.documents.sheet import Sheet
from partybuild.documents.stationery import finish
from partybuild.documents.styles import Style, put
from partybuild.documents.wording import COPIES_TO, legible, width

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def render(document: Document) -> bytes:
    """The document as .docx in the layout of GB/T 9704-2012."""
    sheet = Sheet()
    _mark(sheet, document)
    _number_line(sheet, document)
    _issuer_line(sheet, document)
    _red_rule(sheet, document)
    _title(sheet, document)
    _addressee(sheet, document)
    _body(sheet, document)
    _attachments(sheet, document)
    _attendance(sheet, document)
    _signature(sheet, document)
    _imprint(sheet, document)
    return finish(sheet.file, document)


# --- Head -------------------------------------------------------------------------------------
def _mark(sheet: Sheet, document: Document) -> None:
    """The red name of the issuer or of the minutes, as large as the line and the standard allow."""
    if not document.mark:
        return
    half_points = min(layout.MARK_LARGEST, TEXT_WIDTH // document.mark_width) // Pt(0.5)
    size = max(layout.TITLE_SIZE, Pt(half_points / 2))
    row = Emu(round(size * 1.2))
    line = sheet.write(Style.MARK, document.mark)
    line.runs[0].font.size = size
    line.paragraph_format.line_spacing = row
    line.paragraph_format.space_before = layout.MARK_FROM_TOP
    height = layout.MARK_FROM_TOP + row * len(document.mark.split("\n"))
    sheet.take(height - round(height / LINE) * LINE)  # text falls on the lines of the page again


def _number_line(sheet: Sheet, document: Document) -> None:
    """The issue number, two lines down; in a document that goes up, who signed it off beside it."""
    sheet.leave(2)
    if document.signed_off_by:
        line = _head_line(sheet, document.number, document.signed_off_label)
        wordml.set_face(line.add_run(legible(document.signed_off_by)), KAI)
    elif document.number:
        sheet.write(Style.NUMBER, document.number)


def _issuer_line(sheet: Sheet, document: Document) -> None:
    """The issuer of minutes and the day, one line down and a character from either edge."""
    if document.issuer:
        sheet.leave(1)
        _head_line(sheet, document.issuer, document.issued)


def _head_line(sheet: Sheet, left: str, right: str) -> DocxParagraph:
    edge = characters(1)
    tab = Emu(TEXT_WIDTH - edge)
    return sheet.write(Style.NORMAL, f"{left}\t{right}", first=edge, tab=tab)


def _red_rule(sheet: Sheet, document: Document) -> None:
    """The red rule that ends the head."""
    if document.mark:
        wordml.rule_below(sheet.file.paragraphs[-1])
        sheet.take(layout.RED_RULE + layout.RED_RULE_DISTANCE)


# --- Body -------------------------------------------------------------------------------------
def _title(sheet: Sheet, document: Document) -> None:
    """The title, two lines down and broken where its author broke it; the text, one line down."""
    if document.title:
        sheet.leave(2)
        sheet.write(Style.TITLE, document.title_lines).paragraph_format.keep_with_next = True
    sheet.leave(1)


def _addressee(sheet: Sheet, document: Document) -> None:
    """Whom the document is sent to, flush left and with a full-width colon."""
    if document.salutation:
        sheet.write(Style.NORMAL, document.salutation)


def _body(sheet: Sheet, document: Document) -> None:
    """The text, with its numbered headings, lists and tables."""
    for numbered in document.body:
        _print_block(sheet, numbered)


def _print_block(sheet: Sheet, numbered: NumberedBlock) -> None:
    match numbered.block:
        case Table() as table:
            _print_table(sheet, table)
        case Heading(level, text):
            sheet.write(Style[f"HEADING_{level}"], numbered.number + text)
        case Paragraph(text) | Item(text):
            sheet.write(Style.BODY, numbered.number + text)


def _print_table(sheet: Sheet, table: Table) -> None:
    shares = table.widths or [1] * table.columns
    whole = TEXT_WIDTH.twips
    ends = [whole * sum(shares[:end]) // sum(shares) for end in range(len(shares) + 1)]
    widths = [Twips(end - start) for start, end in pairwise(ends)]
    printed = sheet.tabulate(len(table.lines), widths)
    wordml.frame(printed, dict.fromkeys(_EDGES, Pt(0.5)), across=Mm(1), down=Mm(1.5))
    for row, cells in zip(printed.rows, table.lines, strict=True):
        _fill(row, cells)
    if table.header:
        wordml.repeat(printed.rows[0])


def _fill(row: _Row, cells: Sequence[Cell]) -> None:
    """Write the cells of a row, each over the columns it takes and in one piece in Word.

    The row itself may be split: after one that may not, LibreOffice loses rows from the page.
    """
    boxes = iter(row.cells)
    for cell in cells:
        box, *others = (next(boxes) for _column in range(cell.span))
        if others:
            box.merge(others[-1])
        line = put(box.paragraphs[0], Style.LABEL if cell.is_label else Style.CELL, cell.text)
        line.paragraph_format.keep_together = True


def _attachments(sheet: Sheet, document: Document) -> None:
    """What is attached, one line down and two in; a long name goes on below its first sign."""
    sheet.leave(1)
    label, number = width(document.attachments_label), float(len(document.attachments) > 1)
    for position, attached in enumerate(document.attached):
        words, hanging = attached, number
        if position == 0:
            words, hanging = document.attachments_label + attached, label + number
        left = characters(2 + label + number)
        sheet.write(Style.NORMAL, words, left=left, first=characters(-hanging))


def _attendance(sheet: Sheet, document: Document) -> None:
    """Who took part, was excused and sat in, one line down and two in; names go on below names."""
    sheet.leave(1)
    for entry in document.attendance:
        label = width(entry.heading)
        left, first = characters(2 + label), characters(-label)
        line = sheet.write(Style.ATTENDANCE, entry.heading, left=left, first=first)
        wordml.set_face(line.runs[0], HEI)
        line.add_run(legible(entry.people))


def _signature(sheet: Sheet, document: Document) -> None:
    """Who signs, two lines down and centred over the day, four characters from the edge.

    It never stands alone on a page: the last line of the text goes with it.
    """
    if not document.signature:
        return
    sheet.keep_last_with_next()
    sheet.leave(2)
    overhang = (width(document.signature) - width(document.issued)) / 2 if document.issued else 0
    from_edge = max(4, overhang)
    sheet.write(Style.SIGNATURE, document.signature, right=characters(from_edge - overhang))
    if document.issued:
        sheet.keep_last_with_next()
        sheet.write(Style.SIGNATURE, document.issued, right=characters(from_edge))


# --- Foot -------------------------------------------------------------------------------------
def _imprint(sheet: Sheet, document: Document) -> None:
    """Copies and printing between rules, at the foot of the last page."""
    edge, label = SMALL_SIZE, Emu(round(width(COPIES_TO) * SMALL_SIZE))
    lines: list[tuple[str, dict[str, int]]] = []
    if document.copies:
        lines += [(document.copies, {"left": edge + label, "right": edge, "first": -label})]
    if document.printed_by:
        words = f"{document.printed_by}\t{document.printed}"
        lines += [(words, {"left": edge, "tab": TEXT_WIDTH - edge})]
    if lines:
        table = sheet.tabulate(len(lines), [TEXT_WIDTH])
        wordml.frame(table, {"top": Mm(0.35), "bottom": Mm(0.35), "insideH": Mm(0.25)})
        wordml.sink(table)
        for row, (words, places) in zip(table.rows, lines, strict=True):
            put(row.cells[0].paragraphs[0], Style.IMPRINT, words, **places)
    sheet.end_table()
