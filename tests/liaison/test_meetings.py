"""The life of a meeting (SM-5)."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from liaison.enums import HELD_STATES, MeetingAction, MeetingKind, MeetingState
from liaison.models import Meeting
from liaison.services import bodies, meetings, sittings
from liaison.services.scheduling import EndsBeforeStart
from liaison.workflow import MEETING_MOVES
from orgs.enums import Role
from orgs.models import AuditEntry, Notification
from orgs.services.tree import StaleVersion
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.factories import UserFactory
from tests.liaison.factories import (
    NOON,
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db

COUNTS = {"expected_count": 12, "present_count": 10, "excused_count": 2}
LATER = NOON + timedelta(days=30)

# Each step of the table that is a deed on the meeting itself, with what it needs.
DEEDS = {
    MeetingAction.GATHER: (meetings.gather_items, {}),
    MeetingAction.SET_AGENDA: (meetings.set_agenda, {}),
    MeetingAction.REOPEN_AGENDA: (meetings.reopen_agenda, {"reason": "补充议题"}),
    MeetingAction.CONVENE: (meetings.convene_meeting, {"today": date(2026, 11, 10)}),
    MeetingAction.HOLD: (meetings.hold_meeting, {**COUNTS, "today": NOON.date()}),
    MeetingAction.ARCHIVE: (meetings.archive_meeting, {}),
    MeetingAction.POSTPONE: (meetings.postpone_meeting, {"reason": "时间冲突"}),
    MeetingAction.RESCHEDULE: (meetings.reschedule_meeting, {"starts_at": LATER}),
    MeetingAction.CANCEL: (meetings.cancel_meeting, {"reason": "并入其他会议"}),
}
STEPS = [(action, state) for action in DEEDS for state in MeetingState]


def meeting_in(state, org, **facts):
    meeting = MeetingFactory(body__org=org, in_state=state, **facts)
    AgendaItemFactory(meeting=meeting)
    return meeting


def local(*parts):
    return datetime(*parts, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(("action", "state"), STEPS)
def test_each_step_follows_only_the_states_of_the_table(town, office, action, state):
    deed, facts = DEEDS[action]
    meeting = meeting_in(state, town.root)

    if state not in MEETING_MOVES[action].sources:
        with pytest.raises(MoveRefused):
            deed(meeting=meeting, actor=office, **facts)
        return

    assert deed(meeting=meeting, actor=office, **facts).state == MEETING_MOVES[action].target
    entry = AuditEntry.objects.get(verb=f"meeting.{action}")
    assert (entry.actor, entry.org) == (office, town.root)
    assert entry.changes["state"] == [state, MEETING_MOVES[action].target]


@pytest.mark.parametrize("action", DEEDS)
def test_no_step_is_a_strangers(town, person, action):
    deed, facts = DEEDS[action]
    meeting = meeting_in(min(MEETING_MOVES[action].sources), town.east)

    for stranger in (
        UserFactory(),
        person(Role.SECRETARY, over=town.west),
        person(Role.LEADER, over=town.root),
    ):
        with pytest.raises(PermissionDenied):
            deed(meeting=meeting, actor=stranger, **facts)


@pytest.mark.parametrize("action", DEEDS)
def test_a_secretary_runs_the_meetings_of_the_own_community(town, person, action):
    deed, facts = DEEDS[action]
    meeting = meeting_in(min(MEETING_MOVES[action].sources), town.east)

    moved = deed(meeting=meeting, actor=person(Role.SECRETARY, over=town.east), **facts)

    assert moved.state == MEETING_MOVES[action].target


@pytest.mark.parametrize(
    "action", [action for action in DEEDS if MEETING_MOVES[action].needs_reason]
)
def test_sending_back_and_calling_off_need_a_reason(town, office, action):
    meeting = meeting_in(min(MEETING_MOVES[action].sources), town.root)

    with pytest.raises(ReasonMissing):
        DEEDS[action][0](meeting=meeting, actor=office, reason=" ")


def plan(body, actor, **facts):
    facts = {
        "kind": MeetingKind.JOINT,
        "title": "第四季度党建工作联席会议",
        "starts_at": local(2026, 10, 9, 14, 30),
        "place": "街道三楼会议室",
        **facts,
    }
    return meetings.plan_meeting(body=body, actor=actor, **facts)


def test_the_day_of_the_notice_is_counted_over_the_holidays(town, office):
    """Three workdays before the first day after National Day lie in September."""
    meeting = plan(BodyFactory(org=town.root), office)

    assert (meeting.state, meeting.notice_due_on) == (MeetingState.PLANNED, date(2026, 9, 29))
    assert AuditEntry.objects.get(verb="meeting.plan").subject_id == str(meeting.public_id)


def test_each_body_has_its_own_rule_of_notice(town, office):
    meeting = plan(BodyFactory(org=town.root, notice_workdays=5), office)

    assert meeting.notice_due_on == date(2026, 9, 24)


def test_a_stranger_plans_nothing(town, person):
    body = BodyFactory(org=town.east)

    with pytest.raises(PermissionDenied):
        plan(body, person(Role.SECRETARY, over=town.west))


def test_a_dissolved_body_meets_no_more(town, office):
    with pytest.raises(bodies.BodyDissolved):
        plan(BodyFactory(org=town.root, is_active=False), office)


def test_a_meeting_ends_after_it_starts(town, office):
    body = BodyFactory(org=town.root)
    backwards = {"starts_at": NOON, "ends_at": NOON - timedelta(hours=1)}

    with pytest.raises(EndsBeforeStart):
        plan(body, office, **backwards)
    with pytest.raises(EndsBeforeStart):
        meetings.amend_meeting(meeting=MeetingFactory(body=body), actor=office, **backwards)
    with pytest.raises(EndsBeforeStart):
        meetings.reschedule_meeting(
            meeting=MeetingFactory(body=body, in_state="postponed"), actor=office, **backwards
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(body=body, **backwards)


def test_another_day_counts_the_notice_anew(town, office):
    meeting = plan(BodyFactory(org=town.root), office)

    meeting = meetings.amend_meeting(
        meeting=meeting, starts_at=local(2026, 11, 20, 9, 0), version=1, actor=office
    )

    assert meeting.notice_due_on == date(2026, 11, 17)
    with pytest.raises(StaleVersion):
        meetings.amend_meeting(meeting=meeting, place="别处", version=1, actor=office)


@pytest.mark.parametrize("state", MeetingState)
def test_a_meeting_is_corrected_until_its_notice_is_out(town, office, state):
    meeting = MeetingFactory(body__org=town.root, in_state=state)

    if state in {MeetingState.PLANNED, MeetingState.GATHERING, MeetingState.AGENDA_SET}:
        assert meetings.amend_meeting(meeting=meeting, place="别处", actor=office).place == "别处"
    else:
        with pytest.raises(meetings.MeetingSettled):
            meetings.amend_meeting(meeting=meeting, place="别处", actor=office)


def test_a_stranger_corrects_nothing(town, person):
    with pytest.raises(PermissionDenied):
        meetings.amend_meeting(
            meeting=MeetingFactory(body__org=town.east),
            place="别处",
            actor=person(Role.SECRETARY, over=town.west),
        )


def test_an_agenda_without_items_is_not_set(town, office):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)
    AgendaItemFactory(meeting=meeting, state="withdrawn")

    with pytest.raises(meetings.AgendaEmpty):
        meetings.set_agenda(meeting=meeting, actor=office)


def convened(town, office, today, **facts):
    meeting = meeting_in(MeetingState.AGENDA_SET, town.root, notice_due_on=date(2026, 11, 17))
    return meetings.convene_meeting(meeting=meeting, actor=office, today=today, **facts)


def test_the_notice_may_go_out_on_its_last_day(town, office):
    meeting = convened(town, office, date(2026, 11, 17))

    assert (meeting.convened_on, meeting.is_urgent) == (date(2026, 11, 17), False)


def test_a_late_notice_is_refused_unless_it_is_urgent_for_a_reason(town, office):
    late = date(2026, 11, 18)

    with pytest.raises(meetings.NoticeTooShort):
        convened(town, office, late)
    with pytest.raises(meetings.NoticeTooShort):
        convened(town, office, late, urgent_reason="未标明紧急")
    with pytest.raises(meetings.NoticeTooShort):
        convened(town, office, late, is_urgent=True, urgent_reason=" ")
    meeting = convened(town, office, late, is_urgent=True, urgent_reason="防汛部署")
    assert (meeting.is_urgent, meeting.urgent_reason) == (True, "防汛部署")
    assert AuditEntry.objects.get(verb="meeting.convene").reason == "防汛部署"


def test_the_database_keeps_no_urgency_without_a_reason(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(body__org=town.root, is_urgent=True)


def test_members_and_the_liaisons_of_their_units_are_told(town, office, person):
    body = BodyFactory(org=town.root)
    member = MembershipFactory(body=body, user=UserFactory()).user
    MembershipFactory(body=body, unit_partner=town.school)
    MembershipFactory(body=body, unit_org=town.east)
    former = MembershipFactory(
        body=body, user=UserFactory(), ends_on=date(2020, 1, 1), starts_on=date(2019, 1, 1)
    )
    told = {
        member,
        person(Role.PARTNER_LIAISON, over=town.school),
        person(Role.SECRETARY, over=town.east),
    }
    person(Role.PARTNER_LIAISON, over=town.bank)
    meeting = meeting_in(MeetingState.AGENDA_SET, town.root, body=body)

    meetings.convene_meeting(meeting=meeting, actor=office, today=date(2026, 11, 10))

    assert {message.recipient for message in Notification.objects.all()} == told
    assert former.user not in told


def test_a_meeting_convened_again_after_a_postponement_is_told_again(town, office):
    MembershipFactory(body__org=town.root, user=UserFactory())
    body = MembershipFactory(body__org=town.root, user=UserFactory()).body
    meeting = meeting_in(MeetingState.AGENDA_SET, town.root, body=body)
    early = {"actor": office, "today": date(2026, 11, 10)}

    meetings.convene_meeting(meeting=meeting, **early)
    meeting = meetings.postpone_meeting(meeting=meeting, reason="时间冲突", actor=office)
    assert (meeting.convened_on, meeting.stop_reason) == (None, "时间冲突")
    meeting = meetings.reschedule_meeting(meeting=meeting, starts_at=LATER, actor=office)
    assert (meeting.starts_at, meeting.stop_reason) == (LATER, "")
    meetings.set_agenda(meeting=meeting, actor=office)
    meetings.convene_meeting(meeting=meeting, **early)

    verbs = Notification.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["meeting.convene", "meeting.postpone", "meeting.convene"]


def hold(meeting, actor, **facts):
    facts = {**COUNTS, "today": NOON.date(), **facts}
    return meetings.hold_meeting(meeting=meeting, actor=actor, **facts)


def test_a_meeting_gets_its_number_by_being_held(town, office):
    body = BodyFactory(org=town.root)
    MeetingFactory(body=body, in_state=MeetingState.CANCELLED)
    first, second = (meeting_in(MeetingState.CONVENED, town.root, body=body) for _ in range(2))

    assert second.number == ""
    assert hold(second, office, chair="示例书记").number == "〔2026〕1号"
    assert hold(first, office).number == "〔2026〕2号"
    assert Meeting.objects.get(pk=second.pk).chair == "示例书记"


def test_each_body_and_each_year_counts_from_one(town, office):
    body = BodyFactory(org=town.root)
    new_year = {"starts_at": local(2027, 1, 8, 9, 0), "body": body}
    hold(meeting_in(MeetingState.CONVENED, town.root, body=body), office)

    other = hold(meeting_in(MeetingState.CONVENED, town.root), office)
    later = hold(
        meeting_in(MeetingState.CONVENED, town.root, **new_year), office, today=date(2027, 1, 8)
    )

    assert (other.number, later.number) == ("〔2026〕1号", "〔2027〕1号")


def test_a_meeting_is_not_held_before_its_day(town, office):
    meeting = meeting_in(MeetingState.CONVENED, town.root)

    with pytest.raises(meetings.MeetingNotDue):
        hold(meeting, office, today=NOON.date() - timedelta(days=1))


def test_more_people_than_were_expected_is_a_slip(town, office):
    meeting = meeting_in(MeetingState.CONVENED, town.root)

    with pytest.raises(sittings.CountsContradict):
        hold(meeting, office, present_count=11)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(body=meeting.body, in_state=MeetingState.HELD, present_count=11)


@pytest.mark.parametrize(("present", "is_held"), [(7, False), (8, True)])
def test_below_its_quorum_a_body_does_not_meet(town, office, present, is_held):
    body = BodyFactory(org=town.root, quorum_numerator=2, quorum_denominator=3)
    meeting = meeting_in(MeetingState.CONVENED, town.root, body=body)

    if is_held:
        held = hold(meeting, office, present_count=present)
        assert held.quorum_count == 8
    else:
        with pytest.raises(sittings.QuorumMissing):
            hold(meeting, office, present_count=present)


def test_a_body_without_a_quorum_meets_with_whoever_came(town, office):
    held = hold(meeting_in(MeetingState.CONVENED, town.root), office, present_count=1)

    assert (held.state, held.quorum_count) == (MeetingState.HELD, None)


@pytest.mark.parametrize("state", HELD_STATES)
def test_the_database_keeps_no_held_meeting_without_number_and_counts(town, state):
    for missing in ("serial", "year", *COUNTS):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingFactory(body__org=town.root, in_state=state, **{missing: None})


def test_the_database_gives_a_number_once(town):
    held = MeetingFactory(body__org=town.root, in_state=MeetingState.HELD)

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(body=held.body, in_state=MeetingState.HELD, serial=held.serial)


@pytest.mark.parametrize(
    ("state", "reason"), [("postponed", ""), ("cancelled", ""), ("planned", "为何")]
)
def test_the_database_keeps_a_reason_exactly_with_a_meeting_called_off(town, state, reason):
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(body__org=town.root, in_state=state, stop_reason=reason)


def test_meetings_are_seen_from_above_and_sideways_by_members(town, person):
    street = MeetingFactory(body__org=town.root)
    community = MeetingFactory(body__org=town.east)
    MembershipFactory(body=street.body, unit_partner=town.school)

    def seen(user):
        return set(Meeting.objects.visible_to(user))

    assert seen(person(Role.LEADER, over=town.root)) == {street, community}
    assert seen(person(Role.SECRETARY, over=town.east)) == {community}
    assert seen(person(Role.PARTNER_LIAISON, over=town.school)) == {street}
    assert seen(person(Role.PARTNER_LIAISON, over=town.bank)) == set()
    assert seen(UserFactory(is_superuser=True)) == {street, community}
