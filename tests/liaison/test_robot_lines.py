"""A robot says a day's line once: how much is due and how much is late, and nobody's name."""

from datetime import date, datetime

import pytest

from liaison.services.robot_lines import tell_robots
from orgs.models import Channel
from partybuild.periods import LOCAL_TIME
from partybuild.sealing import seal
from tests.liaison.factories import ObligationFactory

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 7, 50, tzinfo=LOCAL_TIME)
SATURDAY = datetime(2026, 11, 21, 7, 50, tzinfo=LOCAL_TIME)


@pytest.fixture
def robot(town):
    return Channel.objects.create(
        street=town.root,
        kind="wecom",
        name="群",
        sealed_address=seal("x"),
        is_on=True,
        tried_at=FRIDAY,
    )


def test_the_line_counts_what_is_due_and_late_once_a_day(town, robot):
    ObligationFactory(org=town.east, due_on=date(2026, 11, 20))
    ObligationFactory(org=town.west, due_on=date(2026, 11, 10))

    told = [tell_robots(now=FRIDAY) for _ in range(2)]

    assert told == [1, 0]
    words = robot.messages.get().words
    assert words.startswith("示例街道党工委")
    assert "1" in words
    assert "东社区" not in words


def test_nothing_is_said_of_nothing_and_on_days_off(town, robot):
    assert tell_robots(now=FRIDAY) == 0

    ObligationFactory(org=town.east, due_on=date(2026, 11, 20))
    assert tell_robots(now=SATURDAY) == 0
    robot.is_on = False
    robot.save()
    assert tell_robots(now=FRIDAY) == 0
