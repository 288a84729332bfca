"""Months, quarters, half-years and years as the calendar of the office cuts them.

Whatever the server's or the reader's time zone is, a period begins at midnight in Shanghai.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import total_ordering
from typing import Final, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, pgettext
from django.utils.translation import gettext_lazy as _

LOCAL_TIME: Final = ZoneInfo("Asia/Shanghai")

_WRITTEN = re.compile(r"([0-9]{4})(?:-(?:([0-9]{2})|Q([0-9])|H([0-9])))?")


class PeriodKind(models.TextChoices):
    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    HALF = "half", _("half-year")
    YEAR = "year", _("year")


MONTHS_IN: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.YEAR: 12,
}

_WRITTEN_NUMBER: Final = {
    PeriodKind.MONTH: "{:02d}",
    PeriodKind.QUARTER: "Q{}",
    PeriodKind.HALF: "H{}",
}
_PARTS_OF_A_YEAR: Final = {
    PeriodKind.QUARTER: (
        gettext_noop("first quarter of %(year)s"),
        gettext_noop("second quarter of %(year)s"),
        gettext_noop("third quarter of %(year)s"),
        gettext_noop("fourth quarter of %(year)s"),
    ),
    PeriodKind.HALF: (
        gettext_noop("first half of %(year)s"),
        gettext_noop("second half of %(year)s"),
    ),
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """One month, quarter, half-year or year; its number counts from 1 within the year.

    Periods are ordered by their first day, and a shorter one stands before a longer one.
    Raises ValueError for a period that does not exist.
    """

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", PeriodKind(self.kind))
        if not 1 <= self.number <= 12 // MONTHS_IN[self.kind]:
            raise ValueError(f"a year has no {self.kind} number {self.number}")
        date(self.year, 1, 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-11``, ``2026-Q4``, ``2026-H2`` or ``2026``."""
        match = _WRITTEN.fullmatch(text)
        if not match:
            raise ValueError(f"not a period: {text!r}")
        year, *numbers = match.groups()
        for kind, number in zip(PeriodKind, numbers, strict=False):
            if number is not None:
                return cls(kind, int(year), int(number))
        return cls(PeriodKind.YEAR, int(year))

    @classmethod
    def of(cls, day: date, kind: PeriodKind) -> Self:
        """The period of this kind that a calendar day lies in."""
        if isinstance(day, datetime):
            raise TypeError("a moment has no day before its time zone is known: use Period.at")
        return cls(kind, day.year, 1 + (day.month - 1) // MONTHS_IN[PeriodKind(kind)])

    @classmethod
    def at(cls, moment: datetime, kind: PeriodKind) -> Self:
        """The period of this kind that a moment lies in, by the clock in Shanghai."""
        return cls.of(local_day(moment), kind)

    @property
    def first_day(self) -> date:
        return date(self.year, 1 + (self.number - 1) * MONTHS_IN[self.kind], 1)

    @property
    def last_day(self) -> date:
        month = self.number * MONTHS_IN[self.kind]
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def label(self) -> str:
        """The period in the reader's language, as an office would write it."""
        if self.kind == PeriodKind.MONTH:
            return date_format(self.first_day, "YEAR_MONTH_FORMAT")
        if self.kind == PeriodKind.YEAR:
            return pgettext("period", "%(year)s") % {"year": self.year}
        return gettext(_PARTS_OF_A_YEAR[self.kind][self.number - 1]) % {"year": self.year}

    def __str__(self) -> str:
        if self.kind == PeriodKind.YEAR:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{_WRITTEN_NUMBER[self.kind].format(self.number)}"

    def __lt__(self, other: Self) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.first_day, self.last_day) < (other.first_day, other.last_day)

    def contains(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def bounds(self) -> tuple[datetime, datetime]:
        """The first moment of the period, and the first moment after it."""
        return _midnight(self.first_day), _midnight(self.last_day + timedelta(days=1))

    def next(self) -> Self:
        return self.later(1)

    def previous(self) -> Self:
        return self.later(-1)

    def later(self, steps: int) -> Self:
        """The period of the same kind so many steps on; a negative number steps back."""
        in_year = 12 // MONTHS_IN[self.kind]
        year, index = divmod(self.year * in_year + self.number - 1 + steps, in_year)
        return type(self)(self.kind, year, index + 1)

    def until(self, last: Self) -> Iterator[Self]:
        """This period and those after it up to the last one, which is of the same kind."""
        if last.kind != self.kind:
            raise ValueError(f"{self} and {last} are not of one kind")
        step = self
        while step <= last:
            yield step
            step = step.next()

    def split(self, kind: PeriodKind) -> list[Self]:
        """The shorter periods it is made of: the months of a quarter, the quarters of a year."""
        if MONTHS_IN[PeriodKind(kind)] > MONTHS_IN[self.kind]:
            raise ValueError(f"{self} is not made of whole periods of kind {kind}")
        return list(self.of(self.first_day, kind).until(self.of(self.last_day, kind)))


def local_day(moment: datetime) -> date:
    """The calendar day on which a moment falls in Shanghai."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone falls on no day")
    return moment.astimezone(LOCAL_TIME).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LOCAL_TIME)
