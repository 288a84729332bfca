"""What is done about a booking (R-188)."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.models import ClosedDay
from orgs.models import AuditEntry, Notification
from orgs.selectors.waiting import Waiting
from orgs.services.facts import FactRefused
from partybuild.errors import MoveRefused
from resources import tasks
from resources.models import Booking, TakenQuarter
from resources.permissions import OwnerSpeaksForItself
from resources.selectors.waiting import waiting_for
from resources.services import arrivals, bookings
from resources.services.quarters import SlotTaken
from resources.venue_enums import BookingAction, BookingState
from resources.venue_workflow import BOOKING_MOVES
from tests.factories import FacilityFactory
from tests.resources.deeds import WHY, made_by_people, refused_moves
from tests.resources.factories import BookingFactory, VenueFactory, tomorrow_at

pytestmark = pytest.mark.django_db

DEEDS = {
    BookingAction.APPROVE: bookings.approve_booking,
    BookingAction.DECLINE: partial(bookings.decline_booking, **WHY),
    BookingAction.WITHDRAW: bookings.withdraw_booking,
    BookingAction.CALL_OFF: partial(bookings.call_off_booking, **WHY),
    BookingAction.CANCEL: partial(bookings.cancel_booking, **WHY),
    BookingAction.APPROVE_ON_BEHALF: partial(bookings.approve_booking_on_behalf, **WHY),
    BookingAction.DECLINE_ON_BEHALF: partial(bookings.decline_booking_on_behalf, **WHY),
}


@pytest.fixture
def hall(town):
    return VenueFactory(partner=town.school, name="报告厅")


def ask(venue, owner, actor, **facts):
    wanted = {
        "starts_at": tomorrow_at(9),
        "ends_at": tomorrow_at(10),
        "headcount": 20,
        "purpose": "居民议事会",
        **facts,
    }
    return bookings.ask_booking(venue=venue, owner=owner, actor=actor, **wanted)


def side_of(people, action):
    sides = {"venue.owner": people.school, "owner": people.east, "street": people.office}
    return sides[BOOKING_MOVES[action].over]


def test_a_request_waits_for_the_unit_that_lends_the_room(town, people, hall):
    booking = ask(hall, town.east, people.east)

    assert (booking.state, booking.code[:2]) == (BookingState.ASKED, "YY")
    assert Notification.objects.get().recipient == people.school
    waiting: list[Waiting] = waiting_for(reader=people.school)
    assert [each.url for each in waiting] == [booking.get_absolute_url()]
    assert TakenQuarter.objects.count() == 0


def test_a_room_without_permit_and_one_s_own_room_are_had_at_once(town, people, hall):
    own = ask(hall, town.school, people.school)
    free = ask(VenueFactory(partner=town.bank, permit="none"), town.east, people.east)

    assert {own.state, free.state} == {BookingState.APPROVED}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"headcount": 51}, "headcount"),
        ({"headcount": 0}, "headcount"),
        ({"ends_at": tomorrow_at(8)}, "ends_at"),
        ({"starts_at": tomorrow_at(9, 5)}, "starts_at"),
        ({"purpose": "联系人19000000001"}, "purpose"),
        ({"repeat": "FREQ=WEEKLY"}, "until"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_input(town, people, hall, facts, field):
    with pytest.raises(FactRefused) as refusal:
        ask(hall, town.east, people.east, **facts)

    assert refusal.value.field == field


def test_a_closed_hour_a_past_time_and_a_far_one_cannot_be_had(town, people):
    evening = VenueFactory(partner=town.school, hours_text="每天 18:00-21:00")
    past = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=1)
    far = tomorrow_at(19) + timedelta(days=400)

    for start in (tomorrow_at(9), past, far):
        with pytest.raises(bookings.NotToBeHad):
            ask(
                evening, town.east, people.east, starts_at=start, ends_at=start + timedelta(hours=1)
            )


def test_a_refusal_says_why_the_house_is_closed_that_day(town, people):
    house = FacilityFactory(street=town.root)
    day = timezone.localdate(tomorrow_at(9))
    ClosedDay.objects.create(facility=house, day=day, reason="消防检修")
    room = VenueFactory(partner=None, facility=house)

    with pytest.raises(bookings.NotToBeHad, match="消防检修"):
        ask(room, town.east, people.east)


def test_the_office_answers_for_a_unit_only_and_the_unit_is_told_why(town, people, hall):
    for_unit = BookingFactory(venue=hall, owner_org=town.east, asked_by=people.east)
    house = FacilityFactory(street=town.root)
    own = BookingFactory(venue=VenueFactory(partner=None, facility=house), owner_org=town.east)

    done = bookings.approve_booking_on_behalf(booking=for_unit, actor=people.office, **WHY)

    assert done.state == BookingState.APPROVED
    assert AuditEntry.objects.about(for_unit).get(verb="booking.approve_on_behalf").reason
    told = set(Notification.objects.values_list("recipient", flat=True))
    assert told == {people.east.pk, people.school.pk}
    with pytest.raises(OwnerSpeaksForItself):
        bookings.approve_booking_on_behalf(booking=own, actor=people.office, **WHY)


def test_what_comes_next_stands_first_and_what_is_over_last(hall, town):
    hours = {"over": -48, "later": 48, "next": 24}
    now = timezone.now()
    for purpose, ahead in hours.items():
        start = now + timedelta(hours=ahead)
        BookingFactory(venue=hall, owner_org=town.east, purpose=purpose, starts_at=start)

    rows = Booking.objects.for_list().coming_first(now)

    assert [booking.purpose for booking in rows] == ["next", "later", "over"]


def test_nobody_asks_in_the_name_of_another(town, people, hall):
    with pytest.raises(PermissionDenied):
        ask(hall, town.west, people.east)


def test_a_taken_time_is_refused_with_the_preparing_counted(town, people):
    hall = VenueFactory(partner=town.school, buffer_before=timedelta(minutes=15))
    BookingFactory(venue=hall, owner_org=town.west, state="approved", starts_at=tomorrow_at(10))

    with pytest.raises(SlotTaken):
        ask(hall, town.east, people.east)

    earlier = ask(hall, town.east, people.east, ends_at=tomorrow_at(9, 45))
    assert earlier.state == BookingState.ASKED


def test_approving_one_request_declines_its_rivals_and_tells_what_is_free(town, people, hall):
    VenueFactory(partner=town.bank, name="会客室")
    chosen = BookingFactory(venue=hall, owner_org=town.east)
    rival = BookingFactory(venue=hall, owner_org=town.west, asked_by=people.west)
    later = BookingFactory(venue=hall, owner_org=town.west, starts_at=tomorrow_at(10))

    bookings.approve_booking(booking=chosen, actor=people.school)

    rival.refresh_from_db()
    later.refresh_from_db()
    assert (rival.state, later.state) == (BookingState.DECLINED, BookingState.ASKED)
    assert rival.refusal
    told = Notification.objects.get(recipient=people.west)
    assert "会客室" in told.because
    assert Notification.objects.filter(recipient=people.east).exists()


def test_a_series_is_booked_whole_or_without_the_times_that_clash(town, people, hall):
    BookingFactory(
        venue=hall,
        owner_org=town.west,
        state="approved",
        starts_at=tomorrow_at(9) + timedelta(days=7),
    )
    weekly = {"repeat": "FREQ=WEEKLY", "until": tomorrow_at(9).date() + timedelta(days=21)}

    with pytest.raises(SlotTaken):
        ask(hall, town.east, people.east, **weekly)
    nothing = Booking.objects.filter(owner_org=town.east).count()
    first = ask(hall, town.east, people.east, **weekly, skip_clashes=True)
    bookings.approve_booking(booking=first, actor=people.school, whole_series=True)

    assert nothing == 0
    assert first.series.bookings.filter(state="approved").count() == 3


def test_a_cancelled_booking_leaves_the_room_to_others(town, people, hall):
    booking = BookingFactory(venue=hall, owner_org=town.west, state="approved")

    bookings.cancel_booking(booking=booking, actor=people.school, reason="检修")

    assert ask(hall, town.east, people.east).state == BookingState.ASKED
    assert Booking.objects.get(pk=booking.pk).refusal == "检修"


def test_the_clock_ends_what_its_time_has_ended_once(town, hall, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    yesterday = tomorrow_at(9) - timedelta(days=2)
    asked = BookingFactory(venue=hall, owner_org=town.east, starts_at=yesterday)
    held = BookingFactory(venue=hall, owner_org=town.west, starts_at=yesterday, state="approved")
    BookingFactory(venue=hall, owner_org=town.east)

    found = [tasks.end_past_bookings(), tasks.end_past_bookings()]

    asked.refresh_from_db()
    held.refresh_from_db()
    assert (asked.state, held.state, found) == (BookingState.LAPSED, BookingState.USED, [2, 0])


def test_the_table_has_a_deed_for_each_step_that_people_make():
    assert set(DEEDS) == made_by_people(BOOKING_MOVES)


def test_only_the_steps_of_the_table_are_possible_from_each_state(town, people, hall):
    for action, state in refused_moves(BOOKING_MOVES, BookingState):
        booking = BookingFactory(venue=hall, owner_org=town.east, state=state)

        with pytest.raises(MoveRefused):
            DEEDS[action](booking=booking, actor=side_of(people, action))
        TakenQuarter.objects.all().delete()


@pytest.mark.parametrize("action", DEEDS)
def test_a_stranger_to_both_sides_may_make_no_step(town, people, hall, action):
    state = next(iter(BOOKING_MOVES[action].sources))
    booking = BookingFactory(venue=hall, owner_org=town.east, state=state)

    with pytest.raises(PermissionDenied):
        DEEDS[action](booking=booking, actor=people.bank)


def test_the_door_counts_arrivals_of_what_takes_place_now(town, hall):
    booking = BookingFactory(venue=hall, owner_org=town.east, state="approved")
    begin = booking.starts_at

    for _ in range(2):
        arrivals.count_arrival(venue=hall, now=begin - timedelta(minutes=20))
    with pytest.raises(arrivals.DoorClosed):
        arrivals.count_arrival(venue=hall, now=begin - timedelta(hours=1))
    with pytest.raises(arrivals.DoorClosed):
        arrivals.count_arrival(venue=hall, now=booking.ends_at + timedelta(hours=1))

    booking.refresh_from_db()
    assert booking.arrived_count == 2


def test_the_door_of_a_part_counts_for_what_has_the_whole_and_never_more_than_seats(town, hall):
    hall.seat_count = 1
    hall.save()
    part = VenueFactory(partner=town.school, whole=hall)
    booking = BookingFactory(venue=hall, owner_org=town.east, state="approved", headcount=1)

    arrivals.count_arrival(venue=part, now=booking.starts_at)
    with pytest.raises(arrivals.DoorClosed):
        arrivals.count_arrival(venue=part, now=booking.starts_at)

    booking.refresh_from_db()
    assert booking.arrived_count == 1
