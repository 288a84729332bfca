"""The items of an agenda: proposed, ordered, concluded, carried to the next one."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from liaison.enums import (
    GATHERING_STATES,
    HELD_STATES,
    OPEN_AGENDA_STATES,
    RECORDING_STATES,
    AgendaItemAction,
    AgendaItemState,
    MeetingState,
)
from liaison.models import AgendaItem
from liaison.services import agenda_items
from liaison.workflow import AGENDA_ITEM_MOVES
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.tree import StaleVersion
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.factories import UserFactory
from tests.liaison.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db

CONCLUDE = agenda_items.conclude_item, {"outcome": "原则同意"}
WITHDRAW = agenda_items.withdraw_item, {"reason": "另行研究"}
# When the meeting must be for each deed on an item that it already has.
DEEDS = {
    AgendaItemAction.AMEND: (agenda_items.amend_item, {"title": "新议题"}, GATHERING_STATES),
    AgendaItemAction.PLACE: (agenda_items.place_item, {"position": 1}, GATHERING_STATES),
    AgendaItemAction.CONCLUDE: (*CONCLUDE, RECORDING_STATES),
    AgendaItemAction.WITHDRAW: (*WITHDRAW, GATHERING_STATES),
}


def item_in(meeting_state, org, **facts):
    return AgendaItemFactory(meeting__body__org=org, meeting__in_state=meeting_state, **facts)


@pytest.fixture
def gathering(town):
    return MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)


def test_items_are_proposed_one_below_the_other(gathering, office):
    first = agenda_items.propose_item(meeting=gathering, title="示例甲", actor=office)
    second = agenda_items.propose_item(
        meeting=gathering, title="示例乙", note="附材料", actor=office
    )

    assert (first.position, second.position, second.note) == (1, 2, "附材料")
    entry = AuditEntry.objects.filter(verb="agendaitem.propose").earliest("pk")
    assert (entry.actor, entry.subject_id) == (office, str(first.public_id))


@pytest.mark.parametrize("state", sorted(set(MeetingState) - {MeetingState.GATHERING}))
def test_items_are_proposed_only_while_they_are_gathered(town, office, state):
    meeting = MeetingFactory(body__org=town.root, in_state=state)

    with pytest.raises(agenda_items.NotTheTime):
        agenda_items.propose_item(meeting=meeting, title="示例", actor=office)


def test_whoever_has_a_seat_may_propose_and_nobody_else(town, gathering, person):
    MembershipFactory(body=gathering.body, unit_partner=town.school)
    member = MembershipFactory(body=gathering.body, user=UserFactory()).user
    liaison = person(Role.PARTNER_LIAISON, over=town.school)

    for proposer in (liaison, member):
        item = agenda_items.propose_item(meeting=gathering, title="示例", actor=proposer)
        assert item.proposed_by == proposer
    for stranger in (UserFactory(), person(Role.PARTNER_LIAISON, over=town.bank)):
        with pytest.raises(PermissionDenied):
            agenda_items.propose_item(meeting=gathering, title="示例", actor=stranger)


def test_the_proposer_corrects_the_own_item_only(town, gathering, person):
    MembershipFactory(body=gathering.body, unit_partner=town.school)
    liaison = person(Role.PARTNER_LIAISON, over=town.school)
    own = agenda_items.propose_item(meeting=gathering, title="示例", actor=liaison)
    others = AgendaItemFactory(meeting=gathering)

    assert agenda_items.amend_item(item=own, title="新题", actor=liaison).title == "新题"
    with pytest.raises(PermissionDenied):
        agenda_items.amend_item(item=others, title="新题", actor=liaison)


def test_the_proposer_takes_the_own_item_back_with_a_reason_until_the_agenda_is_set(
    town, gathering, person, api
):
    MembershipFactory(body=gathering.body, unit_partner=town.school)
    liaison = person(Role.PARTNER_LIAISON, over=town.school)
    own, late = [
        agenda_items.propose_item(meeting=gathering, title="示例", actor=liaison) for _n in "12"
    ]
    others = AgendaItemFactory(meeting=gathering)
    address = "/api/v1/agenda-items/{}/withdraw/"

    bare = api(liaison).post(address.format(own.public_id), {"reason": " "})
    done = api(liaison).post(address.format(own.public_id), {"reason": "已另行解决"})
    strange = api(liaison).post(address.format(others.public_id), {"reason": "示例"})
    gathering.state = MeetingState.AGENDA_SET
    gathering.save()

    assert (bare.status_code, done.status_code, strange.status_code) == (400, 200, 403)
    assert done.json()["state"] == "withdrawn"
    entry = AuditEntry.objects.get(verb="agendaitem.withdraw")
    assert (entry.actor, entry.reason) == (liaison, "已另行解决")
    with pytest.raises(agenda_items.NotTheTime):
        agenda_items.withdraw_item(item=late, reason="已另行解决", actor=liaison)


@pytest.mark.parametrize("action", DEEDS)
@pytest.mark.parametrize("state", MeetingState)
def test_each_deed_on_an_item_has_its_time(town, office, action, state):
    deed, facts, states = DEEDS[action]
    item = item_in(state, town.root, position=2)

    if state in states:
        deed(item=item, actor=office, **facts)
        assert AuditEntry.objects.filter(verb=f"agendaitem.{action}", actor=office).count() == 1
    else:
        with pytest.raises(agenda_items.NotTheTime):
            deed(item=item, actor=office, **facts)


@pytest.mark.parametrize("action", DEEDS)
@pytest.mark.parametrize("state", AgendaItemState)
def test_each_step_of_an_item_follows_only_the_states_of_the_table(town, office, action, state):
    deed, facts, states = DEEDS[action]
    item = item_in(min(states), town.root, state=state)

    if state in AGENDA_ITEM_MOVES[action].sources:
        moved = deed(item=item, actor=office, **facts)
        assert moved.state == AGENDA_ITEM_MOVES[action].target
    else:
        with pytest.raises(MoveRefused):
            deed(item=item, actor=office, **facts)


@pytest.mark.parametrize("action", DEEDS)
def test_no_deed_on_an_item_is_a_strangers(town, person, action):
    deed, facts, states = DEEDS[action]
    item = item_in(min(states), town.east)

    for stranger in (UserFactory(), person(Role.SECRETARY, over=town.west)):
        with pytest.raises(PermissionDenied):
            deed(item=item, actor=stranger, **facts)


def test_a_correction_from_an_old_reading_is_refused(town, office):
    item = item_in(MeetingState.GATHERING, town.root)
    agenda_items.amend_item(item=item, title="新题", version=1, actor=office)

    with pytest.raises(StaleVersion):
        agenda_items.amend_item(item=item, title="再改", version=1, actor=office)


def titles(meeting):
    return list(meeting.items.on_the_agenda().order_by("position").values_list("title", "position"))


@pytest.mark.parametrize(
    ("position", "order"), [(1, "cab"), (2, "acb"), (3, "abc"), (0, "cab"), (99, "abc")]
)
def test_an_item_is_moved_to_a_place_and_the_others_close_ranks(gathering, office, position, order):
    for place, title in enumerate("abc", start=1):
        item = AgendaItemFactory(meeting=gathering, title=title, position=place)

    agenda_items.place_item(item=item, position=position, actor=office)

    assert titles(gathering) == [(title, place) for place, title in enumerate(order, start=1)]


def test_a_withdrawn_item_leaves_no_gap(gathering, office):
    items = [
        AgendaItemFactory(meeting=gathering, title=t, position=p) for p, t in enumerate("abc", 1)
    ]

    agenda_items.withdraw_item(item=items[1], reason="另行研究", actor=office)

    assert titles(gathering) == [("a", 1), ("c", 2)]
    assert AuditEntry.objects.get(verb="agendaitem.withdraw").reason == "另行研究"
    with pytest.raises(MoveRefused):
        agenda_items.place_item(item=items[1], position=1, actor=office)


def test_withdrawing_needs_a_reason(gathering, office):
    with pytest.raises(ReasonMissing):
        agenda_items.withdraw_item(
            item=AgendaItemFactory(meeting=gathering), reason="", actor=office
        )


def test_an_outcome_can_be_worded_better_later(town, office):
    item = item_in(MeetingState.HELD, town.root)

    agenda_items.conclude_item(item=item, outcome="同意", actor=office)
    item = agenda_items.conclude_item(item=item, outcome="原则同意", actor=office)

    assert (item.state, item.outcome) == (AgendaItemState.CONCLUDED, "原则同意")


@pytest.mark.parametrize("state", MeetingState)
def test_an_unfinished_item_is_carried_from_a_meeting_that_is_over(town, office, state):
    body = BodyFactory(org=town.root)
    item = AgendaItemFactory(meeting__body=body, meeting__in_state=state, note="附材料")
    later = MeetingFactory(body=body)
    AgendaItemFactory(meeting=later, title="新题", position=1)

    if state not in HELD_STATES | {MeetingState.CANCELLED}:
        with pytest.raises(agenda_items.NotTheTime):
            agenda_items.carry_item_over(item=item, meeting=later, actor=office)
        return

    carried = agenda_items.carry_item_over(item=item, meeting=later, actor=office)

    item.refresh_from_db()
    assert (item.state, carried.carried_over_from) == (AgendaItemState.CARRIED_OVER, item)
    assert (carried.meeting, carried.note) == (later, "附材料")
    assert titles(later) == [(item.title, 1), ("新题", 2)]


@pytest.mark.parametrize("state", MeetingState)
def test_it_is_carried_to_an_agenda_that_is_still_open(town, office, state):
    body = BodyFactory(org=town.root)
    item = AgendaItemFactory(meeting__body=body, meeting__in_state=MeetingState.ISSUED)
    later = MeetingFactory(body=body, in_state=state)

    if state in OPEN_AGENDA_STATES:
        assert agenda_items.carry_item_over(item=item, meeting=later, actor=office).position == 1
    else:
        with pytest.raises(agenda_items.NotTheTime):
            agenda_items.carry_item_over(item=item, meeting=later, actor=office)


@pytest.mark.parametrize(
    "state", sorted(set(AgendaItemState) - AGENDA_ITEM_MOVES[AgendaItemAction.CARRY_OVER].sources)
)
def test_a_finished_item_is_not_carried_over(town, office, state):
    body = BodyFactory(org=town.root)
    item = AgendaItemFactory(meeting__body=body, meeting__in_state="held", state=state)

    with pytest.raises(MoveRefused):
        agenda_items.carry_item_over(item=item, meeting=MeetingFactory(body=body), actor=office)


def test_an_item_stays_with_its_body(town, office):
    item = item_in(MeetingState.HELD, town.root)

    for elsewhere in (MeetingFactory(body__org=town.root), item.meeting):
        with pytest.raises(agenda_items.AnotherBody):
            agenda_items.carry_item_over(item=item, meeting=elsewhere, actor=office)


def test_a_stranger_carries_nothing_over(town, person):
    item = item_in(MeetingState.HELD, town.east)
    later = MeetingFactory(body=item.meeting.body)

    with pytest.raises(PermissionDenied):
        agenda_items.carry_item_over(
            item=item, meeting=later, actor=person(Role.SECRETARY, over=town.west)
        )


def test_the_database_carries_an_item_over_once(town):
    item = item_in(MeetingState.HELD, town.root)
    AgendaItemFactory(meeting__body=item.meeting.body, carried_over_from=item)

    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItemFactory(meeting__body=item.meeting.body, carried_over_from=item)


def test_items_are_seen_with_their_meeting(town, person):
    item = item_in(MeetingState.GATHERING, town.east)
    MembershipFactory(body=item.meeting.body, unit_partner=town.school)

    def seen(user):
        return list(AgendaItem.objects.visible_to(user))

    assert seen(person(Role.SECRETARY, over=town.east)) == [item]
    assert seen(person(Role.PARTNER_LIAISON, over=town.school)) == [item]
    assert seen(person(Role.SECRETARY, over=town.west)) == []
