"""What takes place in a venue now, for the page at its door."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from resources.models import Booking, Venue
from resources.venue_enums import HOLDING_STATES

EARLY: Final = timedelta(minutes=30)
LATE: Final = timedelta(minutes=15)


def venue_at(door_key: UUID) -> Venue | None:
    """The venue whose door shows this key."""
    rows = Venue.objects.active().filter(door_key=door_key)
    return rows.select_related("facility", "partner").first()


def running_in(venue: Venue, now: datetime) -> Booking | None:
    """The approved booking of the room, or of its whole, from half an hour before it begins."""
    rooms = Q(venue=venue) | Q(venue__parts=venue)
    near = Booking.objects.filter(rooms, state__in=HOLDING_STATES)
    running = near.filter(starts_at__lte=now + EARLY, ends_at__gt=now - LATE)
    # Of two that touch, the one that has not ended yet is meant.
    found = list(running.select_related("venue").order_by("starts_at", "pk").distinct())
    return next((each for each in found if each.ends_at > now), found[-1] if found else None)
