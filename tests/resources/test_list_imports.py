"""Ledgers of needs and resources."""

import pytest

from orgs.imports import centre
from resources.models import Need, Resource
from tests.orgs.imports import figures, imported

pytestmark = pytest.mark.django_db

NEEDS = ["提出单位", "需求类别", "需求内容", "受益对象", "期望完成时间", "联系人", "联系电话"]
READING = [
    "东社区",
    "场地",
    "周末借用会议室开展读书会",
    "老年人",
    "2026年12月",
    "王示社",
    "19000000021",
]
BY_PARTNER = ["示例银行", "服务", "为职工子女办暑期托管", "职工", "尽快", "钱行拟", "19000000031"]
RESOURCES = ["提供单位", "资源类别", "资源内容", "可提供数量频次", "联系人", "联系电话"]
HALL = ["示例小学", "场地", "报告厅（300座）", "1处", "赵校样", "19000000032"]


def test_needs_of_communities_and_of_partner_units_are_listed_under_their_owner(town, office):
    run = imported([NEEDS, READING, BY_PARTNER], office)

    assert figures(run) == (2, 0, 0, 0)
    assert {need.content: need.owner for need in Need.objects.all()} == {
        READING[2]: town.east,
        BY_PARTNER[2]: town.bank,
    }


def test_a_list_imported_again_changes_nothing_and_one_cell_changes_one_need(town, office):
    imported([NEEDS, READING, BY_PARTNER], office)

    same = imported([NEEDS, READING, BY_PARTNER], office)
    other = imported([NEEDS, [*READING[:6], "19000000099"], BY_PARTNER], office)

    assert (figures(same), figures(other)) == ((0, 0, 2, 0), (0, 1, 1, 0))
    assert Need.objects.get(content=READING[2]).contact_phone == "19000000099"


def test_a_list_is_taken_back_whole(town, office):
    runs = [imported([NEEDS, READING], office), imported([RESOURCES, HALL], office)]

    for run in reversed(runs):
        centre.undo(run=run, actor=office)

    assert (Need.objects.count(), Resource.objects.count()) == (0, 0)


def test_a_unit_nobody_knows_is_held_and_named(town, office):
    run = imported([NEEDS, READING, ["无此社区", *BY_PARTNER[1:]]], office)

    assert figures(run) == (1, 0, 0, 1)
    assert "无此社区" in run.report["held"][0]["problems"][0]["message"]
