"""Reading the spreadsheets of offices, as hostile as they come.

The way of a file: ``open_workbook`` makes sheets of its bytes (or raises ``UnreadableFile``);
``recognise`` tells which ledgers stand in them; ``sanitised`` gives the sheets that may be
stored, without private columns (``Sheet.as_json`` and ``Sheet.from_json``); ``read`` gives a
``Reading`` of rows, held rows, repeated rows and notices. The same sheets, mapping and directory
always give the same reading, so a preview is read again from what was stored.

A ledger is declared once, as a ``Ledger`` of ``Column``s with the wordings of offices and a
cleaner from ``partybuild.spreadsheets.cleaning``. What a row names elsewhere is looked up in a
``Directory``: the caller lists what the portal knows, the reader does the matching.
"""

from partybuild.spreadsheets.ledger import Column, Ledger, Reference
from partybuild.spreadsheets.names import Directory, Known, Register
from partybuild.spreadsheets.outcome import (
    IGNORED,
    Duplicate,
    Heading,
    Held,
    Notice,
    Problem,
    Reading,
    Row,
    as_plain,
)
from partybuild.spreadsheets.reading import Recognised, read, recognise
from partybuild.spreadsheets.sheets import Sheet, UnreadableFile
from partybuild.spreadsheets.tables import sanitised
from partybuild.spreadsheets.workbook import open_workbook

__all__ = [
    "IGNORED",
    "Column",
    "Directory",
    "Duplicate",
    "Heading",
    "Held",
    "Known",
    "Ledger",
    "Notice",
    "Problem",
    "Reading",
    "Recognised",
    "Reference",
    "Register",
    "Row",
    "Sheet",
    "UnreadableFile",
    "as_plain",
    "open_workbook",
    "read",
    "recognise",
    "sanitised",
]
