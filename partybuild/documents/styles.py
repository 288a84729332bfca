"""The few styles of an official document, under the names an office sees in its word processor."""

from dataclasses import dataclass
from typing import Final

from partybuild.documents import layout
from partybuild.documents.layout import FANG_SONG, HEI, INDENT, KAI, SONG, SONG_TITLE, Typeface


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: parts ask for its id, the office sees its name."""

    id: str
    name: str
    face: Typeface = FANG_SONG
    size: int = layout.BODY_SIZE
    line: int = layout.LINE
    align: str = "both"
    indent: int = 0
    outline: int | None = None
    colour: str = ""


NORMAL: Final = Style("Normal", "Normal")
BODY: Final = Style("BodyText", "Body Text", indent=INDENT)
TITLE: Final = Style("Title", "Title", SONG_TITLE, layout.TITLE_SIZE, align="center")
HEADINGS: Final = {
    1: Style("Heading1", "heading 1", HEI, indent=INDENT, outline=0),
    2: Style("Heading2", "heading 2", KAI, indent=INDENT, outline=1),
    3: Style("Heading3", "heading 3", indent=INDENT, outline=2),
    4: Style("Heading4", "heading 4", indent=INDENT, outline=3),
}
MARK: Final = Style(
    "Mark", "版头", SONG_TITLE, layout.TITLE_SIZE, align="center", colour=layout.RED
)
NUMBER: Final = Style("Number", "发文字号", align="center")
ATTENDANCE: Final = Style("Attendance", "出席")
SIGNATURE: Final = Style("Signature", "落款", align="right")
CELL: Final = Style("Cell", "表格", size=layout.TABLE_SIZE, line=layout.TABLE_LINE, align="left")
LABEL: Final = Style(
    "Label", "表头", HEI, size=layout.TABLE_SIZE, line=layout.TABLE_LINE, align="center"
)
IMPRINT: Final = Style("Imprint", "版记", size=layout.SMALL_SIZE)
ODD_FOOTER: Final = Style(
    "Footer", "footer", SONG, layout.SMALL_SIZE, layout.SMALL_SIZE, align="right"
)
EVEN_FOOTER: Final = Style(
    "EvenFooter", "双页页码", SONG, layout.SMALL_SIZE, layout.SMALL_SIZE, align="left"
)
THREAD: Final = Style("Thread", "表后", size=layout.THREAD, line=layout.THREAD)
STYLES: Final = (
    NORMAL,
    BODY,
    TITLE,
    *HEADINGS.values(),
    MARK,
    NUMBER,
    ATTENDANCE,
    SIGNATURE,
    CELL,
    LABEL,
    IMPRINT,
    ODD_FOOTER,
    EVEN_FOOTER,
    THREAD,
)


def styles_xml() -> str:
    """The styles as WordprocessingML."""
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{face_xml(NORMAL.face)}{size_xml(NORMAL.size)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    ) + "".join(map(_style_xml, STYLES))


def face_xml(face: Typeface) -> str:
    """One typeface for all scripts; the hint keeps quotation marks and dashes full-width."""
    names = " ".join(f'w:{slot}="{face.name}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts w:hint="eastAsia" {names}/>'


def size_xml(size: int) -> str:
    """A type size, which Word counts in half points."""
    return f'<w:sz w:val="{size // 10}"/><w:szCs w:val="{size // 10}"/>'


def _style_xml(style: Style) -> str:
    kinship = '<w:basedOn w:val="Normal"/>' if style is not NORMAL else ""
    default = ' w:default="1"' if style is NORMAL else ""
    own = "" if style.name.isascii() else ' w:customStyle="1"'  # Word's own names are English
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    tighter = layout.TIGHTER if style.size == layout.BODY_SIZE else 0
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{kinship}<w:qFormat/>'
        f"<w:pPr>{_paragraph_xml(style)}</w:pPr><w:rPr>{face_xml(style.face)}{colour}"
        f'<w:spacing w:val="{tighter}"/>{size_xml(style.size)}</w:rPr></w:style>'
    )


def _paragraph_xml(style: Style) -> str:
    """Widow control and room round digits would break 22 lines of 28 characters.

    What is not of body size keeps off the grid of lines, where it would take two of them.
    """
    # Word lets a sign hang over the edge unless told otherwise. LibreOffice understands the
    # setting the wrong way round and loses a hanging sign on a justified line: hence the plain 1.
    keep, outline, indent = "", "", ""
    if style.outline is not None:
        keep, outline = "<w:keepNext/>", f'<w:outlineLvl w:val="{style.outline}"/>'
    on_grid = int(style.size == layout.BODY_SIZE)
    if style.indent:
        indent = (
            f'<w:ind w:firstLineChars="{style.indent * 100}"'
            f' w:firstLine="{style.indent * layout.CHARACTER}"/>'
        )
    return (
        f'{keep}<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
        f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="{on_grid}"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{style.line}" w:lineRule="exact"/>'
        f'{indent}<w:jc w:val="{style.align}"/>{outline}'
    )
