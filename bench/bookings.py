"""What it costs that nobody has a room twice: 200 hands at once for 20 hours of one room.

Run it from a clone: ``python -m bench.bookings``. DATABASE_URL says on which engine. It prints how
many of the attempts succeeded, which must be 20, how long all of them took, and how that compares
with 200 plain insertions by as many hands in the same run. It asserts nothing.
"""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from bench.streets import database, person
from orgs.enums import OrgKind, Role
from orgs.models import Org, Partner
from orgs.services.planting import plant
from partybuild.errors import RuleViolation
from resources.models import Booking, BookingSeries, TakenQuarter, Venue
from resources.services.bookings import ask_booking
from resources.venue_enums import Permit

ATTEMPTS, SLOTS, HANDS = 200, 20, 20
HOUR = timedelta(hours=1)


def main() -> None:
    """Make a street with one room, and let everybody want it."""
    with database():
        street = Org(code="1", name="示例街道党工委", kind=OrgKind.COMMITTEE)
        plant([street])
        street.refresh_from_db()
        office = person(Role.OFFICE, street)
        unit = Partner.objects.create(street=street, name="示例单位")
        venue = Venue.objects.create(
            street=street,
            partner=unit,
            code="CD-1",
            name="报告厅",
            seat_count=50,
            permit=Permit.NONE,
        )
        first = timezone.localtime() + timedelta(days=1)
        first = first.replace(hour=0, minute=0, second=0, microsecond=0)

        def plain(number: int) -> None:
            day = timezone.localdate()
            with transaction.atomic():
                BookingSeries.objects.create(rule=f"{number}", first_on=day, last_on=day)

        plain_time, plain_kept = _race(plain)
        begun_at = _asker(venue, street, office, first)
        booking_time, kept = _race(begun_at)
        quarters = TakenQuarter.objects.count()
        held = Booking.objects.holding().count()
    print(f"engine                       {connection.vendor}")
    print(f"{ATTEMPTS} plain insertions         {plain_time:8.2f} s, {plain_kept} kept")
    print(f"{ATTEMPTS} attempts for {SLOTS} hours    {booking_time:8.2f} s, {kept} succeeded")
    print(f"bookings that hold, quarters {held}, {quarters} (must be {SLOTS}, {SLOTS * 4})")
    print(f"ratio                        x{booking_time / plain_time:.2f}")


def _asker(venue: Venue, street: Org, office: Any, first: datetime) -> Callable[[int], None]:
    def ask(number: int) -> None:
        begin = first + number // (ATTEMPTS // SLOTS) * HOUR
        ask_booking(
            venue=venue,
            owner=street,
            starts_at=begin,
            ends_at=begin + HOUR,
            headcount=10,
            purpose=f"议事会{number}",
            actor=office,
        )

    return ask


def _race(do: Callable[[int], None]) -> tuple[float, int]:
    """All attempts by so many hands that start at once: how long, and how many succeeded."""
    start = threading.Barrier(HANDS + 1)
    done: list[int] = []

    def work(numbers: Sequence[int]) -> None:
        start.wait()
        try:
            for number in numbers:
                try:
                    do(number)
                except RuleViolation:
                    continue
                done.append(number)
        finally:
            connection.close()

    hands = [
        threading.Thread(target=work, args=[range(hand, ATTEMPTS, HANDS)]) for hand in range(HANDS)
    ]
    for hand in hands:
        hand.start()
    start.wait()
    begun = time.perf_counter()
    for hand in hands:
        hand.join()
    return time.perf_counter() - begun, len(done)


if __name__ == "__main__":
    main()
