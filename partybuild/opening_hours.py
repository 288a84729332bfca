"""Opening hours as people write them: 周一至周五 8:30-12:00、14:00-17:30；周六 9:00-12:00."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import time
from itertools import pairwise
from typing import NamedTuple

DAYS = "一二三四五六日"
_DAY = r"(?:周|星期|礼拜)([一二三四五六日天])"
_DAYS = re.compile(rf"{_DAY}(?:(?:-|至|到)(?:周|星期|礼拜)?([一二三四五六日天]))?")
_CLOCK = (
    r"(?P<{0}_half>上午|下午|晚上|晚)?(?P<{0}_hour>\d{{1,2}})(?:[:点时](?P<{0}_minute>\d{{2}})?)分?"
)
_TIMES = re.compile(rf"{_CLOCK.format('first')}(?:-|至|到){_CLOCK.format('last')}")
_GROUPS = ((re.compile("每天|每日|全周|天天"), range(7)), (re.compile("工作日"), range(5)))
_WEEKEND = re.compile("周末|双休日")
_ALL_DAY = re.compile("全天|24小时")
_CLOSED = re.compile("闭|休息|不开放|关")
_LATE = {"下午", "晚上", "晚"}
NOON, LAST_MINUTE = 12, time(23, 59)


class Span(NamedTuple):
    """From when to when on a day of the week; Monday is 0."""

    weekday: int
    opens_at: time
    closes_at: time


class Unreadable(ValueError):
    """The words do not say on which days and from when to when."""


def times_in(text: str) -> list[tuple[time, time]]:
    """The times of one day, as in 8:30-12:00、14:00-17:30. Raises Unreadable."""
    text = _plain(text)
    if _ALL_DAY.search(text):
        return [(time(0), LAST_MINUTE)]
    found = [_times(match) for match in _TIMES.finditer(text)]
    left = re.sub(r"[、,;\s]|和|开放|营业", "", _TIMES.sub("", text))
    if left or (text and not found):
        raise Unreadable(text)
    return sorted(found)


def hours_in(text: str) -> list[Span]:
    """The hours of a week, one clause for each group of days. Raises Unreadable."""
    spans: dict[tuple[int, time], Span] = {}
    for clause in re.split(r"[;\n。]", _plain(text)):
        if not clause:
            continue
        days, times = _days(clause)
        if not days:
            raise Unreadable(clause)
        if not times and _CLOSED.search(clause):
            continue
        for opens_at, closes_at in times_in(times):
            for day in days:
                spans[day, opens_at] = Span(day, opens_at, closes_at)
        if not times:
            raise Unreadable(clause)
    return sorted(spans.values())


def overlap(spans: Iterable[Span]) -> bool:
    """True when one of them begins on a day before another has ended."""
    ordered = sorted(spans)
    return any(a.weekday == b.weekday and b.opens_at < a.closes_at for a, b in pairwise(ordered))


def in_words(spans: Iterable[Span]) -> str:
    """Hours as an office writes them; reading the words gives the same hours."""
    times: dict[int, list[str]] = defaultdict(list)
    for span in sorted(spans):
        times[span.weekday].append(f"{span.opens_at:%H:%M}-{span.closes_at:%H:%M}")
    groups: dict[str, list[int]] = defaultdict(list)
    for day, written in times.items():
        groups["、".join(written)].append(day)
    return "；".join(f"{_day_words(days)} {written}" for written, days in groups.items())


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[—–~−]+", "-", re.sub(r"[ \t　]", "", text)).strip(";,、")


def _days(clause: str) -> tuple[list[int], str]:
    """The days a clause speaks of, and what it says of them."""
    days: set[int] = set()
    for match in _DAYS.finditer(clause):
        first = _number(match[1])
        last = _number(match[2]) if match[2] else first
        # Friday to Monday goes over the end of the week.
        days |= {day % 7 for day in range(first, last + 1 if first <= last else last + 8)}
    rest = _DAYS.sub("", clause)
    for words, named in _GROUPS:
        if words.search(rest):
            days |= set(named)
            rest = words.sub("", rest)
    if _WEEKEND.search(rest):
        days |= {5, 6}
        rest = _WEEKEND.sub("", rest)
    rest = rest.strip("、,:和")
    return sorted(days), "" if _CLOSED.search(rest) and not _TIMES.search(rest) else rest


def _number(day: str) -> int:
    return DAYS.index("日" if day == "天" else day)


def _times(match: re.Match[str]) -> tuple[time, time]:
    half = match["first_half"]
    opens_at = _clock(match, "first", half)
    closes_at = _clock(match, "last", match["last_half"] or half)
    if closes_at <= opens_at:
        raise Unreadable(match[0])
    return opens_at, closes_at


def _clock(match: re.Match[str], which: str, half: str | None) -> time:
    hour, minute = int(match[f"{which}_hour"]), int(match[f"{which}_minute"] or 0)
    if half in _LATE and hour < NOON:
        hour += NOON
    if (hour, minute) == (2 * NOON, 0):
        return LAST_MINUTE
    try:
        return time(hour, minute)
    except ValueError as error:
        raise Unreadable(match[0]) from error


def _day_words(days: Sequence[int]) -> str:
    """周一至周五, or each day by itself where they do not follow each other."""
    first, last = days[0], days[-1]
    if len(days) > 1 and last - first == len(days) - 1:
        return f"周{DAYS[first]}至周{DAYS[last]}"
    return "、".join(f"周{DAYS[day]}" for day in days)
