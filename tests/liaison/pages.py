"""Pages of the liaison app."""

from django.utils import timezone

from liaison.body_enums import GroupSubject
from liaison.enums import AgendaItemState, BodyKind, MeetingState
from liaison.matter_enums import MatterState
from liaison.models import ConferredCase, ReportDefinition, ReportRound
from liaison.proposal_enums import Chain
from liaison.services import report_rounds
from orgs.enums import Role
from tests.factories import (
    CaseFactory,
    CircleFactory,
    CircleMembershipFactory,
    RoleAssignmentFactory,
)
from tests.liaison.factories import (
    NOON,
    AgendaItemFactory,
    AttendanceFactory,
    BodyFactory,
    BusyTimeFactory,
    CountersignatureFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    MembershipFactory,
    MinutesFactory,
    NominationFactory,
    ObligationFactory,
    PlannedSittingFactory,
    ResolutionFactory,
    SeriesSittingFactory,
)
from tests.liaison.followup_pages import FOLLOWED
from tests.liaison.plan_pages import OCCASIONS, PLANS
from tests.liaison.proposals import MatterFactory, ProposalFactory
from tests.pages import Page
from tests.resources.factories import NeedFactory

# Those that look different from each other.
TELLING_STATES = (
    MeetingState.PLANNED,
    MeetingState.GATHERING,
    MeetingState.CONVENED,
    MeetingState.HELD,
    MeetingState.CANCELLED,
)


def a_body(town):
    seat = MembershipFactory(body__org=town.root, unit_org=town.east, work_phone="19000000001")
    MembershipFactory(body=seat.body, ends_on=seat.starts_on)
    MeetingFactory(body=seat.body)
    return [seat.body.public_id]


def a_whole_body(town):
    """A body with a part, nominations, and much that it lacks."""
    whole = BodyFactory(org=town.root, kind=BodyKind.COBUILDING_COMMITTEE)
    part = {"kind": BodyKind.COORDINATION_GROUP, "subject": GroupSubject.PARTY}
    BodyFactory(org=town.root, parent=whole, **part)
    NominationFactory(body=whole)
    return [whole.public_id]


def a_circles_body(town):
    circle = CircleFactory(street=town.root)
    CircleMembershipFactory(circle=circle, member_partner=town.school)
    kind = BodyKind.SECRETARIES_MEETING
    return [BodyFactory(org=town.root, kind=kind, circle=circle).public_id]


def a_nomination(town):
    return [NominationFactory(body__org=town.root, ground="示例").public_id]


def a_seat(town):
    return [MembershipFactory(body__org=town.root).public_id]


def a_meeting(state):
    def make(town):
        meeting = MeetingFactory(body__org=town.root, in_state=state, contact_phone="19000000002")
        need = NeedFactory(owner_org=town.east)
        item = AgendaItemFactory(meeting=meeting, need=need, note="请会前准备材料。")
        AgendaItemFactory(meeting__body=meeting.body, meeting__in_state=MeetingState.HELD)
        AgendaItemFactory(meeting=meeting, state=AgendaItemState.PROPOSED)
        AttendanceFactory(meeting=meeting, unit_name="示例单位", present_count=1)
        if meeting.is_held:
            ResolutionFactory(item=item)
            ResolutionFactory(item=item, present_count=4, for_count=4, abstained_count=0)
            MinutesFactory(meeting=meeting)
        return [meeting.public_id]

    return make


def an_item(state):
    def make(town):
        item = AgendaItemFactory(meeting__body__org=town.root, meeting__in_state=state)
        AgendaItemFactory(meeting=item.meeting)
        return [item.public_id]

    return make


def some_minutes(**facts):
    return lambda town: [MinutesFactory(meeting__body__org=town.root, **facts).public_id]


def minutes_out(town):
    line = CountersignatureFactory(
        minutes__meeting__body__org=town.root,
        minutes__countersign_by=NOON.date(),
        unit_partner=town.school,
    )
    return [line.minutes.public_id]


def a_resolution(town):
    item = AgendaItemFactory(meeting__body__org=town.root, meeting__in_state=MeetingState.HELD)
    return [ResolutionFactory(item=item).public_id]


def a_duty(town):
    return [ObligationFactory(rule__street=town.root, org=town.east).public_id]


def some_duties(town):
    a_duty(town)
    return []


def a_series(town):
    series = MeetingSeriesFactory(body__org=town.root, cadence_rule="FREQ=WEEKLY;BYDAY=TH")
    return [series.public_id]


def a_joint_sitting(town):
    return [SeriesSittingFactory(meeting__body__org=town.root).public_id]


def a_busy_time(town):
    return [BusyTimeFactory(org=town.root).public_id]


def a_planned_sitting(town):
    return [PlannedSittingFactory(plan__street=town.root).public_id]


def a_schedule(town):
    row = PlannedSittingFactory(plan__street=town.root)
    nowhere = {"starts_at": None, "ends_at": None, "place": ""}
    why = [{"code": "clash", "count": 3, "of": 40, "names": ["街道联席会"]}]
    PlannedSittingFactory(plan=row.plan, state="unplaced", hindrances=why, **nowhere)
    PlannedSittingFactory(plan=row.plan, state="taken_out", reason="合并召开", **nowhere)
    PlannedSittingFactory(plan=row.plan, joined_to=row)
    return [row.plan.public_id]


def a_proposal(state, **facts):
    return lambda town: [ProposalFactory(owner_org=town.east, state=state, **facts).public_id]


def a_matter(state):
    def make(town):
        MatterFactory(owner_partner=town.school, state=MatterState.ADMITTED)
        return [MatterFactory(owner_partner=town.school, state=state).public_id]

    return make


def the_street(town):
    MatterFactory(owner_partner=town.school, state=MatterState.ADMITTED)
    return [town.root.public_id]


def a_report(town):
    opened = report_rounds.open_report_round(
        street=town.root,
        month=timezone.localdate(),
        actor=RoleAssignmentFactory(role=Role.OFFICE, org=town.root).user,
    )
    return [opened.returns.get(community=town.east).public_id]


def a_round(town):
    a_report(town)
    return [ReportRound.objects.get().public_id]


def a_definition(town):
    a_report(town)
    return [ReportDefinition.objects.get().public_id]


NOTICED = {"chain": Chain.COMMUNITY_DECISION}


def a_conference(town):
    """A case on an agenda, and one that waits for it."""
    actor = RoleAssignmentFactory(role=Role.OFFICE, org=town.root).user
    facts = {"street": town.root, "state": "conferring"}
    case = CaseFactory(**facts)
    CaseFactory(**facts)
    item = AgendaItemFactory(meeting__body__org=town.root, proposed_by=actor)
    return ConferredCase.objects.create(item=item, case=case)


PAGES = [
    Page("liaison:case-conference", args=lambda town: [a_conference(town)][1:]),
    Page("liaison:agendaitem", args=lambda town: [a_conference(town).item.public_id]),
    Page("liaison:conferred-name", args=lambda town: [a_conference(town).public_id]),
    *FOLLOWED,
    *PLANS,
    *OCCASIONS,
    Page("liaison:duties", args=some_duties),
    Page("liaison:my-duties", Role.SECRETARY, args=some_duties, over=lambda town: town.east),
    Page("liaison:duty", args=a_duty),
    Page("liaison:duty-heat", args=some_duties, query="?year=2026"),
    Page("liaison:duty-rules"),
    Page("liaison:duty-rules", Role.LEADER),
    Page("liaison:calendar"),
    Page("liaison:bodies"),
    Page("liaison:body-set-up"),
    Page("liaison:body", args=a_body),
    Page("liaison:body", Role.LEADER, args=a_body),
    Page("liaison:body", args=a_whole_body),
    Page("liaison:body", args=a_circles_body),
    Page("liaison:body-set-up-by-plan"),
    Page("liaison:body-set-up-for-circle"),
    Page("liaison:body-chart"),
    Page("liaison:seats"),
    Page("liaison:seat-reappoint", args=a_seat),
    Page("liaison:nominations"),
    Page("liaison:nomination-propose"),
    Page("liaison:nomination", args=a_nomination),
    Page("why", args=lambda town: ["nomination", *a_nomination(town)]),
    Page("liaison:body-amend", args=a_body),
    Page("liaison:seat-new", args=a_body),
    Page("liaison:seat-amend", args=a_seat),
    Page("liaison:seat-end", args=a_seat),
    Page("liaison:meetings"),
    Page("liaison:meeting-plan"),
    *(Page("liaison:meeting", args=a_meeting(state)) for state in TELLING_STATES),
    Page("liaison:meeting", Role.LEADER, args=a_meeting(MeetingState.HELD)),
    Page("liaison:meeting-wall", args=a_meeting(MeetingState.CONVENED)),
    Page("liaison:meeting-wall", args=a_meeting(MeetingState.HELD)),
    Page("liaison:door-sheet", args=a_meeting(MeetingState.CONVENED)),
    Page("liaison:meeting-amend", args=a_meeting(MeetingState.PLANNED)),
    Page("liaison:item-propose"),
    *(
        Page(
            "liaison:agenda-picker",
            args=lambda town, kind=kind: [*a_meeting(MeetingState.GATHERING)(town), kind],
        )
        for kind in ("need", "resource", "project")
    ),
    *(Page("liaison:agendaitem", args=an_item(state)) for state in ("gathering", "held")),
    Page("liaison:resolution-record", args=an_item(MeetingState.HELD)),
    Page("liaison:resolutions"),
    Page("liaison:resolution-amend", args=a_resolution),
    Page("liaison:minutes", args=some_minutes()),
    Page("liaison:minutes", args=some_minutes(issued=True)),
    Page("liaison:minutes", args=minutes_out),
    Page("liaison:minutes-edit", args=some_minutes()),
    Page("liaison:month"),
    Page("liaison:slots"),
    Page("liaison:series-list"),
    Page("liaison:series-add"),
    Page("liaison:series", args=a_series),
    Page("liaison:series-amend", args=a_series),
    Page("liaison:sitting-series", args=a_joint_sitting),
    Page("liaison:meeting-series", args=a_meeting(MeetingState.PLANNED)),
    Page("liaison:busy-times"),
    Page("liaison:busy-time-note"),
    Page("liaison:busy-time", args=a_busy_time),
    Page("liaison:busy-time-amend", args=a_busy_time),
    Page("liaison:schedules"),
    Page("liaison:schedule-make"),
    Page("liaison:schedule", args=a_schedule),
    Page("liaison:schedule-sittings", args=a_schedule),
    Page("liaison:planned-sitting", args=a_planned_sitting),
    Page("liaison:proposals"),
    Page("liaison:proposal-raise"),
    Page("liaison:proposal", args=a_proposal("raised")),
    Page("liaison:proposal", args=a_proposal("announced", **NOTICED)),
    Page("liaison:proposal-amend", args=a_proposal("raised")),
    Page("liaison:proposal-notice", args=a_proposal("announced", **NOTICED)),
    Page("why", args=lambda town: ["proposal", *a_proposal("raised")(town)]),
    Page("liaison:matters"),
    Page("liaison:matter-apply"),
    Page("liaison:matter", args=a_matter(MatterState.REVIEWED)),
    Page("liaison:matter", Role.LEADER, args=a_matter(MatterState.ADMITTED)),
    Page(
        "liaison:matter-amend",
        Role.PARTNER_LIAISON,
        args=a_matter(MatterState.APPLIED),
        over=lambda town: town.school,
    ),
    Page("liaison:burdens", args=the_street),
    Page("liaison:reports"),
    Page("liaison:report", Role.SECRETARY, args=a_report, over=lambda town: town.east),
    Page("liaison:report", args=a_report),
    Page("liaison:report-rounds"),
    Page("liaison:report-round-open"),
    Page("liaison:report-round", args=a_round),
    Page("liaison:report-past"),
    Page("liaison:report-templates"),
    Page("liaison:report-sums", args=lambda town: [town.root.public_id, "2026-Q4"]),
    Page("liaison:report-definitions"),
    Page("liaison:report-definition", args=a_definition),
    Page("why", args=lambda town: ["reportreturn", *a_report(town)]),
    Page("why", args=lambda town: ["matter", *a_matter(MatterState.APPLIED)(town)]),
    Page("why", args=lambda town: ["meeting", *a_meeting(MeetingState.PLANNED)(town)]),
]
