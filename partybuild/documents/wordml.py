"""The few things official documents need and python-docx has no words for."""

from collections.abc import Mapping
from typing import Final

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from partybuild.documents import layout

NO_ROOM: Final = Length(0)


def element(tag: str, *children: BaseOxmlElement, **values: object) -> BaseOxmlElement:
    """An element of WordprocessingML with its attributes and children."""
    made = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): str(value) for name, value in values.items()})
    made.extend(children)
    return made


# --- Type and lines ---------------------------------------------------------------------------
def set_face(styled: ParagraphStyle | Run, face: str) -> None:
    """Set one typeface for all scripts; the hint keeps quotation marks and dashes full-width."""
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face)


def fit_to_grid(style: ParagraphStyle, *, tighter: Length, on_lines: bool) -> None:
    """Let no sign, digit or squeezing break lines of 28 characters.

    Word lets a sign hang over the edge unless told otherwise. LibreOffice understands that setting
    the wrong way round and loses a hanging sign on a justified line: hence the plain 1.
    """
    style.element.rPr.insert_element_before(element("spacing", val=tighter.twips), "w:sz")
    settings = {"overflowPunct": 1, "autoSpaceDE": 0, "autoSpaceDN": 0, "snapToGrid": int(on_lines)}
    for name, value in settings.items():
        style.element.pPr.insert_element_before(element(name, val=value), "w:spacing")


def indent_by_characters(style: ParagraphStyle, count: int) -> None:
    """Begin a paragraph so many characters in, whatever size they have."""
    style.paragraph_format.first_line_indent = layout.characters(count)
    style.element.pPr.ind.set(qn("w:firstLineChars"), str(count * 100))


def rule_below(paragraph: Paragraph) -> None:
    """Draw the red rule as wide as the text below a paragraph."""
    rule = _rule("bottom", layout.RED_RULE, layout.RED_RULE_DISTANCE, str(layout.RED))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(element("pBdr", rule), "w:tabs", "w:spacing", "w:ind")


def add_page_number(paragraph: Paragraph) -> None:
    """Write the number of the page it stands on between two dashes."""
    paragraph.add_run("— ")
    number = element("fldSimple", paragraph.add_run("1")._r, instr=" PAGE ")
    paragraph._p.append(number)
    paragraph.add_run(" —")


# --- Tables -----------------------------------------------------------------------------------
def frame(
    table: Table, rules: Mapping[str, Length], *, across: Length = NO_ROOM, down: Length = NO_ROOM
) -> None:
    """Rule a table as wide as the text, and leave room across and down between rule and words."""
    room = {"top": down, "left": across, "bottom": down, "right": across}
    properties = table._tbl.tblPr
    properties.clear()
    properties.extend(
        [
            element("tblW", w=layout.TEXT_WIDTH.twips, type="dxa"),
            element("tblBorders", *(_rule(edge, rule) for edge, rule in rules.items())),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *(element(e, w=r.twips, type="dxa") for e, r in room.items())),
        ]
    )


def sink(table: Table) -> None:
    """Move a table to the end of the page's text.

    Centred on the page it is a millimetre off the text, within the standard's tolerance; tied to
    the margin, a table of full width does not float in LibreOffice.
    """
    ends = {"horzAnchor": "page", "vertAnchor": "margin", "tblpXSpec": "center"}
    table._tbl.tblPr.insert(0, element("tblpPr", tblpYSpec="bottom", **ends))
    table._tbl.tblPr.insert(1, element("tblOverlap", val="never"))


def repeat(row: _Row) -> None:
    """Let the header of a table return on each page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


# --- The file ---------------------------------------------------------------------------------
def set_up(file: DocxDocument) -> None:
    """Divide pages into lines, and let facing ones differ.

    With a grid of characters too, LibreOffice gives each glyph two cells. Full-width signs are not
    squeezed, and a line that its author broke is not stretched to the margin.
    """
    grid = file.sections[0]._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(layout.LINE.twips))
    word = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word"}
    compatible = ("doNotExpandShiftReturn", "useFELayout")
    settings = file.settings.element
    settings.clear()
    settings.extend(
        [
            element("mirrorMargins"),
            element("evenAndOddHeaders"),
            element("characterSpacingControl", val="doNotCompress"),
            element("compat", *map(element, compatible), element("compatSetting", **word, val=15)),
            element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        ]
    )


def font_table() -> BaseOxmlElement:
    """The typefaces with those that stand in for them."""
    fonts = element("fonts")
    for face, stand_in in layout.STAND_INS.items():
        names = [element("altName", val=stand_in), element("charset", val=86)]
        fonts.append(element("font", *names, name=face))
    return fonts


def _rule(
    edge: str, thickness: Length, distance: Length = NO_ROOM, colour: str = "000000"
) -> BaseOxmlElement:
    """A rule at one edge; Word counts its thickness in eighths of a point."""
    measures = {"sz": round(thickness.pt * 8), "space": round(distance.pt)}
    return element(edge, val="single", color=colour, **measures)
