"""Nominations: put forward, deliberated, appointed or refused, until the term is over (SM-14)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from liaison.body_enums import NominationState
from liaison.enums import BodyKind, Decision, MeetingState, MembershipRole
from liaison.models import Membership, Nomination
from liaison.selectors.waiting import waiting_for
from liaison.services import bodies, memberships, nominations
from liaison.tasks import expire_past_nominations
from orgs.enums import Role
from orgs.models import AuditEntry, Notification
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.factories import OrgFactory
from tests.liaison.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
    NominationFactory,
    ResolutionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee(town):
    """The co-building committee with one of its groups."""
    whole = BodyFactory(org=town.root, kind=BodyKind.COBUILDING_COMMITTEE)
    BodyFactory(org=town.root, kind=BodyKind.COORDINATION_GROUP, parent=whole)
    return whole


def before_the_committee(nomination, *, decision=Decision.ADOPTED):
    """The nomination as it is once the committee has decided, with the resolution."""
    body = nomination.electing_body
    item = AgendaItemFactory(meeting__body=body, meeting__in_state=MeetingState.HELD)
    votes = {} if decision == Decision.ADOPTED else {"for_count": 1, "against_count": 9}
    resolution = ResolutionFactory(item=item, decision=decision, abstained_count=0, **votes)
    nomination.item, nomination.state = item, NominationState.DELIBERATED
    nomination.save()
    return resolution


def test_a_unit_nominates_its_own_people_and_the_keepers_are_told(town, office, person):
    body = BodyFactory(org=town.root)
    liaison = person(Role.PARTNER_LIAISON, over=town.school)

    nomination = nominations.propose_nomination(
        body=body, nominator=town.school, person_name="示例人选", post="校长", actor=liaison
    )

    assert (nomination.unit, nomination.state) == (town.school.name, NominationState.PROPOSED)
    assert Notification.objects.get(recipient=office).verb == "nomination.propose"
    assert nomination in Nomination.objects.visible_to(liaison)
    with pytest.raises(nominations.NominatedAlready):
        nominations.propose_nomination(
            body=body, nominator=town.root, person_name="示例人选", actor=office
        )


def test_nobody_nominates_for_another_side_or_another_street(town, person, office):
    body = BodyFactory(org=town.root)
    facts = {"body": body, "person_name": "示例人选"}

    with pytest.raises(PermissionDenied):
        nominations.propose_nomination(nominator=town.bank, actor=office, **facts)
    with pytest.raises(PermissionDenied):
        nominations.propose_nomination(
            nominator=town.west, actor=person(Role.SECRETARY, over=town.east), **facts
        )
    elsewhere = OrgFactory()
    with pytest.raises(nominations.NominatorElsewhere):
        nominations.propose_nomination(
            nominator=elsewhere, actor=person(Role.OFFICE, over=elsewhere), **facts
        )
    body.is_active = False
    body.save()
    with pytest.raises(bodies.BodyDissolved):
        nominations.propose_nomination(nominator=town.root, actor=office, **facts)


def test_the_whole_decides_about_its_part_and_one_item_names_nobody(committee, office):
    group = committee.parts.get()
    first, second = NominationFactory.create_batch(2, body=group)
    gathering = {"in_state": MeetingState.GATHERING}
    own, of_the_whole = (MeetingFactory(body=body, **gathering) for body in (group, committee))

    with pytest.raises(nominations.NotTheElectingBody):
        nominations.deliberate_nomination(nomination=first, meeting=own, actor=office)
    for nomination in (first, second):
        nominations.deliberate_nomination(nomination=nomination, meeting=of_the_whole, actor=office)

    [item] = of_the_whole.items.all()
    assert set(item.nominations.all()) == {first, second}
    assert first.person_name not in item.title


def test_an_approval_gives_the_seat_in_the_same_step(town, office):
    nomination = NominationFactory(
        body__org=town.root, unit_org=None, unit_partner=town.school, by_org=town.root
    )
    ends_on = timezone.localdate() + timedelta(days=400)
    nomination.body.term_ends_on = ends_on
    nomination.body.save()
    resolution = before_the_committee(nomination)

    nomination = nominations.approve_nomination(
        nomination=nomination, resolution=resolution, actor=office
    )

    seat = nomination.seat
    assert nomination.state == NominationState.IN_OFFICE
    assert (seat.body, seat.person_name, seat.unit) == (
        nomination.body,
        nomination.person_name,
        town.school.name,
    )
    assert (seat.is_part_time, seat.starts_on, seat.ends_on) == (
        True,
        timezone.localdate(),
        ends_on,
    )
    assert AuditEntry.objects.filter(verb="nomination.approve", actor=office).exists()


def test_nobody_takes_office_without_an_adopted_resolution(town, office):
    nomination = NominationFactory(body__org=town.root)
    rejected = before_the_committee(nomination, decision=Decision.REJECTED)
    another = ResolutionFactory(item__meeting__body=nomination.body)

    for resolution in (rejected, another):
        with pytest.raises(nominations.NotAdopted):
            nominations.approve_nomination(
                nomination=nomination, resolution=resolution, actor=office
            )
    assert not Membership.objects.exists()


def test_a_refused_seat_leaves_the_nomination_where_it_was(committee, office):
    group = committee.parts.get()
    nomination = NominationFactory(body=group, role=MembershipRole.LEADER, is_part_time=False)
    resolution = before_the_committee(nomination)

    with pytest.raises(memberships.LeaderNotOnCommittee):
        nominations.approve_nomination(nomination=nomination, resolution=resolution, actor=office)

    nomination.refresh_from_db()
    assert (nomination.state, nomination.seat) == (NominationState.DELIBERATED, None)


def test_refusing_and_withdrawing_need_a_reason_and_their_own_side(town, office, person):
    liaison = person(Role.PARTNER_LIAISON, over=town.school)
    facts = {"by_org": None, "by_partner": town.school, "unit_org": None}
    first, second = NominationFactory.create_batch(
        2, body__org=town.root, unit_partner=town.school, **facts
    )

    with pytest.raises(ReasonMissing):
        nominations.refuse_nomination(nomination=first, reason=" ", actor=office)
    with pytest.raises(PermissionDenied):
        nominations.refuse_nomination(nomination=first, reason="示例", actor=liaison)
    with pytest.raises(PermissionDenied):
        nominations.withdraw_nomination(nomination=first, reason="示例", actor=office)
    first = nominations.refuse_nomination(nomination=first, reason="人数已满", actor=office)
    second = nominations.withdraw_nomination(nomination=second, reason="调离", actor=liaison)

    assert (first.state, first.decline_reason) == (NominationState.REFUSED, "人数已满")
    assert second.state == NominationState.WITHDRAWN
    assert Notification.objects.get(recipient=liaison).verb == "nomination.refuse"
    with pytest.raises(MoveRefused):
        nominations.refuse_nomination(nomination=first, reason="再次", actor=office)


@pytest.mark.parametrize("days", [0, -1])
def test_a_term_that_ends_or_is_ended_closes_the_nomination(town, office, days, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    nomination = NominationFactory(body__org=town.root)
    resolution = before_the_committee(nomination)
    today = timezone.localdate()
    nomination = nominations.approve_nomination(
        nomination=nomination,
        resolution=resolution,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=days),
        actor=office,
    )
    if days == 0:
        memberships.end_membership(
            membership=nomination.seat, on=today, reason="工作调动", actor=office
        )

    for _ in range(2):
        expire_past_nominations()

    nomination.refresh_from_db()
    ended = NominationState.REMOVED if days == 0 else NominationState.TERM_OVER
    assert nomination.state == ended


def test_the_database_seats_nobody_without_a_resolution(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        NominationFactory(
            body__org=town.root,
            state=NominationState.IN_OFFICE,
            seat=MembershipFactory(body__org=town.east),
        )


def test_a_seat_on_the_body_shows_no_nomination(town, person):
    nomination = NominationFactory(body__org=town.root)
    MembershipFactory(body=nomination.body, unit_org=town.east)

    seen = Nomination.objects.visible_to(person(Role.SECRETARY, over=town.east))

    assert not seen.exists()


def test_the_keepers_are_asked_for_the_next_step(town, office, person):
    first, second = NominationFactory.create_batch(2, body__org=town.root)
    before_the_committee(second)

    waiting = {each.url for each in waiting_for(reader=office)}

    assert {first.get_absolute_url(), second.get_absolute_url()} <= waiting
    assert waiting_for(reader=person(Role.SECRETARY, over=town.east)) == []
