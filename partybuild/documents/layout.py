"""The measures of an official document (GB/T 9704-2012).

The page's counterpart, ``static/css/official.css``, repeats them in millimetres and points.
"""

from typing import Final

from docx.shared import Emu, Length, Mm, Pt, RGBColor

# --- The page: 22 lines of 28 characters on A4, bound at the inner edge -----------------------
TOP_MARGIN: Final = Mm(37)
BOTTOM_MARGIN: Final = Mm(35)
INNER_MARGIN: Final = Mm(28)
OUTER_MARGIN: Final = Mm(26)
TEXT_WIDTH: Final = Mm(156)
CHARACTERS_IN_A_LINE: Final = 28
# 225 mm hold 22 lines of 28.99 pt. A hair less keeps rounding from losing the last one.
LINE: Final = Pt(28.95)
# 156 mm hold 28 characters of 15.79 pt, and a glyph is 16 pt wide: each is set a little tighter.
TIGHTER: Final = Pt(-0.25)
CHARACTER: Final = Pt(15.75)

# --- Type: 2号, 3号 and 4号 -------------------------------------------------------------------
TITLE_SIZE: Final = Pt(22)
BODY_SIZE: Final = Pt(16)
SMALL_SIZE: Final = Pt(14)
SONG_TITLE: Final = "方正小标宋简体"
FANG_SONG: Final = "仿宋_GB2312"
KAI: Final = "楷体_GB2312"
HEI: Final = "黑体"
SONG: Final = "宋体"
# Most of them are licensed: what takes their place where an office has not bought them.
STAND_INS: Final = {
    SONG_TITLE: "宋体",
    FANG_SONG: "仿宋",
    KAI: "楷体",
    HEI: "SimHei",
    SONG: "SimSun",
}

# --- Head and foot ----------------------------------------------------------------------------
RED: Final = RGBColor(0xFF, 0x33, 0x33)  # what Y80 M80 of the standard is on a screen
MARK_FROM_TOP: Final = Mm(35)
MARK_LARGEST: Final = Mm(15)  # the standard's widest character
RED_RULE: Final = Pt(2.25)
RED_RULE_DISTANCE: Final = Mm(4)
# The dashes beside the page number, half-way up its line, lie 7 mm below the text.
FOOTER_FROM_EDGE: Final = Emu(BOTTOM_MARGIN - Mm(7) - SMALL_SIZE // 2)


def characters(count: float) -> Length:
    """How much room so many characters of the text take."""
    return Emu(round(count * CHARACTER))
