"""For one meeting: the times at which most can come, and a room is free."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from liaison.models import Body, MeetingSeries
from liaison.selectors.planning.answer import Hindrance, hindrances_of
from liaison.selectors.planning.gathering import moments_of
from liaison.selectors.planning.options import Candidate, Option, trials
from liaison.selectors.planning.people import People, Standing
from liaison.selectors.planning.places import Places
from liaison.selectors.planning.problem import Due, Problem
from liaison.selectors.planning.timetable import Timetable
from liaison.selectors.schedules import in_words
from liaison.workflow import RUNNERS
from orgs.models import Org, User
from orgs.permissions import holds_role
from orgs.selectors.calendar import work_calendar
from partybuild.periods import Period, PeriodKind
from resources.models import Venue

MOST, MOST_ON_A_DAY = 12, 2
LONGEST_LOOK = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class BestSlot:
    """A time and a place for a meeting, and how many of its body could not come.

    Who they are is said by unit and post, and only to whoever runs the meetings of the body.
    """

    starts_at: datetime
    ends_at: datetime
    place: str
    venue: Venue | None
    absent_count: int
    absent_posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BestSlots:
    """The best times, or why there are none."""

    slots: tuple[BestSlot, ...]
    member_count: int
    reasons: tuple[str, ...] = ()


def best_slots(
    body: Body, *, first: date, last: date, length: timedelta, reader: User, kind: str = ""
) -> BestSlots:
    """The times between two days at which a body meets best, the best first."""
    last = min(last, first + LONGEST_LOOK)
    street = body.org.get_root()
    starts_at, ends_at = _moment(first), _moment(last + timedelta(days=1))
    people = People.of(street.tree_id, first)
    standing = Standing.of(street.tree_id, starts_at, ends_at, people)
    places = Places.of(street.tree_id, starts_at, ends_at)
    series = MeetingSeries.objects.active().filter(body=body).order_by("-every", "pk")
    usual = (series.filter(kind=kind) if kind else series).first()
    persons = frozenset(people.seats[body.pk])
    due = Due(
        key=1,
        series=0,
        body=body.pk,
        org=body.org_id,
        name=str(body),
        first=first,
        last=last,
        length=length,
        persons=persons,
        leaders=frozenset(people.leaders[body.pk]),
        quorum=body.quorum_of(len(persons)),
        days=_usual_days(usual, first, last),
        half=usual.half_day if usual else "",
        rooms=_rooms(usual, body, street, places, standing),
        apart=1,
    )
    problem = Problem(
        (due,),
        places.rooms,
        _workdays(first, last),
        away={k: tuple(v) for k, v in people.away(street.tree_id, starts_at, ends_at).items()},
        sitting={k: tuple(v) for k, v in standing.sitting.items()},
        meets_on={k: tuple(v) for k, v in standing.meets_on.items()},
    )
    found = _spread(
        [each for trial in trials(Option((due,)), problem) for each in trial.candidates]
    )
    names = people.posts if holds_role(reader, *RUNNERS, over=body.org) else {}
    reasons = () if found else _words(hindrances_of(due, Timetable(problem)))
    return BestSlots(
        tuple(_slot(each, places, names) for each in found), len(persons), tuple(reasons)
    )


def _slot(found: Candidate, places: Places, names: dict[str, str]) -> BestSlot:
    starts_at, ends_at = moments_of(found.choice.span)
    room = places.rooms.get(found.choice.room)
    posts = sorted(names[person] for person in found.absent if person in names)
    return BestSlot(
        starts_at,
        ends_at,
        room.name if room else "",
        places.venues.get(found.choice.room),
        len(found.absent),
        tuple(posts),
    )


def _spread(candidates: list[Candidate]) -> list[Candidate]:
    """The cheapest, but not all of them on one day, and each time once."""
    found: list[Candidate] = []
    for each in sorted(candidates, key=lambda candidate: (candidate.cost, candidate.choice)):
        day = [one.choice.span for one in found if one.choice.span.day == each.choice.span.day]
        if len(found) < MOST and len(day) < MOST_ON_A_DAY and each.choice.span not in day:
            found.append(each)
    return found


def _rooms(
    usual: MeetingSeries | None, body: Body, street: Org, places: Places, standing: Standing
) -> tuple[str, ...]:
    if usual is not None:
        return places.for_series(usual, street.pk, standing.in_place)
    return tuple(dict.fromkeys([*places.of_org[body.org_id], *places.of_org[street.pk]]))


def _usual_days(usual: MeetingSeries | None, first: date, last: date) -> frozenset[date]:
    cadence = usual.cadence if usual else None
    if cadence is None or not cadence.has_fixed_days:
        return frozenset()
    return frozenset(cadence.days(first, last))


def _words(hindrances: tuple[Hindrance, ...]) -> list[str]:
    found = [in_words(each.code, each.names, each.count, each.of) for each in hindrances]
    return found or [_("There is no day to look at.")]


def _workdays(first: date, last: date) -> frozenset[date]:
    calendar = work_calendar()
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return frozenset(day for day in days if calendar.is_workday(day))


def _moment(day: date) -> datetime:
    """The first moment of a day."""
    start, _end = Period.of(day, PeriodKind.MONTH).bounds()
    return start + timedelta(days=day.day - 1)
