"""The four sides of a boundary in one cell: 东至样例路，西至示范街."""

import re

from partybuild.spreadsheets.cleaning.doubts import Cleaned, written
from partybuild.spreadsheets.text import Cell

_SIDES = {"东": "east", "南": "south", "西": "west", "北": "north"}
_SIDE = re.compile(
    r"([东南西北](?:[、和及]?[东南西北])*)[面侧边界]?(?:[至到临邻接靠抵起以]|为界?|[:：])+\s*"
)
_EDGES = " \t　，,。；;、."


def sides(cell: Cell) -> Cleaned:
    """What lies on each side; what stands outside the four sides is the value itself."""
    words = written(cell)
    found = list(_SIDE.finditer(words))
    if not found:
        return Cleaned(words or None)
    others: dict[str, str] = {}
    ends = [*(match.start() for match in found[1:]), len(words)]
    for match, end in zip(found, ends, strict=True):
        what = _tidy(words[match.end() : end])
        for side in match[1]:
            if side in _SIDES and what:
                others.setdefault(_SIDES[side], what)
    return Cleaned(words[: found[0].start()].strip(_EDGES) or None, others=others)


def side(cell: Cell) -> str | None:
    """What lies on one side, in a column of its own: 至样例路 is 样例路."""
    return _tidy(re.sub(r"^[东南西北]?[面侧边]?[至到临邻接靠抵](?=.)", "", written(cell))) or None


def _tidy(words: str) -> str:
    bare = words.strip(_EDGES)
    return bare.removesuffix("为界").strip(_EDGES)
