"""Ledgers of action items and of visits."""

from datetime import date

import pytest
from django.urls import reverse

from liaison.models import ActionItem, Visit
from liaison.standards import ITEM_DAYS
from orgs.imports import centre
from orgs.standards import number
from tests.liaison.followup import ActionItemFactory, ContactPointFactory, FindingFactory
from tests.orgs.imports import figures, imported

pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]

ITEMS = ["序号", "督办事项", "责任单位", "配合单位", "交办时间", "办理期限", "办理情况", "是否完成"]
LAMPS = [1, "更换路灯", "东社区", "物业", "2026-10-08", "2026-10-30", "已更换三盏", "正在推进"]
DONE = [2, "补齐标识", "示例银行", "", "2026-09-01", "2026年9月30日", "已完成", "已销号"]
VISITS = ["走访日期", "走访地点", "走访领导", "走访类型", "发现问题", "户主姓名"]
EAST = ["2026-11-03", "东社区", "孙示范", "进小区访群众", "路灯不亮", "王样例"]
SCHOOL = ["2026-11-05", "示例小学", "赵样例", "", "", ""]


def test_items_are_taken_over_as_they_stand(town, office):
    run = imported([ITEMS, LAMPS, DONE], office)

    assert figures(run) == (2, 0, 0, 0)
    lamps, done = ActionItem.objects.order_by("code")
    assert (lamps.owner, lamps.state, lamps.due_on) == (town.east, "in_hand", date(2026, 10, 30))
    # What is struck off needs its day; a ledger without one leaves it to be checked.
    assert (done.owner, done.state) == (town.bank, "reported")
    assert number(ITEM_DAYS).default == 10


def test_items_imported_again_change_nothing_and_new_words_one(town, office):
    imported([ITEMS, LAMPS, DONE], office)

    same = imported([ITEMS, LAMPS, DONE], office)
    other = imported([ITEMS, [*LAMPS[:6], "全部更换", "已销号"], DONE], office)

    assert (figures(same), figures(other)) == ((0, 0, 2, 0), (0, 1, 1, 0))
    assert ActionItem.objects.get(title="更换路灯").state == "in_hand"


def test_a_ledger_of_items_is_taken_back_whole(town, office):
    run = imported([ITEMS, LAMPS, DONE], office)

    centre.undo(run=run, actor=office)

    assert ActionItem.objects.count() == 0


def test_visits_are_taken_over_without_whom_they_met(town, people):
    leader = people.leader
    leader.name = "孙示范"
    leader.save()
    point = ContactPointFactory(community=town.east, leader=leader)
    point.posting.starts_on = None
    point.posting.save()

    run = imported([VISITS, EAST, SCHOOL], people.office)
    again = imported([VISITS, EAST, SCHOOL], people.office)

    assert (figures(run), figures(again)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert run.report["dropped_columns"] != []
    east, school = Visit.objects.order_by("visited_on")
    assert (east.visitor, east.contact_point, east.community) == (leader, point, town.east)
    assert east.findings.get().content == "路灯不亮"
    assert (school.place, school.visitor_name, school.kind) == (town.school, "赵样例", "operators")
    centre.undo(run=run, actor=people.office)
    assert Visit.objects.count() == 0


def test_both_ledgers_leave_and_come_back_and_change_nothing(town, people, browser):
    day = {"due_on": date(2026, 11, 30), "assigned_on": date(2026, 11, 2)}
    ActionItemFactory(owner_org=town.east, progress="已开工", state="in_hand", **day)
    ActionItemFactory(owner_partner=town.school, title="提供场地", assisting="物业", **day)
    FindingFactory(visit__place_org=town.west, visit__kind="members")
    client = browser(people.office)

    for page in ("liaison:action-items", "liaison:visits"):
        answer = client.post(reverse(page), {"format": "xlsx"})
        content = b"".join(answer.streaming_content)
        (run,) = centre.bring(content=content, file_name="台账.xlsx", actor=people.office)
        report = centre.check(run=run, actor=people.office).report
        assert (report["held"], report["unmapped"], report["dropped_columns"]) == ([], [], [])
        assert (report["created"], report["amended"]) == (0, 0)
        assert report["row_count"] > 0
