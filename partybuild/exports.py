"""A list as a spreadsheet: the columns of its Listing, the rows that were filtered, as text."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import Resource

from partybuild.listing import Column, Kind, Listing, formats_of

CHUNK = 2000
# A cell that begins with one of these is a formula to a spreadsheet program.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {
    Kind.NUMBER: 10,
    Kind.SUPPRESSED: 10,
    Kind.DATE: 12,
    Kind.MOMENT: 17,
    Kind.STATE: 12,
    Kind.LONG: 40,
}
DEFAULT_WIDTH = 18
CODES = frozenset({Kind.CODE, Kind.PHONE})

Recorder = Callable[..., Any]
# What is listed: rows of a table, or a few lines that were computed.
Rows = QuerySet | Sequence[Any]
_RECORDERS: list[Recorder] = []


def record_exports_with(recorder: Recorder) -> None:
    """Name the service that writes each export down: ``recorder(actor=, key=, count=, …)``."""
    _RECORDERS[:] = [recorder]


class ListingField(Field):
    """One column of a list as it stands in the export."""

    def __init__(self, column: Column) -> None:
        super().__init__(
            attribute=column.name,
            column_name=str(column.ledger or column.header),
            readonly=True,
        )
        self.column = column

    def export(self, instance: Any, **kwargs: Any) -> Any:
        return plain(self.column.words(instance))


class ListingResource(Resource):
    """The declared mapping from the columns of a list to the headers of its spreadsheet."""

    def __init__(self, listing: Listing) -> None:
        super().__init__()
        self.columns = [column for column in listing.columns if column.in_export]
        self.fields = {column.name: ListingField(column) for column in self.columns}

    def get_export_order(self) -> list[str]:
        return [column.name for column in self.columns]

    def lines(self, rows: Rows) -> Iterator[list[Any]]:
        fields = self.get_export_fields()
        for row in rows if isinstance(rows, Sequence) else rows.iterator(chunk_size=CHUNK):
            yield [field.export(row) for field in fields]


def plain(value: Any) -> Any:
    """A value as a spreadsheet keeps it: numbers as numbers, days and words as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def export(request: HttpRequest, listing: Listing, rows: Rows) -> FileResponse:
    """The filtered rows as .csv or .xlsx; that they leave the portal is recorded first."""
    asked = request.POST.get("format", "")
    formats = {each.value: each for each in formats_of(request, listing)}
    write = formats[asked].write if asked in formats else WRITERS.get(asked, _write_xlsx)
    extension = "csv" if write is _write_csv else "xlsx"
    for recorder in _RECORDERS:
        recorder(
            actor=request.user,
            key=listing.key,
            count=len(rows) if isinstance(rows, Sequence) else rows.count(),
            asked={key: value for key, value in request.GET.items() if value},
            file_format=extension,
        )
    # Written to the end before it is sent: the words must still be in the reader's language.
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write(ListingResource(listing), rows, target)
    target.seek(0)
    title = formats[asked].label if asked in formats else listing.title
    name = f"{title}-{timezone.localdate():%Y%m%d}.{extension}"
    return FileResponse(target, as_attachment=True, filename=name)


def _write_csv(resource: ListingResource, rows: Rows, target: IO[bytes]) -> None:
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(resource.get_export_headers())
    for values in resource.lines(rows):
        writer.writerow(map(_harmless, resource.columns, values))
    text.detach()


def _harmless(column: Column, value: Any) -> Any:
    """A cell of a .csv that no spreadsheet program computes or rounds.

    Signs that begin a formula are quoted; a code of digits gets a tab behind it, which keeps its
    leading zeros and which an import strips.
    """
    if not isinstance(value, str):
        value = value if column.kind not in CODES else str(value)
    if not isinstance(value, str) or not value:
        return value
    if value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return f"{value}\t" if column.kind in CODES and value.isdigit() else value


def _write_xlsx(resource: ListingResource, rows: Rows, target: IO[bytes]) -> None:
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "vcenter"})
    as_text = book.add_format({"num_format": "@"})
    for position, column in enumerate(resource.columns):
        is_code = column.kind in CODES
        width = WIDTHS.get(column.kind, DEFAULT_WIDTH)
        sheet.set_column(position, position, width, as_text if is_code else None)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, resource.get_export_headers(), bold)
    for number, values in enumerate(resource.lines(rows), start=1):
        for position, (column, value) in enumerate(zip(resource.columns, values, strict=True)):
            if isinstance(value, str) or column.kind in CODES:
                cell_format = as_text if column.kind in CODES else None
                sheet.write_string(number, position, str(value), cell_format)
            else:
                sheet.write_number(number, position, value)
    book.close()


WRITERS: dict[str, Callable[..., None]] = {"csv": _write_csv, "xlsx": _write_xlsx}
