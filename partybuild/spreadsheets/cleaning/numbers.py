"""Counts and measures: 1,028 · 约38 · 60余户 · 0.02万 · 65㎡ · 十二."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from partybuild.spreadsheets.cleaning.digits import has_lookalike, in_arabic, mended
from partybuild.spreadsheets.cleaning.doubts import Clean, Cleaned, Doubt, written
from partybuild.spreadsheets.text import Cell

# More than any sub-district has of anything.
_MOST = 10**9
_ROUGH = r"大约|大概|约|近|将近"
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_COUNTERS = (
    "平方米|平方|平米|平|m2|m²|人次|人|名党员|名|户|个|栋|幢|座|处|家次|家|间|位|条|次|场次|场|件|项|套|台|"
    "所|支|口|对|组|楼|单元|分钟|分|min|元"
)
_NUMBER = re.compile(
    rf"(?:共|共计|计)?(?P<rough>{_ROUGH})?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<scale>[百千万亿])?(?P<more>余|多|来|几)?(?:{_COUNTERS})?(?P<about>左右|上下|以上|余|多)?"
)
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?$")


def count(cell: Cell) -> Any:
    """A whole number of persons, households or things."""
    return _count(cell)[0]


def rough_count(key: str) -> Clean:
    """A whole number that also tells whether 约 or 余 was written beside it."""

    def clean(cell: Cell) -> Cleaned:
        value, is_rough = _count(cell)
        return Cleaned(value, others={f"{key}_approximate": is_rough})

    return clean


def measure(cell: Cell) -> int | Decimal | None:
    """An area or a length; its unit is known from the column."""
    number, _rough = _read(cell)
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else number.normalize()


def figure(cell: Cell) -> int | None:
    """The first number in a text such as 可容纳300人, and nothing if there is none."""
    found = re.search(r"\d{1,12}", unicodedata.normalize("NFKC", written(cell)))
    return min(int(found[0]), _MOST) if found else None


def _count(cell: Cell) -> tuple[int | None, bool]:
    number, is_rough = _read(cell)
    if number is None:
        return None, False
    if number != number.to_integral_value() or number > _MOST:
        raise _not_a_number()
    return int(number), is_rough


def _read(cell: Cell) -> tuple[Decimal | None, bool]:
    """The number in a cell, and whether it is only about right."""
    text = written(cell)
    if not text or isinstance(cell, bool):
        if text:
            raise _not_a_number()
        return None, False
    text = unicodedata.normalize("NFKC", text).replace(" ", "")
    match = _NUMBER.fullmatch(text) or _NUMBER.fullmatch(_in_digits(text))
    if match:
        return _value(match)
    meant = _NUMBER.fullmatch(mended(text)) if has_lookalike(text) else None
    if meant:
        raise Doubt(
            "letter_in_number",
            _("A letter stands among the digits: write the number in digits only."),
            f"{_value(meant)[0]:f}",
        )
    raise _not_a_number()


def _in_digits(text: str) -> str:
    """A second try: without a bracketed remark, and with Chinese numerals in digits."""
    text = _BRACKETS.sub("", text)
    return in_arabic(text)


def _value(match: re.Match[str]) -> tuple[Decimal, bool]:
    number = Decimal(match["digits"].replace(",", "")) * _SCALES.get(match["scale"], 1)
    return number, any(match[name] for name in ("rough", "more", "about"))


def _not_a_number() -> Doubt:
    return Doubt("bad_number", _("This is not a number that can be counted: write it in digits."))
