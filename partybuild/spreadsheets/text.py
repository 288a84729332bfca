"""How written words become comparable: blanks, widths, and the many ways to write nothing."""

import re
import unicodedata
from functools import lru_cache

Cell = str | int | float | bool | None

# Beyond fifteen figures a spreadsheet replaces the rest by zeros.
EXACT = 10**15
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\xad]|_x000[dDaA]_")
_BLANKS = re.compile(r"\s+")
_WIDE = {
    code: code - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}
# Marks that differ from hand to hand and never change what is said.
_SAME_MARKS = str.maketrans(
    {"。": ".", "、": ",", "“": '"', "”": '"', "—": "-", "–": "-", "~": "-"}
)
_ONLY_MARKS = re.compile(r"[-—–―─_/\\*·.…?~,、。]*")
_NOTHING_WORDS = re.compile(
    "无|暂无|没有|暂缺|待定|待补|待填|未填|未统计|不详|未知|空|空白|不涉及|无此项|null|none|nil|n/a|na"
)
CHINESE = re.compile(r"[\u3400-\u9fff]")


def plain(cell: Cell) -> str:
    """A cell as trimmed text: whole numbers without a point, full-width letters made half."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _plain_text(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    return str(cell)


@lru_cache(maxsize=20_000)
def _plain_text(text: str) -> str:
    text = _INVISIBLE.sub("", text).translate(_WIDE)
    return _BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=20_000)
def squeezed(text: str) -> str:
    """The text in one width and without any blank."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """What two spellings of the same words have in common."""
    return squeezed(text).casefold().translate(_SAME_MARKS)


@lru_cache(maxsize=20_000)
def says_nothing(text: str) -> bool:
    """True for 无, ／, —, 暂无 and everything else that stands for an empty cell."""
    bare = squeezed(text).casefold().strip("()")
    return bool(_ONLY_MARKS.fullmatch(bare)) or bool(_NOTHING_WORDS.fullmatch(bare))


def without_blanks(text: str) -> str:
    """Chinese words lose the blanks that were only set to make columns look even."""
    return _BLANKS.sub("", text) if CHINESE.search(text) else text
