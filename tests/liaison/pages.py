"""Pages of the liaison app."""

from liaison.enums import MeetingState
from orgs.enums import Role
from tests.liaison.factories import (
    AgendaItemFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesFactory,
    ObligationFactory,
    ResolutionFactory,
)
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


def a_seat(town):
    return [MembershipFactory(body__org=town.root).public_id]


def a_meeting(state):
    def make(town):
        meeting = MeetingFactory(body__org=town.root, in_state=state, contact_phone="19000000002")
        need = NeedFactory(owner_org=town.east)
        item = AgendaItemFactory(meeting=meeting, need=need, note="请会前准备材料。")
        AgendaItemFactory(meeting__body=meeting.body, meeting__in_state=MeetingState.HELD)
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


def a_resolution(town):
    item = AgendaItemFactory(meeting__body__org=town.root, meeting__in_state=MeetingState.HELD)
    return [ResolutionFactory(item=item).public_id]


def a_duty(town):
    return [ObligationFactory(rule__street=town.root, org=town.east).public_id]


def some_duties(town):
    a_duty(town)
    return []


PAGES = [
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
    Page("liaison:body-amend", args=a_body),
    Page("liaison:seat-new", args=a_body),
    Page("liaison:seat-amend", args=a_seat),
    Page("liaison:seat-end", args=a_seat),
    Page("liaison:meetings"),
    Page("liaison:meeting-plan"),
    *(Page("liaison:meeting", args=a_meeting(state)) for state in TELLING_STATES),
    Page("liaison:meeting", Role.LEADER, args=a_meeting(MeetingState.HELD)),
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
    Page("liaison:minutes-edit", args=some_minutes()),
    Page("why", args=lambda town: ["meeting", *a_meeting(MeetingState.PLANNED)(town)]),
]
