from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from partybuild.periods import Period, PeriodKind

kinds = st.sampled_from(PeriodKind)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
periods = st.builds(Period.of, days, kinds)


@pytest.mark.parametrize(
    ("written", "first_day", "last_day"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(written, first_day, last_day):
    period = Period.parse(written)

    assert (period.first_day, period.last_day) == (first_day, last_day)
    assert str(period) == written


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-Q5", "2026-H3", "2026-1", "26-01", "0000", "2026-Q４"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"period|year"):
        Period.parse(text)


@pytest.mark.parametrize("number", [0, 5])
def test_a_year_has_four_quarters(number):
    with pytest.raises(ValueError, match="quarter"):
        Period(PeriodKind.QUARTER, 2026, number)


def test_the_kind_may_come_as_the_stored_word():
    assert Period("quarter", 2026, 4) == Period.parse("2026-Q4")


@pytest.mark.parametrize(
    ("written", "following"),
    [("2026-12", "2027-01"), ("2026-Q4", "2027-Q1"), ("2026-H1", "2026-H2"), ("2026", "2027")],
)
def test_a_period_is_followed_by_the_next_of_its_kind(written, following):
    assert Period.parse(written).next() == Period.parse(following)
    assert Period.parse(following).previous() == Period.parse(written)


@given(periods)
def test_what_is_written_can_be_read_again(period):
    assert Period.parse(str(period)) == period


@given(periods)
def test_periods_follow_without_gap_or_overlap(period):
    assert period.next().first_day == period.last_day + timedelta(days=1)
    assert period.next().previous() == period
    assert period.bounds()[1] == period.next().bounds()[0]


@given(days, kinds)
def test_a_day_lies_in_its_own_period_alone(day, kind):
    period = Period.of(day, kind)

    neighbours = [period.previous(), period, period.next()]

    assert [each.contains(day) for each in neighbours] == [False, True, False]


@given(periods, st.integers(-40, 40))
def test_steps_on_and_back_cancel_out(period, steps):
    assert period.later(steps).later(-steps) == period


@given(periods, periods)
def test_two_periods_are_in_order_or_equal(one, other):
    assert [one < other, one == other, one > other].count(True) == 1


def test_periods_stand_in_the_order_of_their_days():
    written = ["2026", "2026-02", "2026-Q1", "2025-12", "2026-01", "2026-H1"]

    ordered = sorted(map(Period.parse, written))

    assert list(map(str, ordered)) == [
        "2025-12",
        "2026-01",
        "2026-Q1",
        "2026-H1",
        "2026",
        "2026-02",
    ]


def test_periods_are_counted_up_to_the_last_one():
    months = Period.parse("2026-11").until(Period.parse("2027-02"))

    assert list(map(str, months)) == ["2026-11", "2026-12", "2027-01", "2027-02"]


def test_no_period_lies_between_a_later_and_an_earlier_one():
    assert list(Period.parse("2026-Q2").until(Period.parse("2026-Q1"))) == []


def test_months_do_not_lead_up_to_a_quarter():
    with pytest.raises(ValueError, match="one kind"):
        list(Period.parse("2026-11").until(Period.parse("2026-Q4")))


def test_a_quarter_is_made_of_three_months():
    assert list(map(str, Period.parse("2026-Q4").split(PeriodKind.MONTH))) == [
        "2026-10",
        "2026-11",
        "2026-12",
    ]


def test_a_month_is_not_made_of_quarters():
    with pytest.raises(ValueError, match="2026-11"):
        Period.parse("2026-11").split(PeriodKind.QUARTER)


# --- Midnight in Shanghai ---------------------------------------------------------------------
def test_a_month_begins_at_midnight_in_shanghai():
    start, end = Period.parse("2026-11").bounds()

    assert start == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert end == datetime(2026, 11, 30, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC), "2026-11"),
        (datetime(2026, 11, 30, 16, tzinfo=UTC), "2026-12"),
    ],
)
def test_a_moment_belongs_to_the_month_shanghai_has_then(moment, written):
    assert str(Period.at(moment, PeriodKind.MONTH)) == written


@given(st.datetimes(datetime(1995, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), kinds)  # noqa: DTZ001 (hypothesis adds the zone)
def test_a_moment_lies_within_the_bounds_of_its_period(moment, kind):
    start, end = Period.at(moment, kind).bounds()

    assert start <= moment < end


def test_a_moment_is_not_taken_for_a_day():
    with pytest.raises(TypeError):
        Period.of(datetime(2026, 11, 30, 16, tzinfo=UTC), PeriodKind.MONTH)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        Period.at(datetime(2026, 11, 30, 16), PeriodKind.MONTH)  # noqa: DTZ001 (the point)


# --- Words ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("2026-11", "2026年11月", "November 2026"),
        ("2026-Q1", "2026年第一季度", "first quarter of 2026"),
        ("2026-Q4", "2026年第四季度", "fourth quarter of 2026"),
        ("2026-H1", "2026年上半年", "first half of 2026"),
        ("2026-H2", "2026年下半年", "second half of 2026"),
        ("2026", "2026年", "2026"),
    ],
)
def test_a_period_is_named_in_the_language_of_the_reader(written, chinese, english):
    period = Period.parse(written)

    with translation.override("zh-hans"):
        assert period.label == chinese
    with translation.override("en"):
        assert period.label == english
