"""The wall, the door and the list of a sitting as pages, and minutes under two pairs of hands."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from liaison.enums import CountersignatureState, MeetingState
from liaison.models import Attendance, Countersignature, Minutes
from liaison.selectors.sittings import door_token
from orgs.enums import Role
from tests.liaison.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    CountersignatureFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet_door():
    cache.clear()


@pytest.fixture
def meeting(town):
    return MeetingFactory(
        body__org=town.root, in_state=MeetingState.CONVENED, starts_at=timezone.now()
    )


def door(meeting, token=""):
    return reverse("liaison:door", args=[meeting.public_id, token or door_token(meeting)])


def test_the_door_counts_without_an_account_and_a_telephone_once(meeting):
    line = AttendanceFactory(meeting=meeting)
    visitor = Client()
    assert visitor.get(door(meeting)).status_code == 200

    answers = [visitor.post(door(meeting), {"unit": line.public_id}) for _again in range(2)]

    line.refresh_from_db()
    assert [answer.context["is_done"] for answer in answers] == [True, True]
    assert line.present_count == 1
    assert [cookie.value for cookie in visitor.cookies.values()] == ["1"]


def test_a_wrong_address_or_unit_counts_nobody(meeting):
    AttendanceFactory(meeting=meeting)
    other = AttendanceFactory()

    assert Client().get(door(meeting, "0" * 32)).status_code == 404
    assert Client().post(door(meeting), {"unit": other.public_id}).status_code == 409
    assert not Attendance.objects.exclude(present_count=0).exists()


def test_the_door_is_shut_on_other_days_and_to_a_crowd_of_knocks(town):
    later = MeetingFactory(
        body__org=town.root,
        in_state=MeetingState.CONVENED,
        starts_at=timezone.now() + timedelta(days=2),
    )
    assert Client().get(door(later)).context["is_closed"]

    answers = {Client().get(door(later)).status_code for _knock in range(61)}
    assert answers == {200, 429}


def test_the_wall_shows_numbers_and_asks_for_itself(town, meeting, person, browser):
    AttendanceFactory(meeting=meeting, present_count=1)
    AgendaItemFactory(meeting=meeting, title="示例议题甲")
    MembershipFactory(body=meeting.body, unit_partner=town.school, person_name="示例委员甲")
    member = person(Role.PARTNER_LIAISON, over=town.school)
    url = reverse("liaison:meeting-wall", args=[meeting.public_id])

    page = browser(member).get(url)
    part = browser(member, htmx=True).get(url)

    assert (page.context["wall"].count.present, page.context["wall"].count.expected) == (1, 2)
    assert "示例议题甲" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "示例委员甲" not in page.content.decode()
    assert browser(person(Role.SECRETARY, over=town.west)).get(url).status_code == 404


def test_the_sheet_for_the_door_is_the_runners(town, meeting, office, person, browser):
    url = reverse("liaison:door-sheet", args=[meeting.public_id])
    MembershipFactory(body=meeting.body, unit_partner=town.school)

    assert door(meeting) in browser(office).get(url).context["address"]
    member = browser(person(Role.PARTNER_LIAISON, over=town.school))
    assert member.get(url).status_code == 403


def test_the_list_is_kept_on_the_page_of_the_meeting(town, meeting, office, person, browser):
    line = AttendanceFactory(meeting=meeting)
    url = reverse("liaison:attendance-step", args=[line.public_id, "count"])
    client = browser(office)

    answer = client.post(url, {"present_count": "1", "excused_count": "1"})
    refused = client.post(url, {"present_count": "9", "excused_count": "0"})

    line.refresh_from_db()
    assert answer["Location"] == line.get_absolute_url()
    assert (line.present_count, line.excused_count, refused.status_code) == (1, 1, 409)
    stranger = browser(person(Role.SECRETARY, over=town.west))
    assert stranger.post(url, {"present_count": "1", "excused_count": "0"}).status_code == 404


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_of_a_meeting_costs_the_same_for_any_number_of_units(
    meeting, office, browser, size, django_assert_num_queries
):
    AttendanceFactory.create_batch(size, meeting=meeting)
    client = browser(office)

    with django_assert_num_queries(20):
        assert len(client.get(meeting.get_absolute_url()).context["units"]) == size


def test_the_meeting_comes_into_my_calendar(town, meeting, office, browser):
    planned = MeetingFactory(body__org=town.root)
    client = browser(office)

    file = client.get(reverse("liaison:meeting-calendar", args=[meeting.public_id]))

    assert file["Content-Type"].startswith("text/calendar")
    assert b"METHOD:REQUEST" in b"".join(file.streaming_content)
    url = reverse("liaison:meeting-calendar", args=[planned.public_id])
    assert client.get(url).status_code == 404


def test_who_edits_too_late_sees_both_texts_and_keeps_the_own_upon_the_new(town, office, browser):
    minutes = MinutesFactory(meeting__body__org=town.root, body="一、旧稿")
    url = reverse("liaison:minutes-edit", args=[minutes.public_id])
    client = browser(office)
    words = {"present": "", "excused": "", "observers": ""}
    client.post(url, {**words, "body": "一、先到的稿", "version": "1"})

    late = client.post(url, {**words, "body": "一、后到的稿", "version": "1"})

    page = late.content.decode()
    assert late.status_code == 409
    assert "<del>先</del><ins>后</ins>" in page
    assert "一、先到的稿" in page
    again = {**words, "body": "一、合成的稿", "version": late.context["form"]["version"].value()}
    assert client.post(url, again).status_code == 302
    assert Minutes.objects.get().body == "一、合成的稿"


def test_a_correction_shows_what_it_changes(town, office, browser):
    first = MinutesFactory(meeting__body__org=town.root, issued=True, body="实到11人。")
    second = MinutesFactory(meeting=first.meeting, edition=2, reason="人数有误", body="实到10人。")

    page = browser(office).get(second.get_absolute_url())

    assert page.context["earlier"] == first
    assert "实到1<del>1</del><ins>0</ins>人。" in page.content.decode()


def test_minutes_go_round_and_are_answered_on_their_page(town, office, person, browser):
    minutes = MinutesFactory(meeting__body__org=town.root)
    MembershipFactory(body=minutes.meeting.body, unit_org=town.east)
    secretary = browser(person(Role.SECRETARY, over=town.east))
    assert secretary.get(minutes.get_absolute_url()).status_code == 404
    circulate = reverse("liaison:minutes-step", args=[minutes.public_id, "circulate"])

    client = browser(office)
    client.post(
        circulate,
        {"units": [town.east.public_id], "countersign_by": timezone.localdate(), "version": "1"},
    )

    [line] = Countersignature.objects.all()
    page = secretary.get(minutes.get_absolute_url())
    [(_signature, offers)] = page.context["signatures"]
    assert [offer.action for offer in offers] == ["sign", "send_back"]
    step = reverse("liaison:countersignature-step", args=[line.public_id, "send_back"])
    assert secretary.post(step, {"reason": ""}).status_code == 422
    secretary.post(step.replace("send_back", "sign"))
    line.refresh_from_db()
    assert line.state == CountersignatureState.SIGNED


def test_a_countersignature_of_others_does_not_exist_for_me(town, person, browser):
    line = CountersignatureFactory(minutes__meeting__body__org=town.root, unit_partner=town.school)
    step = reverse("liaison:countersignature-step", args=[line.public_id, "sign"])

    assert browser(person(Role.SECRETARY, over=town.west)).post(step).status_code == 404


def test_a_sitting_over_http(town, meeting, office, person, api):
    """Read, wall, calendar, and one endpoint for each deed."""
    line = AttendanceFactory(meeting=meeting, unit_partner=town.school, unit_name="")
    client = api(office)
    member = api(person(Role.PARTNER_LIAISON, over=town.school))
    base = "/api/v1"
    at = f"{base}/meetings/{meeting.public_id}"

    counted = client.post(
        f"{base}/attendance/{line.public_id}/count/", {"present_count": 1, "excused_count": 0}
    )
    excused = member.post(f"{base}/attendance/{line.public_id}/excuse/", {"excused_count": 1})
    moved = client.post(f"{at}/change-place/", {"place": "二楼", "reason": "设备故障"})
    wall = client.get(f"{at}/wall/").json()
    calendar = client.get(f"{at}/calendar/")

    assert (counted.status_code, excused.json()["excused_count"]) == (200, 1)
    assert moved.json()["place"] == "二楼"
    assert wall["count"] == {
        "expected": 2,
        "present": 1,
        "excused": 1,
        "needed": None,
        "is_quorate": True,
    }
    assert calendar["Content-Type"] == "text/calendar"
    stranger = api(person(Role.SECRETARY, over=town.west))
    assert stranger.get(f"{at}/wall/").status_code == 404
    denied = member.post(
        f"{base}/attendance/{line.public_id}/count/", {"present_count": 2, "excused_count": 0}
    )
    assert denied.status_code == 403


def test_countersigning_over_http(town, office, person, api):
    minutes = MinutesFactory(meeting__body__org=town.root)
    MembershipFactory(body=minutes.meeting.body, unit_partner=town.school)
    base = "/api/v1"
    day = timezone.localdate().isoformat()

    out = api(office).post(
        f"{base}/minutes/{minutes.public_id}/circulate/",
        {"partners": [str(town.school.public_id)], "countersign_by": day},
        format="json",
    )
    school = api(person(Role.PARTNER_LIAISON, over=town.school))
    [line] = school.get(f"{base}/countersignatures/").json()["results"]
    back = school.post(
        f"{base}/countersignatures/{line['public_id']}/send-back/", {"reason": "人数有误"}
    )

    assert (out.status_code, out.json()["state"]) == (200, "countersigning")
    assert (back.json()["state"], back.json()["words"]) == ("sent_back", "人数有误")
