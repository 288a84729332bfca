"""A duty is done by its record alone: found, linked, made up for, loosened."""

from datetime import date, datetime, time
from functools import partial
from types import SimpleNamespace

import pytest
from django.utils import timezone

from liaison.enums import BodyKind, MeetingKind, MeetingState
from liaison.models import Body, Obligation
from liaison.obligation_enums import Debtor, ObligationState
from liaison.obligations.declarations import declarations
from liaison.services.obligation_settling import settle_obligations
from liaison.standards import EACH_LEADER, EACH_POINT, VISIT_SCOPE
from orgs.models import Attachment, Org, StreetNumber
from partybuild.periods import LOCAL_TIME, PeriodKind
from resources.models import AnnualPledge, Appraisal, AppraisalSheet, VolunteerTally
from resources.pledge_enums import Side
from tests.factories import CircleFactory, PairingFactory, UserFactory
from tests.liaison.factories import (
    BodyFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    ObligationFactory,
    ObligationRuleFactory,
    SeriesSittingFactory,
)
from tests.liaison.followup import ContactPointFactory, VisitFactory

pytestmark = pytest.mark.django_db

YEAR = {
    "period_kind": PeriodKind.YEAR,
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2026, 12, 31),
    "due_on": date(2026, 12, 31),
    "closes_on": date(2027, 12, 31),
}


@pytest.fixture
def clock(monkeypatch):
    """``clock.day = …`` lets everybody believe it is noon of that day."""
    clock = SimpleNamespace(day=date(2026, 11, 20))

    def now():
        return datetime.combine(clock.day, time(12), tzinfo=LOCAL_TIME)

    monkeypatch.setattr(timezone, "now", now)
    return clock


@pytest.fixture
def duty(town):
    return ObligationFactory(rule__street=town.root, org=town.east)


def sitting(org, day, state=MeetingState.ISSUED, kind=MeetingKind.JOINT):
    starts_at = datetime.combine(day, time(14), tzinfo=LOCAL_TIME)
    facts = {"org": org, "kind": BodyKind.COMMUNITY_COBUILDING}
    body = Body.objects.filter(**facts).first() or BodyFactory(**facts)
    return MeetingFactory(body=body, kind=kind, in_state=state, starts_at=starts_at)


def settled(duty, key="OB-04"):
    settle_obligations(key=key)
    duty.refresh_from_db()
    return duty.state


def test_a_sitting_with_issued_minutes_proves_the_duty_on_its_own_day(clock, town, duty):
    meeting = sitting(town.east, date(2026, 11, 18))

    assert settled(duty) == ObligationState.DONE
    assert (duty.record_pk, duty.record_on) == (meeting.pk, date(2026, 11, 18))


@pytest.mark.parametrize(
    ("org", "day", "state", "kind"),
    [
        ("west", date(2026, 11, 18), MeetingState.ISSUED, MeetingKind.JOINT),
        ("east", date(2026, 10, 31), MeetingState.ISSUED, MeetingKind.JOINT),
        ("east", date(2026, 11, 18), MeetingState.CANCELLED, MeetingKind.JOINT),
        ("east", date(2026, 11, 18), MeetingState.ISSUED, MeetingKind.HEARING),
    ],
)
def test_another_record_proves_nothing(clock, town, duty, org, day, state, kind):
    sitting(getattr(town, org), day, state, kind)

    assert settled(duty) == ObligationState.NOT_BEGUN


def test_a_planned_sitting_shows_that_somebody_has_begun(clock, town, duty):
    meeting = sitting(town.east, date(2026, 11, 27), MeetingState.CONVENED)

    assert settled(duty) == ObligationState.IN_PROGRESS
    meeting.__class__.objects.update(state=MeetingState.CANCELLED, stop_reason="示例")
    assert settled(duty) == ObligationState.NOT_BEGUN


def test_a_late_duty_is_made_up_for_by_a_record_that_the_next_period_does_not_need(
    clock, town, duty
):
    clock.day = date(2026, 12, 20)
    following = ObligationFactory(
        rule=duty.rule,
        org=town.east,
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 31),
        due_on=date(2026, 12, 31),
        closes_on=date(2027, 1, 31),
    )
    first = sitting(town.east, date(2026, 12, 4))

    assert settled(duty) == ObligationState.LATE
    following.refresh_from_db()
    assert following.record_pk == first.pk

    second = sitting(town.east, date(2026, 12, 18))

    assert settled(duty) == ObligationState.MADE_UP
    assert duty.record_pk == second.pk


def test_a_record_that_stands_no_more_proves_nothing_any_more(clock, town, duty):
    meeting = sitting(town.east, date(2026, 11, 18))
    assert settled(duty) == ObligationState.DONE

    meeting.__class__.objects.update(kind=MeetingKind.HEARING)

    assert settled(duty) == ObligationState.NOT_BEGUN


def test_of_two_duties_that_reach_for_one_record_one_has_it(clock, town, duty):
    """After a change of the interval two periods can lie over each other."""
    year = ObligationFactory(rule=duty.rule, org=town.east, **YEAR)
    meeting = sitting(town.east, date(2026, 11, 18))

    settle_obligations(key="OB-04")

    year.refresh_from_db()
    duty.refresh_from_db()
    assert {year.record_pk, duty.record_pk} == {meeting.pk, None}


def test_who_is_closed_before_the_due_day_owes_nothing_more(clock, town, duty):
    Org.objects.filter(pk=town.east.pk).update(status="closed", closed_on=date(2026, 11, 10))

    assert settled(duty) == ObligationState.EXEMPT


def test_who_was_late_when_closed_stays_late(clock, town, duty):
    clock.day = date(2026, 12, 20)
    Org.objects.filter(pk=town.east.pk).update(status="closed", closed_on=date(2026, 12, 10))

    assert settled(duty) == ObligationState.LATE


def test_a_sitting_of_a_circle_s_body_proves_the_duty_of_the_circle(clock, town):
    circle, other = (CircleFactory(street=town.root) for _number in range(2))
    duty = ObligationFactory(rule__street=town.root, rule__key="OB-02", subject_pk=circle.pk)
    facts = {"kind": MeetingKind.SECRETARIES, "in_state": MeetingState.ISSUED}
    meeting_of = partial(
        MeetingFactory,
        body__org=town.root,
        body__kind=BodyKind.SECRETARIES_MEETING,
        starts_at=datetime(2026, 11, 5, 14, tzinfo=LOCAL_TIME),
        **facts,
    )
    meeting_of(body__circle=other)

    assert settled(duty, "OB-02") == ObligationState.NOT_BEGUN

    meeting_of(body__circle=circle)

    assert settled(duty, "OB-02") == ObligationState.DONE


def test_the_records_of_the_lists_prove_their_duties(clock, town):
    pairing = PairingFactory(partner=town.school, community=town.east)
    unit = {"partner": town.school, "debtor": Debtor.PARTNER, "subject_pk": town.school.pk}
    five = ObligationFactory(rule__street=town.root, rule__key="OB-13", **unit, **YEAR)
    pair = ObligationFactory(
        rule__street=town.root,
        rule__key="OB-15",
        org=town.east,
        **unit | {"subject_pk": pairing.pk, "debtor": Debtor.BOTH},
        **YEAR,
    )
    activity = ObligationFactory(rule__street=town.root, rule__key="OB-11", org=town.west)
    tally = VolunteerTally.objects.create(
        community=town.west, year=2026, volunteer_count=10, resident_count=90
    )
    tally.activities.create(held_on=date(2026, 11, 8), title="清洁", head_count=9, hours=18)
    appraisal = Appraisal.objects.create(partner=town.school, community=town.east, year=2026)
    judge = UserFactory()
    sheet = {"score": 90, "submitted_by": judge, "submitted_at": timezone.now()}
    AppraisalSheet.objects.create(appraisal=appraisal, side=Side.UNIT, **sheet)
    AnnualPledge.objects.create(partner=town.school, year=2026, member_count=3)

    assert settled(activity, "OB-11") == ObligationState.DONE
    assert settled(five, "OB-13") == ObligationState.IN_PROGRESS
    assert settled(pair, "OB-15") == ObligationState.IN_PROGRESS

    AppraisalSheet.objects.create(appraisal=appraisal, side=Side.COMMUNITY, **sheet)

    assert settled(pair, "OB-15") == ObligationState.DONE


def test_a_report_that_hangs_on_the_duty_proves_it_until_it_is_removed(clock, town):
    duty = ObligationFactory(rule__street=town.root, rule__key="OB-09", **YEAR)
    file = Attachment.objects.create(
        owner_type="liaison.obligation",
        owner_id=duty.public_id,
        org=town.root,
        name="示例报告.docx",
        media_type="application/octet-stream",
        size=1,
        digest="0" * 64,
        stored_as="00/0",
        added_by=UserFactory(),
    )

    assert settled(duty, "OB-09") == ObligationState.DONE

    file.delete()

    assert settled(duty, "OB-09") == ObligationState.NOT_BEGUN


def test_every_offered_obligation_can_be_settled_in_a_few_statements(
    clock, town, duty, django_assert_max_num_queries
):
    for each in declarations():
        with django_assert_max_num_queries(24):
            settle_obligations(key=each.key)

    assert Obligation.objects.get().state == ObligationState.NOT_BEGUN


def test_a_sitting_of_another_body_proves_it_once_the_own_quorum_is_there(clock, town, duty):
    meeting = MeetingFactory(
        body__org=town.east,
        kind=MeetingKind.COMMITTEE,
        in_state=MeetingState.ISSUED,
        starts_at=datetime(2026, 11, 18, 14, tzinfo=LOCAL_TIME),
    )
    series = MeetingSeriesFactory(
        body__org=town.east, body__kind=BodyKind.COMMUNITY_COBUILDING, kind=MeetingKind.JOINT
    )
    counts = {"expected_count": 9, "quorum_count": 5}
    further = SeriesSittingFactory(meeting=meeting, series=series, present_count=4, **counts)
    without = settled(duty)

    further.present_count = 5
    further.save()

    assert (without, settled(duty)) == (ObligationState.NOT_BEGUN, ObligationState.DONE)
    assert duty.record_pk == meeting.pk


def test_the_earliest_sitting_counts_be_it_of_the_own_body_or_of_another(clock, town, duty):
    joint, committee = MeetingKind.JOINT, MeetingKind.COMMITTEE
    early, late = [sitting(town.east, date(2026, 11, day), kind=committee) for day in (10, 19)]
    own = sitting(town.east, date(2026, 11, 16))
    series = MeetingSeriesFactory(body=own.body, kind=joint)
    counts = {"expected_count": 9, "quorum_count": 5, "present_count": 5}
    for each in (late, early):
        SeriesSittingFactory(meeting=each, series=series, **counts)

    settled(duty)

    assert (duty.record_pk, duty.record_on) == (early.pk, date(2026, 11, 10))


@pytest.mark.parametrize("scope", [EACH_LEADER, EACH_POINT])
def test_a_leader_visits_one_of_the_contact_points_or_each_as_the_office_has_set(
    clock, town, scope
):
    first = ContactPointFactory(community=town.east)
    second = ContactPointFactory(community=town.west, leader=first.leader)
    StreetNumber.objects.create(street=town.root, key=VISIT_SCOPE, value=scope)
    rule = ObligationRuleFactory(street=town.root, key="OB-08")
    duties = [
        ObligationFactory(rule=rule, org=point.community, subject_pk=point.posting_id)
        for point in (first, second)
    ]
    VisitFactory(place_org=town.east, contact_point=first, visited_on=date(2026, 11, 10))

    states = [settled(each, "OB-08") for each in duties]

    expected = ObligationState.DONE if scope == EACH_LEADER else ObligationState.NOT_BEGUN
    assert states == [ObligationState.DONE, expected]
