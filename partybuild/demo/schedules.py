"""The demo street's rhythm of meetings: its series, who is away, and the plans of two periods."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from liaison.enums import BodyKind, MeetingKind, MembershipRole
from liaison.models import Body, MeetingSeries, Membership
from liaison.planning_enums import BusyKind, HalfDay
from liaison.services import busy_times, memberships, planned_sittings, schedules, series
from orgs.models import Org
from partybuild.demo.street import Street
from partybuild.periods import Period, PeriodKind

ROOM = "党群服务中心二楼会议室"
COMMUNITY_ROOM = "社区党群服务中心会议室"
ON_BOTH = 3
# A draft leaves something to look at, and a plan that is out leaves the rest of the quarter.
TRIP = timedelta(days=3)


def set_rhythms(street: Street) -> None:
    """How often the bodies meet, and when and where they like to."""
    for community in street.communities:
        _committee(street, community)
    for each in MeetingSeries.objects.active().with_interval().for_list():
        is_street = each.body.org_id == street.root.pk
        is_committee = each.kind == MeetingKind.COMMITTEE
        series.amend_series(
            series=each,
            actor=street.office,
            cadence_text="每月第三个周四" if is_street else "每月5日、15日、25日",
            half_day=HalfDay.MORNING if is_committee else HalfDay.AFTERNOON,
            place=ROOM if is_street else COMMUNITY_ROOM,
        )


def build_schedules(street: Street) -> None:
    """The next month published, the next quarter a draft with one sitting moved."""
    month = Period.of(street.today, PeriodKind.MONTH).next()
    quarter = Period.of(street.today, PeriodKind.QUARTER).next()
    _away(street, month)
    plan = schedules.make_schedule_plan(street=street.root, period=month, actor=street.office)
    plan = schedules.solve_schedule_plan(plan_pk=plan.pk, actor=street.office) or plan
    plan.refresh_from_db()
    if plan.sittings.hosts().exists():
        schedules.publish_schedule_plan(plan=plan, actor=street.office)
    draft = schedules.make_schedule_plan(street=street.root, period=quarter, actor=street.office)
    draft = schedules.solve_schedule_plan(plan_pk=draft.pk, actor=street.office) or draft
    first = draft.sittings.hosts().for_list().first()
    if first is not None:
        planned_sittings.lock_sitting(sitting=first, actor=street.office)


def _committee(street: Street, community: Org) -> None:
    """Some who build together with a community also sit on its committee (A-37)."""
    committee = Body.objects.get(org=community, kind=BodyKind.COMMUNITY_COMMITTEE)
    known = Membership.objects.current().filter(
        body__org=community, body__kind=BodyKind.COMMUNITY_COBUILDING
    )
    for seat in known.exclude(role=MembershipRole.LEADER).for_list()[:ON_BOTH]:
        memberships.seat_member(
            body=committee,
            person_name=seat.person_name,
            unit_partner=seat.unit_partner,
            is_part_time=True,
            actor=street.office,
        )


def _away(street: Street, month: Period) -> None:
    """A secretary on a trip, and one in training, while the month is planned."""
    leaders = Membership.objects.filter(
        role=MembershipRole.LEADER, body__org__in=street.communities
    ).order_by("pk")
    for number, seat in enumerate(leaders[:2]):
        begins = datetime.combine(month.first_day + timedelta(days=10 + 7 * number), time(8))
        starts_at = timezone.make_aware(begins)
        busy_times.note_busy_time(
            org=seat.body.org,
            person_name=seat.person_name,
            kind=BusyKind.TRIP if number == 0 else BusyKind.TRAINING,
            starts_at=starts_at,
            ends_at=starts_at + TRIP,
            actor=street.office,
        )
