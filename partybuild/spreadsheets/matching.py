"""Which title means which column: equal words first, then kindred words, then words much alike."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from partybuild.spreadsheets.ledger import Ledger
from partybuild.spreadsheets.titles import Title, bare, kindred

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


class Claim(NamedTuple):
    """A title that may mean a column; the smallest claim is the best."""

    is_weak: bool
    distance: int
    reading: int
    order: int
    place: int
    key: str


def sure_claims(
    ledger: Ledger, titles: Mapping[int, Title], keys: frozenset[str]
) -> Iterator[Claim]:
    """The columns that titles name in known words, or in words used one for the other."""
    wordings = _wordings(ledger)
    for place, title in titles.items():
        for words, reading in title.words:
            for distance, form in enumerate((words, f"≈{kindred(words)}")):
                for is_weak, order, key in wordings.get(form, ()):
                    if key in keys:
                        yield Claim(is_weak, distance, reading, order, place, key)


def loose_claims(
    ledger: Ledger, titles: Mapping[int, Title], keys: frozenset[str]
) -> Iterator[Claim]:
    """Titles that end with a known wording, begin with one, or differ in one sign."""
    for place, title in titles.items():
        for words, reading in title.words:
            for distance, is_weak, order, key in _near(ledger, words):
                if key in keys:
                    yield Claim(is_weak, distance, reading, order, place, key)


@lru_cache(maxsize=64)
def _wordings(ledger: Ledger) -> dict[str, list[tuple[bool, int, str]]]:
    """All wordings of a ledger's columns, and which columns claim them."""
    claims: dict[str, list[tuple[bool, int, str]]] = {}
    for order, column in enumerate(ledger.columns):
        for is_weak, wordings in ((False, column.headers), (True, column.weak)):
            for wording in wordings.split():
                claims.setdefault(bare(wording), []).append((is_weak, order, column.key))
                claims.setdefault(f"≈{kindred(bare(wording))}", []).append(
                    (is_weak, order, column.key)
                )
    return claims


@lru_cache(maxsize=5_000)
def _near(ledger: Ledger, words: str) -> tuple[tuple[int, bool, int, str], ...]:
    """The columns with a wording that is much like these words."""
    if len(words) > _LONGEST:
        return ()
    return tuple(
        (difference, is_weak, order, key)
        for wording, claims in _wordings(ledger).items()
        if not wording.startswith("≈") and (difference := _difference(words, wording))
        for is_weak, order, key in claims
    )


def _difference(words: str, wording: str) -> int:
    """How far two titles are apart, and 0 for titles that are not alike at all."""
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
