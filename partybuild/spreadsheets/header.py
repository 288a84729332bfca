"""Finding the header of a table and what each of its columns means."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from partybuild.spreadsheets.ledger import Column, Ledger
from partybuild.spreadsheets.privacy import is_private
from partybuild.spreadsheets.sheets import Sheet
from partybuild.spreadsheets.text import plain, squeezed

SEARCHED_ROWS = 15
DEEPEST = 3
FEWEST = 3
_SEQUENCE = frozenset({"序号", "序", "次序", "顺序号", "行号", "no", "num", "项次"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_NOT_WORDS = re.compile(r"[\W_]+")
_MARKER = re.compile(r"^(\(?\d{1,2}\)|\d{1,2}[.、)])(?=.)")
_UNIT_TAIL = re.compile(r"(?<=.{2})(m2|平方米|平米|万元)$")
_NO_WORD = re.compile(
    r"[(]?(必填|选填|非必填|可选|文本|数字|日期|下拉|人|户|栋|个|名|元|万元|m2|平方米|年月|年月日)(项|选择)?[)]?"
)
_GROUP_TAIL = re.compile(r"(?<=.)(基本情况|基本信息|情况统计|情况|信息|统计)$")
# "所属党组织名称" is not "党组织名称": the beginning turns the sense.
_TURNS = re.compile(
    r"上级|下级|上一|所属|隶属|对应|原|曾|是否|非|副|拟|上季|上年|去年|对接|结对|其他|其它|第二"
)
_TAILS_THAT_TURN = re.compile(r"比|率|排名|变更|批|代码|编码|编号|名称|时间|日期|电话")
_SHORT_TAILS = frozenset({"电话", "手机", "户数", "人口", "备注", "类别", "姓名"})
_MOST_REST, _MOST_TAIL = 6, 2
_TELLING, _LONG, _ALIKE = 3, 5, 0.8
_MISSPELT = 9
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Title:
    """One column's header: as written, and in the words it can be recognised by."""

    text: str
    leaf: str
    words: tuple[tuple[str, int], ...]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: where it stands and which column is which."""

    top: int
    bottom: int
    titles: tuple[Title, ...]
    keys: Mapping[int, str]
    guessed: frozenset[int]
    private: frozenset[int]

    @property
    def columns(self) -> dict[str, int]:
        return {key: place for place, key in self.keys.items() if key}

    @property
    def rows(self) -> range:
        return range(self.top, self.bottom + 1)

    def fits(self, ledger: Ledger) -> bool:
        """True when the table has what this ledger cannot be without."""
        found = self.columns.keys()
        has_needs = any(needed <= found for needed in ledger.needs)
        return has_needs and len(found) >= FEWEST


def find_header(
    sheet: Sheet, ledger: Ledger, mapping: Mapping[str, str] | None = None
) -> Header | None:
    """The header among the first rows in which most columns of the ledger are recognised."""
    mapping = mapping or {}
    best = max((_header(sheet, ledger, *b, mapping) for b in _blocks(sheet)), key=_worth)
    if len(best.columns) < FEWEST:
        blocks = [_header(sheet, ledger, *b, mapping, guess=True) for b in _blocks(sheet)]
        best = max(blocks, key=_worth)
    else:
        best = _header(sheet, ledger, best.top, best.bottom, mapping, guess=True)
    return best if len(best.columns) >= FEWEST or (mapping and best.columns) else None


def likely_header(sheet: Sheet, ledger: Ledger) -> Header | None:
    """The row that looks most like a header, for a table in which no column is recognised."""
    rows = range(min(SEARCHED_ROWS, len(sheet.rows)))
    filled = [(len({plain(c) for c in sheet.rows[row]} - {""}), -row) for row in rows]
    if not filled or max(filled)[0] < FEWEST:
        return None
    row = -max(filled)[1]
    return _header(sheet, ledger, row, row, {}, guess=True)


def _worth(header: Header) -> tuple[float, int, int]:
    sure = len(header.columns) - len(header.guessed) / 2 + len(header.private) / 2
    return sure, header.top - header.bottom, -header.top


def _blocks(sheet: Sheet) -> Iterator[tuple[int, int]]:
    for top in range(min(SEARCHED_ROWS, len(sheet.rows))):
        for bottom in range(top, min(top + DEEPEST, len(sheet.rows))):
            yield top, bottom


def _header(
    sheet: Sheet,
    ledger: Ledger,
    top: int,
    bottom: int,
    mapping: Mapping[str, str],
    *,
    guess: bool = False,
) -> Header:
    titles = tuple(_titles(sheet, top, bottom))
    extra = frozenset(ledger.private.split())
    private = frozenset(
        place
        for place, title in enumerate(titles)
        if any(is_private(part) for part in title.text.split("·")) or title.parts & extra
    )
    known = {column.key for column in ledger.columns}
    keys = {
        place: mapping[title.text] if mapping[title.text] in known else ""
        for place, title in enumerate(titles)
        if title.text in mapping and place not in private
    }
    free = {
        place: title
        for place, title in enumerate(titles)
        if title.text and place not in keys and place not in private and not is_sequence(title)
    }
    _assign(keys, sorted(_equal(ledger, free)))
    sure = frozenset(keys)
    if guess:
        _assign(keys, sorted(_alike(ledger, {p: t for p, t in free.items() if p not in keys})))
    return Header(top, bottom, titles, keys, frozenset(keys) - sure, private)


def _assign(keys: dict[int, str], claims: Iterable[tuple[tuple, str, int]]) -> None:
    """Give each column one header and each header one column, the best claim first."""
    for _rank, key, place in claims:
        if place not in keys and key not in keys.values():
            keys[place] = key


def is_sequence(title: Title) -> bool:
    """True for 序号, which numbers the rows and says nothing."""
    return bool(title.parts & _SEQUENCE)


def _equal(ledger: Ledger, free: Mapping[int, Title]) -> Iterator[tuple[tuple, str, int]]:
    known = _wordings(ledger)
    for place, title in free.items():
        for words, length in title.words:
            for is_weak, order, column in known.get(words, ()):
                yield (is_weak, -length, order, place), column.key, place


def _alike(ledger: Ledger, free: Mapping[int, Title]) -> Iterator[tuple[tuple, str, int]]:
    """Headers that end with a known wording, begin with one, or differ in one sign."""
    for place, title in free.items():
        for words, length in title.words:
            for difference, is_weak, order, key in _near(ledger, words):
                yield (difference, is_weak, -length, order, place), key, place


@lru_cache(maxsize=5_000)
def _near(ledger: Ledger, words: str) -> tuple[tuple[int, bool, int, str], ...]:
    """The columns with a wording that is much like these words."""
    if len(words) > _LONGEST:
        return ()
    return tuple(
        (difference, is_weak, order, column.key)
        for wording, claims in _wordings(ledger).items()
        if (difference := _difference(words, wording))
        for is_weak, order, column in claims
    )


def _difference(words: str, wording: str) -> int:
    """How far two headers are apart, and 0 for headers that are not alike at all."""
    rest = len(words) - len(wording)
    is_telling = len(wording) >= _TELLING
    if 0 < rest <= _MOST_REST and (is_telling or wording in _SHORT_TAILS):
        if words.endswith(wording) and not _TURNS.search(words[:rest]):
            return rest
        ends_plainly = not _TAILS_THAT_TURN.search(words[len(wording) :])
        if is_telling and rest <= _MOST_TAIL and words.startswith(wording) and ends_plainly:
            return rest + 1
    return _MISSPELT if _is_misspelt(words, wording) else 0


def _is_misspelt(words: str, wording: str) -> bool:
    """True when one sign in five differs, and no word that turns the sense."""
    if min(len(words), len(wording)) < _LONG or abs(len(words) - len(wording)) > _MOST_TAIL:
        return False
    if bool(_TURNS.search(words)) != bool(_TURNS.search(wording)):
        return False
    return SequenceMatcher(None, words, wording, autojunk=False).ratio() >= _ALIKE


@lru_cache(maxsize=64)
def _wordings(ledger: Ledger) -> dict[str, list[tuple[bool, int, Column]]]:
    """All wordings of a ledger's columns, and which columns claim them."""
    claims: dict[str, list[tuple[bool, int, Column]]] = {}
    for order, column in enumerate(ledger.columns):
        for is_weak, wordings in ((False, column.headers), (True, column.weak)):
            for wording in wordings.split():
                claims.setdefault(_bare(wording), []).append((is_weak, order, column))
    return claims


def _titles(sheet: Sheet, top: int, bottom: int) -> Iterator[Title]:
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
            words.setdefault(joined, len(shown) - start)
    words.pop("", None)
    parts = frozenset(form for text in texts for form in normal_forms(text))
    return Title("·".join(shown), texts[-1] if texts else "", tuple(words.items()), parts)


def _joined(texts: tuple[str, ...]) -> Iterator[str]:
    """党员情况·总数 can be read 党员情况总数 and 党员总数."""
    *groups, leaf = texts
    for form in normal_forms(leaf):
        yield "".join(_bare(group) for group in groups) + form
        yield "".join(_GROUP_TAIL.sub("", normal_forms(group)[-1]) for group in groups) + form


@lru_cache(maxsize=20_000)
def normal_forms(text: str) -> tuple[str, ...]:
    """A header with the words in brackets and without them."""
    words = _MARKER.sub("", squeezed(text).casefold())
    outside = _bare(_BRACKETS.sub("", words))
    forms = dict.fromkeys((_bare(words), outside, _UNIT_TAIL.sub("", outside)))
    forms.pop("", None)
    return tuple(forms) or ("",)


def _bare(text: str) -> str:
    return _NOT_WORDS.sub("", squeezed(text).casefold())


def _filled(sheet: Sheet, top: int, bottom: int) -> list[list[str]]:
    """The rows of a header with merged cells, and groups without merging, filled in."""
    width = sheet.width
    grid = [[plain(sheet.cell(row, c)) for c in range(width)] for row in range(top, bottom + 1)]
    covered = set()
    for area in sheet.merged:
        if area.bottom < top or area.top > bottom or area.top < top:
            continue
        for row in range(area.top, min(area.bottom, bottom) + 1):
            for column in range(area.left, min(area.right + 1, width)):
                grid[row - top][column] = grid[area.top - top][area.left]
                covered.add((row - top, column))
    for upper, lower in zip(range(len(grid)), range(1, len(grid)), strict=False):
        for column in range(1, width):
            is_open = not grid[upper][column] and grid[lower][column]
            if is_open and grid[lower][column - 1] and (upper, column - 1) not in covered:
                grid[upper][column] = grid[upper][column - 1]
    return grid
