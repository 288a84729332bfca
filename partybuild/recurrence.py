"""When something happens again and again, read from the words that offices write for it.

The rule is kept beside the words as an iCalendar recurrence rule, with the hours behind it. Words
that say more than we can read stay words: a rule that is half right would be worse than none.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from dateutil.rrule import rrulestr
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS: Final = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
WEEKENDS: Final = "FREQ=WEEKLY;BYDAY=SA,SU"

_DAYS = {word: index for index, word in enumerate("一二三四五六日")} | {"天": 6}
_NTH = {word: number for number, word in enumerate("一二三四", 1)} | {
    str(n): n for n in range(1, 5)
}
_ONE = "(?:[1一][次场回])?"
_HOURS = re.compile(
    r"(?P<h1>\d{1,2})[:点时](?P<m1>\d{2})?分?[-—–~至到](?P<h2>\d{1,2})[:点时](?P<m2>\d{2})?分?"
)
_NAMED: Mapping[str, str] = {
    r"(?:每个?)?(?:双休日|周末|休息日)": WEEKENDS,
    r"(?:每个?)?工作日": WORKDAYS,
    rf"每[天日]{_ONE}|天天": "FREQ=DAILY",
    rf"每(?:周|星期){_ONE}|[1一][次场]/周": "FREQ=WEEKLY",
    rf"每(?:两|2|二)(?:周|个星期){_ONE}|隔周{_ONE}": "FREQ=WEEKLY;INTERVAL=2",
    rf"每个?月{_ONE}|[1一][次场]/月": "FREQ=MONTHLY",
    rf"每(?:两|2|二)个月{_ONE}": "FREQ=MONTHLY;INTERVAL=2",
    rf"每(?:个?季度?|(?:三|3)个月){_ONE}|[1一][次场]/季度?": "FREQ=MONTHLY;INTERVAL=3",
    rf"每半年{_ONE}": "FREQ=MONTHLY;INTERVAL=6",
    rf"每年{_ONE}|[1一][次场]/年": "FREQ=YEARLY",
}
_DAY = "[一二三四五六日天]"
_WEEK = "(?:周|星期|礼拜)"
_SPAN = re.compile(rf"每?{_WEEK}(?P<first>{_DAY})[至到\-—~]{_WEEK}?(?P<last>{_DAY})")
_SEVERAL = re.compile(rf"每?{_WEEK}(?P<days>{_DAY}(?:[、,和及]?{_WEEK}?{_DAY})*)")
_MONTH_WEEKDAY = re.compile(
    rf"每个?月(?:的?第(?P<nth>[一二三四1-4])个?|的?最后一?个?){_WEEK}(?P<day>{_DAY})"
)
_MONTH_DAY = re.compile(
    r"每个?月的?(?P<days>\d{1,2}[日号]?(?:[、,和及]\d{1,2}[日号]?)*)(?<=[日号])"
)
_LONGEST_MONTH = 31

_FREQUENCIES: Mapping[str, object] = {
    WORKDAYS: gettext_lazy("Monday to Friday"),
    WEEKENDS: gettext_lazy("Saturday and Sunday"),
    "FREQ=DAILY": gettext_lazy("every day"),
    "FREQ=WEEKLY": gettext_lazy("once a week"),
    "FREQ=WEEKLY;INTERVAL=2": gettext_lazy("once in two weeks"),
    "FREQ=MONTHLY": gettext_lazy("once a month"),
    "FREQ=MONTHLY;INTERVAL=2": gettext_lazy("once in two months"),
    "FREQ=MONTHLY;INTERVAL=3": gettext_lazy("once a quarter"),
    "FREQ=MONTHLY;INTERVAL=6": gettext_lazy("once in half a year"),
    "FREQ=YEARLY": gettext_lazy("once a year"),
}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule in the words of iCalendar, and the hours of the day where they were given."""

    rule: str
    begins: time | None = None
    ends: time | None = None

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What the words of an office say, or None where they say nothing that we can read."""
        text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
        text = text.removesuffix("均可").removesuffix("开放").removesuffix("可用")
        found = _HOURS.search(text)
        hours = _hours(found) if found else (None, None)
        if found:
            if hours == (None, None):
                return None
            text = text[: found.start()] + text[found.end() :]
        rule = next((rule for read in _READERS if (rule := read(text.strip("，,")))), "")
        return cls(rule, *hours) if rule else None

    @classmethod
    def stored(cls, text: str) -> Self | None:
        """The recurrence as a row keeps it."""
        rule, _space, hours = text.partition(" ")
        begins, _dash, ends = hours.partition("-")
        if not rule:
            return None
        return cls(rule, *(time.fromisoformat(each) if each else None for each in (begins, ends)))

    def as_stored(self) -> str:
        if self.begins is None or self.ends is None:
            return self.rule
        return f"{self.rule} {self.begins:%H:%M}-{self.ends:%H:%M}"

    @property
    def has_fixed_days(self) -> bool:
        """True for named days; “once a quarter” may be any day."""
        return "BY" in self.rule

    @property
    def words(self) -> str:
        """The rule in the reader's language."""
        said = str(_FREQUENCIES.get(self.rule, "")) or _of_days(self.rule)
        if self.begins is None or self.ends is None:
            return said
        return _("%(days)s, %(begins)s–%(ends)s") % {
            "days": said,
            "begins": f"{self.begins:%H:%M}",
            "ends": f"{self.ends:%H:%M}",
        }

    def days(self, first: date, last: date) -> set[date]:
        """The days of a stretch on which it can happen: all of them where no day is named."""
        if not self.has_fixed_days:
            return {first + timedelta(days=n) for n in range((last - first).days + 1)}
        begin, end = (datetime.combine(day, time()) for day in (first, last))
        rule = rrulestr(self.rule, dtstart=begin)
        return {moment.date() for moment in rule.between(begin, end, inc=True)}

    def occasions(self, first: date, last: date) -> list[date]:
        """The days on which it happens when it is counted from the first day of a stretch."""
        begin, end = (datetime.combine(day, time()) for day in (first, last))
        rule = rrulestr(self.rule, dtstart=begin)
        return [moment.date() for moment in rule.between(begin, end, inc=True)]

    def meets(self, other: Self, first: date, last: date) -> bool:
        """True when both can happen on one day of the stretch, at a common hour where both say."""
        begins, ends = self.begins or other.begins, self.ends or other.ends
        if begins and ends and not _overlap((begins, ends), other):
            return False
        return not self.days(first, last).isdisjoint(other.days(first, last))


def _overlap(hours: tuple[time, time], other: Recurrence) -> bool:
    """Whether some of the hours are hours of the other, which has all of them if it says none."""
    begins, ends = hours
    return begins < (other.ends or time.max) and (other.begins or time.min) < ends


def _hours(found: re.Match) -> tuple[time, time] | tuple[None, None]:
    """The hours between two times of a day, or nothing where they are none."""
    try:
        begins = time(int(found["h1"]), int(found["m1"] or 0))
        ends = time(int(found["h2"]), int(found["m2"] or 0))
    except ValueError:
        return None, None
    return (begins, ends) if begins < ends else (None, None)


def _weekly(days: set[int]) -> str:
    return f"FREQ=WEEKLY;BYDAY={','.join(CODES[day] for day in sorted(days))}"


def _named(text: str) -> str:
    return next((rule for words, rule in _NAMED.items() if re.fullmatch(words, text)), "")


def _span(text: str) -> str:
    found = _SPAN.fullmatch(text)
    if not found:
        return ""
    first, last = _DAYS[found["first"]], _DAYS[found["last"]]
    return _weekly(set(range(first, last + 1))) if first < last else ""


def _several(text: str) -> str:
    found = _SEVERAL.fullmatch(text)
    return _weekly({_DAYS[word] for word in found["days"] if word in _DAYS}) if found else ""


def _month_weekday(text: str) -> str:
    found = _MONTH_WEEKDAY.fullmatch(text)
    if not found:
        return ""
    nth = _NTH[found["nth"]] if found["nth"] else -1
    return f"FREQ=MONTHLY;BYDAY={nth:+d}{CODES[_DAYS[found['day']]]}"


def _month_day(text: str) -> str:
    found = _MONTH_DAY.fullmatch(text)
    days = sorted({int(day) for day in re.findall(r"\d+", found["days"])}) if found else []
    if not days or days[0] < 1 or days[-1] > _LONGEST_MONTH:
        return ""
    return f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))}"


_READERS: Final[tuple[Callable[[str], str], ...]] = (
    _named,
    _span,
    _several,
    _month_weekday,
    _month_day,
)


def _of_days(rule: str) -> str:
    """The days that a rule names, in words."""
    parts = dict(part.split("=") for part in rule.split(";"))
    if "BYMONTHDAY" in parts:
        listed = _(", ").join(parts["BYMONTHDAY"].split(","))
        return _("every month on day %(day)s") % {"day": listed}
    days = parts["BYDAY"].split(",")
    names = _(", ").join(str(WEEKDAYS[CODES.index(day[-2:])]) for day in days)
    if parts["FREQ"] == "WEEKLY":
        return _("every week on %(days)s") % {"days": names}
    nth = int(days[0][:-2])
    if nth < 0:
        return _("every month on the last %(day)s") % {"day": names}
    return _("every month on %(day)s number %(nth)s") % {"day": names, "nth": nth}
