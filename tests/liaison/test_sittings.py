"""A sitting: who may propose until when, who is counted, and what is decided with a quorum."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.enums import (
    AgendaItemState,
    BodyKind,
    Decision,
    MeetingKind,
    MeetingState,
    MembershipRole,
)
from liaison.models import AgendaItem, Attendance, Meeting
from liaison.selectors.papers import units_that_came
from liaison.selectors.sittings import headcount_of, wall_of
from liaison.services import agenda_items, attendance, meetings, minutes, resolutions, sittings
from liaison.services.scheduling import DeadlineTooLate
from orgs.enums import Role
from orgs.models import AuditEntry, Notification
from partybuild.errors import MoveRefused
from tests.factories import CircleFactory, CircleMembershipFactory
from tests.liaison.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


@pytest.fixture
def body(town):
    """Two seats of the school, one of the east, and one of nobody's unit; two thirds must come."""
    body = BodyFactory(org=town.root, quorum_numerator=2, quorum_denominator=3)
    for _seat in range(2):
        MembershipFactory(body=body, unit_partner=town.school, post="校长")
    MembershipFactory(body=body, unit_org=town.east, post="书记")
    MembershipFactory(body=body)
    return body


def convened(body, office, **facts):
    start = timezone.now() - timedelta(minutes=5)
    meeting = MeetingFactory(
        body=body,
        in_state=MeetingState.AGENDA_SET,
        starts_at=start,
        notice_due_on=today() + timedelta(days=1),
        **facts,
    )
    return meetings.convene_meeting(meeting=meeting, actor=office)


def line_of(meeting, **unit):
    return Attendance.objects.get(meeting=meeting, **unit)


def gathering(body, **facts):
    return MeetingFactory(body=body, in_state=MeetingState.GATHERING, **facts)


def test_what_a_member_proposes_waits_to_be_admitted(town, body, office, person):
    member = person(Role.PARTNER_LIAISON, over=town.school)
    meeting = gathering(body, items_due_on=today())
    AgendaItemFactory(meeting=meeting, position=1)

    item = agenda_items.propose_item(meeting=meeting, title="共享会议室", actor=member)

    assert item.state == AgendaItemState.PROPOSED
    with pytest.raises(meetings.ItemsUndecided):
        meetings.set_agenda(meeting=meeting, actor=office)
    with pytest.raises(PermissionDenied):
        agenda_items.admit_item(item=item, actor=member)
    admitted = agenda_items.admit_item(item=item, actor=office)
    assert (admitted.state, admitted.position) == (AgendaItemState.OPEN, 2)
    with pytest.raises(MoveRefused):
        agenda_items.admit_item(item=item, actor=office)


def test_after_the_deadline_only_the_runner_adds_something(town, body, office, person):
    meeting = gathering(body, items_due_on=today() - timedelta(days=1))
    member = person(Role.PARTNER_LIAISON, over=town.school)

    with pytest.raises(agenda_items.TooLate):
        agenda_items.propose_item(meeting=meeting, title="共享会议室", actor=member)
    late = agenda_items.propose_item(meeting=meeting, title="补充议题", actor=office)
    assert late.state == AgendaItemState.OPEN


def test_a_call_for_items_sets_the_deadline_of_the_office(body, office):
    """Two workdays before the notice is due, unless a day was set or that day has passed."""
    monday = today() + timedelta(days=7 - today().weekday() + 7)
    far = MeetingFactory(body=body, notice_due_on=monday)
    near = MeetingFactory(body=body, notice_due_on=today())

    deadline = meetings.gather_items(meeting=far, actor=office).items_due_on

    assert deadline is not None
    assert today() < deadline < monday
    assert meetings.gather_items(meeting=near, actor=office).items_due_on is None


def test_items_are_not_gathered_after_the_meeting(body, office):
    meeting = MeetingFactory(body=body)

    with pytest.raises(DeadlineTooLate):
        meetings.amend_meeting(
            meeting=meeting, items_due_on=meeting.day + timedelta(days=1), actor=office
        )


def test_who_proposed_an_item_corrects_it_until_it_is_admitted(town, body, office, person):
    member = person(Role.PARTNER_LIAISON, over=town.school)
    meeting = gathering(body)
    item = agenda_items.propose_item(meeting=meeting, title="共享会议室", actor=member)

    assert agenda_items.amend_item(item=item, title="共享场地", actor=member).title == "共享场地"
    with pytest.raises(MoveRefused):
        agenda_items.amend_item(item=item, title="别的", actor=office)


def test_the_notice_expects_the_units_that_have_seats(town, body, office):
    meeting = convened(body, office)

    expected = {line.unit_label: line.expected_count for line in meeting.attendance.for_list()}

    assert expected[town.school.name] == 2
    assert expected[town.east.name] == 1
    assert sum(expected.values()) == 4
    assert headcount_of(meeting).needed == 3


def test_who_only_observes_is_not_expected_but_named_in_the_minutes(town, body, office):
    MembershipFactory(body=body, unit_org=town.west, post="书记", role=MembershipRole.OBSERVER)
    meeting = convened(body, office)

    assert headcount_of(meeting).expected == 4
    assert units_that_came(meeting)["observers"] == f"{town.west.name}书记"


def test_the_members_of_a_circle_meet_without_seats(town, office, person):
    """R-025."""
    circle = CircleFactory(street=town.root)
    CircleMembershipFactory(circle=circle, member_org=town.east)
    body = BodyFactory(org=town.root, kind=BodyKind.SECRETARIES_MEETING, circle=circle)
    secretary = person(Role.SECRETARY, over=town.east)

    item = agenda_items.propose_item(meeting=gathering(body), title="结对", actor=secretary)
    meeting = convened(body, office)

    assert Meeting.objects.visible_to(secretary).count() == 2
    assert item.state == AgendaItemState.PROPOSED
    assert [line.unit_org for line in meeting.attendance.for_list()] == [town.east]
    assert Notification.objects.filter(recipient=secretary, verb="meeting.convene").exists()


def test_residents_are_one_number_and_no_unit_is_named(body, office):
    """R-206, R-207."""
    meeting = convened(body, office, kind=MeetingKind.HEARING)
    counts = {"expected_count": 4, "present_count": 4, "excused_count": 0}

    [line] = meeting.attendance.all()

    assert (line.is_of_a_unit, line.expected_count) == (False, 4)
    assert units_that_came(meeting) == {}
    with pytest.raises(sittings.NumbersOnly):
        meetings.hold_meeting(meeting=meeting, actor=office, present="示例小学", **counts)
    assert meetings.hold_meeting(meeting=meeting, actor=office, **counts).present == ""


def test_the_door_counts_each_unit_up_to_its_seats_and_writes_nobody_down(town, body, office):
    meeting = convened(body, office)
    before = AuditEntry.objects.count()
    school = line_of(meeting, unit_partner=town.school)

    attendance.sign_in(attendance=school)
    attendance.sign_in(attendance=school)

    assert headcount_of(meeting).present == 2
    assert AuditEntry.objects.count() == before
    with pytest.raises(attendance.SeatsTaken):
        attendance.sign_in(attendance=school)


def test_who_was_excused_and_comes_after_all_is_not_missing(town, body, office, person):
    meeting = convened(body, office)
    east = line_of(meeting, unit_org=town.east)
    secretary = person(Role.SECRETARY, over=town.east)
    attendance.excuse_unit(attendance=east, excused_count=1, actor=secretary)
    assert headcount_of(meeting).excused == 1

    attendance.sign_in(attendance=east)

    assert (headcount_of(meeting).present, headcount_of(meeting).excused) == (1, 0)


def test_a_unit_excuses_only_its_own_and_counts_nobody(town, body, office, person):
    meeting = convened(body, office)
    school = line_of(meeting, unit_partner=town.school)
    secretary = person(Role.SECRETARY, over=town.east)

    with pytest.raises(PermissionDenied):
        attendance.excuse_unit(attendance=school, excused_count=1, actor=secretary)
    with pytest.raises(PermissionDenied):
        attendance.count_unit(attendance=school, present_count=1, excused_count=0, actor=secretary)
    assert not Attendance.objects.visible_to(secretary).filter(pk=school.pk).exists()


def test_nobody_is_counted_before_the_day(town, body, office):
    meeting = convened(body, office)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() + timedelta(days=2))

    with pytest.raises(attendance.CountingClosed):
        attendance.sign_in(attendance=line_of(meeting, unit_partner=town.school))


def test_who_comes_late_raises_the_count_of_the_open_meeting(town, body, office):
    meeting = convened(body, office)
    opened = meetings.hold_meeting(
        meeting=meeting, expected_count=4, present_count=3, excused_count=0, actor=office
    )
    item = AgendaItemFactory(meeting=meeting)

    attendance.count_unit(
        attendance=line_of(meeting, unit_org=town.east),
        present_count=1,
        excused_count=0,
        actor=office,
    )

    opened.refresh_from_db()
    assert (opened.present_count, headcount_of(opened).present) == (4, 4)
    assert wall_of(opened).items[0].item == item


def test_the_list_by_unit_goes_when_the_minutes_are_drafted(town, body, office):
    meeting = convened(body, office)
    attendance.sign_in(attendance=line_of(meeting, unit_partner=town.school))
    came = units_that_came(meeting)
    meeting = meetings.hold_meeting(
        meeting=meeting, expected_count=4, present_count=3, excused_count=0, actor=office, **came
    )
    draft = minutes.draft_minutes(meeting=meeting, actor=office)

    assert draft.present == f"{town.school.name}校长"
    assert not meeting.attendance.exists()
    assert (draft.meeting.expected_count, draft.meeting.present_count) == (4, 3)


def test_calling_a_meeting_off_forgets_the_list(body, office):
    meeting = convened(body, office)

    meetings.postpone_meeting(meeting=meeting, reason="时间冲突", actor=office)

    assert not meeting.attendance.exists()


def test_the_attendance_is_corrected_until_the_minutes(town, body, office, person):
    meeting = MeetingFactory(body=body, in_state=MeetingState.HELD)
    counts = {"expected_count": 12, "present_count": 9, "excused_count": 1}

    assert sittings.recount_meeting(meeting=meeting, actor=office, **counts).present_count == 9
    with pytest.raises(sittings.QuorumMissing):
        sittings.recount_meeting(meeting=meeting, actor=office, **counts | {"present_count": 7})
    with pytest.raises(PermissionDenied):
        sittings.recount_meeting(
            meeting=meeting, actor=person(Role.SECRETARY, over=town.east), **counts
        )
    minutes.draft_minutes(meeting=meeting, actor=office)
    with pytest.raises(MoveRefused):
        sittings.recount_meeting(meeting=meeting, actor=office, **counts)


def test_without_a_quorum_nothing_is_decided(body, office):
    item = AgendaItemFactory(meeting=MeetingFactory(body=body, in_state=MeetingState.HELD))
    vote = {"text": "同意", "decision": Decision.ADOPTED, "for_count": 7, "actor": office}

    with pytest.raises(sittings.QuorumMissing):
        resolutions.record_resolution(item=item, present_count=7, **vote)
    assert resolutions.record_resolution(item=item, present_count=8, **vote).serial == 1


def test_a_body_without_the_rule_decides_with_few(town, office):
    item = AgendaItemFactory(meeting__body__org=town.root, meeting__in_state=MeetingState.HELD)

    resolution = resolutions.record_resolution(
        item=item,
        text="同意",
        decision=Decision.ADOPTED,
        for_count=1,
        present_count=1,
        actor=office,
    )

    assert resolution.serial == 1


def test_the_wall_shows_the_item_that_was_called_up_last(body, office):
    meeting = MeetingFactory(body=body, in_state=MeetingState.HELD)
    first, second, third = (
        AgendaItemFactory(meeting=meeting, position=place) for place in (1, 2, 3)
    )

    def current():
        return [line.item for line in wall_of(meeting).items if line.is_current]

    assert current() == [first]
    agenda_items.call_item(item=third, actor=office)
    assert current() == [third]
    agenda_items.conclude_item(item=third, outcome="会议同意。", actor=office)
    assert current() == [first]
    AgendaItem.objects.filter(pk=second.pk).update(state=AgendaItemState.CARRIED_OVER)
    with pytest.raises(MoveRefused):
        agenda_items.call_item(item=second, actor=office)


def test_the_room_changes_with_a_reason_and_everybody_is_told(town, body, office, person):
    member = person(Role.PARTNER_LIAISON, over=town.school)
    meeting = convened(body, office)

    moved = sittings.change_place(
        meeting=meeting, place="二楼会议室", reason="设备故障", actor=office
    )

    assert (moved.place, moved.state) == ("二楼会议室", MeetingState.CONVENED)
    assert Notification.objects.filter(recipient=member, verb="meeting.change_place").exists()
    with pytest.raises(PermissionDenied):
        sittings.change_place(meeting=meeting, place="别处", reason="无", actor=member)
