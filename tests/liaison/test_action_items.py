"""What is done about an action item (SM-12)."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from liaison import tasks
from liaison.enums import MeetingState
from liaison.followup_enums import ActionItemAction, ActionItemState, DueRule
from liaison.followup_workflow import ACTION_ITEM_MOVES
from liaison.models import ActionItem, ActionItemReminder
from liaison.selectors.followup_papers import follow_up_sheet
from liaison.selectors.waiting_followup import waiting_for
from liaison.services import action_items, extensions, reminders
from orgs.models import AuditEntry, Notification, StreetNumber
from orgs.selectors.calendar import work_calendar
from orgs.selectors.indicators import figures
from orgs.services import belongings
from orgs.services.belongings import left_at
from orgs.services.facts import PrivateWords
from partybuild.documents import render
from partybuild.errors import MoveRefused
from resources.permissions import OwnerSpeaksForItself
from tests.factories import OrgFactory, PartnerFactory
from tests.liaison.factories import ResolutionFactory
from tests.liaison.followup import ActionItemFactory, FindingFactory

pytestmark = pytest.mark.django_db

WHY = {"reason": "情况有变化"}
LATER = {"due_on": timezone.localdate() + timedelta(days=60)}
DEEDS = {
    ActionItemAction.SIGN_FOR: action_items.sign_for_action_item,
    ActionItemAction.SIGN_FOR_ON_BEHALF: partial(
        action_items.sign_for_action_item_on_behalf, **WHY
    ),
    ActionItemAction.RETURN: partial(action_items.return_action_item, **WHY),
    ActionItemAction.NOTE: partial(action_items.note_progress, progress="已联系物业"),
    ActionItemAction.REPORT: partial(action_items.report_action_item, report="已清理"),
    ActionItemAction.REPORT_ON_BEHALF: partial(
        action_items.report_action_item_on_behalf, report="已清理", **WHY
    ),
    ActionItemAction.CHECK: partial(action_items.check_action_item, verdict="现场核实"),
    ActionItemAction.STRIKE_OFF: action_items.strike_off,
    ActionItemAction.SEND_BACK: partial(action_items.send_back_action_item, **WHY),
    ActionItemAction.ASK_EXTENSION: partial(extensions.ask_extension, **LATER, **WHY),
    ActionItemAction.EXTEND: partial(extensions.extend_action_item, **LATER, **WHY),
    ActionItemAction.WITHDRAW: partial(action_items.withdraw_action_item, **WHY),
}


def who(people, action):
    return people.school if ACTION_ITEM_MOVES[action].over == "owner" else people.office


def test_every_step_but_those_with_rules_of_their_own_is_tried_here():
    own = {ActionItemAction.REASSIGN, ActionItemAction.REFUSE_EXTENSION}

    assert set(DEEDS) | own == set(ACTION_ITEM_MOVES)


def test_each_step_follows_the_table_and_is_nobody_elses(town, people):
    for action, deed in DEEDS.items():
        step = ACTION_ITEM_MOVES[action]
        item = ActionItemFactory(owner_partner=town.school, state=next(iter(step.sources)))
        for stranger in (people.west, people.bank, people.leader):
            with pytest.raises(PermissionDenied):
                deed(item=item, actor=stranger)

        moved = deed(item=item, actor=who(people, action))

        assert (action, moved.state) == (action, step.target)
        assert AuditEntry.objects.about(item).get().verb == f"actionitem.{action}"


def test_each_step_is_refused_in_every_other_state(town, people):
    for action, deed in DEEDS.items():
        for state in set(ActionItemState) - ACTION_ITEM_MOVES[action].sources:
            item = ActionItemFactory(owner_partner=town.school, state=state)
            with pytest.raises(MoveRefused):
                deed(item=item, actor=who(people, action))


def test_an_item_gets_a_code_a_deadline_in_workdays_and_its_owner_hears_of_it(town, people):
    StreetNumber.objects.create(street=town.root, key="action-item-days", value=3)

    item = action_items.assign_action_item(
        assigner=town.root, owner=town.east, title="清理楼道堆物", actor=people.office
    )

    today = timezone.localdate()
    assert item.code == f"DB-{today.year}-0001"
    assert item.due_on == work_calendar().add_workdays(today, 3) == item.first_due_on
    assert (item.due_rule, item.due_workdays) == (DueRule.WORKDAYS, 3)
    assert Notification.objects.get().recipient == people.east
    assert [each.due_on for each in waiting_for(reader=people.east)] == [item.due_on]


def test_a_secretary_assigns_for_the_own_community_alone(town, people):
    facts = {"owner": town.school, "title": "提供会议室", "actor": people.east}

    item = action_items.assign_action_item(assigner=town.east, **facts)

    assert (item.assigner, item.owner, item.street) == (town.east, town.school, town.root)
    with pytest.raises(PermissionDenied):
        action_items.assign_action_item(assigner=town.root, **facts)


def test_an_item_stays_in_its_street_ahead_and_without_private_numbers(town, people):
    assign = partial(action_items.assign_action_item, assigner=town.root, actor=people.office)

    with pytest.raises(action_items.OwnerElsewhere):
        assign(owner=PartnerFactory(street=OrgFactory(code="201")), title="清理")
    with pytest.raises(action_items.DeadlineRefused):
        assign(owner=town.east, title="清理", due_on=date(2020, 1, 1))
    with pytest.raises(PrivateWords):
        assign(owner=town.east, title="请联系 19000000021")


def test_an_item_comes_from_one_thing_at_most(town):
    item = ResolutionFactory(item__meeting__body__org=town.root)

    with pytest.raises(IntegrityError), transaction.atomic():
        ActionItemFactory(owner_org=town.east, resolution=item, finding=FindingFactory())


def test_a_returned_item_is_assigned_anew_with_a_deadline_of_its_own(town, people):
    item = ActionItemFactory(owner_org=town.east, state=ActionItemState.RETURNED)

    item = action_items.reassign_action_item(
        item=item, owner=town.bank, workdays=2, actor=people.office
    )

    assert (item.owner, item.owner_org, item.state) == (town.bank, None, "assigned")
    assert item.due_on == item.first_due_on == work_calendar().add_workdays(item.assigned_on, 2)
    with pytest.raises(PermissionDenied):
        action_items.reassign_action_item(item=item, owner=town.east, actor=people.bank)


def test_the_office_stands_in_for_partner_units_only(town, people):
    item = ActionItemFactory(owner_org=town.east)

    assert ActionItemAction.SIGN_FOR_ON_BEHALF not in action_items.moves_of(item)
    with pytest.raises(OwnerSpeaksForItself):
        action_items.sign_for_action_item_on_behalf(item=item, actor=people.office, **WHY)


def test_more_time_is_asked_for_before_the_deadline_and_granted_or_refused(town, people):
    item = ActionItemFactory(owner_org=town.east, state="in_hand")
    first, later = item.due_on, LATER["due_on"]
    with pytest.raises(extensions.NothingAsked):
        extensions.refuse_extension(item=item, actor=people.office, **WHY)

    asked = extensions.ask_extension(item=item, actor=people.east, **LATER, **WHY)
    refused = extensions.refuse_extension(item=asked, actor=people.office, **WHY)
    assert (refused.due_on, refused.asked_due_on) == (first, None)
    again = extensions.ask_extension(item=item, actor=people.east, **LATER, **WHY)
    granted = extensions.extend_action_item(item=again, actor=people.office, **LATER, **WHY)

    assert (granted.due_on, granted.first_due_on, granted.due_rule) == (later, first, "extended")
    assert granted.asked_reason == ""


def test_nobody_gets_more_time_after_the_deadline(town, people):
    yesterday = timezone.localdate() - timedelta(days=1)
    item = ActionItemFactory(owner_org=town.east, state="in_hand", due_on=yesterday)

    with pytest.raises(extensions.TooLate):
        extensions.ask_extension(item=item, actor=people.east, **LATER, **WHY)
    with pytest.raises(extensions.TooLate):
        extensions.extend_action_item(item=item, actor=people.office, **LATER, **WHY)


@pytest.mark.parametrize(
    ("away", "told"),
    [(-6, []), (-5, ["due_soon"]), (-1, ["due_now"]), (1, ["overdue"]), (5, ["long_overdue"])],
)
def test_the_ladder_reminds_once_for_each_step(town, people, away, told):
    item = ActionItemFactory(
        owner_org=town.east, assigned_on=date(2026, 9, 1), due_on=date(2026, 11, 20)
    )
    today = work_calendar().add_workdays(item.due_on, away)

    for _again in range(2):
        reminders.remind_of_action_item(item_pk=item.pk, today=today)

    heard = Notification.objects.filter(recipient=people.east)
    assert [each.verb for each in heard] == [f"actionitem.{verb}" for verb in told]
    by_office = Notification.objects.filter(recipient=people.office).count()
    assert by_office == (1 if away > 0 else 0)
    assert ActionItemReminder.objects.count() == len(told)


def test_nobody_is_reminded_of_what_is_reported_or_was_just_assigned(town, people):
    due = date(2026, 11, 20)
    reported = ActionItemFactory(
        owner_org=town.east, assigned_on=date(2026, 9, 1), due_on=due, state="reported"
    )
    fresh = ActionItemFactory(owner_org=town.east, assigned_on=date(2026, 11, 18), due_on=due)

    for item, today in ((reported, date(2026, 12, 1)), (fresh, date(2026, 11, 18))):
        reminders.remind_of_action_item(item_pk=item.pk, today=today)

    assert Notification.objects.count() == 0


def test_every_morning_the_clock_goes_through_what_is_at_work(town, people):
    day = timezone.localdate() - timedelta(days=10)
    late = ActionItemFactory(owner_org=town.east, due_on=day, assigned_on=day - timedelta(days=40))
    ActionItemFactory(owner_org=town.east, state="struck_off")

    for _again in range(2):
        assert tasks.remind_of_action_items() == 1
        tasks.remind_of_action_item(late.pk)

    assert ActionItemReminder.objects.count() == 1


def test_who_sees_an_item(town, people):
    ours = ActionItemFactory(owner_org=town.east)
    theirs = ActionItemFactory(owner_partner=town.school)

    seen = {
        name: set(ActionItem.objects.visible_to(getattr(people, name)))
        for name in ("office", "leader", "east", "west", "school", "bank")
    }

    assert seen["office"] == seen["leader"] == {ours, theirs}
    assert (seen["east"], seen["school"]) == ({ours}, {theirs})
    assert seen["west"] == seen["bank"] == set()


def test_the_standard_counts_what_was_reported_in_time_and_struck_off(town, people):
    today = timezone.localdate()
    past = today - timedelta(days=3)
    good = {"state": "struck_off", "due_on": past, "reported_on": past}
    ActionItemFactory(owner_org=town.east, **good)
    ActionItemFactory(owner_org=town.east, **good | {"reported_on": today})
    ActionItemFactory(owner_org=town.east, due_on=past)
    ActionItemFactory(owner_org=town.east)
    ActionItemFactory(owner_org=town.east, due_on=past, state="withdrawn")

    (figure,) = figures(reader=people.office, subject="action-items")

    assert (figure.of, figure.met) == (3, 1)


def test_the_sheet_names_the_resolution_the_item_comes_from(town):
    resolution = ResolutionFactory(
        item__meeting__body__org=town.root, item__meeting__in_state=MeetingState.HELD
    )
    item = ActionItemFactory(owner_org=town.east, resolution=resolution)

    sheet = follow_up_sheet(item)

    assert sheet.title == "议定事项督办单"
    assert resolution.number in str(sheet.blocks)
    assert render(sheet).startswith(b"PK")


def test_open_items_of_an_organisation_that_closes_pass_to_its_heir(town, people):
    item = ActionItemFactory(owner_org=town.east)
    ActionItemFactory(owner_org=town.east, state="struck_off")

    assert [left.rows for left in left_at(town.east)] == [[item]]
    belongings.hand_over(org=town.east, heir=town.west, actor=people.office, reason="社区合并")

    item.refresh_from_db()
    assert (item.owner_org, left_at(town.east)) == (town.west, [])
    assert AuditEntry.objects.about(item).get().reason == "社区合并"
