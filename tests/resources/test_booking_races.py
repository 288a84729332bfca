"""Rivals for the same room: real threads, one winner, and polite refusals for the rest."""

import pytest

from orgs.enums import Role
from resources.models import Booking, TakenQuarter
from resources.services import bookings, venues
from tests.factories import RoleAssignmentFactory
from tests.resources.factories import BookingFactory, VenueFactory, tomorrow_at
from tests.resources.racing import run_together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_of_eight_who_book_a_room_its_whole_or_its_part_at_once_nobody_has_it_twice(
    east, school, secretary
):
    whole = VenueFactory(partner=school, permit="none")
    part = VenueFactory(partner=school, permit="none", whole=whole)

    def ask(venue):
        bookings.ask_booking(
            venue=venue,
            owner=east,
            starts_at=tomorrow_at(9),
            ends_at=tomorrow_at(10),
            headcount=5,
            purpose="议事会",
            actor=secretary,
        )

    refused = run_together(*(lambda v=v: ask(v) for v in (whole, part) * 4))

    assert refused == ["slot_taken"] * 7
    (winner,) = Booking.objects.holding()
    rooms = 2 if winner.venue == whole else 1
    assert TakenQuarter.objects.count() == 4 * rooms


def test_of_rival_approvals_one_holds_even_when_nobody_queues_up(
    east, school, liaison, monkeypatch
):
    venue = VenueFactory(partner=school)
    rivals = BookingFactory.create_batch(4, venue=venue, owner_org=east)
    # The unique rows alone must keep the promise, whatever becomes of the lock.
    monkeypatch.setattr(bookings, "hold_until_commit", lambda space, key=0: None)
    monkeypatch.setattr(bookings, "_decline_rivals", lambda booking, actor: None)

    refused = run_together(
        *(lambda b=b: bookings.approve_booking(booking=b, actor=liaison) for b in rivals)
    )

    assert refused == ["slot_taken"] * 3
    assert Booking.objects.holding().count() == 1


def test_a_room_that_becomes_a_part_while_the_whole_is_booked_is_had_with_it(
    east, school, secretary
):
    whole = VenueFactory(partner=school, permit="none")
    part = VenueFactory(partner=school, permit="none")
    runner = RoleAssignmentFactory(role=Role.PARTNER_LIAISON, partner=school).user

    run_together(
        lambda: venues.amend_venue(venue=part, actor=runner, whole=whole),
        lambda: bookings.ask_booking(
            venue=whole,
            owner=east,
            starts_at=tomorrow_at(9),
            ends_at=tomorrow_at(10),
            headcount=5,
            purpose="议事会",
            actor=secretary,
        ),
    )

    assert TakenQuarter.objects.filter(venue=part).count() == 4
