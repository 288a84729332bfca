"""What a street knows of the meetings that are due, as the plain facts a timetable is made from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from liaison.models import MeetingSeries
from liaison.planning_standards import DAYS_APART
from liaison.selectors.planning.people import People, Standing
from liaison.selectors.planning.places import Places
from liaison.selectors.planning.problem import Choice, Due, Problem, Span
from liaison.selectors.series import due_periods
from orgs.models import Org
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from partybuild.calendar import WorkCalendar
from partybuild.periods import LOCAL_TIME, Period


class Identity(NamedTuple):
    """Which meeting it is: of which series, due when, and the how manieth."""

    series_pk: int
    due_code: str
    number: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Where staff have locked a meeting, and with which others it sits together."""

    choice: Choice
    together: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The problem, and which meeting each number in it is."""

    problem: Problem
    identities: Mapping[int, Identity]
    series: Mapping[int, MeetingSeries]
    people: People
    places: Places

    @property
    def keys(self) -> dict[Identity, int]:
        return {identity: key for key, identity in self.identities.items()}


@dataclass(slots=True)
class _Gathering:
    street: Org
    period: Period
    today: date
    kept: Mapping[Identity, Kept]
    left_out: Collection[Identity]
    calendar: WorkCalendar = field(default_factory=work_calendar)

    def gather(self) -> Gathered:
        starts_at, ends_at = self.period.bounds()
        tree = self.street.tree_id
        people = People.of(tree, self.today)
        standing = Standing.of(tree, starts_at, ends_at, people)
        places = Places.of(tree, starts_at, ends_at)
        rows = MeetingSeries.objects.active().with_interval().filter(body__org__tree_id=tree)
        series = {each.pk: each for each in rows.for_list()}
        identities = dict(enumerate(self._identities(series, standing), start=1))
        keys = {identity: key for key, identity in identities.items()}
        dues = tuple(
            self._due(key, identity, series[identity.series_pk], people, places, standing, keys)
            for key, identity in identities.items()
        )
        problem = Problem(
            dues,
            places.rooms,
            frozenset(self.calendar.workdays_in(self.period)),
            away={k: tuple(v) for k, v in people.away(tree, starts_at, ends_at).items()},
            sitting={k: tuple(v) for k, v in standing.sitting.items()},
            meets_on={k: tuple(v) for k, v in standing.meets_on.items()},
        )
        return Gathered(problem, identities, series, people, places)

    def _identities(
        self, series: Mapping[int, MeetingSeries], standing: Standing
    ) -> Iterator[Identity]:
        """What is still due: as many as a series owes, less the meetings that stand."""
        for each in series.values():
            days = standing.of_kind[each.body_id, each.kind] + standing.of_series[each.pk]
            for period in due_periods(each, self.period):
                stand = sum(map(period.contains, days))
                for number in range(stand + 1, each.times + 1):
                    identity = Identity(each.pk, str(period), number)
                    if identity not in self.left_out:
                        yield identity

    def _due(
        self,
        key: int,
        identity: Identity,
        series: MeetingSeries,
        people: People,
        places: Places,
        standing: Standing,
        keys: Mapping[Identity, int],
    ) -> Due:
        body = series.body
        period = Period.parse(identity.due_code)
        first = max(period.first_day, self.period.first_day, self._earliest(body.notice_workdays))
        last = min(period.last_day, self.period.last_day)
        persons = frozenset(people.seats[body.pk])
        kept = self.kept.get(identity)
        return Due(
            key=key,
            series=series.pk,
            body=body.pk,
            org=body.org_id,
            name=series.title,
            first=first,
            last=last,
            length=series.length,
            persons=persons,
            leaders=frozenset(people.leaders[body.pk]),
            quorum=body.quorum_of(len(persons)),
            days=self._usual_days(series, first, last),
            half=series.half_day,
            rooms=places.for_series(series, self.street.pk, standing.in_place),
            joins=series.allows_joint,
            sits_on_days_off=series.allows_urgent,
            apart=self._apart(series, period),
            fixed=kept.choice if kept else None,
            fixed_with=tuple(keys[each] for each in kept.together if each in keys) if kept else (),
        )

    def _earliest(self, notice_workdays: int) -> date:
        """The first day for which a notice that goes out tomorrow is in time."""
        return self.calendar.add_workdays(self.today, notice_workdays + 1)

    def _usual_days(self, series: MeetingSeries, first: date, last: date) -> frozenset[date]:
        """The workdays the body likes; a usual day that is a day off moves to the next workday."""
        cadence = series.cadence
        if cadence is None or not cadence.has_fixed_days or first > last:
            return frozenset()
        usual = cadence.days(first, last)
        return frozenset(
            day if self.calendar.is_workday(day) else self.calendar.add_workdays(day, 1)
            for day in usual
        )

    def _apart(self, series: MeetingSeries, period: Period) -> int:
        """The distance that the office wants, unless a body meets more often than that allows."""
        wanted = number_of(self.street, DAYS_APART)
        length = (period.last_day - period.first_day).days + 1
        return max(1, min(wanted, length // (series.times + 1)))


def gather(
    street: Org,
    period: Period,
    *,
    today: date,
    kept: Mapping[Identity, Kept] | None = None,
    left_out: Collection[Identity] = (),
) -> Gathered:
    """Everything that decides when the meetings of a street that are due can sit.

    A few queries, however many bodies there are.
    """
    return _Gathering(street, period, today, kept or {}, left_out).gather()


def moments_of(span: Span) -> tuple[datetime, datetime]:
    """The beginning and the end of a span, as the database keeps them."""
    begins = datetime.combine(span.day, span.begins, tzinfo=LOCAL_TIME)
    return begins, begins + timedelta(minutes=span.end - span.begin)
