"""党组织台账 in full: every column that has a home, and what a row says that is not taken over."""

import re
from datetime import date

import pytest
from django.urls import reverse

from orgs.enums import OrgKind, PostKind, SetUpMode
from orgs.imports import centre
from orgs.models import FormerPlace, Org, Posting
from tests.orgs.imports import checked, figures, imported

pytestmark = pytest.mark.django_db

HEADER = re.split(
    " ",
    "党组织名称 党组织代码 上级党组织 组织类别 组建方式 成立时间 最近换届 届满时间 书记姓名 委员数 "
    "党员总数 直管党员 在职报到数 协管党员 党务工作者 党建指导员 后备人才 阵地面积(㎡)",
)
ROW = re.split(
    " ",
    "测云公司党支部 101801001 东社区党委 企业党组织 独立组建 2021.9 2024.6.6 2027.6 王示范 3 "
    "31 20 8 3 李样例 赵测试 陈演示、孙拟定 65",
)


def changed(**cells):
    return [cells.get(title, cell) for title, cell in zip(HEADER, ROW, strict=True)]


@pytest.fixture
def firm(town, office):
    imported([HEADER, ROW], office, street=town.root)
    return Org.objects.get(code="101801001")


def test_every_column_finds_its_home(firm):
    assert (firm.set_up_mode, firm.elected_on) == (SetUpMode.INDEPENDENT, date(2024, 6, 6))
    assert (firm.committee_count, firm.in_service_count) == (3, 8)
    assert (firm.directly_managed_count, firm.co_managed_count) == (20, 3)
    assert sorted(firm.postings.values_list("kind", "person_name")) == [
        (PostKind.FULL_TIME_WORKER, "李样例"),
        (PostKind.INSTRUCTOR, "赵测试"),
        (PostKind.RESERVE_TALENT, "孙拟定"),
        (PostKind.RESERVE_TALENT, "陈演示"),
        (PostKind.SECRETARY, "王示范"),
    ]


def test_the_same_ledger_again_changes_nothing(town, firm, office):
    assert figures(imported([HEADER, ROW], office, street=town.root)) == (0, 0, 1, 0)
    assert Posting.objects.count() == 5


def test_the_list_leaves_with_every_column_and_comes_back_unchanged(town, firm, office, browser):
    answer = browser(office).post(reverse("orgs:org-list"), {"format": "csv"})
    content = b"".join(answer.streaming_content)

    (run,) = centre.bring(content=content, file_name="党组织台账.csv", actor=office)
    run = centre.check(run=run, actor=office)

    assert set(HEADER) <= set(content.decode("utf-8-sig").splitlines()[0].split(","))
    assert (run.report["created"], run.report["amended"], run.report["held"]) == (0, 0, [])
    assert run.report["deeds"] == []


@pytest.mark.parametrize(
    ("title", "said", "kept"),
    [("组织类别", "党支部", "企业党组织"), ("党组织代码", "101801009", "101801001")],
)
def test_another_kind_or_code_is_told_and_not_taken_over(town, firm, office, title, said, kept):
    run = checked([HEADER, changed(**{title: said})], office, street=town.root)

    told = [notice["message"] for notice in run.report["notices"] if notice["row"]]
    assert any(said in message and kept in message for message in told)
    centre.apply(run=run, actor=office)
    firm.refresh_from_db()
    assert (firm.kind, firm.code) == (OrgKind.ENTERPRISE, "101801001")


def test_an_import_taken_back_leaves_no_former_place(town, firm, office):
    run = imported([HEADER, changed(上级党组织="西社区党委")], office, street=town.root)
    place = FormerPlace.objects.get()
    assert (place.parent, Org.objects.get(pk=firm.pk).parent) == (town.east, town.west)

    centre.undo(run=run, actor=office)

    assert Org.objects.get(pk=firm.pk).parent == town.east
    assert not FormerPlace.objects.exists()
