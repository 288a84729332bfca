"""The parts of an official document in the order of the page, each printed when it has words."""

from collections.abc import Callable
from typing import Final

from partybuild.documents import layout, styles
from partybuild.documents.blocks import Cell, Heading, Item, NumberedBlock, Paragraph, Table
from partybuild.documents.content import Document
from partybuild.documents.layout import CHARACTER, EDGE, HEI, INDENT, KAI, SMALL_SIZE, TEXT_WIDTH
from partybuild.documents.sheet import Sheet
from partybuild.documents.wording import COPIES_TO, width
from partybuild.documents.wordml import Box, Grid, Line, PageNumber, Rule, Run


# --- Head -------------------------------------------------------------------------------------
def mark(sheet: Sheet, document: Document) -> None:
    """The red name of the issuer or of the minutes, as large as the line and the standard allow."""
    if not document.mark:
        return
    widest = TEXT_WIDTH // document.mark_width
    size = max(layout.MARK_SMALLEST, min(layout.MARK_LARGEST, widest)) // 10 * 10
    row = round(size * layout.MARK_LEADING)
    words = Run(document.mark, size=size)
    sheet.write(Line(styles.MARK, [words], height=row, before=layout.MARK_FROM_TOP))
    height = layout.MARK_FROM_TOP + row * len(document.mark.split("\n"))
    sheet.take(height - layout.whole_lines(height))


def number_line(sheet: Sheet, document: Document) -> None:
    """The issue number; beside it, in a document that goes up, who signed it off."""
    sheet.leave(layout.LINES_TO_NUMBER)
    if document.signed_off_by:
        runs = [
            Run(f"{document.number}\t{document.signed_off_label}"),
            Run(document.signed_off_by, face=KAI),
        ]
        sheet.write(_head_line(*runs))
    elif document.number:
        sheet.write(Line(styles.NUMBER, [Run(document.number)]))


def issuer_line(sheet: Sheet, document: Document) -> None:
    """The issuer of minutes on the left and the day on the right, a character from either edge."""
    if document.issuer:
        sheet.leave(layout.LINES_TO_ISSUER)
        sheet.write(_head_line(Run(f"{document.issuer}\t{document.issued}")))


def red_rule(sheet: Sheet, document: Document) -> None:
    """The red rule that ends the head."""
    if document.mark:
        sheet.rule_off(Rule(layout.RED_RULE, layout.RED, layout.RED_RULE_DISTANCE))


def _head_line(*runs: Run) -> Line:
    """Words at both ends of a line, a character from either edge."""
    edge = EDGE * CHARACTER
    return Line(styles.NORMAL, runs, first=edge, tab=TEXT_WIDTH - edge)


# --- Body -------------------------------------------------------------------------------------
def title(sheet: Sheet, document: Document) -> None:
    """The title, broken where its author broke it."""
    if document.title:
        sheet.leave(layout.LINES_TO_TITLE)
        sheet.write(Line(styles.TITLE, [Run(document.title)], keeps_with_next=True))
    sheet.leave(layout.LINES_TO_BODY)


def addressee(sheet: Sheet, document: Document) -> None:
    """Whom the document is sent to, flush left and with a full-width colon."""
    if document.salutation:
        sheet.write(Line(styles.NORMAL, [Run(document.salutation)]))


def body(sheet: Sheet, document: Document) -> None:
    """The text, with its numbered headings, lists and tables."""
    for numbered in document.body:
        _print_block(sheet, numbered)


def _print_block(sheet: Sheet, numbered: NumberedBlock) -> None:
    match numbered.block:
        case Table() as table:
            sheet.tabulate(_grid(table))
        case Heading(level, text):
            sheet.write(Line(styles.HEADINGS[level], [Run(numbered.number + text)]))
        case Paragraph(text) | Item(text):
            sheet.write(Line(styles.BODY, [Run(numbered.number + text)]))


def _grid(table: Table) -> Grid:
    shares = table.widths or [1] * table.columns
    ends = [TEXT_WIDTH * sum(shares[: end + 1]) // sum(shares) for end in range(len(shares))]
    return Grid(
        widths=[end - start for start, end in zip([0, *ends], ends, strict=False)],
        rows=[[Box(_cell_line(cell), cell.span) for cell in row] for row in table.lines],
        outer=Rule(layout.TABLE_RULE),
        inner=Rule(layout.TABLE_RULE),
        header_rows=1 if table.header else 0,
    )


def _cell_line(cell: Cell) -> Line:
    return Line(styles.LABEL if cell.is_label else styles.CELL, [Run(cell.text)])


def attachments(sheet: Sheet, document: Document) -> None:
    """What is attached; a name that goes over the line goes on below its first sign."""
    sheet.leave(layout.LINES_TO_ATTACHMENTS)
    label, number = width(document.attachments_label), 1 if len(document.attachments) > 1 else 0
    for position, attached in enumerate(document.attached):
        first = position == 0
        sheet.write(
            Line(
                styles.NORMAL,
                [Run(document.attachments_label + attached if first else attached)],
                left=_characters(INDENT + label + number),
                first=-_characters(label + number if first else number),
            )
        )


def attendance(sheet: Sheet, document: Document) -> None:
    """Who took part, was excused and sat in; names go on below the first one."""
    sheet.leave(layout.LINES_TO_ATTENDANCE)
    for entry in document.attendance:
        hanging = width(entry.heading)
        sheet.write(
            Line(
                styles.ATTENDANCE,
                [Run(entry.heading, face=HEI), Run(entry.people)],
                left=_characters(INDENT + hanging),
                first=-_characters(hanging),
            )
        )


def signature(sheet: Sheet, document: Document) -> None:
    """Who signs, centred over the day, which ends four characters from the edge.

    It never stands alone on a page: the last line of the text goes with it.
    """
    if not document.signature:
        return
    sheet.keep_last_with_next()
    sheet.leave(layout.LINES_TO_SIGNATURE)
    overhang = (width(document.signature) - width(document.issued)) / 2 if document.issued else 0
    from_edge = max(layout.SIGNATURE_EDGE, overhang)
    name = Line(
        styles.SIGNATURE,
        [Run(document.signature)],
        right=_characters(from_edge - overhang),
        keeps_with_next=bool(document.issued),
    )
    sheet.write(name)
    if document.issued:
        sheet.write(Line(styles.SIGNATURE, [Run(document.issued)], right=_characters(from_edge)))


# --- Foot -------------------------------------------------------------------------------------
def imprint(sheet: Sheet, document: Document) -> None:
    """Copies and printing between rules, at the foot of the last page."""
    edge, label = EDGE * SMALL_SIZE, round(width(COPIES_TO) * SMALL_SIZE)
    rows = []
    if document.copies:
        rows.append(
            Line(
                styles.IMPRINT, [Run(document.copies)], left=edge + label, right=edge, first=-label
            )
        )
    if document.printed_by:
        words = f"{document.printed_by}\t{document.printed}"
        rows.append(Line(styles.IMPRINT, [Run(words)], left=edge, tab=TEXT_WIDTH - edge))
    if rows:
        sheet.tabulate(
            Grid(
                widths=[TEXT_WIDTH],
                rows=[[Box(row)] for row in rows],
                outer=Rule(layout.OUTER_RULE),
                inner=Rule(layout.INNER_RULE),
                has_sides=False,
                at_foot=True,
                side_margin=0,
                row_margin=0,
            )
        )


def page_number(sheet: Sheet, document: Document) -> None:
    """The number between two dashes at the outer edge: right on odd pages, left on even ones."""
    runs: list[Run | PageNumber] = [Run("— "), PageNumber(), Run(" —")]
    edge = EDGE * SMALL_SIZE
    sheet.footers = [
        Line(styles.ODD_FOOTER, runs, right=edge),
        Line(styles.EVEN_FOOTER, runs, left=edge),
    ]


PARTS: Final[tuple[Callable[[Sheet, Document], None], ...]] = (
    mark,
    number_line,
    issuer_line,
    red_rule,
    title,
    addressee,
    body,
    attachments,
    attendance,
    signature,
    imprint,
    page_number,
)


def _characters(count: float) -> int:
    return round(count * CHARACTER)
