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


def legible(text: str) -> str:
    """A text without the control signs that come in by pasting and that no file can hold."""
    return _ILLEGIBLE.sub("", text)
