"""Every measure of an official document, named once (GB/T 9704-2012), in twentieths of a point.

The page's counterpart, ``static/css/official.css``, repeats them in millimetres and points.
"""

from dataclasses import dataclass
from typing import Final


def mm(length: float) -> int:
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    return round(length * 20)


# --- The page: 22 lines of 28 characters on A4, bound at the inner edge -----------------------
PAGE_WIDTH: Final = mm(210)
PAGE_HEIGHT: Final = mm(297)
TOP_MARGIN: Final = mm(37)
BOTTOM_MARGIN: Final = mm(35)
INNER_MARGIN: Final = mm(28)
OUTER_MARGIN: Final = mm(26)
TEXT_WIDTH: Final = mm(156)
TEXT_HEIGHT: Final = mm(225)
LINES_ON_A_PAGE: Final = 22
CHARACTERS_IN_A_LINE: Final = 28
# 225 mm hold 22 lines of 28.99 pt. A hair less keeps rounding from losing the last one.
LINE: Final = pt(28.95)
# 156 mm hold 28 characters of 15.79 pt, and a glyph is 16 pt wide: each is set a little tighter.
TIGHTER: Final = pt(-0.25)
CHARACTER: Final = pt(16) + TIGHTER

# --- Type sizes: 2号, 3号 and 4号 -------------------------------------------------------------
TITLE_SIZE: Final = pt(22)
BODY_SIZE: Final = pt(16)
SMALL_SIZE: Final = pt(14)
TABLE_SIZE: Final = pt(12)
TABLE_LINE: Final = pt(20)


@dataclass(frozen=True, slots=True)
class Typeface:
    """A licensed typeface, and the one that stands in where an office has not bought it."""

    name: str
    stand_in: str


SONG_TITLE: Final = Typeface("方正小标宋简体", "宋体")
FANG_SONG: Final = Typeface("仿宋_GB2312", "仿宋")
KAI: Final = Typeface("楷体_GB2312", "楷体")
HEI: Final = Typeface("黑体", "SimHei")
SONG: Final = Typeface("宋体", "SimSun")
TYPEFACES: Final = (SONG_TITLE, FANG_SONG, KAI, HEI, SONG)

# --- Head: red mark, number, red rule ---------------------------------------------------------
RED: Final = "FF3333"  # what Y80 M80 of the standard is on a screen
MARK_FROM_TOP: Final = mm(35)
MARK_LARGEST: Final = mm(15)  # the standard's widest character
MARK_SMALLEST: Final = TITLE_SIZE
MARK_LEADING: Final = 1.2
LINES_TO_NUMBER: Final = 2
LINES_TO_ISSUER: Final = 1
RED_RULE_DISTANCE: Final = mm(4)
RED_RULE: Final = pt(2.25)
EDGE: Final = 1  # characters kept free at both ends of the head's and the imprint's lines

# --- Body -------------------------------------------------------------------------------------
LINES_TO_TITLE: Final = 2
LINES_TO_BODY: Final = 1
LINES_TO_ATTACHMENTS: Final = 1
LINES_TO_ATTENDANCE: Final = 1
LINES_TO_SIGNATURE: Final = 2
INDENT: Final = 2
SIGNATURE_EDGE: Final = 4
TABLE_RULE: Final = pt(0.5)
CELL_SIDE_MARGIN: Final = mm(1)
CELL_ROW_MARGIN: Final = mm(1.5)
THREAD: Final = pt(1)

# --- Foot -------------------------------------------------------------------------------------
OUTER_RULE: Final = mm(0.35)
INNER_RULE: Final = mm(0.25)
PAGE_NUMBER_BELOW_TEXT: Final = mm(7)
# The dashes beside the number, half-way up its line, lie 7 mm below the text.
FOOTER_FROM_EDGE: Final = BOTTOM_MARGIN - PAGE_NUMBER_BELOW_TEXT - SMALL_SIZE // 2


def whole_lines(height: int) -> int:
    """The nearest height at which text falls on the lines of the page again."""
    return round(height / LINE) * LINE
