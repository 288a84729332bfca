"""Many hands at one circle at once: one joins, one is on duty, one lays out the roster."""

from functools import partial

import pytest
from django.utils import timezone

from orgs.enums import CoverageState, OrgKind, PostKind, Role, RotationState
from orgs.models import AuditEntry, Coverage, Guidance, Rotation
from orgs.services import circlememberships, circles, coverages, guidances, rotations
from partybuild.errors import MoveRefused
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    OrgFactory,
    PartnerFactory,
    PostingFactory,
    RoleAssignmentFactory,
)
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HANDS = 6
NEXT_YEAR = timezone.localdate().year + 1


@pytest.fixture
def street():
    return OrgFactory(code="1", kind=OrgKind.COMMITTEE)


@pytest.fixture
def office(street):
    return RoleAssignmentFactory(role=Role.OFFICE, org=street).user


@pytest.fixture
def circle(street):
    return CircleFactory(street=street, turn="month")


def core(circle):
    unit = PartnerFactory(street=circle.street)
    return CircleMembershipFactory(circle=circle, member_partner=unit, core=True)


def kinds(failures):
    return [type(failure) for failure in failures]


def test_one_of_six_rivals_founds_a_circle(street, office):
    found = partial(circles.found_circle, street=street, name="示例共建圈", actor=office)

    assert kinds(at_once([found] * HANDS)) == [circles.CircleNamedAlready] * (HANDS - 1)


def test_one_of_six_rivals_takes_a_unit_in(circle, office):
    join = partial(
        circles.join_circle,
        circle=circle,
        member=PartnerFactory(street=circle.street),
        actor=office,
    )

    assert kinds(at_once([join] * HANDS)) == [circles.MemberAlready] * (HANDS - 1)
    assert circle.memberships.count() == 1


def test_one_of_six_turns_is_on_duty(circle, office):
    for _ in range(2):
        core(circle)
    turns = rotations.lay_out_roster(circle=circle, year=NEXT_YEAR, actor=office)

    failures = at_once(
        [partial(rotations.begin_turn, rotation=turn, actor=office) for turn in turns[:HANDS]]
    )

    assert kinds(failures) == [rotations.DutyTaken] * (HANDS - 1)
    assert Rotation.objects.filter(state=RotationState.ON_DUTY).count() == 1


def test_six_rosters_at_once_give_each_month_once(circle, office):
    for _ in range(5):
        core(circle)
    lay_out = partial(rotations.lay_out_roster, circle=circle, year=NEXT_YEAR, actor=office)

    assert kinds(at_once([lay_out] * HANDS)) == [rotations.RosterRefused] * (HANDS - 1)
    assert circle.rotations.count() == 12


def test_a_member_that_leaves_while_the_roster_is_laid_out_has_no_turn(circle, office):
    leaver, _stays = core(circle), core(circle)

    at_once(
        [
            partial(rotations.lay_out_roster, circle=circle, year=NEXT_YEAR, actor=office),
            partial(
                circlememberships.release_membership,
                membership=leaver,
                reason="调整",
                actor=office,
            ),
        ]
    )

    assert not leaver.rotations.standing().exists()


def test_coverage_is_noted_once(street, office):
    unit = PartnerFactory(street=street)
    cover = partial(coverages.cover_by_work, partner=unit, actor=office)

    assert kinds(at_once([cover] * HANDS)) == [MoveRefused] * (HANDS - 1)
    assert Coverage.objects.get().state == CoverageState.WORK
    assert AuditEntry.objects.filter(verb="coverage.cover_by_work").count() == 1


def test_one_of_six_rivals_sends_an_instructor(street, office):
    guide = partial(
        guidances.guide_partner,
        partner=PartnerFactory(street=street),
        posting=PostingFactory(org=street, kind=PostKind.INSTRUCTOR),
        actor=office,
    )

    assert kinds(at_once([guide] * HANDS)) == [guidances.GuidedAlready] * (HANDS - 1)
    assert Guidance.objects.count() == 1
