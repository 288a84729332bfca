"""Ledgers of venues."""

import pytest
from django.urls import reverse

from orgs.imports import centre
from resources.models import Venue
from tests.factories import FacilityFactory
from tests.orgs.imports import figures, imported

pytestmark = pytest.mark.django_db

HEAD = ["名称", "所属", "容纳人数", "开放时间", "联系电话"]
HALL = ["报告厅", "示例小学", "300人", "周一到周五8:30-17:30", "19000000021"]
ROOM = ["党员活动室", "示例服务中心", "40", "每天 9:00-21:00", "19000000022"]


def test_rooms_of_units_and_facilities_are_opened_corrected_and_taken_back(town, office):
    centre_house = FacilityFactory(street=town.root, name="示例服务中心")

    first = imported([HEAD, HALL, ROOM], office)
    again = imported([HEAD, HALL, ROOM], office)
    other = imported([HEAD, [*HALL[:2], "200", *HALL[3:]], ROOM], office)
    stored = {venue.name: (venue.place, venue.seat_count) for venue in Venue.objects.all()}
    for run in (other, first):
        centre.undo(run=run, actor=office)

    assert [figures(run) for run in (first, again, other)] == [
        (2, 0, 0, 0),
        (0, 0, 2, 0),
        (0, 1, 1, 0),
    ]
    assert stored == {"报告厅": (town.school, 200), "党员活动室": (centre_house, 40)}
    assert Venue.objects.count() == 0


def test_a_room_of_nobody_known_or_without_seats_is_held(town, office):
    run = imported(
        [HEAD, HALL, ["甲", "无此单位", "20", "", ""], ["乙", "示例银行", "", "", ""]], office
    )

    assert figures(run) == (1, 0, 0, 2)


def test_a_part_finds_its_whole_wherever_the_ledger_has_it(town, office):
    half = ["报告厅东区", *HALL[1:2], "100人", *HALL[3:], "报告厅"]
    lost = ["会客室", *HALL[1:2], "8人", *HALL[3:], "大礼堂"]

    run = imported([[*HEAD, "所属整间"], half, [*HALL, ""], lost], office)

    wholes = {venue.name: venue.whole and venue.whole.name for venue in Venue.objects.all()}
    assert wholes == {"报告厅": None, "报告厅东区": "报告厅", "会客室": None}
    assert any("会客室" in notice["message"] for notice in run.report["notices"])


def test_an_exported_list_of_venues_changes_nothing_when_it_comes_back(town, office, browser):
    half = ["报告厅东区", *HALL[1:2], "100人", *HALL[3:], "报告厅"]
    imported([[*HEAD, "所属整间"], half, [*HALL, ""]], office)
    response = browser(office).post(reverse("resources:venues"), {"format": "xlsx"})

    (run,) = centre.bring(
        content=b"".join(response.streaming_content),
        file_name="场地台账.xlsx",
        actor=office,
        street=town.root,
    )
    run = centre.check(run=run, actor=office)

    report = run.report
    assert (run.kind, report["row_count"]) == ("venues", 2)
    assert (report["created"], report["amended"], report["held"]) == (0, 0, [])
    assert (report["unmapped"], report["dropped_columns"]) == ([], [])
