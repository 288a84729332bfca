"""Names of persons: inner blanks go, （兼） becomes a note, 空缺 is a vacancy and no person."""

import re
from typing import Any

from partybuild.spreadsheets.cleaning.doubts import Cleaned, written
from partybuild.spreadsheets.text import CHINESE, Cell, plain, squeezed, without_blanks

_VACANT = re.compile(
    r"\(?(空缺|空岗|空编|空|缺|缺编|缺位|暂缺|暂空|待选|待配|待补|待聘|待任|未配|未配备|拟配|招聘中)\)?"
)
_BRACKETS = re.compile(r"[(（\[【]\s*([^)）\]】]*?)\s*[)）\]】]")
_CONCURRENT = re.compile(r"兼")
_ACTING = re.compile(r"代|主持|临时|负责")
_TAIL = re.compile(r"兼$")


def is_vacancy(cell: Cell) -> bool:
    """True for 空缺 and its like."""
    return bool(_VACANT.fullmatch(squeezed(plain(cell))))


def person(cell: Cell) -> Any:
    """The name of the person who holds the post, or nothing when the post is vacant."""
    if is_vacancy(cell):
        return Cleaned(None, notes=("vacant",))
    text = written(cell)
    if not text:
        return None
    remarks = " ".join(_BRACKETS.findall(text))
    name = without_blanks(_BRACKETS.sub("", text)).strip(" ,，、;；:：")
    if CHINESE.search(name) and _TAIL.search(name):
        name, remarks = _TAIL.sub("", name), f"{remarks} 兼"
    notes = _notes(remarks, name)
    if not name:
        return None
    return Cleaned(name, notes=notes) if notes else name


def _notes(remarks: str, name: str) -> tuple[str, ...]:
    notes = []
    if _CONCURRENT.search(remarks):
        notes.append("concurrent")
    if _ACTING.search(remarks):
        notes.append("acting")
    if re.search(r"[、,，;；/]", name):
        notes.append("several_names")
    return tuple(notes)
