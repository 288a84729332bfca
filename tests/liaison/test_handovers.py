"""What of meetings and bodies passes over with a post."""

from datetime import timedelta

import pytest
from django.utils import timezone

from liaison.enums import MembershipRole
from liaison.models import Meeting, Membership
from orgs.enums import PostKind, Role
from orgs.selectors.handovers import rights_of
from orgs.services.handovers import hand_over
from tests.factories import PostingFactory, RoleAssignmentFactory, UserFactory
from tests.liaison.factories import BodyFactory, MeetingFactory, MembershipFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def posting(town):
    return PostingFactory(org=town.east, kind=PostKind.SECRETARY, person_name="王示范")


def test_a_meeting_ahead_gets_the_successor_as_its_contact(town, posting, office):
    body = BodyFactory(org=town.east)
    mine = MeetingFactory(body=body, contact_name="王示范")
    other = MeetingFactory(body=body, contact_name="赵测试")

    hand_over(posting=posting, person_name="李样例", actor=office)

    names = dict(Meeting.objects.values_list("pk", "contact_name"))
    assert names == {mine.pk: "李样例", other.pk: "赵测试"}


@pytest.mark.parametrize("days", [0, 30])
def test_a_seat_held_for_the_organisation_goes_on_with_the_successor(town, posting, office, days):
    leaver, coming = UserFactory(name="王示范"), UserFactory(name="李样例")
    RoleAssignmentFactory(user=leaver, role=Role.SECRETARY, org=town.east)
    MembershipFactory(
        body=BodyFactory(org=town.root),
        role=MembershipRole.LEADER,
        person_name="王示范",
        post="书记",
        unit_org=town.east,
        user=leaver,
        starts_on=TODAY - timedelta(days=days),
    )
    MembershipFactory(body=BodyFactory(org=town.root), person_name="王示范", unit_org=town.west)

    hand_over(
        posting=posting,
        person_name="李样例",
        rights=list(rights_of(posting)),
        successor=coming,
        actor=office,
    )

    seat = Membership.objects.current().get(unit_org=town.east)
    assert (seat.person_name, seat.user, seat.role) == ("李样例", coming, MembershipRole.LEADER)
    assert seat.post == "书记"
    assert Membership.objects.current().get(unit_org=town.west).person_name == "王示范"
