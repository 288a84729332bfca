"""The roster of bodies as offices keep it: brought in, corrected, taken back, and sent out."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from liaison.enums import BodyKind, MembershipRole
from liaison.models import Membership
from orgs.imports import centre
from tests.liaison.factories import BodyFactory, MembershipFactory

pytestmark = pytest.mark.django_db

HEAD = ("机构名称", "职务", "姓名", "所在单位及职务", "任期起止")


@pytest.fixture
def committee(town):
    return BodyFactory(org=town.root, kind=BodyKind.EXTENDED_COMMITTEE, name="示例街道大工委")


def brought(rows, *, actor, street, head=HEAD):
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    runs = centre.bring(
        content=text.getvalue().encode("utf-8-sig"),
        file_name="机构成员台账.csv",
        actor=actor,
        street=street,
    )
    return centre.check(run=runs[0], actor=actor)


def seats():
    return {seat.person_name: seat for seat in Membership.objects.for_list()}


def test_rows_seat_people_for_their_units_and_terms(town, office, committee):
    rows = [
        ("示例街道大工委", "书记", "甲样例", "示例街道党工委书记", "2024.1-2028.12"),
        ("示例街道大工委", "兼职委员", "乙样例", "示例小学校长", "2024年3月至2028年2月"),
        ("示例街道大工委", "列席", "丙样例", "外区拟设单位负责人", ""),
    ]

    run = brought(rows, actor=office, street=town.root)
    centre.apply(run=run, actor=office)

    found = seats()
    assert {name: seat.role for name, seat in found.items()} == {
        "甲样例": MembershipRole.LEADER,
        "乙样例": MembershipRole.MEMBER,
        "丙样例": MembershipRole.OBSERVER,
    }
    second = found["乙样例"]
    assert (second.unit_partner, second.post) == (town.school, "校长")
    assert (second.starts_on, second.ends_on) == (date(2024, 3, 1), date(2028, 2, 29))
    assert found["甲样例"].unit_org == town.root
    assert found["丙样例"].unit_name == "外区拟设单位负责人"

    centre.undo(run=run, actor=office)

    assert seats() == {}


def test_a_refused_row_is_told_and_an_unknown_body_is_held(town, office, committee):
    BodyFactory(org=town.root, kind=BodyKind.COORDINATION_GROUP, name="示例协调小组", parent=None)
    rows = [
        ("示例协调小组", "组长", "甲样例", "示例街道党工委科长", ""),
        ("示例街道大工委", "委员", "乙样例", "示例小学校长", ""),
        ("没有这个机构", "委员", "丙样例", "", ""),
    ]

    run = brought(rows, actor=office, street=town.root)
    assert [held["name"] for held in run.report["held"]] == ["丙样例"]
    run = centre.apply(run=run, actor=office)

    assert set(seats()) == {"乙样例"}
    assert [notice["row"] for notice in run.report["notices"]] == [2]


def test_a_new_leader_takes_the_place_of_the_one_before(town, office, committee):
    before = MembershipFactory(body=committee, role=MembershipRole.LEADER)
    rows = [("示例街道大工委", "书记", "新样例", "示例街道党工委书记", "")]

    centre.apply(run=brought(rows, actor=office, street=town.root), actor=office)

    before.refresh_from_db()
    assert before.ends_on < timezone.localdate()
    assert Membership.objects.current().get().person_name == "新样例"


def test_the_exported_roster_comes_back_and_changes_nothing(town, office, committee, browser):
    MembershipFactory(body=committee, role=MembershipRole.LEADER, unit_org=town.root)
    MembershipFactory(
        body=committee,
        unit_partner=town.school,
        is_part_time=True,
        ends_on=date(2030, 6, 30),
    )
    response = browser(office).post(reverse("liaison:seats"), {"format": "xlsx"})
    content = b"".join(response.streaming_content)

    [run] = centre.bring(
        content=content, file_name="机构成员台账.xlsx", actor=office, street=town.root
    )
    report = centre.check(run=run, actor=office).report

    assert (report["held"], report["unmapped"], report["row_count"]) == ([], [], 2)
    assert (report["created"], report["amended"]) == (0, 0)
