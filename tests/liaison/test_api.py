"""Bodies, meetings, agendas, resolutions and minutes over HTTP."""

from datetime import timedelta

import pytest
from django.utils import timezone

from liaison.enums import MeetingState
from liaison.models import AgendaItem, Body, Meeting
from orgs.enums import Role
from orgs.models import AuditEntry
from tests.liaison.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesFactory,
    ResolutionFactory,
)
from tests.resources.factories import NeedFactory

pytestmark = pytest.mark.django_db

API = "/api/v1/"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def a_resolution(org):
    item = AgendaItemFactory(meeting__body__org=org, meeting__in_state=MeetingState.HELD)
    return ResolutionFactory(item=item)


# How to make a row of each noun. Its list costs three queries: roles, count, page.
NOUNS = {
    "bodies": lambda org: BodyFactory(org=org),
    "memberships": lambda org: MembershipFactory(body__org=org, unit_org=org),
    "meetings": lambda org: MeetingFactory(body__org=org),
    "agenda-items": (
        lambda org: AgendaItemFactory(
            meeting__body__org=org,
            need=NeedFactory(owner_org=org),
            carried_over_from=AgendaItemFactory(meeting__body__org=org),
        )
    ),
    "resolutions": a_resolution,
    "minutes": lambda org: MinutesFactory(issued=True, meeting__body__org=org),
}


def url_of(noun, row, deed=""):
    return f"{API}{noun}/{row.public_id}/{deed}"


@pytest.fixture
def client(office, api):
    return api(office)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_row_out_of_reach_does_not_exist(town, person, api, noun):
    row = NOUNS[noun](town.east)

    assert api(person(Role.SECRETARY, over=town.east)).get(url_of(noun, row)).status_code == 200
    assert api(person(Role.SECRETARY, over=town.west)).get(url_of(noun, row)).status_code == 404


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("size", [1, 3])
def test_each_list_costs_the_same_at_any_size(town, client, noun, size, django_assert_num_queries):
    for _ in range(size):
        NOUNS[noun](town.east)

    with django_assert_num_queries(3):
        assert client.get(f"{API}{noun}/").json()["count"] >= size


@pytest.mark.parametrize(
    ("noun", "deed"),
    [
        ("bodies", "dissolve/"),
        ("memberships", "end/"),
        ("meetings", "gather/"),
        ("agenda-items", "place/"),
        ("minutes", "issue/"),
    ],
)
def test_a_deed_on_a_row_out_of_reach_finds_nothing(town, person, api, noun, deed):
    row = NOUNS[noun](town.east)

    stranger = api(person(Role.SECRETARY, over=town.west))

    assert stranger.post(url_of(noun, row, deed), {}, format="json").status_code == 404


def test_who_only_reads_is_forbidden_to_do(town, person, api):
    meeting = MeetingFactory(body__org=town.root)
    leader = api(person(Role.LEADER, over=town.root))

    assert leader.post(url_of("meetings", meeting, "gather/")).status_code == 403


def test_a_meeting_is_carried_from_the_plan_to_the_archive(town, client):
    body = client.post(
        f"{API}bodies/",
        {"org": "101", "kind": "extended_committee", "name": "示例大工委"},
        format="json",
    ).json()
    seat = {"body": body["public_id"], "person_name": "示例甲", "unit_org": "101801"}
    assert client.post(f"{API}memberships/", seat, format="json").json()["unit"] == "东社区党委"
    starts_at = timezone.now() - timedelta(minutes=5)
    plan = {"body": body["public_id"], "kind": "joint", "title": "联席会议", "place": "会议室"}
    meeting = client.post(
        f"{API}meetings/", {**plan, "starts_at": starts_at.isoformat()}, format="json"
    ).json()

    def step(noun, row, deed, **facts):
        answer = client.post(f"{API}{noun}/{row['public_id']}/{deed}/", facts, format="json")
        assert answer.status_code == 200, answer.json()
        return answer.json()

    step("meetings", meeting, "gather")
    need = NeedFactory(owner_org=town.east)
    item = client.post(
        f"{API}agenda-items/",
        {"meeting": meeting["public_id"], "title": "示例议题", "need": need.code},
        format="json",
    ).json()
    assert item["need"] == need.code
    step("meetings", meeting, "set-agenda")
    step("meetings", meeting, "convene", is_urgent=True, urgent_reason="补录")
    held = step("meetings", meeting, "hold", expected_count=9, present_count=8)
    assert held["number"] == f"〔{timezone.localtime(starts_at).year}〕1号"
    resolution = client.post(
        f"{API}resolutions/",
        {"item": item["public_id"], "text": "同意", "decision": "adopted", "for_count": 8},
        format="json",
    ).json()
    assert resolution["number"].startswith("决议〔")
    assert step("meetings", meeting, "minute")["state"] == "minuted"
    [draft] = client.get(f"{API}minutes/", {"meeting": meeting["public_id"]}).json()["results"]
    step("minutes", draft, "issue")
    assert step("meetings", meeting, "archive")["state"] == "archived"
    assert AuditEntry.objects.filter(verb__startswith="meeting.").count() == 8


def test_a_refused_step_answers_with_a_stable_code(town, client):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.HELD)
    empty = MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)

    late = client.post(url_of("meetings", meeting, "gather/"))
    bare = client.post(url_of("meetings", empty, "set-agenda/"))

    assert (late.status_code, late.json()["code"]) == (409, "move_refused")
    assert (bare.status_code, bare.json()["code"]) == (409, "agenda_empty")


def test_planning_twice_with_one_key_plans_once(town, client):
    body = BodyFactory(org=town.root)
    plan = {
        "body": str(body.public_id),
        "kind": "joint",
        "title": "联席会议",
        "place": "会议室",
        "starts_at": "2026-12-04T14:30:00+08:00",
    }

    answers = [
        client.post(f"{API}meetings/", plan, format="json", headers={"Idempotency-Key": "k"})
        for _ in "12"
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert Meeting.objects.count() == 1


def test_a_correction_names_the_version_it_was_made_on(town, client):
    url = url_of("bodies", BodyFactory(org=town.root))
    etag = client.get(url).headers["ETag"]

    def amend(**headers):
        return client.patch(url, {"notice_workdays": 5}, format="json", headers=headers)

    assert amend().status_code == 428
    assert amend(**{"If-Match": etag}).json()["notice_workdays"] == 5
    assert amend(**{"If-Match": etag}).status_code == 412


def test_a_body_that_is_not_seen_plans_nothing(town, person, api):
    body = BodyFactory(org=town.west)
    secretary = api(person(Role.SECRETARY, over=town.east))
    plan = {"body": str(body.public_id), "kind": "joint", "title": "示例", "place": "示例"}

    answer = secretary.post(
        f"{API}meetings/", {**plan, "starts_at": "2026-12-04T14:30:00+08:00"}, format="json"
    )

    assert answer.status_code == 400
    assert "body" in answer.json()


def test_the_votes_of_few_are_not_told(town, client):
    resolution = a_resolution(town.root)
    small = ResolutionFactory(item=resolution.item, present_count=4, for_count=4, abstained_count=0)

    def votes(row):
        shown = client.get(url_of("resolutions", row)).json()
        return [shown[f"{name}_count"] for name in ("for", "against", "abstained")]

    assert (votes(resolution), votes(small)) == ([9, 0, 1], [None, None, None])


def test_a_phone_number_is_masked(town, client):
    seat = MembershipFactory(body__org=town.root, work_phone="19000000001")

    assert client.get(url_of("memberships", seat)).json()["work_phone"] == "190****0001"


@pytest.mark.parametrize("accept", ["*/*", DOCX, "application/json"])
def test_papers_are_sent_as_files(town, client, accept):
    minutes = MinutesFactory(meeting__body__org=town.root)
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.CONVENED)

    for url in (url_of("minutes", minutes, "document/"), url_of("meetings", meeting, "notice/")):
        answer = client.get(url, headers={"Accept": accept})

        assert (answer.status_code, answer["Content-Type"]) == (200, DOCX)
        assert b"".join(answer.streaming_content).startswith(b"PK")


def test_a_notice_that_is_not_written_yet_does_not_exist(town, client):
    meeting = MeetingFactory(body__org=town.root)

    assert client.get(url_of("meetings", meeting, "notice/")).status_code == 404


def test_papers_out_of_reach_do_not_exist(town, person, api):
    stranger = api(person(Role.SECRETARY, over=town.west))
    minutes = MinutesFactory(meeting__body__org=town.east)
    meeting = MeetingFactory(body__org=town.east, in_state=MeetingState.CONVENED)

    assert stranger.get(url_of("minutes", minutes, "document/")).status_code == 404
    assert stranger.get(url_of("meetings", meeting, "notice/")).status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 2), ("?state=open", 1), ("?state=concluded", 1), ("?search=甲", 1)],
)
def test_agenda_items_are_narrowed(town, client, query, count):
    meeting = MeetingFactory(body__org=town.root)
    AgendaItemFactory(meeting=meeting, title="议题甲")
    AgendaItemFactory(meeting=meeting, title="议题乙", state="concluded")

    assert client.get(f"{API}agenda-items/{query}").json()["count"] == count


@pytest.mark.parametrize(("current", "count"), [("", 2), ("true", 1), ("false", 1)])
def test_seats_are_narrowed_to_those_in_office(town, client, current, count):
    seat = MembershipFactory(body__org=town.root)
    MembershipFactory(body=seat.body, ends_on=seat.starts_on)

    query = {"current": current, "body": seat.body.public_id}

    assert client.get(f"{API}memberships/", query).json()["count"] == count


def test_carrying_an_item_over_answers_with_the_new_one(town, client):
    item = AgendaItemFactory(meeting__body__org=town.root, meeting__in_state=MeetingState.HELD)
    later = MeetingFactory(body=item.meeting.body)

    answer = client.post(
        url_of("agenda-items", item, "carry-over/"), {"meeting": str(later.public_id)}
    ).json()

    assert answer["carried_over_from"] == str(item.public_id)
    assert AgendaItem.objects.get(public_id=answer["public_id"]).meeting == later


def test_dissolving_over_http_needs_its_reason(town, client):
    body = BodyFactory(org=town.root)

    assert client.post(url_of("bodies", body, "dissolve/"), {}).status_code == 400
    assert client.post(url_of("bodies", body, "dissolve/"), {"reason": "完成"}).status_code == 200
    assert Body.objects.get().is_active is False
