"""Bodies that meet, and who keeps them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from liaison.enums import BodyKind, MeetingState
from liaison.models import Body
from liaison.services import bodies
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.tree import StaleVersion
from orgs.services.workflow import ReasonMissing
from tests.factories import UserFactory
from tests.liaison.factories import BodyFactory, MeetingFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def set_up(town, actor, **facts):
    facts = {"kind": BodyKind.EXTENDED_COMMITTEE, "name": "示例街道大工委", **facts}
    return bodies.set_up_body(org=town.root, actor=actor, **facts)


def test_a_body_that_is_set_up_asks_for_three_workdays_of_notice(town, office):
    body = set_up(town, office, quorum_numerator=2, quorum_denominator=3)

    assert (body.org, body.notice_workdays, body.quorum_of(10)) == (town.root, 3, 7)
    entry = AuditEntry.objects.get(verb="body.set_up")
    assert (entry.actor, entry.org) == (office, town.root)


def test_a_secretary_sets_up_the_bodies_of_the_own_community_only(town, person):
    secretary = person(Role.SECRETARY, over=town.east)

    facts = {"kind": BodyKind.COMMUNITY_COUNCIL, "name": "社区议事委员会", "actor": secretary}

    assert bodies.set_up_body(org=town.east, **facts).org == town.east
    with pytest.raises(PermissionDenied):
        bodies.set_up_body(org=town.west, **facts)


@pytest.mark.parametrize("stranger", ["leader", "nobody"])
def test_who_only_reads_or_does_not_belong_sets_up_nothing(town, person, stranger):
    actor = UserFactory() if stranger == "nobody" else person(Role.LEADER, over=town.root)

    with pytest.raises(PermissionDenied):
        set_up(town, actor)


def test_an_organisation_has_one_body_of_a_name(town, office):
    set_up(town, office)

    with pytest.raises(bodies.BodyNamedAlready):
        set_up(town, office, kind=BodyKind.LEADING_GROUP)
    other = set_up(town, office, kind=BodyKind.DISPATCH_CENTRE, name="指挥中心")
    with pytest.raises(bodies.BodyNamedAlready):
        bodies.amend_body(body=other, name="示例街道大工委", actor=office)


@pytest.mark.parametrize("fraction", [(3, 2), (0, 2), (1, None), (None, 2)])
def test_a_quorum_is_a_fraction_of_the_whole(town, office, fraction):
    quorum = dict(zip(bodies.QUORUM, fraction, strict=True))

    with pytest.raises(bodies.QuorumUnclear):
        set_up(town, office, **quorum)
    with pytest.raises(bodies.QuorumUnclear):
        bodies.amend_body(body=BodyFactory(org=town.root), actor=office, **quorum)


@pytest.mark.parametrize("fraction", [(3, 2), (0, 2), (1, None), (None, 2)])
def test_the_database_keeps_no_other_quorum(town, fraction):
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyFactory(org=town.root, **dict(zip(bodies.QUORUM, fraction, strict=True)))


def test_half_of_an_odd_number_is_rounded_up(town):
    body = BodyFactory(org=town.root, quorum_numerator=1, quorum_denominator=2)

    assert [body.quorum_of(count) for count in (0, 1, 9, 10)] == [0, 1, 5, 5]


def test_an_amendment_counts_the_version_on_and_an_old_reading_is_refused(town, office):
    body = set_up(town, office)

    bodies.amend_body(body=body, name="大工委", version=1, actor=office)

    with pytest.raises(StaleVersion):
        bodies.amend_body(body=body, name="街道大工委", version=1, actor=office)
    assert AuditEntry.objects.get(verb="body.amend").changes["name"] == ["示例街道大工委", "大工委"]


def test_an_amendment_that_changes_nothing_leaves_no_trace(town, office):
    body = set_up(town, office)

    bodies.amend_body(body=body, name=body.name, actor=office)

    assert not AuditEntry.objects.filter(verb="body.amend").exists()


def test_a_stranger_amends_and_dissolves_nothing(town, person):
    body = BodyFactory(org=town.east)
    neighbour = person(Role.SECRETARY, over=town.west)

    with pytest.raises(PermissionDenied):
        bodies.amend_body(body=body, name="新名", actor=neighbour)
    with pytest.raises(PermissionDenied):
        bodies.dissolve_body(body=body, reason="示例", actor=neighbour)


def test_a_dissolved_body_stays_readable(town, office):
    body = set_up(town, office)

    bodies.dissolve_body(body=body, reason="任务完成", actor=office)

    assert list(Body.objects.visible_to(office)) == [body]
    assert list(Body.objects.visible_to(office).active()) == []
    assert AuditEntry.objects.get(verb="body.dissolve").reason == "任务完成"
    with pytest.raises(bodies.BodyDissolved):
        bodies.dissolve_body(body=body, reason="再次", actor=office)


def test_a_body_is_not_dissolved_while_a_meeting_is_to_come(town, office):
    body = MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING).body

    with pytest.raises(bodies.MeetingsAhead):
        bodies.dissolve_body(body=body, reason="任务完成", actor=office)


def test_dissolving_needs_a_reason(town, office):
    with pytest.raises(ReasonMissing):
        bodies.dissolve_body(body=BodyFactory(org=town.root), reason=" ", actor=office)


def test_bodies_are_seen_from_above_and_sideways_by_their_members(town, person):
    street, community = BodyFactory(org=town.root), BodyFactory(org=town.east)
    MembershipFactory(body=street, unit_org=town.east)
    MembershipFactory(body=street, unit_partner=town.school)
    member = MembershipFactory(body=community, user=UserFactory()).user

    def seen(user):
        return set(Body.objects.visible_to(user))

    assert seen(person(Role.LEADER, over=town.root)) == {street, community}
    assert seen(person(Role.SECRETARY, over=town.east)) == {street, community}
    assert seen(person(Role.SECRETARY, over=town.west)) == set()
    assert seen(person(Role.PARTNER_LIAISON, over=town.school)) == {street}
    assert seen(person(Role.PARTNER_LIAISON, over=town.bank)) == set()
    assert seen(member) == {community}


def test_a_seat_that_has_ended_shows_nothing_any_more(town, person):
    seat = MembershipFactory(body__org=town.root, unit_partner=town.school)
    liaison = person(Role.PARTNER_LIAISON, over=town.school)
    assert Body.objects.visible_to(liaison).exists()

    seat.ends_on = seat.starts_on
    seat.save()

    assert not Body.objects.visible_to(liaison).exists()
