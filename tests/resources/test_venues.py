"""What is done about a venue (R-188)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from orgs.models import AuditEntry
from orgs.services.facts import FactRefused
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from resources.models import TakenQuarter, Venue
from resources.selectors.vacancies import free_venues
from resources.services import venues
from resources.services.quarters import SlotTaken
from tests.factories import OrgFactory
from tests.resources.factories import BookingFactory, VenueFactory, tomorrow_at

pytestmark = pytest.mark.django_db


def free_at(reader, hour, **kwargs):
    found = free_venues(
        reader=reader, starts_at=tomorrow_at(hour), ends_at=tomorrow_at(hour + 1), **kwargs
    )
    return {venue.name for venue in found}


def test_a_unit_opens_a_room_with_its_hours_in_one_wording(town, people):
    venue = venues.open_venue(
        place=town.school,
        actor=people.school,
        name="报告厅",
        seat_count=200,
        hours_text="周一到周五8:30—17:30",
    )

    assert (venue.code[:2], venue.owner) == ("CD", town.school)
    assert venue.hours_text == "周一至周五 08:30-17:30"
    assert AuditEntry.objects.get().verb == "venue.open"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"seat_count": 0}, "seat_count"),
        ({"hours_text": "随时"}, "hours_text"),
        ({"buffer_after": timedelta(minutes=10)}, "buffer_after"),
        ({"buffer_before": timedelta(hours=5)}, "buffer_before"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_input(town, people, facts, field):
    stated = {"name": "报告厅", "seat_count": 50, **facts}

    with pytest.raises(FactRefused) as refusal:
        venues.open_venue(place=town.school, actor=people.school, **stated)

    assert refusal.value.field == field


def test_two_rooms_of_a_house_have_two_names(town, people):
    VenueFactory(partner=town.school, name="报告厅")

    with pytest.raises(venues.NameTaken):
        venues.open_venue(place=town.school, actor=people.school, name="报告厅", seat_count=9)


def test_another_unit_opens_no_room_of_the_school_nor_amends_or_closes_one(town, people):
    venue = VenueFactory(partner=town.school)

    with pytest.raises(PermissionDenied):
        venues.open_venue(place=town.school, actor=people.bank, name="报告厅", seat_count=9)
    with pytest.raises(PermissionDenied):
        venues.amend_venue(venue=venue, actor=people.bank, seat_count=9)
    with pytest.raises(PermissionDenied):
        venues.close_venue(venue=venue, actor=people.bank, reason="检修")


def test_the_office_opens_a_room_for_a_unit_only_with_a_reason(town, people):
    with pytest.raises(ReasonMissing):
        venues.open_venue(place=town.school, actor=people.office, name="报告厅", seat_count=9)

    venue = venues.open_venue(
        place=town.school, actor=people.office, name="报告厅", seat_count=9, on_behalf="电话委托"
    )

    assert AuditEntry.objects.get().reason == "电话委托"
    assert venue.owner == town.school


def test_a_venue_with_bookings_ahead_is_not_closed(town, people):
    venue = VenueFactory(partner=town.school)
    BookingFactory(venue=venue, owner_org=town.east, state="approved")

    with pytest.raises(venues.VenueBooked):
        venues.close_venue(venue=venue, actor=people.school, reason="检修")


def test_a_closed_venue_is_free_for_nobody_until_it_is_opened_again(town, people):
    venue = VenueFactory(partner=town.school, name="报告厅")

    venue = venues.close_venue(venue=venue, actor=people.school, reason="检修")
    closed = free_at(people.east, 9)
    with pytest.raises(MoveRefused):
        venues.close_venue(venue=venue, actor=people.school, reason="检修")
    venues.reopen_venue(venue=venue, actor=people.school)

    assert (closed, free_at(people.east, 9)) == (set(), {"报告厅"})


def test_a_venue_is_free_when_open_large_enough_and_not_taken(town, people):
    VenueFactory(partner=town.school, name="小", seat_count=10)
    VenueFactory(partner=town.school, name="夜", hours_text="每天 18:00-21:00")
    taken = VenueFactory(partner=town.school, name="满", buffer_after=timedelta(minutes=30))
    VenueFactory(partner=town.school, name="空")
    BookingFactory(venue=taken, owner_org=town.west, state="approved")

    assert free_at(people.east, 9, seat_count=20) == {"空"}
    assert free_at(people.east, 10, seat_count=20) == {"空"}
    assert free_at(people.east, 11, seat_count=20) == {"空", "满"}
    assert free_at(people.east, 19, seat_count=1) == {"小", "夜", "满", "空"}


def test_a_part_keeps_others_from_the_whole_and_the_whole_from_its_parts(town, people):
    whole = VenueFactory(partner=town.school, name="整厅")
    left = VenueFactory(partner=town.school, name="左厅", whole=whole)
    VenueFactory(partner=town.school, name="右厅", whole=whole)
    BookingFactory(venue=left, owner_org=town.west, state="approved")
    BookingFactory(venue=whole, owner_org=town.west, state="approved", starts_at=tomorrow_at(14))

    assert free_at(people.east, 9) == {"右厅"}
    assert free_at(people.east, 14) == set()


def test_a_room_that_becomes_a_part_is_had_by_those_who_have_the_whole(town, people):
    whole = VenueFactory(partner=town.school)
    BookingFactory(venue=whole, owner_org=town.west, state="approved")

    part = venues.open_venue(
        place=town.school, actor=people.school, name="左厅", seat_count=9, whole=whole
    )
    shared = TakenQuarter.objects.filter(venue=part).count()
    venues.amend_venue(venue=part, actor=people.school, whole=None)

    assert (shared, TakenQuarter.objects.filter(venue=part).count()) == (4, 0)


def test_two_rooms_booked_at_the_same_time_do_not_become_whole_and_part(town, people):
    whole, part = VenueFactory.create_batch(2, partner=town.school)
    for venue in (whole, part):
        BookingFactory(venue=venue, owner_org=town.west, state="approved")

    with pytest.raises(SlotTaken):
        venues.amend_venue(venue=part, actor=people.school, whole=whole)

    assert Venue.objects.get(pk=part.pk).whole is None


def test_a_part_belongs_to_a_whole_room_of_the_same_house(town, people):
    whole = VenueFactory(partner=town.school)
    part = VenueFactory(partner=town.school, whole=whole)
    elsewhere = VenueFactory(partner=town.bank)

    for wrong in (part, elsewhere):
        with pytest.raises(venues.NoPart):
            venues.open_venue(
                place=town.school, actor=people.school, name="左厅", seat_count=9, whole=wrong
            )


def test_another_sub_district_does_not_see_the_venues(town, person):
    VenueFactory(partner=town.school)
    stranger = person("office", over=OrgFactory(code="102"))

    assert not Venue.objects.visible_to(stranger).exists()


def test_a_new_key_for_the_door_makes_the_old_one_worthless(town, people):
    venue = VenueFactory(partner=town.school)
    before = venue.door_key

    venues.renew_door_key(venue=venue, actor=people.school)

    assert Venue.objects.get().door_key != before
    assert str(before) not in str(AuditEntry.objects.get().changes)
