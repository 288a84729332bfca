"""The few styles of an official document, under the names an office sees in its word processor."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Length, Pt, RGBColor
from docx.styles.styles import Styles
from docx.text.paragraph import Paragraph

from partybuild.documents import layout, wordml
from partybuild.documents.layout import BODY_SIZE, FANG_SONG, HEI, KAI, SMALL_SIZE, SONG, SONG_TITLE
from partybuild.documents.wording import legible


@dataclass(frozen=True, slots=True)
class Look:
    """The looks of a paragraph; only headings have a level."""

    name: str
    face: str = FANG_SONG
    size: Length = BODY_SIZE
    line: Length = layout.LINE
    align: ALIGN = ALIGN.JUSTIFY
    indent: int = 0
    level: int = 0
    colour: RGBColor | None = None


class Style(Enum):
    """What each kind of paragraph looks like."""

    NORMAL = Look("Normal")
    BODY = Look("Body Text", indent=2)
    TITLE = Look("Title", SONG_TITLE, layout.TITLE_SIZE, align=ALIGN.CENTER)
    HEADING_1 = Look("Heading 1", HEI, indent=2, level=1)
    HEADING_2 = Look("Heading 2", KAI, indent=2, level=2)
    HEADING_3 = Look("Heading 3", indent=2, level=3)
    HEADING_4 = Look("Heading 4", indent=2, level=4)
    MARK = Look("版头", SONG_TITLE, layout.TITLE_SIZE, align=ALIGN.CENTER, colour=layout.RED)
    NUMBER = Look("发文字号", align=ALIGN.CENTER)
    ATTENDANCE = Look("出席")
    SIGNATURE = Look("落款", align=ALIGN.RIGHT)
    CELL = Look("表格", FANG_SONG, Pt(12), Pt(20), ALIGN.LEFT)
    LABEL = Look("表头", HEI, Pt(12), Pt(20), ALIGN.CENTER)
    IMPRINT = Look("版记", size=SMALL_SIZE)
    ODD_FOOTER = Look("Footer", SONG, SMALL_SIZE, SMALL_SIZE, ALIGN.RIGHT)
    EVEN_FOOTER = Look("双页页码", SONG, SMALL_SIZE, SMALL_SIZE, ALIGN.LEFT)
    THREAD = Look("表后", size=Pt(1), line=Pt(1))


_NORMAL: Final = Style.NORMAL.value.name


def replace_styles(styles: Styles) -> None:
    """Put the styles of official documents in the place of all others."""
    styles.element.clear()
    for style in Style:
        _add(styles, style.value)
    styles[_NORMAL].element.default = True
    styles[_NORMAL].element.rPr.append(wordml.element("lang", val="en-US", eastAsia="zh-CN"))


def _add(styles: Styles, look: Look) -> None:
    """Add a style; widow control would break pages of 22 lines.

    What is not of body size keeps off the grid of lines, where it would take two of them.
    """
    is_body = look.size == BODY_SIZE
    style = styles.add_style(  # type: ignore[no-untyped-call]  # the library has no types here
        look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.name.isascii()
    )
    style.base_style = styles[_NORMAL] if look.name != _NORMAL else None
    style.quick_style = True
    style.font.size, style.font.color.rgb = look.size, look.colour
    wordml.set_face(style, look.face)
    lines = style.paragraph_format
    lines.line_spacing, lines.alignment, lines.widow_control = look.line, look.align, False
    wordml.fit_to_grid(style, tighter=layout.TIGHTER if is_body else Length(0), on_lines=is_body)
    if look.indent:
        wordml.indent_by_characters(style, look.indent)
    if look.level:
        lines.keep_with_next = True
        style.element.pPr.get_or_add_outlineLvl().val = look.level - 1


def put(
    line: Paragraph,
    style: Style,
    text: str = "",
    *,
    left: int = 0,
    right: int = 0,
    first: int = 0,
    tab: int = 0,
) -> Paragraph:
    """Put words on a line; ``first`` moves it against ``left``, ``tab`` is where it ends."""
    line.style = style.value.name
    line.add_run(legible(text))
    place = line.paragraph_format
    if left or right or first:
        place.left_indent, place.right_indent, place.first_line_indent = left, right, first
    if tab:
        place.tab_stops.add_tab_stop(tab, WD_TAB_ALIGNMENT.RIGHT)
    return line
