"""Venues and bookings on pages and over HTTP."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgs.enums import Role
from resources.models import Booking, TakenQuarter, Venue
from resources.venue_workflow import BOOKING_MOVES
from tests.factories import FacilityFactory, OrgFactory
from tests.resources.deeds import made_by_people
from tests.resources.factories import BookingFactory, ProjectFactory, VenueFactory, tomorrow_at

pytestmark = pytest.mark.django_db

VENUES, BOOKINGS = "/api/v1/venues/", "/api/v1/bookings/"


@pytest.fixture(autouse=True)
def _no_knocks_yet():
    cache.clear()


@pytest.fixture
def hall(town):
    return VenueFactory(partner=town.school, name="报告厅", contact_phone="19000000021")


def page(name, row):
    return reverse(f"resources:{name}", args=[row.public_id])


def typed(hour=9, **facts):
    day = tomorrow_at(hour)
    return {
        "starts_at": f"{timezone.localtime(day):%Y-%m-%dT%H:%M}",
        "ends_at": f"{timezone.localtime(day + timedelta(hours=1)):%H:%M}",
        "headcount": "20",
        "purpose": "居民议事会",
        **facts,
    }


def test_a_unit_opens_a_room_on_a_page_and_corrects_it_without_typing_its_phone_again(
    town, people, browser
):
    client = browser(people.school)
    facts = {"name": "报告厅", "seat_count": "80", "permit": "owner", "buffer_after": "15"}

    kept = client.post(
        reverse("resources:venue-open"),
        {**facts, "partner": "示例小学", "contact_phone": "19000000021"},
    )
    venue = Venue.objects.get()
    client.post(page("venue-amend", venue), {**facts, "seat_count": "90", "version": "1"})
    venue.refresh_from_db()

    assert (kept.status_code, kept.url) == (302, venue.get_absolute_url())
    assert (venue.seat_count, venue.contact_phone) == (90, "19000000021")
    assert venue.buffer_after == timedelta(minutes=15)


def test_what_stands_against_a_request_is_shown_with_what_is_free_before_it_is_kept(
    town, people, browser, hall
):
    beside = VenueFactory(partner=town.bank, name="会客室")
    BookingFactory(venue=hall, owner_org=town.west, state="approved")
    client, asked = browser(people.east), typed(owner="101801")

    looked = client.post(page("venue-book", hall), {**asked, "check": "on"})
    refused = client.post(page("venue-book", hall), asked)

    assert (looked.status_code, refused.status_code) == (200, 409)
    for shown in (looked.text, refused.text):
        assert page("venue-book", beside) in shown
        assert f"starts_at={timezone.localtime(tomorrow_at(10)):%Y-%m-%dT%H:%M}" in shown
    assert Booking.objects.filter(owner_org=town.east).count() == 0


def test_a_request_is_made_on_a_page_and_approved_on_another(town, people, browser, hall):
    made = browser(people.east).post(page("venue-book", hall), typed(owner="101801"))
    booking = Booking.objects.get()
    client = browser(people.school)

    desk = client.get(reverse("resources:bookings"), {"desk": "waiting"})
    client.post(reverse("resources:booking-step", args=[booking.public_id, "approve"]))

    assert made.url == booking.get_absolute_url()
    assert booking.get_absolute_url() in desk.text
    assert TakenQuarter.objects.filter(booking=booking).count() == 4


def test_the_office_is_offered_to_answer_for_a_unit_and_not_for_its_own_house(
    town, people, browser, hall
):
    house = FacilityFactory(street=town.root)
    own = BookingFactory(venue=VenueFactory(partner=None, facility=house), owner_org=town.east)
    for_unit = BookingFactory(venue=hall, owner_org=town.east)
    client = browser(people.office)

    pages = [client.get(each.get_absolute_url()).text for each in (for_unit, own)]

    assert ["deed-approve_on_behalf" in page for page in pages] == [True, False]


def test_a_week_shows_what_takes_place_and_hides_whose_it_is_from_strangers(
    town, people, browser, hall
):
    booking = BookingFactory(venue=hall, owner_org=town.west, state="approved", purpose="读书会")
    address = f"{hall.get_absolute_url()}?week={tomorrow_at(9).date()}"

    own, other = (browser(who).get(address).text for who in (people.school, people.east))

    assert (booking.get_absolute_url() in own, "读书会" in own) == (True, True)
    assert "读书会" not in other
    assert "09:00–10:00" in other


@pytest.mark.parametrize("week", ["nonsense", "0001-01-01", "9999-12-31", "2026-13-40"])
def test_any_week_can_be_asked_for(town, people, browser, hall, week):
    answer = browser(people.school).get(hall.get_absolute_url(), {"week": week})

    assert answer.status_code == 200


def test_a_finder_leads_to_the_form_with_the_time_filled_in(town, people, browser, hall):
    client, asked = browser(people.east), typed()

    found = client.get(reverse("resources:venue-find"), asked)
    form = client.get(page("venue-book", hall), asked)

    assert page("venue-book", hall) in found.text
    assert asked["starts_at"] in form.text


def test_a_project_shows_its_venues(town, people, browser, match, hall):
    project = ProjectFactory(match=match, state="running")
    booking = BookingFactory(venue=hall, owner_org=town.east, project=project)

    shown = browser(people.east).get(project.get_absolute_url()).text

    assert booking.get_absolute_url() in shown
    assert f"{reverse('resources:venue-find')}?project={project.public_id}" in shown


def test_a_booking_out_of_reach_and_the_pages_of_those_who_run_a_room_are_closed_to_others(
    town, people, browser, api, hall
):
    booking = BookingFactory(venue=hall, owner_org=town.east)
    client = browser(people.bank)

    codes = [
        client.get(booking.get_absolute_url()).status_code,
        client.get(page("venue-amend", hall)).status_code,
        client.get(page("venue-door", hall)).status_code,
        api(people.bank).get(f"{BOOKINGS}{booking.public_id}/").status_code,
        api(people.bank).post(f"{VENUES}{hall.public_id}/close/", {"reason": "检修"}).status_code,
    ]

    assert codes == [404, 403, 403, 404, 403]


@pytest.mark.parametrize("name", ["venues", "bookings"])
def test_a_list_costs_the_same_at_any_size(town, people, browser, cost, hall, name):
    client, address = browser(people.east), reverse(f"resources:{name}")
    BookingFactory(venue=hall, owner_org=town.east)
    cost(client, address)

    one = cost(client, address)
    for _ in range(2):
        venue = VenueFactory(partner=town.bank)
        BookingFactory(venue=venue, owner_org=town.east)

    assert cost(client, address) == one


def test_the_door_counts_without_a_sign_in_and_leaves_no_cookie(town, people, browser, hall):
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    booking = BookingFactory(venue=hall, owner_org=town.east, state="approved", starts_at=now)
    address = reverse("resources:door", args=[hall.door_key])

    sheet = browser(people.school).get(page("venue-door", hall))
    visitor = Client()
    shown, counted = visitor.get(address), visitor.post(address)

    booking.refresh_from_db()
    assert address in sheet.text
    assert (shown.status_code, counted.status_code) == (200, 200)
    assert (booking.arrived_count, dict(visitor.cookies)) == (1, {})
    assert Client().get(reverse("resources:door", args=[hall.public_id])).status_code == 404


def test_too_many_knocks_at_the_door_are_turned_away(hall):
    address = reverse("resources:door", args=[hall.door_key])

    codes = {Client().get(address).status_code for _ in range(62)}

    assert codes == {200, 429}


def test_machines_find_what_is_free_ask_and_approve(town, people, api, hall):
    when = {"starts_at": tomorrow_at(9).isoformat(), "ends_at": tomorrow_at(10).isoformat()}

    free = api(people.east).get(f"{VENUES}free/", {**when, "headcount": 20})
    asked = api(people.east).post(
        BOOKINGS,
        {**when, "venue": hall.code, "owner_org": "101801", "headcount": 20, "purpose": "议事会"},
    )
    approved = api(people.school).post(f"{BOOKINGS}{asked.data['public_id']}/approve/")
    outlook = api(people.east).get(f"{VENUES}{hall.code}/outlook/", when)

    assert [each["name"] for each in free.data] == ["报告厅"]
    assert (asked.status_code, approved.data["state"]) == (201, "approved")
    assert [each["code"] for each in outlook.data["troubles"]] == ["slot_taken"]
    assert outlook.data["times"]
    assert "19000000021" not in str(free.data)


def test_a_venue_of_another_sub_district_has_no_outlook_whatever_is_asked(hall, person, api):
    stranger = person(Role.OFFICE, over=OrgFactory(code="102"))

    assert api(stranger).get(f"{VENUES}{hall.public_id}/outlook/").status_code == 404


def test_every_step_of_a_booking_is_an_endpoint(town, people, api, hall):
    booking = BookingFactory(venue=hall, owner_org=town.east)
    client = api(people.office)

    for action in made_by_people(BOOKING_MOVES):
        address = f"{BOOKINGS}{booking.public_id}/{action.replace('_', '-')}/"
        assert client.post(address, {}).status_code not in {404, 405, 500}
