"""The fixed words, numbers and dates of official documents.

They are Chinese whatever language the reader has chosen: the standard prescribes them, and an
issued document must come out the same for everyone.
"""

import re
import unicodedata
from datetime import date
from typing import Final

ATTACHMENTS: Final = "附件："
SIGNED_OFF_BY: Final = "签发人："
COPIES_TO: Final = "抄送："
PRINTED: Final = "印发"

_DIGITS: Final = "零一二三四五六七八九"
_HIGHEST_NUMBER: Final = 99
# Of a title, in signs of 22 pt on 156 mm.
_LONGEST_LINE: Final = 20
_ILLEGIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def chinese_date(day: date) -> str:
    """A date in the body of a document: Arabic numbers without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_number(number: int) -> str:
    """A heading's number from 一 to 九十九."""
    if not 1 <= number <= _HIGHEST_NUMBER:
        raise ValueError(f"no heading has the number {number}")
    tens, ones = divmod(number, 10)
    words = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return words + (_DIGITS[ones] if ones else "")


def document_number(office: str, year: int, serial: int) -> str:
    """An issue number: hexagonal brackets round the year, a serial without zeros or 第."""
    return f"{office}〔{year}〕{serial}号"


def width(text: str) -> float:
    """How many full-width characters a text is wide."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def in_lines(title: str) -> str:
    """A title that fills more than a line, broken after words that end a part of it.

    It is left alone where its author broke it, where it fits, and where no part ends.
    """
    if "\n" in title or width(title) <= _LONGEST_LINE:
        return title
    breaks = [place for place in range(1, len(title)) if _ends_a_part(title, place)]
    lengths = {place: (width(title[:place]), width(title[place:])) for place in breaks}
    fitting = [place for place in breaks if max(lengths[place]) <= _LONGEST_LINE]
    if not fitting:
        return title
    best = min(fitting, key=lambda place: abs(lengths[place][0] - lengths[place][1]))
    return f"{title[:best]}\n{title[best:]}"


def _ends_a_part(title: str, place: int) -> bool:
    before, after = title[place - 1], title[place]
    return (before in "”》）、的" or after in "“《（") and after not in "”》）、的"


def legible(text: str) -> str:
    """A text without the control signs that come in by pasting and that no file can hold."""
    return _ILLEGIBLE.sub("", text)
