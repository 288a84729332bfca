"""Meetings as pages: who sees them, what they offer, and what comes of a click."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from liaison.enums import AgendaItemState, MeetingState
from liaison.models import AgendaItem, Meeting
from liaison.services import meetings
from orgs.enums import Role
from tests.factories import UserFactory
from tests.liaison.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesFactory,
    ResolutionFactory,
)
from tests.resources.factories import NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEETINGS = "/meetings/"
IN_THE_PAST = timezone.now() - timedelta(days=1)


def step(row, action, noun="meeting"):
    return reverse(f"liaison:{noun}-step", args=[row.public_id, action])


@pytest.fixture
def client(office, browser):
    return browser(office)


@pytest.mark.parametrize("name", ["meeting", "meeting-amend", "meeting-notice", "agenda-picker"])
def test_a_meeting_outside_my_reach_does_not_exist_for_me(town, person, browser, name):
    meeting = MeetingFactory(body__org=town.east, in_state=MeetingState.CONVENED)
    kind = ["need"] if name == "agenda-picker" else []
    url = reverse(f"liaison:{name}", args=[meeting.public_id, *kind])

    assert browser(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404


def test_nor_do_its_steps(town, person, browser):
    meeting = MeetingFactory(body__org=town.east)
    stranger = browser(person(Role.SECRETARY, over=town.west))

    assert stranger.post(step(meeting, "gather")).status_code == 404
    assert Meeting.objects.get().state == MeetingState.PLANNED


def test_a_member_reads_the_meeting_and_is_offered_no_step(town, person, browser):
    meeting = MeetingFactory(body__org=town.root)
    MembershipFactory(body=meeting.body, unit_partner=town.school)
    member = browser(person(Role.PARTNER_LIAISON, over=town.school))

    page = member.get(meeting.get_absolute_url())

    assert page.status_code == 200
    assert page.context["offers"] == []
    assert member.post(step(meeting, "gather")).status_code == 403


def test_the_page_offers_the_steps_of_the_table_in_their_order(town, client):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.AGENDA_SET)

    page = client.get(meeting.get_absolute_url())

    offered = [offer.action for offer in page.context["offers"]]
    assert offered == ["convene", "reopen_agenda", "postpone", "cancel"]


def test_a_step_is_made_with_a_click(town, client):
    meeting = MeetingFactory(body__org=town.root)

    answer = client.post(step(meeting, "gather"))

    assert (answer.status_code, answer["Location"]) == (302, meeting.get_absolute_url())
    assert Meeting.objects.get().state == MeetingState.GATHERING


def test_a_refused_step_stands_open_with_its_words(town, client):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)

    answer = client.post(step(meeting, "set_agenda"))

    assert answer.status_code == 409
    assert [offer.action for offer in answer.context["offers"] if offer.is_failed] == ["set_agenda"]
    missing = client.post(step(meeting, "cancel"), {"reason": ""})
    assert missing.status_code == 422


def test_a_quorum_that_was_missed_is_said_beside_the_number(town, client):
    body = BodyFactory(org=town.root, quorum_numerator=2, quorum_denominator=3)
    meeting = MeetingFactory(body=body, in_state=MeetingState.CONVENED, starts_at=IN_THE_PAST)
    counts = {"expected_count": 9, "present_count": 5, "excused_count": 4}

    answer = client.post(step(meeting, "hold"), counts)

    [offer] = [offer for offer in answer.context["offers"] if offer.is_failed]
    assert answer.status_code == 409
    assert list(offer.form.errors) == ["present_count"]


def test_the_record_begins_with_what_the_seats_say(town, client):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.CONVENED)
    leader = {"role": "leader", "post": "书记", "unit_org": town.root, "person_name": "示例甲"}
    MembershipFactory(body=meeting.body, **leader)
    MembershipFactory(body=meeting.body, post="校长", unit_partner=town.school)

    page = client.get(meeting.get_absolute_url())

    [hold] = [offer for offer in page.context["offers"] if offer.action == "hold"]
    assert hold.form.initial == {
        "expected_count": 2,
        "excused_count": 0,
        "excused": "",
        "observers": "",
        "chair": "示例街道党工委书记示例甲",
        "present": "示例街道党工委书记\n示例小学校长",
    }


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_size(town, client, size, django_assert_num_queries):
    for _ in range(size):
        MeetingFactory(body__org=town.root)

    with django_assert_num_queries(7):
        client.get(MEETINGS)


def test_the_page_costs_the_same_for_any_agenda(town, client, cost):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.MINUTED)

    def asked():
        earlier = AgendaItemFactory(meeting__body=meeting.body, meeting__in_state="held")
        item = AgendaItemFactory(
            meeting=meeting,
            need=NeedFactory(owner_org=town.east),
            carried_over_from=earlier,
            proposed_by=UserFactory(),
        )
        ResolutionFactory(item=item)
        return cost(client, meeting.get_absolute_url())

    asked()
    few = asked()
    asked()

    assert asked() == few


@pytest.mark.parametrize(("when", "count"), [("", 3), ("ahead", 1), ("over", 2)])
def test_the_list_tells_what_is_to_come_from_what_is_over(town, client, when, count):
    body = BodyFactory(org=town.root)
    for state in (MeetingState.GATHERING, MeetingState.HELD, MeetingState.CANCELLED):
        MeetingFactory(body=body, in_state=state)

    assert client.get(MEETINGS, {"when": when}).context["page"].paginator.count == count


def test_the_list_is_narrowed_to_a_body(town, client):
    meeting = MeetingFactory(body__org=town.root)
    MeetingFactory(body__org=town.root)

    page = client.get(MEETINGS, {"body": meeting.body.public_id})

    assert list(page.context["page"]) == [meeting]


def test_planning_begins_with_the_body_one_came_from(town, client):
    body = BodyFactory(org=town.root)
    url = reverse("liaison:meeting-plan")
    facts = {
        "body": body.pk,
        "kind": "joint",
        "title": "第四季度联席会议",
        "starts_at": "2026-12-04T14:30",
        "place": "街道三楼会议室",
    }

    assert client.get(url, {"body": body.public_id}).context["form"].initial["body"] == body.pk
    assert client.get(url, {"body": "nonsense"}).status_code == 200
    answer = client.post(url, facts)

    meeting = Meeting.objects.get()
    assert answer["Location"] == meeting.get_absolute_url()
    assert f"{timezone.localtime(meeting.starts_at):%Y-%m-%d %H:%M}" == "2026-12-04 14:30"
    assert "2026-12-04 14:30" in client.get(meeting.get_absolute_url()).content.decode()


def test_a_body_of_somebody_else_cannot_be_chosen(town, person, browser):
    foreign = BodyFactory(org=town.west)
    secretary = browser(person(Role.SECRETARY, over=town.east))
    facts = {"body": foreign.pk, "kind": "joint", "title": "示例", "place": "示例"}

    answer = secretary.post(
        reverse("liaison:meeting-plan"), {**facts, "starts_at": "2026-12-04T14:30"}
    )

    assert answer.status_code == 422
    assert not Meeting.objects.exists()


def test_a_correction_from_an_old_page_is_refused(town, office, client):
    meeting = MeetingFactory(body__org=town.root)
    url = reverse("liaison:meeting-amend", args=[meeting.public_id])
    facts = {"title": "新标题", "place": "新地点", "starts_at": "2026-12-04T14:30", "version": 1}
    meetings.amend_meeting(meeting=meeting, place="别处", actor=office)

    answer = client.post(url, facts)

    assert answer.status_code == 409
    assert Meeting.objects.get().place == "别处"


@pytest.mark.parametrize("state", MeetingState)
def test_there_is_a_notice_once_the_agenda_is_set(town, client, state):
    meeting = MeetingFactory(body__org=town.root, in_state=state)
    url = reverse("liaison:meeting-notice", args=[meeting.public_id])
    silent = {"planned", "gathering", "postponed", "cancelled"}

    answer = client.get(url)

    assert answer.status_code == (404 if state in silent else 200)
    if answer.status_code == 200:
        assert answer["Content-Type"] == DOCX
        assert b"".join(answer.streaming_content).startswith(b"PK")


def test_a_member_sees_no_draft_of_minutes_and_no_row_of_another(town, person, browser, client):
    need = NeedFactory(owner_org=town.east)
    shared = ResourceFactory(owner_partner=town.school)
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.MINUTED)
    AgendaItemFactory(meeting=meeting, need=need, position=1)
    AgendaItemFactory(meeting=meeting, resource=shared, position=2)
    MinutesFactory(meeting=meeting)
    MembershipFactory(body=meeting.body, unit_partner=town.school)
    member = browser(person(Role.PARTNER_LIAISON, over=town.school))

    def shown(reader):
        page = reader.get(meeting.get_absolute_url())
        return [line.subject for line in page.context["agenda"]], len(page.context["minutes"])

    assert shown(member) == ([None, shared], 0)
    assert shown(client) == ([need, shared], 1)


def test_what_was_left_over_is_put_on_the_agenda_with_a_click(town, client):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)
    item = AgendaItemFactory(meeting__body=meeting.body, meeting__in_state=MeetingState.HELD)
    page = client.get(meeting.get_absolute_url())
    assert page.context["left_over"] == [item]

    client.post(step(item, "carry_over", "item"), {"meeting": meeting.public_id})

    carried = AgendaItem.objects.get(meeting=meeting)
    assert carried.carried_over_from == item
    assert AgendaItem.objects.get(pk=item.pk).state == AgendaItemState.CARRIED_OVER
