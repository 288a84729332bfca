import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.calendar import (
    HolidayDay,
    HolidaysUnreadable,
    WorkCalendar,
    parse_holidays,
    parse_notice,
    seeded_notices,
)
from partybuild.periods import Period

OFFICE = WorkCalendar.from_notices(seeded_notices())
NOTHING_KNOWN = WorkCalendar({}, frozenset())

announced_days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
counts = st.integers(-60, 60)


def notice(**changes):
    day = {"name": "元旦", "date": "2026-01-01", "isOffDay": True}
    return json.dumps({"year": 2026, "papers": [], "days": [day]} | changes)


# --- Which days are worked --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        (date(2026, 2, 14), True),  # a Saturday worked before the Spring Festival
        (date(2026, 2, 16), False),  # a Monday of the festival
        (date(2026, 2, 24), True),  # the Tuesday after it, which no notice names
        (date(2026, 3, 7), False),  # a Saturday like any other
        (date(2026, 9, 20), True),  # a Sunday worked for the National Day
    ],
)
def test_a_named_day_counts_as_named_and_any_other_as_a_weekday(day, is_workday):
    assert OFFICE.is_workday(day) is is_workday


def test_a_calendar_that_knows_nothing_works_from_monday_to_friday():
    week = [date(2027, 2, 1) + timedelta(days=step) for step in range(7)]

    assert [NOTHING_KNOWN.is_workday(day) for day in week] == [True] * 5 + [False] * 2


def test_the_year_2026_has_248_workdays():
    months = Period.parse("2026-01").until(Period.parse("2026-12"))

    counted = [len(OFFICE.workdays_in(month)) for month in months]

    assert counted == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert len(OFFICE.workdays_in(Period.parse("2026"))) == sum(counted) == 248


# --- The last workday of a period -------------------------------------------------------------
@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2026-02", date(2026, 2, 28)),
        ("2026-05", date(2026, 5, 29)),
        ("2026-10", date(2026, 10, 30)),
        ("2026-Q3", date(2026, 9, 30)),
        ("2026-H1", date(2026, 6, 30)),
        ("2026", date(2026, 12, 31)),
    ],
)
def test_a_period_is_due_on_its_last_workday(period, day):
    assert OFFICE.last_workday(Period.parse(period)) == day


def test_a_period_without_a_workday_has_no_last_one():
    february = Period.parse("2026-02")
    closed = WorkCalendar(
        {february.first_day + timedelta(days=step): False for step in range(28)}, frozenset()
    )

    with pytest.raises(ValueError, match="2026-02"):
        closed.last_workday(february)


# --- Counting ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [
        (date(2026, 9, 30), 15, date(2026, 10, 27)),
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2026, 9, 24), 5, date(2026, 10, 9)),
        (date(2026, 10, 9), 1, date(2026, 10, 10)),
        (date(2026, 10, 1), 0, date(2026, 10, 1)),
        (date(2026, 3, 7), -1, date(2026, 3, 6)),
    ],
)
def test_workdays_are_counted_from_the_next_day(day, count, reached):
    assert OFFICE.add_workdays(day, count) == reached


@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [
        (date(2026, 2, 28), 5, date(2026, 2, 14)),
        (date(2026, 10, 9), 3, date(2026, 9, 29)),
    ],
)
def test_workdays_are_counted_back_from_the_day_before(day, count, reached):
    assert OFFICE.workdays_before(day, count) == reached


@given(announced_days, counts)
def test_counting_from_a_day_and_measuring_the_way_agree(day, count):
    reached = OFFICE.add_workdays(day, count)

    assert OFFICE.workdays_between(day, reached) == count
    assert count == 0 or OFFICE.is_workday(reached)


@given(announced_days.filter(OFFICE.is_workday), counts)
def test_counting_back_undoes_counting_on_from_a_workday(day, count):
    assert OFFICE.add_workdays(OFFICE.add_workdays(day, count), -count) == day


@given(announced_days, st.integers(0, 30), st.integers(0, 30))
def test_counting_in_two_steps_is_counting_in_one(day, first, second):
    in_two = OFFICE.add_workdays(OFFICE.add_workdays(day, first), second)

    assert in_two == OFFICE.add_workdays(day, first + second)


# --- Years whose holidays are not known -------------------------------------------------------
def test_a_year_without_a_notice_is_told_apart():
    assert [OFFICE.is_announced(year) for year in (2025, 2026, 2027)] == [True, True, False]


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2026, 12, 1), date(2026, 12, 31), []),
        (date(2026, 12, 20), date(2027, 1, 12), [2027]),
        (date(2027, 1, 12), date(2026, 12, 20), [2027]),
        (date(2024, 12, 31), date(2028, 1, 1), [2024, 2027, 2028]),
    ],
)
def test_a_page_can_name_the_years_it_only_guesses_at(start, end, years):
    assert OFFICE.unannounced_years_between(start, end) == years


# --- Notices ----------------------------------------------------------------------------------
def test_the_notice_of_2026_takes_33_days_off_and_makes_up_for_six():
    [found] = [notice for notice in seeded_notices() if notice.year == 2026]

    assert sum(not row.is_workday for row in found.days) == 33
    assert sum(row.is_workday for row in found.days) == 6


def test_the_days_of_a_notice_are_read_with_their_names():
    days = [
        {"name": "元旦", "date": "2026-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2026-01-04", "isOffDay": False},
    ]

    assert parse_holidays(notice(days=days)) == [
        HolidayDay(date(2026, 1, 1), False, "元旦"),
        HolidayDay(date(2026, 1, 4), True, "元旦"),
    ]


def test_a_notice_may_name_days_of_the_december_before_it():
    days = [{"name": "元旦", "date": "2025-12-31", "isOffDay": True}]

    found = WorkCalendar.from_notices([parse_notice(notice(days=days))])

    assert not found.is_workday(date(2025, 12, 31))
    assert found.announced == {2026}


def test_a_later_notice_corrects_an_earlier_one():
    correction = [{"name": "元旦", "date": "2026-01-01", "isOffDay": False}]
    notices = [parse_notice(notice()), parse_notice(notice(days=correction))]

    assert WorkCalendar.from_notices(notices).is_workday(date(2026, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "not a notice",
        b"\xff\xfe\xff",
        "[]",
        notice(year="2026"),
        notice(papers=None),
        notice(days={}),
        notice(days=[]),
        notice(days=["2026-01-01"]),
        notice(days=[{"name": "元旦", "date": "2026-01-01"}]),
        notice(days=[{"name": " ", "date": "2026-01-01", "isOffDay": True}]),
        notice(days=[{"name": "元旦", "date": "2026-02-30", "isOffDay": True}]),
        notice(days=[{"name": "元旦", "date": "2036-01-01", "isOffDay": True}]),
        notice(days=[{"name": "元旦", "date": "2026-01-01", "isOffDay": True}] * 2),
    ],
)
def test_a_file_of_another_shape_is_refused(text):
    with pytest.raises(HolidaysUnreadable):
        parse_holidays(text)


def test_the_refusal_says_which_day_is_wrong():
    good = {"name": "元旦", "date": "2026-01-01", "isOffDay": True}
    bad = {"name": "元旦", "date": "2026-13-01", "isOffDay": True}

    with pytest.raises(HolidaysUnreadable) as refusal:
        parse_holidays(notice(days=[good, bad]))

    assert "2" in refusal.value.message
    assert "2026-13-01" in refusal.value.message
