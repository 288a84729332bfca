"""Dates as offices write them: to the day, the month or only the year."""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar day, month or year, exactly as precise as it was written.

    Raises ValueError for a day or month that does not exist.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2021``, ``2021-09`` or ``2021-09-01``."""
        match = _WRITTEN.fullmatch(text)
        if not match:
            raise ValueError(f"not a date: {text!r}")
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]

    @classmethod
    def of(cls, day: date, precision: str) -> Self:
        """The partial date that a stored day and its precision stand for."""
        month = None if precision == "year" else day.month
        return cls(day.year, month, day.day if precision == "day" else None)

    @classmethod
    def stored(cls, day: date | None, precision: str) -> Self | None:
        """The same, where there may be no date at all."""
        return cls.of(day, precision) if day else None

    @staticmethod
    def columns(name: str, value: "PartialDate | None", *, is_end: bool = False) -> dict[str, Any]:
        """The two columns that keep a partial date: ``founded_on`` and ``founded_precision``.

        A term that ends with a month or a year ends with its last day.
        """
        return {
            f"{name}_on": value and (value.last_day if is_end else value.first_day),
            f"{name}_precision": value.precision if value else "",
        }

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def as_stored(facts: Mapping[str, Any], *names: str, ends: Sequence[str] = ()) -> dict[str, Any]:
    """Facts as a service takes them: each partial date named becomes its day and its precision."""
    stored = dict(facts)
    for name in (*names, *ends):
        if name in stored:
            stored |= PartialDate.columns(name, stored.pop(name), is_end=name in ends)
    return stored
