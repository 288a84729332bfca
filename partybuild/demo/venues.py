"""The demo street's rooms, and who has them in the weeks around today."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from grids.enums import FacilityKind
from grids.models import Facility
from orgs.models import Org
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import ON_BEHALF
from partybuild.demo.street import Street
from resources.enums import ProjectState
from resources.models import Booking, Project, Venue
from resources.selectors.vacancies import is_open
from resources.services import bookings, venues
from resources.venue_enums import Permit

UNIT_HOURS = "周一至周五 18:00-21:00；周六 9:00-17:00"
PURPOSES = ["居民议事会", "党员读书会", "暑期托管说明会", "物业费听证会", "法律咨询日", "书法课"]
WEEKLY = "FREQ=WEEKLY"
QUARTER, HALF = timedelta(minutes=15), timedelta(minutes=30)
LENGTH = timedelta(hours=2)


def build_venues(street: Street) -> None:
    """Rooms of centres and of two units; some hours had, some asked for, rivals among them."""
    with clock_at(street.today - timedelta(days=60)):
        halls = _halls(street)
        unit_hall = _unit_hall(street)
    monday = street.today - timedelta(days=street.today.weekday())
    with clock_at(street.today - timedelta(days=14)):
        past = [
            _ask(street, hall, n, monday - timedelta(days=6 - n)) for n, hall in enumerate(halls)
        ]
    for booking in past:
        if timezone.localdate(booking.ends_at) < street.today:
            with clock_at(timezone.localdate(booking.ends_at), hour=20) as evening:
                bookings.end_past_booking(booking_pk=booking.pk, now=evening)
    with clock_at(street.today - timedelta(days=1)):
        for number, hall in enumerate(halls):
            _week_ahead(street, hall, number, monday + timedelta(days=7))
        _rivals(street, unit_hall, monday + timedelta(days=12))


def _halls(street: Street) -> list[Venue]:
    """A hall of two parts and a small room in each of the first centres."""
    found = []
    centres = Facility.objects.filter(street=street.root, kind=FacilityKind.CENTRE).active()
    for centre in centres.for_list().order_by("code")[:3]:
        hall = venues.open_venue(
            place=centre,
            name="多功能厅",
            seat_count=120,
            buffer_after=HALF,
            equipment="投影、音响、移动桌椅",
            contact_name="孙管示",
            contact_phone=street.next_phone(),
            actor=street.office,
        )
        for name in ("多功能厅东半厅", "多功能厅西半厅"):
            venues.open_venue(
                place=centre, name=name, seat_count=60, whole=hall, actor=street.office
            )
        venues.open_venue(
            place=centre, name="议事室", seat_count=16, permit=Permit.NONE, actor=street.office
        )
        found.append(hall)
    return found


def _unit_hall(street: Street) -> Venue:
    return venues.open_venue(
        place=street.partners[0],
        name="报告厅",
        seat_count=200,
        hours_text=UNIT_HOURS,
        buffer_before=QUARTER,
        buffer_after=HALF,
        on_behalf=ON_BEHALF,
        contact_name="周校拟",
        contact_phone=street.next_phone(),
        actor=street.office,
    )


def _week_ahead(street: Street, hall: Venue, number: int, monday: date) -> None:
    """A series, a part for an afternoon, and a project where one is running."""
    _ask(street, hall, number, monday + timedelta(days=1), weeks=4)
    part = hall.parts.order_by("name").first()
    if part:
        _ask(street, part, number + 1, monday + timedelta(days=2), hour=15)
    running = Project.objects.filter(street=street.root, state=ProjectState.RUNNING)
    project = running.order_by("pk")[number : number + 1].first()
    if project:
        _ask(street, hall, number + 2, monday + timedelta(days=3), project=project)


def _rivals(street: Street, hall: Venue, saturday: date) -> None:
    """Two communities that ask a unit for the same Saturday."""
    for number, community in enumerate(street.communities[:2]):
        _ask(street, hall, number, saturday, community=community)


def _ask(
    street: Street,
    venue: Venue,
    number: int,
    day: date,
    *,
    hour: int = 9,
    weeks: int = 0,
    project: Project | None = None,
    community: Org | None = None,
) -> Booking:
    begin = timezone.make_aware(datetime.combine(day, time(hour)))
    # On a public holiday the centres are closed.
    while not is_open(venue, begin, begin + LENGTH):
        begin += timedelta(days=1)
    return bookings.ask_booking(
        venue=venue,
        owner=community or street.communities[number % len(street.communities)],
        starts_at=begin,
        ends_at=begin + LENGTH,
        headcount=40,
        purpose=PURPOSES[number % len(PURPOSES)],
        project=project,
        repeat=WEEKLY if weeks else "",
        until=timezone.localdate(begin) + timedelta(weeks=weeks) if weeks else None,
        skip_clashes=True,
        actor=street.office,
    )
