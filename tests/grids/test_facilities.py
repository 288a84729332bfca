"""What people do to facilities."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids.enums import FacilityKind, FacilityState, FunctionTag
from grids.models import Facility
from grids.selectors.facilities import is_open
from grids.services import coverage, facilities, opening_hours
from grids.workflow import FACILITY_MOVES
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.facts import FactRefused
from orgs.services.numbers import set_numbers
from orgs.services.tree import StaleVersion
from orgs.services.workflow import ReasonMissing
from partybuild.calendar import WorkCalendar
from partybuild.errors import MoveRefused
from partybuild.opening_hours import Span, hours_in
from tests.factories import FacilityFactory, OrgFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
WEEK = hours_in("周一至周五 8:30-12:00、14:00-17:30")


def register(town, office, **facts):
    asked = {"kind": FacilityKind.CENTRE, "name": "示例中心", "community": town.east, **facts}
    return facilities.register_facility(street=town.root, actor=office, **asked)


@pytest.fixture
def hub(town, ground):
    return FacilityFactory(street=town.root, kind=FacilityKind.HUB, grid=ground.north, name="北厅")


@pytest.fixture
def centre(town, ground):
    return FacilityFactory(street=town.root, community=town.east, name="东中心")


def test_registering_gives_a_code_and_leaves_a_trace(town, office):
    facility = register(town, office, service_sqm=Decimal(300))

    assert facility.code == f"ZD-{TODAY.year}-0001"
    entry = AuditEntry.objects.get(verb="facility.register")
    assert (entry.org, entry.changes["state"]) == (town.east, [None, "planned"])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "hub", "community": None}, "grid"),
        ({"kind": "hub", "community": None, "grid": "unit"}, "grid"),
        ({"community": None, "grid": "base"}, "grid"),
        ({"grid": "unit"}, "community"),
        ({"community": "branch"}, "community"),
        ({"run_by": "elsewhere"}, "run_by"),
        ({"state": "closed"}, "state"),
        ({"total_sqm": 100, "service_sqm": 80, "office_sqm": 30}, "service_sqm"),
    ],
)
def test_a_facility_that_cannot_be_is_refused_beside_its_field(town, ground, office, facts, field):
    places = {**vars(town), **vars(ground), "elsewhere": OrgFactory(code="303")}
    facts = {name: places.get(value, value) for name, value in facts.items()}

    with pytest.raises(facilities.FacilityRefused) as refusal:
        register(town, office, **facts)

    assert refusal.value.field == field


def test_a_facility_may_serve_the_street_itself(town, office):
    assert register(town, office, community=None).org == town.root


@pytest.mark.parametrize(("fact", "field"), [({"name": "东中心"}, "name"), ({"code": "7"}, "code")])
def test_a_name_and_a_code_stand_for_one_facility(town, centre, office, fact, field):
    Facility.objects.update(code="7")

    with pytest.raises(facilities.FacilityKnown) as refusal:
        register(town, office, **fact)

    assert refusal.value.field == field


def test_a_small_hub_says_why(town, ground, office):
    facts = {"kind": "hub", "community": None, "grid": ground.north, "total_sqm": Decimal(860)}
    with pytest.raises(facilities.SizeUnexplained) as refusal:
        register(town, office, **facts)
    set_numbers(street=town.root, actor=office, numbers={"hub-sqm": 800})

    large_enough = register(town, office, **facts)

    assert (refusal.value.field, large_enough.size_reason) == ("size_reason", "")
    with pytest.raises(facilities.SizeUnexplained):
        facilities.amend_facility(facility=large_enough, total_sqm=Decimal(799), actor=office)
    facilities.amend_facility(
        facility=large_enough, total_sqm=Decimal(799), size_reason="老城区", actor=office
    )


def test_an_area_has_one_hub_in_use(town, ground, hub, office):
    second = register(town, office, kind="hub", community=None, grid=ground.north)

    with pytest.raises(facilities.HubStands) as refusal:
        facilities.open_facility(facility=second, on=TODAY, actor=office)

    assert "北厅" in refusal.value.message
    facilities.close_facility(facility=hub, on=TODAY, reason="迁建", actor=office)
    assert (
        facilities.open_facility(facility=second, on=TODAY, actor=office).state
        == FacilityState.ACTIVE
    )


def test_a_second_hub_is_refused_at_registration_and_by_amending(town, ground, hub, office):
    with pytest.raises(facilities.HubStands):
        register(town, office, kind="hub", community=None, grid=ground.north, state="active")
    other = FacilityFactory(street=town.root, kind=FacilityKind.HUB, grid=ground.south)

    with pytest.raises(facilities.HubStands):
        facilities.amend_facility(facility=other, grid=ground.north, actor=office)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "hub", "grid": None},
        {"closed_on": TODAY},
        {"total_sqm": 10, "office_sqm": 11},
    ],
)
def test_the_database_knows_no_impossible_facility(centre, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Facility.objects.filter(pk=centre.pk).update(**wrong)


DEEDS = {
    "build": lambda f, who: facilities.build_facility(facility=f, mode="new", actor=who),
    "open": lambda f, who: facilities.open_facility(facility=f, on=TODAY, actor=who),
    "renovate": lambda f, who: facilities.renovate_facility(facility=f, reason="扩建", actor=who),
    "close": lambda f, who: facilities.close_facility(
        facility=f, on=TODAY, reason="合并", actor=who
    ),
}


@pytest.mark.parametrize("action", DEEDS)
@pytest.mark.parametrize("state", FacilityState)
def test_a_step_follows_the_table(town, office, action, state):
    closed = {"closed_on": TODAY} if state == FacilityState.CLOSED else {}
    facility = FacilityFactory(street=town.root, community=town.east, state=state, **closed)
    move = FACILITY_MOVES[action]

    if state not in move.sources:
        with pytest.raises(MoveRefused):
            DEEDS[action](facility, office)
        return
    assert DEEDS[action](facility, office).state == move.target
    assert AuditEntry.objects.get().verb == f"facility.{action}"


@pytest.mark.parametrize("action", DEEDS)
def test_the_office_alone_takes_a_step(town, centre, person, action):
    for actor in (UserFactory(), person(Role.SECRETARY, over=town.east)):
        with pytest.raises(PermissionDenied):
            DEEDS[action](centre, actor)


def test_closing_has_a_reason_a_day_that_was_and_frees_the_grids(ground, centre, office):
    coverage.name_nearest_facility(
        grid=ground.base, facility=centre, walking_minutes=4, actor=office
    )
    with pytest.raises(ReasonMissing):
        facilities.close_facility(facility=centre, on=TODAY, reason=" ", actor=office)
    with pytest.raises(facilities.FacilityRefused):
        facilities.close_facility(
            facility=centre, on=TODAY + timedelta(days=1), reason="合并", actor=office
        )

    facilities.close_facility(facility=centre, on=TODAY, reason="合并", actor=office)

    ground.base.refresh_from_db()
    assert (ground.base.nearest_facility, ground.base.walking_minutes) == (None, None)


def test_who_runs_it_keeps_the_plain_facts_and_the_office_the_rest(town, centre, person, office):
    secretary = person(Role.SECRETARY, over=town.east)

    amended = facilities.amend_facility(
        facility=centre, address="示例路1号", version=1, actor=secretary
    )

    assert (amended.address, amended.version) == ("示例路1号", 2)
    with pytest.raises(PermissionDenied):
        facilities.amend_facility(facility=centre, name="新名", actor=secretary)
    with pytest.raises(StaleVersion):
        facilities.amend_facility(facility=centre, name="新名", version=1, actor=office)
    with pytest.raises(PermissionDenied):
        facilities.amend_facility(
            facility=centre, address="", actor=person(Role.SECRETARY, over=town.west)
        )


def test_facts_that_change_nothing_leave_no_trace_and_bad_ones_are_refused(centre, office):
    facilities.amend_facility(facility=centre, address="", actor=office)
    with pytest.raises(FactRefused):
        facilities.amend_facility(facility=centre, kind="palace", actor=office)

    assert not AuditEntry.objects.exists()


def test_functions_are_set_as_a_whole(centre, office):
    tags = [FunctionTag.CULTURE, FunctionTag.EDUCATION]
    facilities.tag_facility(facility=centre, functions=tags, actor=office)
    facilities.tag_facility(facility=centre, functions=tags, actor=office)

    centre = facilities.tag_facility(facility=centre, functions=["culture"], actor=office)

    assert Facility.objects.get(pk=centre.pk).tags == ["culture"]
    assert AuditEntry.objects.latest("pk").changes == {
        "functions": [["education", "culture"], ["culture"]]
    }
    assert AuditEntry.objects.count() == 2
    with pytest.raises(PermissionDenied):
        facilities.tag_facility(facility=centre, functions=[], actor=UserFactory())


def set_hours(centre, office, hours=WEEK, **facts):
    return opening_hours.set_opening_hours(facility=centre, hours=hours, actor=office, **facts)


def test_the_week_is_set_as_a_whole_and_told_in_words(centre, office):
    set_hours(centre, office)
    set_hours(centre, office)

    assert centre.spans == WEEK
    words = "周一至周五 08:30-12:00、14:00-17:30"
    assert AuditEntry.objects.get().changes == {"hours": ["", words]}


@pytest.mark.parametrize(
    "hours",
    [
        [Span(0, time(9), time(9))],
        [Span(0, time(9), time(12)), Span(0, time(11), time(13))],
    ],
)
def test_hours_that_overlap_or_never_end_are_refused(centre, office, hours):
    with pytest.raises(opening_hours.HoursRefused):
        set_hours(centre, office, hours)
    with pytest.raises(PermissionDenied):
        set_hours(centre, UserFactory())


# 2026-10-05 is a Monday of the National holiday; 2026-10-10 a Saturday that is worked instead.
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 23, 1, 0, tzinfo=UTC), True),  # Monday 09:00 in Shanghai
        (datetime(2026, 11, 23, 4, 0, tzinfo=UTC), False),  # noon: it has just closed
        (datetime(2026, 11, 23, 0, 30, tzinfo=UTC), True),  # 08:30: it has just opened
        (datetime(2026, 11, 22, 1, 0, tzinfo=UTC), False),  # Sunday
        (datetime(2026, 10, 5, 1, 0, tzinfo=UTC), False),  # a holiday
        (datetime(2026, 10, 10, 1, 0, tzinfo=UTC), True),  # worked like a Monday
        (datetime(2026, 11, 24, 1, 0, tzinfo=UTC), False),  # closed for inspection
    ],
)
def test_the_door_is_open_as_the_week_the_calendar_and_the_exceptions_say(
    centre, office, moment, expected
):
    set_hours(centre, office, closed_days=[(date(2026, 11, 24), "检修")])
    calendar = WorkCalendar({date(2026, 10, 5): False, date(2026, 10, 10): True}, frozenset({2026}))

    assert is_open(centre, moment, calendar=calendar) is expected


def test_what_is_not_in_use_is_never_open(centre, office):
    set_hours(centre, office)
    facilities.renovate_facility(facility=centre, reason="扩建", actor=office)
    centre.refresh_from_db()

    assert not is_open(centre, datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


def test_a_facility_registered_by_mistake_can_be_taken_back_unless_a_grid_names_it(
    ground, centre, hub, office
):
    coverage.name_nearest_facility(grid=ground.base, facility=centre, actor=office)

    facilities.take_back_facility(facility=hub, actor=office)

    with pytest.raises(Exception, match="protected"):
        facilities.take_back_facility(facility=centre, actor=office)
    with pytest.raises(PermissionDenied):
        facilities.take_back_facility(facility=centre, actor=UserFactory())


@pytest.mark.parametrize(
    ("role", "over", "seen"),
    [
        (Role.OFFICE, "root", ["北厅", "东中心"]),
        (Role.SECRETARY, "east", ["东中心"]),
        (Role.SECRETARY, "north", ["北厅"]),
        (Role.GRID_WORKER, "branch", []),
        (Role.SECRETARY, "west", []),
        (Role.PARTNER_LIAISON, "school", []),
    ],
)
def test_a_person_sees_the_facilities_of_the_places_within_reach(
    town, hub, centre, person, role, over, seen
):
    reader = person(role, over=getattr(town, over))

    rows = Facility.objects.visible_to(reader).order_by("name")

    assert sorted(row.name for row in rows) == sorted(seen)
