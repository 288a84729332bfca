"""Whose term on a body ends: half a year ahead, a month ahead, and past."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef

from liaison.bodies import BODIES
from liaison.models import Body, Membership
from orgs.selectors.terms import TERM_NOTICE

LAST_CALL: Final = timedelta(days=30)
LEAP_DAY: Final = (2, 29)


@dataclass(frozen=True, slots=True)
class TermEnd:
    """Seats of one body whose terms end on the same day, and how far ahead that was said."""

    ends_on: date
    seat_count: int
    ahead: timedelta


def last_day_of_term(kind: str, starts_on: date) -> date | None:
    """The last day of a term that begins on a day; a standing body has none."""
    years = BODIES[kind].term_years
    if not years:
        return None
    last = starts_on - timedelta(days=1)
    is_leap_day = (last.month, last.day) == LEAP_DAY
    return last.replace(year=last.year + years, day=28 if is_leap_day else last.day)


def ending_seats(rows: Any, *, today: date) -> Any:
    """Seats of bodies that meet whose term ends within half a year, and that nobody renewed."""
    later = Membership.objects.filter(
        body=OuterRef("body"),
        person_name=OuterRef("person_name"),
        starts_on__gt=OuterRef("ends_on"),
    )
    ending = rows.current(today).filter(ends_on__lte=today + TERM_NOTICE, body__is_active=True)
    return ending.exclude(Exists(later))


def term_ends_of(body: Body, *, today: date) -> list[TermEnd]:
    """The days on which terms of the body end soon, each with the warning it is due."""
    seats = ending_seats(body.memberships.all(), today=today).order_by()
    days = seats.values("ends_on").annotate(count=Count("pk")).order_by("ends_on")
    return [
        TermEnd(
            day["ends_on"],
            day["count"],
            LAST_CALL if day["ends_on"] <= today + LAST_CALL else TERM_NOTICE,
        )
        for day in days
    ]
