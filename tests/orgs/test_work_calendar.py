"""The work calendar as the office keeps it."""

from datetime import date

import pytest

from orgs.models import CalendarDay
from orgs.selectors.calendar import announced_years, calendar_warnings, work_calendar

pytestmark = pytest.mark.django_db


def test_a_portal_that_imported_nothing_knows_the_notices_it_came_with():
    calendar = work_calendar()

    assert calendar.is_workday(date(2026, 2, 28))
    assert not calendar.is_workday(date(2026, 10, 7))
    assert calendar.is_announced(2026)


def test_what_the_office_imported_for_a_year_stands_alone_for_it():
    CalendarDay.objects.create(day=date(2026, 10, 1), is_workday=False, name="国庆节")

    calendar = work_calendar()

    assert not calendar.is_workday(date(2026, 10, 1))
    assert calendar.is_workday(date(2026, 10, 7))
    assert not calendar.is_workday(date(2026, 2, 28))


def test_a_single_day_corrects_the_notice_of_its_year():
    CalendarDay.objects.create(day=date(2026, 11, 23), is_workday=False, name="示例")

    calendar = work_calendar()

    assert not calendar.is_workday(date(2026, 11, 23))
    assert not calendar.is_workday(date(2026, 10, 7))


def test_the_last_days_of_december_do_not_announce_their_year():
    assert announced_years([date(2027, 12, 31), date(2028, 10, 1)]) == {2028}


def test_a_year_without_a_notice_is_counted_with_a_warning():
    assert not calendar_warnings(date(2026, 1, 1), date(2026, 12, 31))
    warnings = calendar_warnings(date(2026, 12, 1), date(2031, 1, 8))
    assert [str(year) in text for year, text in zip(range(2027, 2032), warnings, strict=True)] == [
        True
    ] * 5


def test_the_calendar_is_read_at_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        work_calendar()
