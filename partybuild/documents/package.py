"""The .docx file around the text: page set-up, settings, typefaces, and a zip without a clock."""

import io
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from partybuild.documents import layout
from partybuild.documents.content import Document
from partybuild.documents.sheet import Sheet
from partybuild.documents.styles import styles_xml
from partybuild.documents.wording import legible
from partybuild.documents.wordml import NAMESPACES

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"

_WORD_PARTS: Final = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
}
_CONTENT_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in _WORD_PARTS.items()
    )
    + f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/></Types>'
)
_ROOT_LINKS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="document" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)
_WORD_LINKS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for name, kind in _WORD_PARTS.items()
    )
    + "</Relationships>"
)
# Facing pages differ, full-width signs are not squeezed, and a line that its author broke is not
# stretched to the margin.
_SETTINGS: Final = (
    f"<w:settings {NAMESPACES}><w:mirrorMargins/><w:evenAndOddHeaders/>"
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
# Lines only: with a grid of characters too, LibreOffice gives each glyph two cells.
_SECTION: Final = (
    "<w:sectPr>"
    '<w:footerReference w:type="default" r:id="footer1"/>'
    '<w:footerReference w:type="even" r:id="footer2"/>'
    f'<w:pgSz w:w="{layout.PAGE_WIDTH}" w:h="{layout.PAGE_HEIGHT}"/>'
    f'<w:pgMar w:top="{layout.TOP_MARGIN}" w:right="{layout.OUTER_MARGIN}"'
    f' w:bottom="{layout.BOTTOM_MARGIN}" w:left="{layout.INNER_MARGIN}"'
    f' w:header="{layout.FOOTER_FROM_EDGE}" w:footer="{layout.FOOTER_FROM_EDGE}" w:gutter="0"/>'
    f'<w:docGrid w:type="lines" w:linePitch="{layout.LINE}"/></w:sectPr>'
)
_FONTS: Final = "".join(
    f'<w:font w:name="{face.name}"><w:altName w:val="{face.stand_in}"/>'
    '<w:charset w:val="86"/></w:font>'
    for face in layout.TYPEFACES
)


def pack(sheet: Sheet, document: Document) -> bytes:
    """The finished file; the same document gives the same bytes at any time and place."""
    odd, even = (footer.xml for footer in sheet.footers)
    return _zip(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _ROOT_LINKS,
            "docProps/core.xml": _core_xml(document),
            "word/_rels/document.xml.rels": _WORD_LINKS,
            "word/document.xml": (
                f"<w:document {NAMESPACES}><w:body>{sheet.finish()}{_SECTION}</w:body></w:document>"
            ),
            "word/styles.xml": f"<w:styles {NAMESPACES}>{styles_xml()}</w:styles>",
            "word/settings.xml": _SETTINGS,
            "word/fontTable.xml": f"<w:fonts {NAMESPACES}>{_FONTS}</w:fonts>",
            "word/footer1.xml": f"<w:ftr {NAMESPACES}>{odd}</w:ftr>",
            "word/footer2.xml": f"<w:ftr {NAMESPACES}>{even}</w:ftr>",
        }
    )


def _core_xml(document: Document) -> str:
    """Name, issuer and day, as a file manager shows them; never the time of the download."""
    issued = f"{document.issued_on.isoformat()}T00:00:00Z" if document.issued_on else ""
    moments = "".join(
        f'<dcterms:{moment} xsi:type="dcterms:W3CDTF">{issued}</dcterms:{moment}>'
        for moment in ("created", "modified")
        if issued
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(legible(document.name))}</dc:title>"
        f"<dc:creator>{escape(legible(document.issuer or document.signature))}</dc:creator>"
        f"<dc:language>zh-CN</dc:language>{moments}</cp:coreProperties>"
    )


def _zip(members: Mapping[str, str]) -> bytes:
    """An archive whose entries all date from the first day a zip file knows."""
    archive = io.BytesIO()
    with ZipFile(archive, "w") as file:
        for name, xml in members.items():
            entry = ZipInfo(name)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            file.writestr(entry, _DECLARATION + xml)
    return archive.getvalue()
