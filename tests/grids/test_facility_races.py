"""Many hands at the same facility: one hub in an area, one check on its way, one version."""

from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from grids.enums import ChecklistKind, FacilityKind, FacilityState
from grids.models import Check, Checklist, Facility
from grids.services import checks, coverage, facilities
from orgs.enums import Role
from orgs.models import Org
from partybuild.errors import StaleVersion
from tests.factories import (
    FacilityFactory,
    GridFactory,
    OrgFactory,
    RoleAssignmentFactory,
)
from tests.grids.checks import found_all
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HANDS = 8
TODAY = timezone.localdate()


@pytest.fixture
def street():
    root = OrgFactory(code="1")
    return Org.objects.get(pk=root.pk)


@pytest.fixture
def actor(street):
    return RoleAssignmentFactory(role=Role.OFFICE, org=street).user


def planned_hubs(street):
    area = GridFactory(street=street, code="1")
    return [
        FacilityFactory(
            street=street, kind=FacilityKind.HUB, grid=area, state=FacilityState.PLANNED
        )
        for _ in range(HANDS)
    ]


def opened(hubs, actor):
    return at_once(
        [partial(facilities.open_facility, facility=hub, on=TODAY, actor=actor) for hub in hubs]
    )


def test_one_of_eight_hubs_of_an_area_comes_into_use(street, actor):
    failures = opened(planned_hubs(street), actor)

    assert [type(failure) for failure in failures] == [facilities.HubStands] * (HANDS - 1)
    assert Facility.objects.active().count() == 1


def test_without_the_constraint_an_area_gets_several_hubs(street, actor):
    (constraint,) = [
        each for each in Facility._meta.constraints if each.name == "area_has_one_active_hub"
    ]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Facility, constraint)
    try:
        failures = opened(planned_hubs(street), actor)
        in_use = Facility.objects.active().count()
    finally:
        Facility.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Facility, constraint)

    assert (failures, in_use) == ([], HANDS)


def test_one_name_goes_to_one_of_eight_rivals(street, actor):
    register = partial(
        facilities.register_facility,
        street=street,
        name="示例站",
        kind=FacilityKind.POINT,
        actor=actor,
    )

    failures = at_once([register] * HANDS)

    assert [type(failure) for failure in failures] == [facilities.FacilityKnown] * (HANDS - 1)


def test_one_of_eight_checks_of_a_list_is_on_its_way(street, actor):
    facility = FacilityFactory(street=street)
    rival = partial(found_all, facility, ChecklistKind.SIX_HAVES, by=actor)

    failures = at_once([rival] * HANDS)

    assert [type(failure) for failure in failures] == [checks.CheckRefused] * (HANDS - 1)
    assert (Check.objects.count(), Checklist.objects.count()) == (1, 1)


def test_eight_hands_make_one_next_version_of_a_list(street, actor):
    rivals = [
        partial(
            checks.revise_checklist,
            street=street,
            kind=ChecklistKind.SIX_HAVES,
            items=[f"有{number}"],
            version=1,
            actor=actor,
        )
        for number in range(HANDS)
    ]

    failures = at_once(rivals)

    assert [type(failure) for failure in failures] == [StaleVersion] * (HANDS - 1)
    assert sorted(Checklist.objects.values_list("version", flat=True)) == [1, 2]


def test_no_grid_names_a_facility_that_closes_at_the_same_moment(street, actor):
    facility = FacilityFactory(street=street)
    area = GridFactory(street=street, code="1")
    unit = GridFactory(street=street, code="11", tier="unit", parent=area)
    base = GridFactory(street=street, code="111", tier="base", parent=unit)

    failures = at_once(
        [
            partial(
                facilities.close_facility,
                facility=facility,
                on=TODAY,
                reason="合并",
                actor=actor,
            ),
            partial(
                coverage.name_nearest_facility,
                grid=base,
                facility=facility,
                walking_minutes=3,
                actor=actor,
            ),
        ]
    )

    assert {type(failure) for failure in failures} <= {coverage.NearestRefused}
    base.refresh_from_db()
    assert base.nearest_facility is None
