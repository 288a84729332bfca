"""Counting at the door of a venue: one more person, nothing else (R-188)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from partybuild.errors import RuleViolation
from resources.models import Booking, Venue
from resources.selectors.arrivals import running_in


class DoorClosed(RuleViolation):
    """Nothing takes place in the venue now, or everybody is in."""

    code = "door_closed"


@transaction.atomic
def count_arrival(*, venue: Venue, now: datetime) -> Booking:
    """Count one more person for what takes place in the venue now.

    Who came is kept nowhere, and no line of the trail tells the moments of arrival apart: the
    number is all there is. It never exceeds the seats.
    """
    booking = running_in(venue, now)
    if booking is None:
        raise DoorClosed(_("Nothing takes place here now."))
    counted = Booking.objects.filter(pk=booking.pk, arrived_count__lt=booking.venue.seat_count)
    if not counted.update(arrived_count=F("arrived_count") + 1):
        raise DoorClosed(_("As many people are counted as there are seats."))
    return booking
