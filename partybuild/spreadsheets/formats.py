"""What a number format shows of a value: only the month of a day, or the zeros before a number."""

import re
from datetime import date, timedelta
from enum import Enum

from partybuild.spreadsheets.text import EXACT

# Somewhere in the twenty-fifth century.
_LAST_DAY = 200_000
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
# Built-in formats that show a year and a month, among them those of Chinese spreadsheets.
_MONTH_FORMATS = frozenset({17, 27, 36, 50, 52, 57})


class Shown(Enum):
    """How a value looks in its cell."""

    AS_IT_IS = "as it is"
    MONTH = "month"
    YEAR = "year"
    ZEROS = "zeros"


def shown(number: int, code: str) -> tuple[Shown, int]:
    """What a format shows, and how many figures it fills up with zeros."""
    if number in _MONTH_FORMATS:
        return Shown.MONTH, 0
    first = code.split(";", maxsplit=1)[0]
    if re.fullmatch(r"0{2,20}", first):
        return Shown.ZEROS, len(first)
    letters = set(_QUOTED.sub("", first).casefold())
    if "y" in letters and not letters & set("dhs"):
        return (Shown.MONTH if "m" in letters else Shown.YEAR), 0
    return Shown.AS_IT_IS, 0


def as_shown(value: float, look: tuple[Shown, int], *, day_zero: date) -> str | None:
    """The value in the words of its format, or nothing where the plain value tells as much."""
    kind, width = look
    if kind is Shown.ZEROS:
        is_whole = 0 <= value < EXACT and float(value).is_integer()
        return str(int(value)).zfill(width) if is_whole else None
    if kind is Shown.AS_IT_IS or not 1 <= value < _LAST_DAY:
        return None
    day = day_zero + timedelta(days=int(value))
    return f"{day.year:04d}" if kind is Shown.YEAR else f"{day.year:04d}-{day.month:02d}"
