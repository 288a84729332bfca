"""Official documents in the layout of GB/T 9704-2012: one value, printed as .docx and as a page."""

from partybuild.documents.blocks import Cell, Heading, Item, Paragraph, Table, paragraphs
from partybuild.documents.content import AttendanceLine, Document
from partybuild.documents.files import digest_of, docx_file
from partybuild.documents.render import CONTENT_TYPE, render
from partybuild.documents.wording import chinese_date, document_number

__all__ = [
    "CONTENT_TYPE",
    "AttendanceLine",
    "Cell",
    "Document",
    "Heading",
    "Item",
    "Paragraph",
    "Table",
    "chinese_date",
    "digest_of",
    "document_number",
    "docx_file",
    "paragraphs",
    "render",
]
