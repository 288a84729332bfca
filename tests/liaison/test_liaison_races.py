"""Many hands at once: each number is given once, and what may exist once exists once."""

from datetime import date, datetime

import pytest

from liaison.enums import BodyKind, Decision, MeetingState, MembershipRole
from liaison.models import Digest, DigestLine, Meeting, Obligation, Resolution
from liaison.services import (
    agenda_items,
    attendance,
    body_setups,
    meetings,
    memberships,
    minutes,
    resolutions,
)
from liaison.services.digests import send_digests
from liaison.services.obligation_making import make_obligations
from orgs.enums import OrgKind, Role
from orgs.models import Notification, Org, RoleAssignment
from partybuild.periods import LOCAL_TIME
from tests.factories import OrgFactory, RoleAssignmentFactory
from tests.liaison.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    BodyFactory,
    MeetingFactory,
    MinutesFactory,
    ObligationFactory,
    ObligationRuleFactory,
)
from tests.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

RIVALS = 8


@pytest.fixture
def runner():
    return RoleAssignmentFactory(role=Role.OFFICE, org=OrgFactory()).user


@pytest.fixture
def body(runner):
    return BodyFactory(org=runner.role_assignments.get().org)


def test_meetings_held_at_once_are_numbered_without_gap_or_double(body, runner):
    waiting = MeetingFactory.create_batch(RIVALS, body=body, in_state=MeetingState.CONVENED)

    def hold(meeting):
        return lambda: meetings.hold_meeting(
            meeting=meeting,
            expected_count=9,
            present_count=9,
            excused_count=0,
            today=date(2026, 11, 20),
            actor=runner,
        )

    assert at_once([hold(meeting) for meeting in waiting]) == []
    serials = Meeting.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, RIVALS + 1))


def test_resolutions_recorded_at_once_are_numbered_without_gap_or_double(body, runner):
    meeting = MeetingFactory(body=body, in_state=MeetingState.HELD)
    item = AgendaItemFactory(meeting=meeting)

    def decide():
        resolutions.record_resolution(
            item=item, text="同意", decision=Decision.ADOPTED, for_count=9, actor=runner
        )

    assert at_once([decide] * RIVALS) == []
    serials = Resolution.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, RIVALS + 1))


def test_items_proposed_at_once_stand_in_a_row(body, runner):
    meeting = MeetingFactory(body=body, in_state=MeetingState.GATHERING)

    def propose():
        agenda_items.propose_item(meeting=meeting, title="示例议题", actor=runner)

    assert at_once([propose] * RIVALS) == []
    positions = meeting.items.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, RIVALS + 1))


def test_an_item_carried_over_twice_at_once_arrives_once(body, runner):
    item = AgendaItemFactory(meeting__body=body, meeting__in_state=MeetingState.HELD)
    later = MeetingFactory(body=body)

    def carry():
        agenda_items.carry_item_over(item=item, meeting=later, actor=runner)

    failures = at_once([carry] * RIVALS)

    assert [failure.code for failure in failures] == ["move_refused"] * (RIVALS - 1)
    assert later.items.count() == 1


def test_rivals_for_the_lead_of_a_body_leave_one_leader(body, runner):
    term = {"starts_on": date(2026, 1, 1), "ends_on": date(2031, 12, 31)}

    def lead():
        memberships.seat_member(
            body=body, person_name="示例", role=MembershipRole.LEADER, actor=runner, **term
        )

    failures = at_once([lead] * RIVALS)

    assert [failure.code for failure in failures] == ["leader_seated"] * (RIVALS - 1)
    assert body.memberships.count() == 1


def test_a_body_set_up_at_once_by_many_stands_once_with_its_parts(body, runner):
    def set_up():
        body_setups.set_up_by_plan(org=body.org, kind=BodyKind.LEADING_GROUP, actor=runner)

    failures = at_once([set_up] * RIVALS)

    assert [failure.code for failure in failures] == ["body_stands_already"] * (RIVALS - 1)
    assert body.org.bodies.count() == 3


def test_minutes_drafted_at_once_are_drafted_once(body, runner):
    meeting = MeetingFactory(body=body, in_state=MeetingState.HELD)

    def draft():
        minutes.draft_minutes(meeting=meeting, actor=runner)

    failures = at_once([draft] * RIVALS)

    assert [failure.code for failure in failures] == ["move_refused"] * (RIVALS - 1)
    assert meeting.minutes.count() == 1


def test_corrections_begun_at_once_make_one_edition(body, runner):
    issued = MinutesFactory(issued=True, meeting__body=body)

    def correct():
        minutes.correct_minutes(minutes=issued, reason="人数有误", actor=runner)

    failures = at_once([correct] * RIVALS)

    assert [failure.code for failure in failures] == ["correction_refused"] * (RIVALS - 1)
    assert list(issued.meeting.minutes.values_list("edition", flat=True).order_by("edition")) == [
        1,
        2,
    ]


def test_two_workers_draw_the_same_period_up_once():
    street = OrgFactory()
    OrgFactory.create_batch(5, parent=street, kind=OrgKind.COMMUNITY_COMMITTEE)
    Org.objects.update(created_at=datetime(2026, 1, 1, tzinfo=LOCAL_TIME))
    ObligationRuleFactory(street=Org.objects.get(pk=street.pk), since=date(2026, 10, 1))

    def make():
        make_obligations(key="OB-04", today=date(2026, 11, 20))

    assert at_once([make] * RIVALS) == []
    assert Obligation.objects.count() == 5 * 2


def test_two_sendings_at_once_tell_each_person_once(runner):
    org = runner.role_assignments.get().org
    RoleAssignment.objects.update(starts_on=date(2026, 1, 1))
    duty = ObligationFactory(rule__street=org)
    ObligationFactory(rule=duty.rule, key="OB-03")
    now = datetime(2026, 11, 23, 9, 15, tzinfo=LOCAL_TIME)

    assert at_once([lambda: send_digests(now=now)] * RIVALS) == []
    assert (Digest.objects.count(), DigestLine.objects.count()) == (1, 2)
    assert Notification.objects.count() == 1


def test_of_two_editors_at_once_one_is_told_and_no_words_are_lost(body, runner):
    draft = MinutesFactory(meeting__body=body)

    def edit(words):
        return lambda: minutes.edit_minutes(
            minutes=draft, body=words, version=draft.version, actor=runner
        )

    failures = at_once([edit(f"第{number}稿") for number in range(RIVALS)])

    draft.refresh_from_db()
    assert [failure.code for failure in failures] == ["stale_version"] * (RIVALS - 1)
    assert draft.version == 2


def test_minutes_issued_at_once_go_out_once_under_one_number(body, runner):
    draft = MinutesFactory(meeting__body=body)

    def issue():
        minutes.issue_minutes(minutes=draft, actor=runner)

    failures = at_once([issue] * RIVALS)

    draft.refresh_from_db()
    assert [failure.code for failure in failures] == ["move_refused"] * (RIVALS - 1)
    assert draft.is_sealed_soundly
    assert draft.meeting.minutes.issued().count() == 1


def test_more_people_than_seats_at_the_door_at_once_fill_the_seats(body):
    meeting = MeetingFactory(body=body, in_state=MeetingState.CONVENED)
    line = AttendanceFactory(meeting=meeting, expected_count=3)

    failures = at_once([lambda: attendance.sign_in(attendance=line)] * RIVALS)

    line.refresh_from_db()
    assert [failure.code for failure in failures] == ["seats_taken"] * (RIVALS - 3)
    assert line.present_count == 3
