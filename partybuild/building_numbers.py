"""How offices write which buildings they mean: 1-6#、8#楼 is seven of them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

MOST = 300
LONGEST = 20
_PARTS = re.compile(r"[、,，;；/及和与\s]+")
_BRACKETS = re.compile(r"\([^)]*\)")
_TAIL = r"(?:#|号楼|号院|号|栋楼|栋|幢|座|楼)*"
_RANGE = re.compile(rf"([^\d]*?)(\d+){_TAIL}(?:-|~|—|–|－|至|到)([^\d]*?)(\d+){_TAIL}")
_ONE = re.compile(rf"([^\d]*?)(\d+)([A-Za-z甲乙丙丁戊]?){_TAIL}")
_NAMED = re.compile(r"[^\d#\-~—]+")


def numbers_in(text: str) -> list[str]:
    """The buildings a text names, each once and in order: ``1-3#、8#楼`` is 1, 2, 3 and 8.

    Raises ValueError for what names no building, and for a range that no estate has.
    """
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", text)).strip()
    found: dict[str, None] = {}
    for part in filter(None, _PARTS.split(bare)):
        found |= dict.fromkeys(_numbers_of(part))
    if not found or len(found) > MOST:
        raise ValueError(f"no buildings: {text!r}")
    return list(found)


def _numbers_of(part: str) -> list[str]:
    if match := _RANGE.fullmatch(part):
        head, first, again, last = match.groups()
        numbers = range(int(first), int(last) + 1)
        if again not in {"", head} or not 1 < len(numbers) <= MOST:
            raise ValueError(f"no range of buildings: {part!r}")
        return [f"{_head(head)}{number}" for number in numbers]
    if match := _ONE.fullmatch(part):
        return [f"{_head(match[1])}{int(match[2])}{match[3].upper()}"]
    if _NAMED.fullmatch(part) and len(part) <= LONGEST:
        return [part]
    raise ValueError(f"no building: {part!r}")


def _head(words: str) -> str:
    return words.removeprefix("第").upper()


def in_list(numbers: Iterable[str]) -> str:
    """The same buildings as an office writes them: 1, 2, 3 and 8 are ``1-3#、8#``."""
    plain = sorted({int(number) for number in numbers if _is_plain(number)})
    others = sorted({number for number in numbers if not _is_plain(number)})
    return "、".join([*_runs(plain), *(f"{n}#" if n[-1].isdigit() else n for n in others)])


def _is_plain(number: str) -> bool:
    return number.isdecimal() and number == str(int(number))


def _runs(numbers: Sequence[int]) -> Iterable[str]:
    for _offset, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        first, *rest = [number for _place, number in run]
        yield f"{first}-{rest[-1]}#" if rest else f"{first}#"
