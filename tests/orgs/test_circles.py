"""Circles: founding, joining, and who can see them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from orgs.enums import CircleView, OrgKind, Role
from orgs.models import AuditEntry, Circle
from orgs.selectors.circles import circles_of
from orgs.services import circles, tree
from partybuild.errors import StaleVersion
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    OrgFactory,
    PairingFactory,
    PartnerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def circle(town):
    return CircleFactory(street=town.root)


def test_an_office_founds_a_circle_with_its_two_views(town, office):
    circle = circles.found_circle(
        street=town.root, name="产业园共建圈", view=CircleView.WORK, actor=office
    )

    assert (circle.view, circle.turn) == ("work", "quarter")
    assert AuditEntry.objects.get().verb == "circle.found"


def test_a_street_has_one_standing_circle_of_a_name(town, office, circle):
    other = CircleFactory(street=town.root)

    with pytest.raises(circles.CircleNamedAlready):
        circles.found_circle(street=town.root, name=circle.name, actor=office)
    with pytest.raises(circles.CircleNamedAlready):
        circles.amend_circle(circle=other, name=circle.name, actor=office)
    circles.dissolve_circle(circle=circle, reason="调整", actor=office)
    assert circles.found_circle(street=town.root, name=circle.name, actor=office)


def test_an_amendment_from_an_old_reading_is_refused(office, circle):
    circles.amend_circle(circle=circle, theme="示例", version=1, actor=office)

    with pytest.raises(StaleVersion):
        circles.amend_circle(circle=circle, theme="样例", version=1, actor=office)


def test_circles_are_founded_in_streets(town, office):
    with pytest.raises(circles.CircleRefused):
        circles.found_circle(street=town.east, name="示例共建圈", actor=office)


def test_organisations_and_units_join_once_at_a_time(town, office, circle):
    for member in (town.school, town.branch):
        joined = circles.join_circle(circle=circle, member=member, actor=office)
        assert (joined.member, joined.joined_on) == (member, TODAY)
        with pytest.raises(circles.MemberAlready):
            circles.join_circle(circle=circle, member=member, actor=office)


def test_who_left_may_join_again(town, office, circle):
    CircleMembershipFactory(circle=circle, member_partner=town.school, left=True)

    assert circles.join_circle(circle=circle, member=town.school, actor=office)


def test_a_circle_is_for_open_members_of_its_own_street(town, office, circle):
    far = OrgFactory(code="202", name="另一示例街道")
    tree.close_org(org=town.west, on=TODAY, reason="合并", actor=office)

    for member in (far, PartnerFactory(street=far), town.west, town.root):
        with pytest.raises(circles.MemberRefused):
            circles.join_circle(circle=circle, member=member, actor=office)


def test_a_circle_with_members_is_not_dissolved_and_a_dissolved_one_takes_none(
    town, office, circle
):
    empty = CircleFactory(street=town.root, dissolved_on=TODAY)
    CircleMembershipFactory(circle=circle, member_partner=town.school)

    with pytest.raises(circles.CircleRefused):
        circles.dissolve_circle(circle=circle, reason="调整", actor=office)
    with pytest.raises(circles.CircleRefused):
        circles.join_circle(circle=empty, member=town.school, actor=office)


def test_a_stranger_may_do_nothing(town, circle, person):
    for stranger in (UserFactory(), person(Role.SECRETARY, over=town.root)):
        for deed in (
            lambda actor: circles.found_circle(street=town.root, name="示例", actor=actor),
            lambda actor: circles.amend_circle(circle=circle, theme="示例", actor=actor),
            lambda actor: circles.join_circle(circle=circle, member=town.school, actor=actor),
            lambda actor: circles.dissolve_circle(circle=circle, reason="示例", actor=actor),
        ):
            with pytest.raises(PermissionDenied):
                deed(stranger)


def test_a_circle_is_seen_by_its_street_its_members_and_their_communities(town, circle, person):
    firm = OrgFactory(kind=OrgKind.ENTERPRISE, parent=town.north)
    CircleMembershipFactory(circle=circle, member_partner=town.school)
    CircleMembershipFactory(circle=circle, member_partner=town.bank, left=True)
    CircleMembershipFactory(circle=circle, member_org=firm)
    PairingFactory(partner=town.school, community=town.east)
    readers = {
        "office": person(Role.OFFICE, over=town.root),
        "member": person(Role.PARTNER_LIAISON, over=town.school),
        "left": person(Role.PARTNER_LIAISON, over=town.bank),
        "area": person(Role.SECRETARY, over=town.north),
        "paired": person(Role.SECRETARY, over=town.east),
        "beside": person(Role.SECRETARY, over=town.west),
    }

    seen = {name for name, reader in readers.items() if Circle.objects.visible_to(reader)}

    assert seen == {"office", "member", "area", "paired"}
    assert [each.circle for each in circles_of(town.school, reader=readers["member"])] == [circle]
    assert not circles_of(town.school, reader=readers["beside"])
