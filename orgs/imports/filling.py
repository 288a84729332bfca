"""A superior's spreadsheet, filled from a list: its layout is kept, its columns are recognised."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import IO, Any

import openpyxl
from django.http import HttpRequest
from django.utils.translation import gettext as _

from orgs.imports.registry import ledger_import
from orgs.models import Org, SuperiorTemplate, User
from orgs.services.superior_templates import TemplateRefused, keep_template
from partybuild.exports import ListingResource, Rows
from partybuild.listing import Column, Format, Kind, Listing
from partybuild.spreadsheets import Sheet, open_workbook
from partybuild.spreadsheets.header import FEWEST, Header, find_header

TEXT_FORMAT = "@"
AS_TEXT = (Kind.CODE, Kind.PHONE)


@dataclass(frozen=True, slots=True)
class Form:
    """Where a superior's spreadsheet wants what: its sheet, its header, its columns by key."""

    sheet: str
    header: Header
    last: int

    @property
    def blank(self) -> list[str]:
        """Columns that the portal has nothing for, and private ones that it never holds."""
        known = set(self.header.columns.values())
        return [
            title.text
            for place, title in enumerate(self.header.titles)
            if title.text and place not in known and not title.is_sequence
        ]


def bring_template(
    *, street: Org, ledger: str, title: str, content: bytes, actor: User
) -> SuperiorTemplate:
    """Recognise a superior's spreadsheet and keep it. Raises as ``form_of`` does."""
    blank = form_of(content, ledger=ledger).blank
    return keep_template(
        street=street,
        ledger=ledger,
        title=title,
        content=content,
        blank_columns=blank,
        actor=actor,
    )


def formats_for(request: HttpRequest, listing: Listing) -> list[Format]:
    """The templates that the reader's office keeps for the ledger of a list."""
    kept = SuperiorTemplate.objects.visible_to(request.user).filter(ledger=listing.ledger)
    return [
        Format(str(template.public_id), template.title, partial(_fill_kept, template.pk))
        for template in kept.for_list()
    ]


def _fill_kept(pk: int, resource: ListingResource, rows: Rows, to: IO[Any]) -> None:
    template = SuperiorTemplate.objects.get(pk=pk)
    fill(bytes(template.content), ledger=template.ledger, resource=resource, rows=rows, to=to)


def form_of(content: bytes, *, ledger: str) -> Form:
    """Recognise the columns of a superior's .xlsx.

    Raises UnreadableFile, and TemplateRefused when too few columns are those of the ledger.
    """
    if not content.startswith(b"PK"):
        raise TemplateRefused(_("Save the template as .xlsx."), field="file")
    declared = ledger_import(ledger).ledger
    for sheet in open_workbook(content, "template.xlsx"):
        header = find_header(sheet, declared)
        if header is not None:
            return Form(sheet.name, header, _tail(sheet, header))
    raise TemplateRefused(
        _("No row of the file looks like the header of this ledger."), field="file"
    )


def fill(
    content: bytes, *, ledger: str, resource: ListingResource, rows: Rows, to: IO[Any]
) -> None:
    """Write the rows below the header of the template, each value in the superior's column.

    Sample rows give way, and what stands below them (totals, signatures) moves down.
    """
    form = form_of(content, ledger=ledger)
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book[form.sheet]
    lines = list(_lines(resource, rows, ledger, form))
    first = form.header.bottom + 2
    styles = [copy(cell._style) for cell in sheet[first]]
    _empty(sheet, first, form.last + 1)
    _push_down(sheet, first, form.last + 1, len(lines))
    for number, line in enumerate(lines, start=first):
        for place, style in enumerate(styles):
            sheet.cell(number, place + 1)._style = copy(style)
        for place, value, column in line:
            _write(sheet.cell(number, place + 1), value, column)
    book.save(to)


def _tail(sheet: Sheet, header: Header) -> int:
    """The first row below the header that is no sample row: it says a word or two, or nothing."""
    row = header.bottom + 1
    while row < len(sheet.rows) and len(_said(sheet, row)) >= FEWEST:
        row += 1
    while row < len(sheet.rows) and not _said(sheet, row):
        row += 1
    return row


def _said(sheet: Sheet, row: int) -> list[Any]:
    return [cell for cell in sheet.rows[row] if cell not in (None, "")]


def _empty(sheet: Any, first: int, tail: int) -> None:
    """Take the sample rows between header and tail away, and leave their frames."""
    for area in list(sheet.merged_cells.ranges):
        if first <= area.min_row < tail:
            sheet.unmerge_cells(str(area))
    for row in sheet.iter_rows(min_row=first, max_row=tail - 1) if tail > first else ():
        for cell in row:
            cell.value = None


def _push_down(sheet: Any, first: int, tail: int, wanted: int) -> None:
    """Move what stands below the rows as far as is needed."""
    more = wanted - (tail - first)
    if more > 0 and tail <= sheet.max_row:
        sheet.insert_rows(tail, more)
        for area in sheet.merged_cells.ranges:
            if area.min_row >= tail:
                area.shift(row_shift=more)


def _lines(
    resource: ListingResource, rows: Rows, ledger: str, form: Form
) -> Iterator[list[tuple[int, Any, Column | None]]]:
    ours = _our_places(resource, ledger)
    wanted = {place: ours[key] for key, place in form.header.columns.items() if key in ours}
    sequence = [p for p, title in enumerate(form.header.titles) if title.is_sequence]
    for number, values in enumerate(resource.lines(rows), start=1):
        line: list[tuple[int, Any, Column | None]] = [(place, number, None) for place in sequence]
        yield line + [(place, values[at], resource.columns[at]) for place, at in wanted.items()]


def _our_places(resource: ListingResource, ledger: str) -> dict[str, int]:
    """Which column of our own export is which of the ledger."""
    own = Sheet("", (tuple(resource.get_export_headers()),))
    header = find_header(own, ledger_import(ledger).ledger)
    return header.columns if header else {}


def _write(cell: Any, value: Any, column: Column | None) -> None:
    if column is not None and (column.kind in AS_TEXT or isinstance(value, str)):
        # Whatever it begins with, it is text and no formula.
        cell.value, cell.data_type = str(value), "s"
        if column.kind in AS_TEXT:
            cell.number_format = TEXT_FORMAT
    else:
        cell.value = value
