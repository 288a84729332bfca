"""The timetable of a period: plain facts in, sittings and reasons out."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from liaison.planning_enums import SolverStatus, Unplaced
from liaison.selectors.planning.problem import Busy, Choice, Due, Problem, Room, Span
from liaison.selectors.planning.solver import greedy, solve

MONDAY = date(2026, 11, 2)
WEEK = [MONDAY + timedelta(days=step) for step in range(5)]
HALF_DAY = timedelta(hours=1, minutes=30)
ALL_WEEK = Busy(Span.of(MONDAY, time(0), timedelta(days=5)))


def due(key: int, persons: str, **facts) -> Due:
    """A meeting of a body of these people, one letter each; the first leads."""
    known = {
        "series": key,
        "body": key,
        "org": key,
        "name": f"会议{key}",
        "first": WEEK[0],
        "last": WEEK[-1],
        "length": HALF_DAY,
        "persons": frozenset(persons),
        "leaders": frozenset(persons[:1]),
    }
    return Due(key=key, **(known | facts))


def week(*dues: Due, rooms: tuple[Room, ...] = (), days=WEEK, **facts) -> Problem:
    return Problem(dues, {room.key: room for room in rooms}, frozenset(days), **facts)


def solved(*dues, **facts):
    return solve(week(*dues, **facts), patience=5)


def test_nobody_sits_in_two_places_and_a_room_holds_one_meeting():
    hall = Room("hall", "礼堂")
    dues = [
        due(1, "ab"),
        due(2, "bc"),
        due(3, "cd", rooms=("hall",)),
        due(4, "ef", rooms=("hall",)),
    ]

    answer = solved(*dues, rooms=(hall,), days=WEEK[:1])

    spans = {sitting.option.dues[0].key: sitting.choice.span for sitting in answer.sittings}
    assert len(spans) == 4
    for one, other in ((1, 2), (2, 3), (3, 4)):
        assert not spans[one].meets(spans[other])
    assert answer.status == SolverStatus.OPTIMAL


def test_the_same_facts_give_the_same_timetable():
    dues = [due(number, persons) for number, persons in enumerate(("ab", "bc", "cd", "da"))]

    assert solved(*dues).sittings == solved(*dues).sittings


def test_bodies_of_an_organisation_that_share_members_sit_together_where_they_may():
    alone, cannot = due(3, "axy", org=1, joins=True), due(4, "ab", org=1, joins=False)
    answer = solved(
        due(1, "abc", org=1, joins=True), due(2, "abd", org=1, joins=True), alone, cannot
    )

    together = [len(sitting.option.dues) for sitting in answer.sittings]
    assert sorted(together) == [1, 1, 2]


def test_a_timetable_is_never_worse_than_one_after_the_other():
    dues = [due(n, persons, org=1, joins=True) for n, persons in enumerate(("ab", "abc", "bc"))]
    problem = week(*dues)

    best, plain = solve(problem, patience=5), greedy(problem)

    assert len(best.sittings) < len(plain.sittings)
    assert best.bound <= best.objective <= plain.objective


def test_a_body_meets_on_the_days_and_half_days_it_likes():
    (sitting,) = solved(due(1, "ab", days=frozenset(WEEK[3:4]), half="afternoon")).sittings

    assert sitting.choice.span.day == WEEK[3]
    assert sitting.choice.span.half == "afternoon"


def test_a_body_keeps_its_distance_between_two_meetings():
    answer = solved(due(1, "ab"), due(2, "ab", body=1, apart=4), meets_on={})

    first, second = sorted(sitting.choice.span.day for sitting in answer.sittings)
    assert (second - first).days >= 4


def test_a_locked_sitting_stays_and_the_others_make_way():
    nine = Choice(Span.of(WEEK[0], time(9), HALF_DAY))

    answer = solved(due(1, "ab", fixed=nine), due(2, "bc", days=frozenset(WEEK[:1])))

    by_key = {sitting.option.dues[0].key: sitting.choice for sitting in answer.sittings}
    assert by_key[1] == nine
    assert not by_key[2].span.meets(nine.span)


@pytest.mark.parametrize(
    ("facts", "problem", "why"),
    [
        ({}, {"days": []}, Unplaced.NO_DAY),
        ({"length": timedelta(hours=6)}, {}, Unplaced.TOO_LONG),
        ({}, {"meets_on": {1: (WEEK[2],)}}, Unplaced.TOO_CLOSE),
        ({}, {"away": {"a": (ALL_WEEK,)}}, Unplaced.LEADER_AWAY),
        ({}, {"sitting": {"b": (ALL_WEEK,)}}, Unplaced.CLASH),
        ({"quorum": 2}, {"away": {"b": (ALL_WEEK,)}}, Unplaced.NO_QUORUM),
        ({"rooms": ("hall",)}, {"rooms": (Room("hall", "小间", 1),)}, Unplaced.ROOM_SMALL),
        (
            {"rooms": ("hall",)},
            {"rooms": (Room("hall", "礼堂", taken=(ALL_WEEK.span,)),)},
            Unplaced.ROOM_TAKEN,
        ),
        (
            {"rooms": ("hall",)},
            {"rooms": (Room("hall", "礼堂", hours={5: ((time(9), time(12)),)}),)},
            Unplaced.ROOM_TAKEN,
        ),
    ],
)
def test_a_meeting_that_is_not_placed_says_why(facts, problem, why):
    answer = solved(due(1, "ab", **facts), **problem)

    assert answer.sittings == ()
    assert answer.unplaced[1][0].code == why


def test_who_is_left_over_is_told_which_other_sitting_is_in_the_way():
    day = Choice(Span.of(WEEK[0], time(9), timedelta(hours=8)))

    answer = solved(due(1, "ab", fixed=day), due(2, "ac"), days=WEEK[:1])

    (reason,) = answer.unplaced[2]
    assert (reason.code, reason.names) == (Unplaced.CLASH, ("会议1",))


def test_two_meetings_in_a_room_leave_time_to_prepare_and_clear_up():
    hall = Room("hall", "礼堂", before=30, after=60)

    answer = solved(
        due(1, "a", rooms=("hall",)), due(2, "b", rooms=("hall",)), rooms=(hall,), days=WEEK[:1]
    )

    first, second = sorted(sitting.choice.span for sitting in answer.sittings)
    assert second.begin - first.end >= 90


def test_a_week_does_not_take_more_than_its_share():
    fortnight = [MONDAY + timedelta(days=step) for step in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
    dues = [replace(due(n, chr(97 + n)), last=fortnight[-1]) for n in range(8)]

    answer = solved(*dues, days=fortnight)

    first_week = [s for s in answer.sittings if s.choice.span.day <= WEEK[-1]]
    assert len(first_week) == 4
