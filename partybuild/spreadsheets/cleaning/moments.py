"""Moments: a day with its clock, to the minute: 2026/10/07 14:41."""

import re
import unicodedata
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from partybuild.partial_dates import PartialDate
from partybuild.spreadsheets.cleaning.dates import partial_date
from partybuild.spreadsheets.cleaning.doubts import Cleaned, Doubt, written
from partybuild.spreadsheets.text import Cell

_CLOCK = re.compile(r"(?:[T\s]+|(?<=日))(\d{1,2})[:时](\d{1,2})(?:[:分][\d.]*)?(?:[Zz]|\+08:?00)?$")
# A day of the spreadsheet calendar, with the part of the day behind the point.
_SERIAL = re.compile(r"\d{5}\.\d+")
_MINUTES_A_DAY = 24 * 60


def moment(cell: Cell) -> datetime | None:
    """A moment by the clock of this country; a day without a clock begins at midnight."""
    words = unicodedata.normalize("NFKC", written(cell))
    if not words:
        return None
    if _SERIAL.fullmatch(words):
        days, part = divmod(float(words), 1)
        return _built(partial_date(days), round(part * _MINUTES_A_DAY))
    clock = _CLOCK.search(words)
    if clock is None:
        return _built(partial_date(cell), 0)
    minutes = 60 * int(clock[1]) + int(clock[2])
    return _built(partial_date(words[: clock.start()]), minutes)


def _built(day: Any, minutes: int) -> datetime | None:
    day = day.value if isinstance(day, Cleaned) else day
    if day is None:
        return None
    if not isinstance(day, PartialDate) or day.day is None or minutes >= _MINUTES_A_DAY:
        raise Doubt("bad_moment", _("Write the day and the hour, like 2026-10-07 14:41."))
    midnight = datetime(day.year, day.month or 1, day.day, tzinfo=timezone.get_default_timezone())
    return midnight + timedelta(minutes=minutes)
