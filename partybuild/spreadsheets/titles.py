"""The title of a column: as written over one to three rows, and the words it is recognised by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from partybuild.spreadsheets.sheets import Sheet
from partybuild.spreadsheets.text import plain, squeezed

_SEQUENCE = frozenset({"序号", "序", "次序", "顺序号", "行号", "no", "num", "项次"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_NOT_WORDS = re.compile(r"[\W_]+")
_AND = re.compile(r"(?<=[\u3400-\u9fff])[/、,，&+和与](?=[\u3400-\u9fff])")
_MARKER = re.compile(r"^(\(?\d{1,2}\)|\d{1,2}[.、)])(?=.)")
_UNIT_TAIL = re.compile(r"(?<=.{2})(m2|平方米|平米|万元)$")
_NO_WORD = re.compile(
    r"[(]?(必填|选填|非必填|可选|文本|数字|日期|下拉|人|户|栋|个|名|元|万元|m2|平方米|年月|年月日)(项|选择)?[)]?"
)
_GROUP_TAIL = re.compile(r"(?<=.)(基本情况|基本信息|情况统计|情况|信息|统计)$")
# Words that offices use one for the other in headers.
_KINDRED = (
    (re.compile(r"日期|年月日?|时刻"), "时间"),
    (re.compile(r"编码|编号"), "代码"),
    (re.compile(r"类型|分类|种类|性质|属性"), "类别"),
    (re.compile(r"总?人数|总数|数量|总量"), "数"),
    (re.compile(r"^(现任|现有|目前|当前|本辖区|辖区|本单位|本|具体|主要|实际)(?=.{2})"), ""),
    (re.compile(r"(?<=.{2})(情况|简介|简述|概述|概况|及描述|及说明|描述|明细|全称|姓名)$"), ""),
)


@dataclass(frozen=True, slots=True)
class Title:
    """One column's title; ``words`` are its readings, each with its rank, the best first.

    ``parts`` are the words of its single rows, by which a repeated header is known.
    """

    text: str
    leaf: str
    words: tuple[tuple[str, int], ...]
    parts: frozenset[str]

    @property
    def is_sequence(self) -> bool:
        """True for 序号, which numbers the rows and says nothing."""
        return bool(self.parts & _SEQUENCE)


def titles_of(sheet: Sheet, top: int, bottom: int) -> Iterator[Title]:
    """The titles that these rows give to the columns."""
    grid = _filled(sheet, top, bottom)
    for place in range(sheet.width):
        texts: list[str] = []
        for row in grid:
            if row[place] and (not texts or texts[-1] != row[place]):
                texts.append(row[place])
        yield _title(tuple(texts))


@lru_cache(maxsize=5_000)
def _title(texts: tuple[str, ...]) -> Title:
    shown = tuple(text for text in texts if not _NO_WORD.fullmatch(squeezed(text))) or texts
    words: dict[str, int] = {}
    for start in range(len(shown)):
        for joined in _joined(shown[start:]):
            words.setdefault(joined, len(words))
    words.pop("", None)
    parts = frozenset(form for text in texts for form in normal_forms(text))
    return Title("·".join(shown), texts[-1] if texts else "", tuple(words.items()), parts)


def _joined(texts: tuple[str, ...]) -> Iterator[str]:
    """党员情况·总数 can be read 党员情况总数 and 党员总数."""
    *groups, leaf = texts
    for form in normal_forms(leaf):
        yield "".join(bare(group) for group in groups) + form
        yield "".join(_GROUP_TAIL.sub("", normal_forms(group)[-1]) for group in groups) + form


@lru_cache(maxsize=20_000)
def normal_forms(text: str) -> tuple[str, ...]:
    """The readings of a title: with the words in brackets and without them."""
    words = _MARKER.sub("", squeezed(text).casefold())
    outside = _BRACKETS.sub("", words)
    readings = (_AND.sub("及", outside), words, outside)
    forms = dict.fromkeys(bare(reading) for reading in readings)
    forms.setdefault(_UNIT_TAIL.sub("", bare(outside)))
    forms.pop("", None)
    return tuple(forms) or ("",)


def bare(text: str) -> str:
    """A title without punctuation and blanks."""
    return _NOT_WORDS.sub("", squeezed(text).casefold())


@lru_cache(maxsize=20_000)
def kindred(words: str) -> str:
    """One form for all titles that differ in words used one for the other."""
    for pattern, word in _KINDRED:
        words = pattern.sub(word, words)
    return words


def _filled(sheet: Sheet, top: int, bottom: int) -> list[list[str]]:
    """The rows of a header with merged cells, and groups without merging, filled in."""
    width = sheet.width
    grid = [[plain(sheet.cell(row, c)) for c in range(width)] for row in range(top, bottom + 1)]
    covered = _fill_merged(sheet, grid, top)
    for upper, lower in zip(range(len(grid)), range(1, len(grid)), strict=False):
        for column in range(1, width):
            is_open = not grid[upper][column] and grid[lower][column]
            if is_open and grid[lower][column - 1] and (upper, column - 1) not in covered:
                grid[upper][column] = grid[upper][column - 1]
    return grid


def _fill_merged(sheet: Sheet, grid: list[list[str]], top: int) -> set[tuple[int, int]]:
    """Write the text of each merged area into all its cells; the cells that were written."""
    covered = set()
    for area in sheet.merged:
        if not top <= area.top < top + len(grid):
            continue
        for row in range(area.top - top, min(area.bottom - top + 1, len(grid))):
            for column in range(area.left, min(area.right + 1, sheet.width)):
                grid[row][column] = grid[area.top - top][area.left]
                covered.add((row, column))
    return covered
