"""Printing an official document as a .docx file that WPS and Word open."""

from typing import Final

from partybuild.documents.content import Document
from partybuild.documents.package import pack
from partybuild.documents.parts import PARTS
from partybuild.documents.sheet import Sheet

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(document: Document) -> bytes:
    """The document as .docx in the layout of GB/T 9704-2012."""
    sheet = Sheet()
    for part in PARTS:
        part(sheet, document)
    return pack(sheet, document)
