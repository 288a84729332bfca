"""The blank .docx that every official document is written on, and the finished file."""

import io
from datetime import UTC, datetime, time
from functools import cache
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.shared import Mm

from partybuild.documents import layout, wordml
from partybuild.documents.content import Document
from partybuild.documents.styles import Style, put, replace_styles
from partybuild.documents.wording import legible

_KEPT: Final = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.STYLES,
}
_LONGEST_PROPERTY: Final = 255


@cache
def stationery() -> bytes:
    """A file without words: page, styles and page numbers of the standard.

    The library's own blank brings a theme, a picture and numbering along, which are left out.
    """
    file = docx.Document()
    for links in (file.part.package.rels, file.part.rels):
        for key in [key for key, link in links.items() if link.reltype not in _KEPT]:
            del links[key]
    replace_styles(file.styles)
    _set_up_page(file)
    name, fonts = PackURI("/word/fontTable.xml"), wordml.font_table()
    part = XmlPart(name, CONTENT_TYPE.WML_FONT_TABLE, fonts, file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
    return _zip(file)


def finish(file: DocxDocument, document: Document) -> bytes:
    """The file under the name, issuer and day of its document; never the time of the download."""
    file.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element.clear()
    properties = file.core_properties
    properties.title = legible(document.name)[:_LONGEST_PROPERTY]
    properties.author = legible(document.issuer or document.signature)[:_LONGEST_PROPERTY]
    properties.language = "zh-CN"
    if document.issued_on:
        issued = datetime.combine(document.issued_on, time(), UTC)
        properties.created = properties.modified = issued
    return _zip(file)


def _set_up_page(file: DocxDocument) -> None:
    """Set margins, and page numbers a character from the outer edge."""
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = layout.TOP_MARGIN, layout.BOTTOM_MARGIN
    page.left_margin, page.right_margin = layout.INNER_MARGIN, layout.OUTER_MARGIN
    page.header_distance = page.footer_distance = layout.FOOTER_FROM_EDGE
    wordml.set_up(file)
    edge = layout.SMALL_SIZE
    odd = put(page.footer.paragraphs[0], Style.ODD_FOOTER, right=edge)
    even = put(page.even_page_footer.paragraphs[0], Style.EVEN_FOOTER, left=edge)
    for line in (odd, even):
        wordml.add_page_number(line)


def _zip(file: DocxDocument) -> bytes:
    """An archive whose entries all date from the first day a zip file knows."""
    written, archive = io.BytesIO(), io.BytesIO()
    file.save(written)
    with ZipFile(written) as source, ZipFile(archive, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            target.writestr(entry, source.read(name))
    return archive.getvalue()
