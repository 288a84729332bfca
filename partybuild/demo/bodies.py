"""The demo street's bodies of every kind, who sits on them, and people nominated for them."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from liaison.bodies import BODIES
from liaison.enums import BodyKind, Decision, MeetingKind, MembershipRole
from liaison.models import AgendaItem, Body, Meeting, Nomination
from liaison.services import body_setups, meetings, memberships, minutes, nominations
from liaison.services.resolutions import record_resolution
from orgs.models import Circle, Org, Partner
from orgs.selectors.calendar import work_calendar
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street
from partybuild.demo.words import person_name

OF_THE_STREET = (
    BodyKind.LEADING_GROUP,
    BodyKind.COBUILDING_COMMITTEE,
    BodyKind.SOCIAL_WORK_COMMITTEE,
    BodyKind.DISPATCH_CENTRE,
)
# One community has all that a community can have, the others their committee with its parts.
OF_ONE_COMMUNITY = (
    BodyKind.MEMBER_DELEGATES,
    BodyKind.RESIDENT_DELEGATES,
    BodyKind.HEARING,
    BodyKind.RESIDENTS_COMMITTEE,
    BodyKind.RESIDENTS_COUNCIL,
    BodyKind.OPINION_COUNCIL,
    BodyKind.OVERSIGHT_COMMITTEE,
    BodyKind.PROPERTY_COMMITTEE,
    BodyKind.OWNERS_COMMITTEE,
    BodyKind.THREE_PARTY,
)
# Leader and deputy are of the organisation itself, the members of units.
IN_OFFICE = (MembershipRole.LEADER, MembershipRole.DEPUTY)
# Two terms end within a month and within half a year, so that the desk has its warnings.
ENDINGS = (20, 150)
DECIDED_BEFORE = timedelta(days=12)


def build_more_bodies(street: Street, circles: list[Circle]) -> None:
    """Bodies of every kind of the plans, most of them composed as they shall be."""
    for kind in OF_THE_STREET:
        body = _by_plan(street, street.root, kind)
        _fill(street, body, BODIES[kind].seats_least)
        for part in body.parts.order_by("pk"):
            _lead_from(street, part, body)
    for place, community in enumerate(street.communities):
        committee = _by_plan(street, community, BodyKind.COMMUNITY_COMMITTEE)
        _fill(street, committee, 5)
        for kind in OF_ONE_COMMUNITY if place == 0 else ():
            _fill(street, _by_plan(street, community, kind), 3)
    for circle in circles:
        body_setups.set_up_for_circle(circle=circle, actor=street.office)


def build_nominations(street: Street) -> None:
    """People put forward for the co-building committee, one in each state of the way (SM-14)."""
    committee = Body.objects.get(org=street.root, kind=BodyKind.COBUILDING_COMMITTEE)
    decided = street.today - DECIDED_BEFORE
    with clock_at(decided - timedelta(days=15)):
        taken, refused, waiting = (
            _nominated(street, committee, street.partners[place]) for place in (2, 3, 4)
        )
        meeting = _planned(street, committee, decided)
        meeting = meetings.gather_items(meeting=meeting, actor=street.office)
        for nomination in (taken, refused):
            nominations.deliberate_nomination(
                nomination=nomination, meeting=meeting, actor=street.office
            )
    _decide(street, meeting, taken, refused)
    with clock_at(street.today - timedelta(days=1)):
        ahead = _planned(street, committee, street.today + timedelta(days=20))
        ahead = meetings.gather_items(meeting=ahead, actor=street.office)
        nominations.deliberate_nomination(nomination=waiting, meeting=ahead, actor=street.office)
        _nominated(street, committee.parts.order_by("pk")[0], street.partners[5])


def _decide(street: Street, meeting: Meeting, taken: Nomination, refused: Nomination) -> None:
    """The sitting that adopts one nomination and leaves the other."""
    office = street.office
    with clock_at(meeting.notice_due_on):
        meeting = meetings.set_agenda(meeting=meeting, actor=office)
        meeting = meetings.convene_meeting(meeting=meeting, actor=office)
    with clock_at(meeting.day, hour=17):
        meeting = meetings.hold_meeting(
            meeting=meeting, expected_count=9, present_count=9, excused_count=0, actor=office
        )
        item = AgendaItem.objects.get(meeting=meeting)
        resolution = record_resolution(
            item=item,
            text="同意所列人选任职。",
            decision=Decision.ADOPTED,
            for_count=9,
            actor=office,
        )
        nominations.approve_nomination(nomination=taken, resolution=resolution, actor=office)
        nominations.refuse_nomination(
            nomination=refused, reason="该领域已有委员，留待下次增补", actor=office
        )
    with clock_at(meeting.day + timedelta(days=2)):
        draft = minutes.draft_minutes(meeting=meeting, actor=office)
        minutes.issue_minutes(minutes=draft, actor=office)


def _by_plan(street: Street, org: Org, kind: str) -> Body:
    return body_setups.set_up_by_plan(org=org, kind=kind, actor=street.office)


def _fill(street: Street, body: Body, seats: int) -> None:
    """A leader of the organisation, a deputy, and members of units beside their work."""
    for place in range(seats):
        role = IN_OFFICE[place] if place < len(IN_OFFICE) else None
        partner = street.partners[(body.pk + place) % len(street.partners)]
        ends_on = body.term_ends_on
        if body.kind == BodyKind.COBUILDING_COMMITTEE and 0 <= seats - 1 - place < len(ENDINGS):
            ends_on = street.today + timedelta(days=ENDINGS[seats - 1 - place])
        memberships.seat_member(
            body=body,
            person_name=_name(street),
            role=role or MembershipRole.MEMBER,
            actor=street.office,
            ends_on=ends_on,
            **({"unit_org": body.org} if role else {"unit_partner": partner, "is_part_time": True}),
        )


def _lead_from(street: Street, part: Body, whole: Body) -> None:
    """A sub-body led by a member of the whole, with two members of its own (R-309)."""
    seats = whole.memberships.order_by("pk")
    holder = seats[part.pk % max(seats.count(), 1)]
    memberships.seat_member(
        body=part,
        person_name=holder.person_name,
        role=MembershipRole.LEADER,
        unit_org=street.root,
        post="党工委委员",
        actor=street.office,
    )
    for community in street.communities[:2]:
        memberships.seat_member(
            body=part,
            person_name=_name(street),
            unit_org=community,
            post="书记",
            actor=street.office,
        )


def _nominated(street: Street, body: Body, unit: Partner) -> Nomination:
    return nominations.propose_nomination(
        body=body,
        nominator=street.root,
        person_name=_name(street),
        post="负责人",
        unit_partner=unit,
        ground="单位规模较大，在本领域有代表性",
        actor=street.office,
    )


def _planned(street: Street, body: Body, day: date) -> Meeting:
    calendar = work_calendar()
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return meetings.plan_meeting(
        body=body,
        kind=MeetingKind.COMMITTEE,
        title=f"{body.name}委员会议",
        starts_at=timezone.make_aware(datetime.combine(day, time(9, 30))),
        place="街道机关三楼会议室",
        actor=street.office,
    )


def _name(street: Street) -> str:
    return person_name(street.names)
