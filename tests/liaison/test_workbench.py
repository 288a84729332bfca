"""What meetings tell the workbench: what waits, what is missing, and why a row is seen."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from liaison.enums import BodyKind, MeetingState, MembershipRole
from liaison.selectors.waiting import waiting_for
from orgs.enums import Role
from orgs.selectors.indicators import gaps
from tests.factories import UserFactory
from tests.liaison.factories import BodyFactory, MeetingFactory, MembershipFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def meeting_at(days, state, org, **facts):
    return MeetingFactory(
        body__org=org,
        in_state=state,
        starts_at=NOW + timedelta(days=days),
        notice_due_on=TODAY + timedelta(days=days - 3),
        **facts,
    )


def told(reader):
    return [each.title for each in waiting_for(reader=reader)]


@pytest.mark.parametrize(
    ("state", "days", "waits"),
    [
        (MeetingState.PLANNED, 5, True),
        (MeetingState.PLANNED, 30, False),
        (MeetingState.AGENDA_SET, 9, True),
        (MeetingState.CONVENED, 2, False),
        (MeetingState.CONVENED, -1, True),
        (MeetingState.HELD, -1, True),
        (MeetingState.MINUTED, -9, True),
        (MeetingState.POSTPONED, 9, True),
        (MeetingState.ISSUED, -9, False),
        (MeetingState.CANCELLED, 2, False),
    ],
)
def test_a_meeting_waits_for_its_runner_when_its_next_step_is_due(town, office, state, days, waits):
    meeting = meeting_at(days, state, town.root)

    assert told(office) == ([meeting.title] if waits else [])


def test_the_notice_waits_until_its_last_day_and_the_record_since_the_meeting(town, office):
    meeting_at(5, MeetingState.AGENDA_SET, town.root)
    meeting_at(-1, MeetingState.HELD, town.root)

    days = [each.day for each in waiting_for(reader=office)]

    assert days == [TODAY - timedelta(days=1), TODAY + timedelta(days=2)]


def test_members_are_told_of_meetings_to_come(town, person):
    meeting = meeting_at(2, MeetingState.CONVENED, town.root)
    gathering = meeting_at(9, MeetingState.GATHERING, town.root, body=meeting.body)
    meeting_at(-2, MeetingState.HELD, town.root, body=meeting.body)
    member = MembershipFactory(body=meeting.body, user=UserFactory()).user
    MembershipFactory(body=meeting.body, unit_partner=town.school)

    assert told(member) == [meeting.title, gathering.title]
    assert told(person(Role.PARTNER_LIAISON, over=town.school)) == told(member)
    assert told(person(Role.PARTNER_LIAISON, over=town.bank)) == []


def test_who_runs_a_meeting_and_sits_on_its_body_is_told_once(town, office):
    meeting = meeting_at(5, MeetingState.GATHERING, town.root)
    MembershipFactory(body=meeting.body, user=office)

    assert told(office) == [meeting.title]


def found_by(reader):
    return [*gaps(reader=reader, subject="bodies"), *gaps(reader=reader, subject="meetings")]


def missing(reader):
    return {gap.key: gap.count for gap in found_by(reader)}


def test_gaps_of_bodies_are_counted(town, office, person):
    BodyFactory(org=town.root, kind=BodyKind.EXTENDED_COMMITTEE)
    led = BodyFactory(org=town.east, kind=BodyKind.COMMUNITY_COBUILDING)
    MembershipFactory(body=led, role=MembershipRole.LEADER)
    BodyFactory(org=town.root, kind=BodyKind.EXTENDED_COMMITTEE, is_active=False)

    assert missing(office) == {
        "no-leader": 1,
        "too-few-seats": 1,
        "no-part-time-member": 1,
        "no-quarter-meeting": 1,
        "no-month-meeting": 1,
    }
    assert missing(person(Role.SECRETARY, over=town.east)) == {"no-month-meeting": 1}
    assert missing(person(Role.SECRETARY, over=town.west)) == {}


@pytest.mark.parametrize(
    ("state", "is_missing"),
    [
        (MeetingState.PLANNED, False),
        (MeetingState.ARCHIVED, False),
        (MeetingState.CANCELLED, True),
        (MeetingState.POSTPONED, True),
    ],
)
def test_a_meeting_called_off_leaves_its_period_empty(town, office, state, is_missing):
    body = BodyFactory(org=town.east, kind=BodyKind.COMMUNITY_COBUILDING)
    MeetingFactory(body=body, in_state=state, starts_at=NOW)

    assert ("no-month-meeting" in missing(office)) is is_missing


@pytest.mark.parametrize(
    ("state", "days", "gap"),
    [
        (MeetingState.CONVENED, -2, "not-recorded"),
        (MeetingState.CONVENED, 0, None),
        (MeetingState.HELD, -15, "no-minutes"),
        (MeetingState.MINUTED, -15, "no-minutes"),
        (MeetingState.HELD, -10, None),
        (MeetingState.ISSUED, -15, None),
    ],
)
def test_gaps_of_meetings_are_counted(town, office, state, days, gap):
    meeting = meeting_at(days, state, town.root)
    MembershipFactory(body=meeting.body, role=MembershipRole.LEADER)

    assert missing(office) == ({gap: 1} if gap else {})


def test_each_count_leads_to_exactly_the_rows_it_counts(town, office, browser):
    BodyFactory(org=town.root, kind=BodyKind.EXTENDED_COMMITTEE)
    BodyFactory(org=town.east, kind=BodyKind.COMMUNITY_COBUILDING)
    meeting_at(-15, MeetingState.HELD, town.west)
    meeting_at(-2, MeetingState.CONVENED, town.west)
    client = browser(office)

    found = found_by(office)

    assert len(found) == 7
    for gap in found:
        assert client.get(gap.url).context["page"].paginator.count == gap.count


def test_asking_costs_the_same_at_any_size(town, office):
    def asked():
        meeting_at(-1, MeetingState.HELD, town.root)
        body = meeting_at(2, MeetingState.CONVENED, town.root).body
        MembershipFactory(body=body, user=office)
        with CaptureQueriesContext(connection) as seen:
            waiting_for(reader=office)
            found_by(office)
        return len(seen)

    asked()
    few = asked()
    asked()

    assert asked() == few


def test_the_workbench_shows_both(town, office, browser):
    meeting = meeting_at(-1, MeetingState.HELD, town.root)

    page = browser(office).get("/")

    assert meeting.title in [each.title for each in page.context["waiting"]]
    assert "no-leader" in [gap.key for gap in page.context["gaps"]]


def test_a_member_is_told_which_seat_shows_the_meeting(town, person, browser):
    meeting = MeetingFactory(body__org=town.root)
    MembershipFactory(body=meeting.body, unit_partner=town.school)
    liaison = person(Role.PARTNER_LIAISON, over=town.school)

    page = browser(liaison).get(reverse("why", args=["meeting", meeting.public_id]))

    assert page.context["reasons"] == []
    [because] = page.context["sideways"]
    assert town.school.name in because


def test_who_runs_it_is_told_which_role_shows_the_meeting(town, office, browser):
    meeting = MeetingFactory(body__org=town.east)

    page = browser(office).get(reverse("why", args=["meeting", meeting.public_id]))

    assert [reason.over for reason in page.context["reasons"]] == [town.root.name]
