"""Taking the quarters of an hour that a booking needs, and giving them back.

Every caller holds the named lock of the bookings of the street, so that whole and part stay what
they are meanwhile; that nobody has a quarter twice is the unique row's business, not the lock's.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from partybuild.errors import RuleViolation
from resources.models import Booking, TakenQuarter, Venue
from resources.selectors.occasions import Stretch
from resources.selectors.vacancies import held_stretch, holders_of, quarters

_BATCH = 500


class SlotTaken(RuleViolation):
    """Somebody else has the venue, its whole or one of its parts at that time."""

    code = "slot_taken"


def take(booking: Booking) -> None:
    """Take the room and its parts for a booking. Raises SlotTaken where another has them."""
    venue = Venue.objects.get(pk=booking.venue_id)
    rooms = [venue, *venue.parts.order_by("pk")]
    held = quarters(*held_stretch(venue, booking.starts_at, booking.ends_at))
    try:
        with transaction.atomic():
            TakenQuarter.objects.bulk_create(
                (
                    TakenQuarter(venue=room, starts_at=moment, booking=booking)
                    for room in rooms
                    for moment in held
                ),
                batch_size=_BATCH,
            )
    except IntegrityError as clash:
        if not holders_of(venue, booking.starts_at, booking.ends_at):
            raise
        shown = {"venue": venue, "time": Stretch(booking.starts_at, booking.ends_at)}
        words = _("“%(venue)s” is taken at %(time)s.") % shown
        raise SlotTaken(words, field="starts_at") from clash


def give_back(booking: Booking) -> None:
    """Let others have what a booking had."""
    TakenQuarter.objects.filter(booking=booking).delete()


def share_with_part(*, part: Venue, whole: Venue) -> None:
    """Whoever has the whole has its new part as well. Raises SlotTaken where another has that."""
    taken = TakenQuarter.objects.filter(venue=whole).order_by("starts_at")
    try:
        with transaction.atomic():
            TakenQuarter.objects.bulk_create(
                (
                    TakenQuarter(venue=part, starts_at=moment, booking_id=booking)
                    for moment, booking in taken.values_list("starts_at", "booking")
                ),
                batch_size=_BATCH,
            )
    except IntegrityError as clash:
        words = _("Both rooms are booked at the same time: cancel one of the bookings first.")
        raise SlotTaken(words, field="whole") from clash


def free_part(*, part: Venue, whole: Venue) -> None:
    """A room that is no part any longer is not had by those who have the former whole."""
    TakenQuarter.objects.filter(venue=part, booking__venue=whole).delete()
