"""Ledgers of grids and of the people in them, with the traps of practice 13.2 and 13.3."""

import pytest

from grids.enums import GridPostKind, GridTier
from grids.models import Grid, GridPost
from grids.services.sources import keep_source
from orgs.imports import centre
from tests.orgs.imports import checked, figures, imported

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


# As an office sends it: three tiers once merged, 同上, words in numbers, a vacancy, notes.
HEADER = [
    "序号",
    "片区",
    "单元网格",
    "基础网格",
    "四至（东/西/南/北）",
    "楼栋数（栋）",
    "户数",
    "常住人口",
    "流动人口",
    "网格长",
    "备注",
]
QUARTER = [
    ["2026年第三季度网格划分情况统计表"],
    HEADER,
    [1, "东苑片区", "东苑一网格", "01", "东至样例路，西至示范街 ", 2, "46户", 118, 12, "陈演示"],
    [2, "", "", "02", "同上", 1, "约38", 95, "/", "陈演示", "老旧小区，无物业"],
    [3, "", "东苑二网格", "03", "东至样例路  南至青梧河", "１２", 312, "1,028", "２０３", "孙测演"],
    [4, "西桥片区", "西桥一网格", "01", "—", 3, "60余", "0.02万", "无", "空缺", "拟拆分"],
    ["合计", "", "", "", "", 18],
    ["填表人：刘拟填　　审核人：赵样审　　（盖章）"],
]  # fmt: skip


def test_the_ledger_of_practice_is_read_with_all_its_traps(town, office):
    imported(QUARTER, office)

    first, second, third, fourth = Grid.objects.of_tier(GridTier.BASE).order_by("name")
    assert (first.name, first.parent.name) == ("东苑一网格01", "东苑一网格")
    assert (first.east, first.south, second.east) == ("样例路", "", "样例路")
    assert (third.east, third.south, third.boundaries) == ("样例路", "青梧河", "")
    assert (second.household_count, second.is_household_count_rough) == (38, True)
    assert (second.floating_count, third.floating_count) == (None, 203)
    assert (third.building_count, third.resident_count) == (12, 1028)
    assert (fourth.household_count, fourth.resident_count, fourth.east) == (60, 200, "")
    assert not fourth.posts.exists()
    assert second.remark == "老旧小区，无物业"


def test_a_base_grid_of_that_size_is_worth_a_second_look(town, office):
    run = checked(QUARTER, office)

    assert "312" in str(run.report["notices"])


def test_four_columns_of_sides_and_words_for_them(town, office):
    header = [*FLAT, "四至", "", "", "", "是否无人管理区域"]
    below = ["", "", "", "", "", "", "", "东", "南", "西", "北", ""]
    rows = [
        header,
        below,
        [*AREA, "", "", "", "", ""],
        [*UNIT, "样例路", "青梧河", "示范街", "至演示巷", "是"],
    ]

    imported(rows, office)

    unit = Grid.objects.get(code="01-001")
    assert (unit.east, unit.south, unit.west, unit.north) == (
        "样例路",
        "青梧河",
        "示范街",
        "演示巷",
    )
    assert unit.is_unmanaged is True


def test_a_boundary_without_sides_stays_in_its_own_words(town, office):
    header = [*FLAT, "四至范围"]
    words = "以浚河路、板桥路和滨河东路为界"

    imported([header, [*AREA, words], [*UNIT, f"{words}；东至样例路"]], office)

    area, unit = Grid.objects.get(code="01"), Grid.objects.get(code="01-001")
    assert (area.boundaries, area.east) == (words, "")
    assert (unit.boundaries, unit.east) == (words, "样例路")


ROSTER = ["网格名称", "姓名", "岗位", "来源", "责任单位", "责任区域", "专兼职", "任职日期", "备注"]


def test_sources_units_and_what_they_answer_for_come_from_the_roster(town, office):
    imported([FLAT, AREA, [*UNIT[:6], ""]], office)
    rows = [
        ROSTER,
        ["北一网格", "陈演示", "网格长", "社区专职工作者", "", "", "专职", "2020.4", ""],
        ["北一网格", "郑拟岗", "包联单位", "", "示例小学", "示例巷", "兼职", "", ""],
        ["北一网格", "周样员", "楼门长", "热心群众", "", "3号楼2单元", "兼", "", "以奖代补"],
    ]

    first, again = imported(rows, office), imported(rows, office)

    posts = {post.person_name: post for post in GridPost.objects.all()}
    assert (figures(first), figures(again)) == ((3, 0, 0, 0), (0, 0, 3, 0))
    assert (posts["陈演示"].source, str(posts["陈演示"].starts)) == ("专职社工", "2020-04")
    assert (posts["郑拟岗"].kind, posts["郑拟岗"].partner) == ("responsible_unit", town.school)
    assert (posts["郑拟岗"].covers, posts["周样员"].kind) == ("示例巷", "stairwell_lead")
    assert (posts["周样员"].source, posts["周样员"].remark) == ("", "以奖代补；来源：热心群众")


def test_a_word_the_office_added_is_read_as_its_source(town, office):
    keep_source(street=town.root, name="退役军人", aliases="老兵", actor=office)
    imported([FLAT, AREA, [*UNIT[:6], ""]], office)

    imported([ROSTER, ["北一网格", "陈演示", "网格员", "老兵", "", "", "", "", ""]], office)

    assert GridPost.objects.get().source == "退役军人"


def test_a_post_that_does_not_stand_there_is_held(town, office):
    imported([FLAT, AREA, [*UNIT[:6], ""]], office)
    rows = [
        ROSTER,
        ["北片区", "陈演示", "楼栋长", "", "", "", "", "", ""],
        ["北一网格", "郑拟岗", "责任单位", "", "", "", "", "", ""],
    ]

    run = checked(rows, office)

    assert {held["reason"] for held in run.report["held"]} == {"misplaced_post", "unknown_unit"}


def test_the_roster_of_practice_keeps_posts_and_drops_persons(town, office):
    base = ["东苑一网格01", "01-001-01", "基础网格", "01-001", "", 40, ""]
    base2 = ["东苑一网格02", "01-001-02", "基础网格", "01-001", "", 40, ""]
    unit = ["东苑一网格", *UNIT[1:6], ""]
    west = ["西桥一网格", "01-002", "单元网格", "北片区", "", 60, ""]
    imported([FLAT, AREA, unit, west, base, base2], office)
    phones = "19000000008/19000000009"
    header = ["序号", "网格", "姓名", "性别", "身份证号码", "政治面貌", "职务", "专/兼职", "手机"]
    header.append("上岗时间")
    rows = [
        ["青梧街道网格员花名册"],
        header,
        [1, "东苑一网格", "陈演示", "男", "0", "党员", "网格长", "专职", "1.9E+10", "2020.4"],
        [2, "东苑一网格01", "郑拟岗 ", "女", "*", "群众", "网格员", "兼", "19000000007", "2022.9"],
        [3, "东苑一网格01、02", "周 样员", "女", "", "党员", "网格员兼楼栋长", "兼职", phones],
        [4, "西桥一网格", "空缺", "", "", "", "网格长"],
    ]  # fmt: skip

    run = imported(rows, office)

    held = {row["reason"] for row in run.report["held"]}
    dropped = set(run.report["dropped_columns"])
    posts = {(p.grid.name, p.person_name, p.kind) for p in GridPost.objects.select_related("grid")}
    assert (held, {"性别", "身份证号码", "政治面貌"} <= dropped) == ({"lost_phone"}, True)
    assert posts == {
        ("东苑一网格01", "郑拟岗", "worker"),
        *(
            (f"东苑一网格0{n}", "周样员", kind)
            for n in "12"
            for kind in ("worker", "building_lead")
        ),
    }
    assert {p.work_phone for p in GridPost.objects.filter(person_name="周样员")} == {"19000000008"}
