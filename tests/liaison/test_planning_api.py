"""Series, busy times, schedules and best times over HTTP."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from liaison.enums import MeetingState
from liaison.models import BusyTime, SchedulePlan
from liaison.services import busy_times
from orgs.enums import Role
from tests.liaison.factories import (
    BusyTimeFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    SeriesSittingFactory,
)
from tests.liaison.schedules import at, due_street, planned

pytestmark = pytest.mark.django_db
BASE = "/api/v1"


def test_a_series_is_read_added_and_amended(town, office, api):
    series = MeetingSeriesFactory(body__org=town.east)
    client = api(office)

    added = client.post(
        f"{BASE}/meeting-series/",
        {"body": series.body.public_id, "kind": "joint", "title": "联席会", "every": "month"},
    )
    read = client.get(f"{BASE}/meeting-series/{series.public_id}/")
    amended = client.patch(
        f"{BASE}/meeting-series/{series.public_id}/",
        {"length": "02:00:00", "cadence_text": "每月15日"},
        headers={"If-Match": read["ETag"]},
    )

    assert (added.status_code, amended.status_code) == (201, 200)
    assert amended.json()["cadence_rule"] == "FREQ=MONTHLY;BYMONTHDAY=15"


def test_a_joint_sitting_is_counted_for_its_series(town, office, api):
    held = MeetingFactory(body__org=town.east, in_state=MeetingState.HELD)
    sitting = SeriesSittingFactory(meeting=held)

    answer = api(office).post(
        f"{BASE}/series-sittings/{sitting.public_id}/count/",
        {"expected_count": 9, "present_count": 7},
    )

    assert answer.json()["counts"] is True


def test_a_schedule_is_made_moved_and_published(town, office, api):
    due_street(town)
    client = api(office)

    made = client.post(
        f"{BASE}/schedule-plans/", {"street": town.root.code, "period": "2036-Q1"}
    ).json()
    sittings = client.get(f"{BASE}/planned-sittings/?plan={made['public_id']}").json()["results"]
    locked = client.post(f"{BASE}/planned-sittings/{sittings[0]['public_id']}/lock/")
    published = client.post(f"{BASE}/schedule-plans/{made['public_id']}/publish/")
    again = client.post(f"{BASE}/schedule-plans/{made['public_id']}/publish/")

    assert (made["state"], made["gap"], len(sittings)) == ("draft", 0.0, 7)
    assert (locked.json()["state"], published.json()["state"]) == ("locked", "published")
    assert (again.status_code, again.json()["code"]) == (409, "move_refused")


def test_a_stranger_reads_no_schedule_no_busy_time_and_no_series(town, office, person, api):
    due_street(town)
    BusyTimeFactory(org=town.east)
    planned(town, office)
    client = api(person(Role.SECRETARY, over=town.west))

    for path in ("schedule-plans", "planned-sittings", "busy-times", "meeting-series"):
        assert client.get(f"{BASE}/{path}/").json()["count"] == 0
    plan = SchedulePlan.objects.get()
    assert client.post(f"{BASE}/schedule-plans/{plan.public_id}/publish/").status_code == 404


def test_busy_times_are_noted_corrected_and_taken_away(town, office, api):
    client = api(office)
    facts = {
        "org": town.east.code,
        "person_name": "示书记",
        "kind": "trip",
        "starts_at": at(date(2036, 1, 7), 8).isoformat(),
        "ends_at": at(date(2036, 1, 8), 18).isoformat(),
    }

    backwards = client.post(f"{BASE}/busy-times/", facts | {"ends_at": facts["starts_at"]})
    noted = client.post(f"{BASE}/busy-times/", facts)
    url = f"{BASE}/busy-times/{noted.json()['public_id']}/"
    amended = client.patch(url, {"kind": "training"}, headers={"If-Match": noted["ETag"]})
    gone = client.delete(url)

    assert (backwards.status_code, noted.status_code) == (409, 201)
    assert (amended.json()["kind"], gone.status_code) == ("training", 204)
    assert not BusyTime.objects.exists()


def test_busy_times_of_others_are_not_a_strangers_and_are_forgotten(town, person):
    busy = BusyTimeFactory(org=town.east)
    stranger = person(Role.SECRETARY, over=town.west)

    with pytest.raises(PermissionDenied):
        busy_times.drop_busy_time(busy=busy, actor=stranger)
    with pytest.raises(PermissionDenied):
        busy_times.amend_busy_time(busy=busy, actor=stranger, kind="duty")

    assert busy_times.forget_busy_times(before=busy.ends_at) == 0
    assert busy_times.forget_busy_times(before=at(date(2036, 1, 1), 0)) == 1


def test_the_best_times_leave_out_standing_meetings_and_name_nobody_to_members(
    town, office, person, api
):
    due = due_street(town)
    body = due.joint.body
    MeetingFactory(body=due.committee.body, starts_at=at(date(2026, 11, 5), 9))
    BusyTimeFactory(
        org=town.east,
        person_name="示西",
        starts_at=at(date(2026, 11, 1), 0),
        ends_at=at(date(2026, 12, 1), 0),
    )
    asked = {"body": body.public_id, "first": "2026-11-05", "last": "2026-11-05", "length": "01:30"}
    asked["length"] = "01:30:00"
    member = body.memberships.get(person_name="示西")
    member.user = person(Role.SECRETARY, over=town.west)
    member.save()

    full = api(office).get(f"{BASE}/best-slots/", asked).json()
    own = api(member.user).get(f"{BASE}/best-slots/", asked).json()
    stranger = api(person(Role.SECRETARY, over=town.north)).get(f"{BASE}/best-slots/", asked)

    times = [slot["starts_at"][11:16] for slot in full["slots"]]
    assert "09:00" not in times
    assert times
    assert all(slot["absent_posts"] == [] for slot in own["slots"])
    assert stranger.status_code == 400
