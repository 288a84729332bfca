"""Decisions on the items of a meeting, kept as numbers (D11)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from liaison.enums import HELD_STATES, RECORDING_STATES, AgendaItemState, Decision, MeetingState
from liaison.models import Resolution
from liaison.services import agenda_items, resolutions
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.tree import StaleVersion
from tests.factories import UserFactory
from tests.liaison.factories import AgendaItemFactory, MembershipFactory, ResolutionFactory

pytestmark = pytest.mark.django_db


def item_in(meeting_state, org, **facts):
    return AgendaItemFactory(
        meeting__body__org=org, meeting__in_state=meeting_state, meeting__serial=3, **facts
    )


def decide(item, actor, **facts):
    facts = {"text": "同意立项", "decision": Decision.ADOPTED, "for_count": 9, **facts}
    return resolutions.record_resolution(item=item, actor=actor, **facts)


def test_a_resolution_is_numbered_within_its_meeting_and_keeps_numbers_only(town, office):
    item = item_in(MeetingState.HELD, town.root)

    decide(item, office)
    second = decide(item, office, abstained_count=1)

    assert second.number == "决议〔2026〕3-2"
    assert (second.expected_count, second.present_count) == (12, 10)
    assert (second.for_count, second.against_count, second.abstained_count) == (9, 0, 1)
    entry = AuditEntry.objects.filter(verb="resolution.record").latest("pk")
    assert (entry.actor, entry.subject_label) == (office, second.number)
    assert entry.changes["for_count"] == [None, 9]


@pytest.mark.parametrize("state", MeetingState)
def test_decisions_are_recorded_from_the_sitting_until_the_minutes_go_out(town, office, state):
    item = AgendaItemFactory(meeting__body__org=town.root, meeting__in_state=state)

    if state in RECORDING_STATES:
        assert decide(item, office).serial == 1
    else:
        with pytest.raises(agenda_items.NotTheTime):
            decide(item, office)


@pytest.mark.parametrize("state", AgendaItemState)
def test_what_was_withdrawn_or_carried_over_is_not_decided(town, office, state):
    item = item_in(MeetingState.HELD, town.root, state=state)

    if state in {AgendaItemState.OPEN, AgendaItemState.CONCLUDED}:
        assert decide(item, office).item == item
    else:
        with pytest.raises(resolutions.ItemClosed):
            decide(item, office)


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (Decision.ADOPTED, AgendaItemState.CONCLUDED),
        (Decision.REJECTED, AgendaItemState.CONCLUDED),
        (Decision.DEFERRED, AgendaItemState.OPEN),
    ],
)
def test_deciding_concludes_the_item_and_deferring_leaves_it_open(town, office, decision, state):
    item = item_in(MeetingState.HELD, town.root)

    decide(item, office, decision=decision)

    item.refresh_from_db()
    assert item.state == state


def test_a_stranger_records_and_corrects_nothing(town, person):
    resolution = ResolutionFactory(item=item_in(MeetingState.HELD, town.east))

    for stranger in (UserFactory(), person(Role.SECRETARY, over=town.west)):
        with pytest.raises(PermissionDenied):
            decide(resolution.item, stranger)
        with pytest.raises(PermissionDenied):
            resolutions.amend_resolution(resolution=resolution, text="改", actor=stranger)


IMPOSSIBLE = [
    {"for_count": 11},
    {"for_count": 6, "against_count": 5},
    {"for_count": 5, "against_count": 3, "abstained_count": 3},
    {"present_count": 13},
    {"for_count": 0},
    {"for_count": 5, "against_count": 5},
]


@pytest.mark.parametrize("votes", IMPOSSIBLE)
def test_impossible_votes_are_refused_by_the_deed_and_by_the_database(town, office, votes):
    item = item_in(MeetingState.HELD, town.root)

    with pytest.raises(resolutions.VotesContradict):
        decide(item, office, **votes)
    with pytest.raises(IntegrityError), transaction.atomic():
        ResolutionFactory(item=item, **votes)


def test_fewer_may_be_present_at_the_vote(town, office):
    item = item_in(MeetingState.HELD, town.root)

    assert decide(item, office, present_count=9).present_count == 9


def test_a_rejected_motion_needs_no_majority(town, office):
    item = item_in(MeetingState.HELD, town.root)

    rejected = decide(item, office, decision=Decision.REJECTED, for_count=2, against_count=8)

    assert rejected.decision == Decision.REJECTED


def test_a_number_is_given_once_in_a_meeting(town):
    resolution = ResolutionFactory(item=item_in(MeetingState.HELD, town.root))

    with pytest.raises(IntegrityError), transaction.atomic():
        ResolutionFactory(item=resolution.item, serial=resolution.serial)


@pytest.mark.parametrize("state", HELD_STATES)
def test_words_and_numbers_are_corrected_until_the_minutes_go_out(town, office, state):
    resolution = ResolutionFactory(item=item_in(state, town.root))
    correct = {"resolution": resolution, "actor": office, "for_count": 10, "abstained_count": 0}

    if state in RECORDING_STATES:
        resolutions.amend_resolution(**correct, version=1)
        assert AuditEntry.objects.get(verb="resolution.amend").changes["for_count"] == [9, 10]
        with pytest.raises(StaleVersion):
            resolutions.amend_resolution(**correct, version=1)
    else:
        with pytest.raises(agenda_items.NotTheTime):
            resolutions.amend_resolution(**correct)


def test_a_correction_cannot_make_impossible_votes(town, office):
    resolution = ResolutionFactory(item=item_in(MeetingState.HELD, town.root))

    with pytest.raises(resolutions.VotesContradict):
        resolutions.amend_resolution(resolution=resolution, against_count=9, actor=office)


def test_a_tally_of_less_than_five_people_is_nobodys_business():
    assert [Resolution(present_count=count).is_tally_public for count in (4, 5)] == [False, True]


def test_resolutions_are_seen_with_their_meeting(town, person):
    resolution = ResolutionFactory(item=item_in(MeetingState.HELD, town.east))
    MembershipFactory(body=resolution.meeting.body, unit_partner=town.school)

    def seen(user):
        return list(Resolution.objects.visible_to(user))

    assert seen(person(Role.PARTNER_LIAISON, over=town.school)) == [resolution]
    assert seen(person(Role.PARTNER_LIAISON, over=town.bank)) == []
