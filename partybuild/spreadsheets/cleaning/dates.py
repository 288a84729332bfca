"""Dates with the precision that was written: 2024.6 · 2024年6月6日 · 45449 · 二〇二四年六月."""

import calendar
import math
import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from partybuild.partial_dates import PartialDate
from partybuild.spreadsheets.cleaning.digits import CHINESE_NUMBER, has_lookalike, in_arabic, mended
from partybuild.spreadsheets.cleaning.doubts import Cleaned, Doubt, written
from partybuild.spreadsheets.text import Cell

# Day 0 of the spreadsheet calendar, so that 45449 is 2024-06-06.
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 65_000)
_YEARS = range(1900, 2101)
_MONTHS = range(1, 13)
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}.*$")
_BRACKETS = re.compile(r"\([^)]*\)?$")
_OPEN_ENDED = re.compile(r".*(长期|永久|无固定|不定期|待定|待换届|未定|届满$|已届满|另行).*")
_PART_OF_YEAR = re.compile(r"(\d{4})年?(年?初|上半年|下半年|第?[一二三四1-4]季度)")
_END_OF_YEAR = re.compile(r"(\d{4})年?(年?底|年?末)前?")
_PART_OF_MONTH = re.compile(r"(?<=月)(底|末|初|上旬|中旬|下旬)?(起|始|前)?$")
_SEPARATORS = re.compile(r"[年月./\-–—_,、]+")
_YEAR_FIRST = re.compile(r"(\d{4})(?:\.(\d{1,2}))?(?:\.(\d{1,2}))?")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SERIAL = re.compile(r"(\d{5})(?:\.0*)?")
_SHORT_YEAR = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}|(1[3-9]|[2-9]\d)\.\d{1,2}")
_SHORT_YEAR_ALONE = re.compile(r"\d{2}(\.\d{1,2}){0,2}")


def partial_date(cell: Cell) -> Any:
    """A day, month or year exactly as precise as it was written; 长期 and 待定 are no date."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell)
    text = unicodedata.normalize("NFKC", _CLOCK.sub("", written(cell))).replace(" ", "")
    if not text:
        return None
    if _OPEN_ENDED.fullmatch(text):
        return Cleaned(None, notes=("open_ended",))
    try:
        return _from_text(text)
    except Doubt:
        if has_lookalike(text) and _is_date(mended(text)):
            raise Doubt(
                "letter_in_number",
                _("A letter stands among the digits: write the date in digits only."),
                mended(text),
            ) from None
        raise


def _is_date(text: str) -> bool:
    try:
        _from_text(text)
    except Doubt:
        return False
    return True


def _from_text(text: str) -> Any:
    if CHINESE_NUMBER.search(text) and not _PART_OF_YEAR.fullmatch(text):
        text = in_arabic(text)
    if part := _PART_OF_YEAR.fullmatch(text):
        return Cleaned(_built(text, int(part[1])), notes=("part_of_year",))
    if end := _END_OF_YEAR.fullmatch(text):
        return _built(text, int(end[1]), _MONTHS[-1])
    bare = _PART_OF_MONTH.sub("", _BRACKETS.sub("", text) or text)
    bare = bare.lstrip("'’").rstrip("起始前止日号")
    return _from_figures(text, _SEPARATORS.sub(".", bare).strip("."))


def _from_figures(text: str, figures: str) -> PartialDate:
    """Figures parted by points, whatever parted them before."""
    if match := _YEAR_FIRST.fullmatch(figures):
        return _built(text, *(int(part) for part in match.groups() if part))
    if match := _SERIAL.fullmatch(figures):
        return _from_serial(int(match[1]))
    if match := _PACKED.fullmatch(figures):
        return _built(text, *(int(part) for part in match.groups() if part))
    if match := _YEAR_LAST.fullmatch(figures):
        return _year_last(text, *match.groups())
    if _SHORT_YEAR.fullmatch(figures) or ("年" in text and _SHORT_YEAR_ALONE.fullmatch(figures)):
        raise Doubt(
            "two_digit_year",
            _("The year has only two digits: write it with four."),
            f"20{figures.replace('.', '-')}",
        )
    raise _no_date()


def _year_last(text: str, first: str | None, second: str, year: str) -> PartialDate:
    """06/2024 is plain, 25/6/2024 too; 6/7/2024 could be June or July."""
    if first is None:
        return _built(text, int(year), int(second))
    month, day = int(first), int(second)
    if month in _MONTHS and day in _MONTHS and month != day:
        raise _two_readings(f"{year}-{month:02d}-{day:02d}", f"{year}-{day:02d}-{month:02d}")
    if month not in _MONTHS:
        month, day = day, month
    return _built(text, int(year), month, day)


def _from_number(number: float) -> PartialDate:
    """A number is a year, a packed date, a day of the spreadsheet calendar, or year.month."""
    if not math.isfinite(number):
        raise _no_date()
    if float(number).is_integer():
        return _from_figures("", str(int(number)))
    if int(number) in _SERIALS:
        return _from_serial(int(number))
    year, _dot, month = str(number).partition(".")
    if month == "1":
        raise _two_readings(f"{year}-01", f"{year}-10")
    return _from_figures("", f"{year}.{month}")


def _from_serial(number: int) -> PartialDate:
    if number not in _SERIALS:
        raise _no_date()
    day = _DAY_ZERO + timedelta(days=number)
    return PartialDate(day.year, day.month, day.day)


def _built(text: str, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    if year not in _YEARS:
        raise _no_date()
    try:
        return PartialDate(year, month, day)
    except ValueError:
        raise Doubt(
            "bad_date",
            _("There is no such day in the calendar: find out which day is meant."),
            _last_day_of(year, month),
        ) from None


def _last_day_of(year: int, month: int | None) -> str:
    if month is None or month not in _MONTHS:
        return ""
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _no_date() -> Doubt:
    return Doubt("bad_date", _("This is not a date: write it like 2024-06-06 or 2024-06."))


def _two_readings(one: str, other: str) -> Doubt:
    return Doubt(
        "ambiguous_date",
        _("This can be read as %(one)s or as %(other)s: write which one is meant.")
        % {"one": one, "other": other},
        one,
    )
