"""Ledgers of grids and of the people in them."""

import pytest

from grids.enums import GridPostKind, GridTier
from grids.models import Grid, GridPost
from orgs.imports import centre
from tests.orgs.imports import figures, imported

pytestmark = pytest.mark.django_db

FLAT = ["网格名称", "网格编号", "网格层级", "上级网格", "所属社区", "户数", "网格长"]
AREA = ["北片区", "01", "片区网格", "", "", "", ""]
UNIT = ["北一网格", "01-001", "单元网格", "北片区", "东社区", 120, "王示范"]
STAFF = ["网格名称", "姓名", "岗位", "专兼职", "联系电话"]


def test_a_flat_ledger_opens_grids_under_their_superiors(town, office):
    run = imported([FLAT, AREA, UNIT], office)

    unit = Grid.objects.get(code="01-001")
    assert figures(run) == (2, 0, 0, 0)
    assert (unit.tier, unit.parent.name, unit.community, unit.household_count) == (
        GridTier.UNIT,
        "北片区",
        town.east,
        120,
    )
    assert GridPost.objects.get(kind=GridPostKind.LEAD).person_name == "王示范"


def test_a_flat_ledger_imported_again_changes_nothing(town, office):
    imported([FLAT, AREA, UNIT], office)

    assert figures(imported([FLAT, AREA, UNIT], office)) == (0, 0, 2, 0)


def test_another_community_is_assigned_and_that_is_taken_back(town, office):
    imported([FLAT, AREA, UNIT], office)
    moved = [*UNIT[:4], "西社区", *UNIT[5:]]

    run = imported([FLAT, AREA, moved], office)
    assigned = Grid.objects.get(code="01-001").community
    centre.undo(run=run, actor=office)

    assert figures(run) == (0, 1, 1, 0)
    assert (assigned, Grid.objects.get(code="01-001").community) == (town.west, town.east)


def test_a_new_lead_takes_over_and_the_old_one_comes_back(town, office):
    imported([FLAT, AREA, UNIT], office)

    run = imported([FLAT, AREA, [*UNIT[:6], "李样例"]], office)
    leads = {post.person_name: post.ends_on for post in GridPost.objects.all()}
    centre.undo(run=run, actor=office)

    assert (leads["李样例"], leads["王示范"] is None) == (None, False)
    assert [(p.person_name, p.ends_on) for p in GridPost.objects.all()] == [("王示范", None)]


def test_a_person_with_two_posts_in_two_grids_holds_each(town, office):
    second = ["北二网格", "01-002", "单元网格", "北片区", "", 80, ""]
    imported([FLAT, AREA, [*UNIT[:6], ""], second], office)
    rows = [
        STAFF,
        ["北一网格", "郑拟岗", "网格员兼楼栋长", "兼职", "19000000007"],
        ["北二网格", "郑拟岗", "网格员", "兼职", "19000000007"],
    ]

    first, again = imported(rows, office), imported(rows, office)

    assert (figures(first), figures(again)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert {(p.grid.name, p.kind) for p in GridPost.objects.select_related("grid")} == {
        ("北一网格", GridPostKind.WORKER),
        ("北一网格", GridPostKind.BUILDING_LEAD),
        ("北二网格", GridPostKind.WORKER),
    }
