"""The rooms in which the bodies of a street can meet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Self

from liaison.models import MeetingSeries
from liaison.selectors.planning.people import local_span
from liaison.selectors.planning.problem import Room, Span
from resources.models import TakenQuarter, Venue
from resources.models.venues import QUARTER

_MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Places:
    """Venues by their key, and the places that are only words."""

    rooms: dict[str, Room] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    of_org: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, tree_id: int, starts_at: datetime, ends_at: datetime) -> Self:
        """The venues in use of a street with the times at which somebody has them."""
        found = cls()
        venues = Venue.objects.active().filter(street__tree_id=tree_id)
        rows = list(venues.for_list().prefetch_related("facility__closed_days"))
        taken = _taken(rows, starts_at, ends_at)
        for venue in rows:
            key = venue_key(venue.pk)
            found.rooms[key] = _room(venue, key, taken.get(venue.pk, ()))
            found.venues[key] = venue
            if venue.facility_id:
                found.of_org[venue.org.pk].append(key)
        return found

    def for_series(
        self, series: MeetingSeries, street_pk: int, in_place: Mapping[str, list[Span]]
    ) -> tuple[str, ...]:
        """Where a series can meet: its usual place first, then rooms of its organisation's.

        The rooms of the street itself come last. Raises nothing where there is none: the place is
        then still to be found.
        """
        org = series.body.org_id
        usual = []
        if series.venue_id and venue_key(series.venue_id) in self.rooms:
            usual.append(venue_key(series.venue_id))
        elif series.place:
            key = f"{org} {series.place}"
            taken = tuple(in_place.get(key, ()))
            self.rooms.setdefault(key, Room(key, series.place, taken=taken))
            usual.append(key)
        return tuple(dict.fromkeys([*usual, *self.of_org[org], *self.of_org[street_pk]]))


def venue_key(pk: int) -> str:
    return f"venue {pk}"


def _room(venue: Venue, key: str, taken: Iterable[Span]) -> Room:
    hours: dict[int, list[tuple[time, time]]] = defaultdict(list)
    for span in venue.spans:
        hours[span.weekday].append((span.opens_at, span.closes_at))
    closed = venue.facility.closed_days.all() if venue.facility else ()
    return Room(
        key,
        str(venue),
        capacity=venue.seat_count,
        hours={day: tuple(times) for day, times in hours.items()} or None,
        taken=tuple(taken),
        closed=frozenset(each.day for each in closed),
        before=venue.buffer_before // _MINUTE,
        after=venue.buffer_after // _MINUTE,
    )


def _taken(
    venues: Sequence[Venue], starts_at: datetime, ends_at: datetime
) -> Mapping[int, list[Span]]:
    """When each venue is taken; a whole one also when a part of it is."""
    found: dict[int, list[Span]] = defaultdict(list)
    quarters = TakenQuarter.objects.filter(
        venue__in=[venue.pk for venue in venues], starts_at__gte=starts_at, starts_at__lt=ends_at
    ).order_by("starts_at")
    for venue, whole, moment in quarters.values_list("venue", "venue__whole", "starts_at"):
        span = local_span(moment, moment + QUARTER)
        found[venue].append(span)
        if whole:
            found[whole].append(span)
    return found
