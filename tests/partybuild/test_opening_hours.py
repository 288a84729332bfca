"""Opening hours are read as offices write them, and written so that they read the same."""

from datetime import time

import pytest

from partybuild.opening_hours import Span, Unreadable, hours_in, in_words, overlap, times_in

MORNING, NOON = time(8, 30), time(12)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "周一至周五 8:30-12:00、14:00-17:30；周六 9:00-12:00",
            "周一至周五 08:30-12:00、14:00-17:30；周六 09:00-12:00",
        ),
        ("每天8：30—21：00", "周一至周日 08:30-21:00"),
        ("工作日 上午8:30-12:00，下午2:00-5:30", "周一至周五 08:30-12:00、14:00-17:30"),
        ("周一闭馆；周二至周日 9点-17点", "周二至周日 09:00-17:00"),
        ("周一-周五8:30~17:30", "周一至周五 08:30-17:30"),
        ("周二、周四 9:00-11:00", "周二、周四 09:00-11:00"),
        ("星期五至星期一 9:00-10:00", "周一、周五、周六、周日 09:00-10:00"),
        ("双休日 全天开放", "周六至周日 00:00-23:59"),
        ("周一至周日 8:00-24:00", "周一至周日 08:00-23:59"),
        ("", ""),
    ],
)
def test_hours_are_read_and_read_again(written, words):
    hours = hours_in(written)

    assert in_words(hours) == words
    assert hours_in(words) == hours


@pytest.mark.parametrize(
    "written",
    [
        "8:30-17:30",
        "全天",
        "周一至周五",
        "周一 25:00-26:00",
        "周一 17:00-9:00",
        "电话预约",
        "周一 上午",
    ],
)
def test_what_does_not_say_when_is_not_guessed(written):
    with pytest.raises(Unreadable):
        hours_in(written)


def test_a_day_has_several_times():
    assert times_in("08:30-12:00 14:00-17:30") == [
        (MORNING, NOON),
        (time(14), time(17, 30)),
    ]
    with pytest.raises(Unreadable):
        times_in("08:30-12:00 或预约")


@pytest.mark.parametrize(
    ("second", "is_doubled"),
    [
        (Span(0, time(11), time(13)), True),
        (Span(0, NOON, time(13)), False),
        (Span(1, MORNING, NOON), False),
    ],
)
def test_hours_of_a_day_may_not_overlap(second, is_doubled):
    assert overlap([second, Span(0, MORNING, NOON)]) is is_doubled
