"""Series of meetings: how often a body meets, and one sitting that serves several of them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from liaison.enums import BodyKind, MeetingKind, MeetingState
from liaison.models import MeetingSeries
from liaison.selectors.series import (
    bodies_without_interval,
    counted_meetings_of_series,
    due_periods,
    meetings_of_series,
)
from liaison.services import bodies
from liaison.services import series as deeds
from orgs.enums import Role
from orgs.models import AuditEntry
from orgs.services.workflow import ReasonMissing
from partybuild.periods import Period
from tests.liaison.factories import (
    BodyFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    SeriesSittingFactory,
)

pytestmark = pytest.mark.django_db
OF_THE_STREET = {BodyKind.EXTENDED_COMMITTEE, BodyKind.LEADING_GROUP}
NOVEMBER = Period.parse("2026-11")


@pytest.mark.parametrize(
    ("kind", "every"),
    [
        (BodyKind.EXTENDED_COMMITTEE, {("joint", "quarter")}),
        (BodyKind.COMMUNITY_COMMITTEE, {("committee", "month")}),
        (BodyKind.COMMUNITY_COBUILDING, {("joint", "month"), ("working", "")}),
        (BodyKind.LEADING_GROUP, {("joint", "")}),
        (BodyKind.OWNERS_COMMITTEE, set()),
    ],
)
def test_a_new_body_begins_with_the_series_of_the_plans(town, office, kind, every):
    org = town.root if kind in OF_THE_STREET else town.east
    body = bodies.set_up_body(org=org, kind=kind, name="示例机构", actor=office)

    assert set(body.series.values_list("kind", "every")) == every


def test_the_office_sets_how_often_and_when_a_body_meets(town, office):
    series = MeetingSeriesFactory(body__org=town.root, every="")

    amended = deeds.amend_series(
        series=series, actor=office, every="month", times=3, cadence_text="每月5日、15日、25日"
    )

    assert (amended.every, amended.times) == ("month", 3)
    assert amended.cadence.rule == "FREQ=MONTHLY;BYMONTHDAY=5,15,25"
    entry = AuditEntry.objects.get(verb="meetingseries.amend")
    assert entry.changes["every"] == ["", "month"]


def test_words_that_name_no_days_are_refused(town, office):
    series = MeetingSeriesFactory(body__org=town.root)

    with pytest.raises(deeds.CadenceUnclear):
        deeds.amend_series(series=series, actor=office, cadence_text="看情况")


def test_a_body_has_one_series_for_a_kind_of_meeting(town, office):
    series = MeetingSeriesFactory(body__org=town.root)

    with pytest.raises(deeds.SeriesExists):
        deeds.add_series(body=series.body, kind=series.kind, title="又一个", actor=office)

    deeds.end_series(series=series, reason="改由联席会议承担", actor=office)
    again = deeds.add_series(body=series.body, kind=series.kind, title="又一个", actor=office)
    assert list(MeetingSeries.objects.active()) == [again]


def test_an_ended_series_changes_no_more_and_ends_for_a_reason(town, office):
    series = MeetingSeriesFactory(body__org=town.root)

    with pytest.raises(ReasonMissing):
        deeds.end_series(series=series, reason=" ", actor=office)

    deeds.end_series(series=series, reason="改由联席会议承担", actor=office)
    with pytest.raises(deeds.SeriesEnded):
        deeds.amend_series(series=series, actor=office, times=2)


def test_a_stranger_sets_no_series(town, person):
    series = MeetingSeriesFactory(body__org=town.east)
    stranger = person(Role.SECRETARY, over=town.west)
    meeting = MeetingFactory(body__org=town.east)

    for deed in (
        lambda: deeds.amend_series(series=series, actor=stranger, times=2),
        lambda: deeds.end_series(series=series, actor=stranger, reason="无"),
        lambda: deeds.add_series(body=series.body, kind="joint", title="会", actor=stranger),
        lambda: deeds.join_series(meeting=meeting, series=series, actor=stranger),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_meeting_of_the_body_and_kind_serves_its_series_by_itself(town):
    series = MeetingSeriesFactory(body__org=town.east, kind=MeetingKind.JOINT)
    meeting = MeetingFactory(body=series.body, in_state=MeetingState.HELD)
    MeetingFactory(body=series.body, in_state=MeetingState.CANCELLED)
    MeetingFactory(body=series.body, kind=MeetingKind.WORKING)

    assert list(meetings_of_series(series, NOVEMBER)) == [meeting]
    assert list(counted_meetings_of_series(series)) == [meeting]
    assert list(meetings_of_series(series, NOVEMBER.next())) == []


@pytest.mark.parametrize(("present", "counts"), [(7, False), (8, True)])
def test_a_joint_sitting_counts_for_a_series_with_the_quorum_of_its_own_body(
    town, office, present, counts
):
    body = BodyFactory(org=town.east, quorum_numerator=2, quorum_denominator=3)
    series = MeetingSeriesFactory(body=body)
    meeting = MeetingFactory(body__org=town.east, in_state=MeetingState.CONVENED)
    sitting = deeds.join_series(meeting=meeting, series=series, actor=office)
    with pytest.raises(deeds.NotHeldYet):
        deeds.count_series(sitting=sitting, expected_count=12, present_count=9, actor=office)
    held = MeetingFactory(body=meeting.body, in_state=MeetingState.HELD)
    sitting = SeriesSittingFactory(meeting=held, series=series)

    counted = deeds.count_series(
        sitting=sitting, expected_count=12, present_count=present, actor=office
    )

    assert (counted.quorum_count, counted.counts) == (8, counts)
    assert set(meetings_of_series(series)) == {meeting, held}
    assert list(counted_meetings_of_series(series)) == [held] * counts


def test_a_meeting_serves_a_series_once_and_not_after_it_is_over(town, office):
    series = MeetingSeriesFactory(body__org=town.east)
    meeting = MeetingFactory(body__org=town.east)
    own = MeetingSeriesFactory(body=meeting.body, kind=meeting.kind)
    over = MeetingFactory(body=meeting.body, in_state=MeetingState.HELD)
    sitting = deeds.join_series(meeting=meeting, series=series, actor=office)

    with pytest.raises(deeds.SeriesServedAlready):
        deeds.join_series(meeting=meeting, series=series, actor=office)
    with pytest.raises(deeds.SeriesServedAlready):
        deeds.join_series(meeting=meeting, series=own, actor=office)
    with pytest.raises(deeds.MeetingOver):
        deeds.join_series(meeting=over, series=series, actor=office)

    deeds.leave_series(sitting=sitting, reason="分开召开", actor=office)
    assert not meeting.further_series.exists()


def test_a_longer_series_is_due_in_the_last_part_of_its_period(town):
    series = MeetingSeriesFactory(body__org=town.east, every="half")
    quarters = [Period.parse("2026-Q3"), Period.parse("2026-Q4")]

    assert [due_periods(series, quarter) for quarter in quarters] == [[], [Period.parse("2026-H2")]]
    series.every = ""
    assert due_periods(series, quarters[1]) == []


def test_bodies_whose_interval_nobody_has_set_are_told(town):
    open_body = MeetingSeriesFactory(body__org=town.east, every="").body
    MeetingSeriesFactory(body__org=town.east)

    assert list(bodies_without_interval(town.root.tree_id)) == [open_body]


def test_no_meeting_takes_longer_than_half_a_day_and_night(town, office):
    with pytest.raises(deeds.CadenceUnclear):
        deeds.add_series(
            body=BodyFactory(org=town.east),
            kind="joint",
            title="会",
            length=timedelta(hours=13),
            actor=office,
        )
