"""Words: names of bodies, running text, yes and no, lists in one cell, wished times, quantities."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from partybuild.spreadsheets.cleaning.dates import partial_date
from partybuild.spreadsheets.cleaning.digits import in_arabic
from partybuild.spreadsheets.cleaning.doubts import Clean, Cleaned, Doubt, written
from partybuild.spreadsheets.text import CHINESE, Cell, plain, squeezed, without_blanks

_YES = re.compile(r"(√|✓|✔|☑|是|有|1|y|yes|true|t|对|已|已[签建设立订办].*|签|签订|签约|完成)")
_NO = re.compile(
    r"(×|✗|✘|x|否|无|没有|0|n|no|false|f|不|不是|非|未|未[签建设立订办].*|待[签建设立订办].*|尚未.*|没.*)"
)
_BRACKETS = re.compile(r"\(([^)]*)\)?$")
_SEVERAL = re.compile(r"[、,，;；/／|+＋]|(?<=社区|网格)[和与及]|(?<=[村\d])[和与及]")
_SEVERAL_CLASSES = re.compile(r"[、,，;；/／|+＋和与及\s]+")
_COMMUNITY_TAIL = re.compile(r"(?<=[社区村居])(居委会|党委|党总支|党支部|委员会|党组织)$")
_AMOUNT = re.compile(
    r"(?:每(?P<per_before>年|半年|季度|季|月|周|学期|天|日)度?)?(?:约|不少于|至少)?(?P<number>\d{1,9}(?:\.\d{1,9})?)"
    r"(?P<unit>[^\d/、,;每]{0,4})(?:/(?P<per>年|半年|季度|季|月|周|学期|天|日|次))?"
)


def text(cell: Cell) -> str | None:
    """Running text, with its own punctuation."""
    return written(cell) or None


def name(cell: Cell) -> str | None:
    """The name of an organisation, a unit or a place."""
    return without_blanks(written(cell)) or None


def category(cell: Cell) -> Cleaned:
    """A class such as 场地; 场地、师资 names two, and the row stands for both."""
    parts = _SEVERAL_CLASSES.split(written(cell))
    several = [part.removesuffix("类") or part for part in parts if part]
    return Cleaned("、".join(several) or None, others={"categories": several})


def yes_or_no(cell: Cell) -> Any:
    """√, 是, 有, 已签 or ×, 否, 无, 待签; a blank is not known, which is not no."""
    bare = _BRACKETS.sub("", squeezed(plain(cell)).casefold())
    if _YES.fullmatch(bare):
        return True
    if _NO.fullmatch(bare):
        return False
    if not written(cell):
        return None
    if re.search(r"\d{4}", bare):
        # A date in the place of a tick says that it was done, and when.
        partial_date(cell)
        return True
    raise Doubt("not_yes_or_no", _("This says neither yes nor no: write 是 or 否."))


def choice(words: Mapping[str, Any], *, reason: str = "unknown_kind") -> Clean:
    """One of a few words, found by the patterns that stand for it."""
    patterns = [(re.compile(pattern), value) for pattern, value in words.items()]

    def clean(cell: Cell) -> Any:
        word = squeezed(written(cell)).casefold()
        if not word:
            return None
        for reading in (word, _BRACKETS.sub("", word)):
            for pattern, value in patterns:
                if pattern.fullmatch(reading):
                    return value
        raise Doubt(
            reason,
            _("This word is not one of %(words)s: choose one.")
            % {"words": "、".join(dict.fromkeys(str(value) for _pattern, value in patterns))},
        )

    return clean


def communities(cell: Cell) -> list[str]:
    """南塘、东苑 names two communities in short."""
    parts = [_COMMUNITY_TAIL.sub("", part) for part in _pieces(written(cell))]
    return [part if part.endswith(("社区", "村", "居")) else f"{part}社区" for part in parts]


def one_community(cell: Cell) -> str | None:
    """The first community that is named."""
    return next(iter(communities(cell)), None)


def places(cell: Cell) -> list[str]:
    """东苑一网格01、02 names two grids: a bare number takes the beginning of the one before."""
    parts = _pieces(written(cell))
    full: list[str] = []
    for part in parts:
        stem = re.fullmatch(r"(.*?)\d+", full[-1]) if full and part.isdigit() else None
        full.append(f"{stem[1]}{part}" if stem else part)
    return full


def _pieces(words: str) -> list[str]:
    """The names in a cell; a blank parts two names, or only sets one name wide."""
    found: list[str] = []
    for part in _SEVERAL.split(words):
        names = part.split()
        if all(len(name) > 1 and name not in {"社区", "网格"} for name in names):
            found += names
        else:
            found.append("".join(names))
    return [name for name in found if name]


def wished_time(cell: Cell) -> Cleaned:
    """When it is wanted, in the office's words, and the date if the words are one."""
    words = written(cell)
    day: Any = None
    if re.match(r"\s*\d{4}|\s*[二][〇○零]|\d{5}(\.0)?$", words):
        try:
            day = partial_date(cell)
        except Doubt as doubt:
            if doubt.reason in {"bad_date", "ambiguous_date"} and re.fullmatch(
                r"[\d.\-/年月日\s]+", words
            ):
                raise
        day = day.value if isinstance(day, Cleaned) else day
    if day and words.removesuffix(".0").isdigit():
        words = str(day)
    return Cleaned(words or None, others={"wished_on": day})


def quantity(cell: Cell) -> Cleaned:
    """How much is offered: 4场/年 is four a year, 1处/2人 is one place and two persons."""
    words = written(cell)
    bare = unicodedata.normalize("NFKC", words).replace(" ", "")
    bare = re.sub(r"(?<=\d)\.0+$", "", bare)
    bare = in_arabic(bare) if CHINESE.search(bare) else bare
    amounts = [
        [_plain_number(found["number"]), found["unit"], found["per_before"] or found["per"] or ""]
        for found in _AMOUNT.finditer(bare)
    ]
    return Cleaned(words or None, others={"amounts": amounts})


def _plain_number(digits: str) -> int | float:
    return float(digits) if "." in digits else int(digits)
