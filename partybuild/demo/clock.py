"""Deeds of the past: the demo street has a year of history."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest import mock

from django.utils import timezone


@contextmanager
def clock_at(day: date, hour: int = 10) -> Iterator[datetime]:
    """Let everything that asks for the time believe it is this day, so that history has dates."""
    moment = timezone.make_aware(datetime.combine(day, time(hour)))
    with mock.patch.object(timezone, "now", return_value=moment):
        yield moment


def days_ago(today: date, days: int) -> date:
    """The day that lies so many days back."""
    return today - timedelta(days=days)
