"""Rows that hang under one another: their superiors, their places and the zeros of their codes."""

import pytest

from partybuild.spreadsheets import Known, Register, Sheet, read
from tests.spreadsheets.offices import BY_KIND, Names

HEADER = ("党组织名称", "党组织代码", "上级党组织", "类别")
ROOT = ("示例街道党工委", "001", None, "党工委")
AREA = ("北片区党总支", "001001", "示例街道党工委", "党总支")
BRANCH = ("北一网格党支部", "001001001", "北片区党总支", "党支部")
GROUP = ("北一01党小组", "001001001001", "北一网格党支部", "党小组")


def reading_of(*rows, known=(), header=HEADER):
    names = Names({Register.ORGS: list(known)})
    return read(BY_KIND["organizations"], [Sheet("一", (header, *rows))], directory=names)


def held(reading):
    return {one.name: one.reason for one in reading.held}


def test_a_superior_may_stand_below_its_row():
    reading = reading_of(GROUP, BRANCH, AREA, ROOT)

    assert [row.values["parent"] for row in reading.rows] == [GROUP[2], BRANCH[2], AREA[2], None]


def test_a_superior_may_be_stored_already():
    reading = reading_of(BRANCH, GROUP, known=[Known("北片区党总支", "001001", "党总支", "pk 7")])

    assert held(reading) == {}
    assert [link.ref for row in reading.rows for link in row.links["parent"]] == ["pk 7", "一!2"]


def test_a_row_below_a_held_row_is_held_however_deep():
    broken = (*AREA[:3], "党总之")

    reading = reading_of(ROOT, broken, BRANCH, GROUP)

    assert held(reading) == {
        AREA[0]: "unknown_kind",
        BRANCH[0]: "unknown_parent",
        GROUP[0]: "unknown_parent",
    }


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        ("党小组", AREA[0]),
        ("党小组", ROOT[0]),
        ("党支部", ROOT[0]),
        ("党总支", AREA[0]),
        ("党工委", ROOT[0]),
        ("社区党委", BRANCH[0]),
        ("企业党组织", BRANCH[0]),
    ],
)
def test_a_row_may_not_skip_a_level(kind, parent):
    reading = reading_of(ROOT, AREA, BRANCH, ("新设", "9", parent, kind))

    assert held(reading) == {"新设": "level_skip"}


def test_a_row_that_must_have_a_superior_and_names_none_is_held():
    reading = reading_of(ROOT, AREA, (*BRANCH[:2], "无", "党支部"))

    assert held(reading) == {BRANCH[0]: "unknown_parent"}
    assert reading.held[0].problems[0].suggestion == AREA[0]


def test_two_rows_that_name_each_other_hang_nowhere():
    first = ("甲", "1", "乙", "党支部")
    second = ("乙", "2", "甲", "临时党支部")

    reading = reading_of(ROOT, first, second)

    assert set(held(reading)) == {"甲", "乙"}


def test_of_two_superiors_of_one_name_somebody_must_choose():
    other = ("北片区党总支", "001002", "示例街道党工委", "党总支")

    reading = reading_of(
        ROOT, BRANCH, known=[Known(*AREA[:2], "党总支"), Known(*other[:2], "党总支")]
    )

    assert held(reading) == {BRANCH[0]: "ambiguous_unit"}


def test_one_name_with_two_codes_is_decided_by_somebody():
    reading = reading_of(ROOT, AREA, ("北片区党总支", "001009", "示例街道党工委", "党总支"))

    assert held(reading) == {AREA[0]: "near_duplicate"}


def test_one_code_with_two_names_is_decided_by_somebody():
    reading = reading_of(ROOT, AREA, ("南片区党总支", "001001", "示例街道党工委", "党总支"))

    assert held(reading) == {"南片区党总支": "near_duplicate"}


def test_without_a_column_for_it_the_superior_is_told_by_the_code():
    header = (HEADER[0], HEADER[1], HEADER[3])
    rows = [(row[0], row[1], row[3]) for row in (ROOT, AREA, BRANCH, GROUP)]

    reading = reading_of(*rows, header=header)

    assert [row.values["parent"] for row in reading.rows] == [None, ROOT[0], AREA[0], BRANCH[0]]


def test_without_a_column_for_it_the_kind_is_told_by_the_name():
    header = HEADER[:3]
    rows = [row[:3] for row in (ROOT, AREA, BRANCH, GROUP)]

    reading = reading_of(*rows, ("示例有限公司党支部", "001901", ROOT[0]), header=header)

    kinds = [row.values["kind"] for row in reading.rows]
    assert kinds == ["党工委", "党总支", "党支部", "党小组", "企业党组织"]
    assert {notice.code for notice in reading.notices} == {"kind_by_name"}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("街道党工委", "党工委"),
        ("片区党总支", "党总支"),
        ("网格党支部", "党支部"),
        ("楼宇党小组", "党小组"),
        ("网格党小组", "党小组"),
        ("社区党组织", "社区党委"),
        ("综合党委", "综合党委"),
        ("非公企业党组织", "企业党组织"),
        ("两新党支部", "企业党组织"),
        ("临时支部", "临时党支部"),
    ],
)
def test_kinds_are_worded_in_many_ways(word, kind):
    column = BY_KIND["organizations"].column("kind")

    assert column.clean(word) == kind


def test_lost_zeros_are_put_back_from_the_superior_down():
    reading = reading_of(ROOT, (AREA[0], 1001, *AREA[2:]), (BRANCH[0], 1001001, *BRANCH[2:]))

    assert [row.values["code"] for row in reading.rows] == ["001", "001001", "001001001"]
    assert [notice.code for notice in reading.notices] == ["code_padded", "code_padded"]


def test_lost_zeros_are_put_back_by_the_width_of_the_fellows():
    communities = [
        ("东社区党委", "001801", ROOT[0], "社区党委"),
        ("西社区党委", "001802", ROOT[0], "社区党委"),
        ("甲公司党支部", "001901", "东社区党委", "企业党组织"),
        ("乙公司党支部", 1902, "西社区党委", "企业党组织"),
    ]

    reading = reading_of(ROOT, *communities)

    assert reading.rows[-1].values["code"] == "001902"


def test_codes_that_never_had_zeros_are_left_alone():
    reading = reading_of(
        ("示例街道党工委", 7, None, "党工委"), ("北片区党总支", 71, "示例街道党工委", "党总支")
    )

    assert [row.values["code"] for row in reading.rows] == ["7", "71"]
    assert reading.notices == ()


def test_flat_grids_may_name_their_superior_by_its_code_and_leave_the_tier_out():
    header = ("网格名称", "网格编号", "上级网格", "户数")
    rows = [
        ("北片区", "01", None, None),
        ("北一网格", "0101", "01", 380),
        ("北一网格01", "010101", "0101", 46),
    ]

    reading = read(BY_KIND["grids"], [Sheet("一", (header, *rows))], directory=Names())

    assert [(row.values["tier"], row.values["parent"]) for row in reading.rows] == [
        ("片区", None),
        ("单元网格", "北片区"),
        ("基础网格", "北一网格"),
    ]


def test_a_flat_base_grid_may_not_hang_under_an_area():
    header = ("网格名称", "网格编号", "网格层级", "上级网格")
    rows = [("北片区", "01", "片区", None), ("北一网格01", "0101", "基础网格", "北片区")]

    reading = read(BY_KIND["grids"], [Sheet("一", (header, *rows))], directory=Names())

    assert held(reading) == {"北一网格01": "level_skip"}


def test_the_superior_of_a_root_is_outside_and_keeps_nothing_back():
    reading = reading_of((ROOT[0], ROOT[1], "中共样例区委", ROOT[3]), AREA)

    assert [row.values["parent"] for row in reading.rows] == [None, ROOT[0]]
    assert [notice.code for notice in reading.notices] == ["superior_outside"]


def test_flat_grids_without_names_are_called_by_their_codes():
    header = ("网格编号", "网格层级", "上级网格", "户数")
    rows = [("A1", "片区", None, None), ("A1-01", "单元网格（社区）", "A1", 380)]

    reading = read(BY_KIND["grids"], [Sheet("一", (header, *rows))], directory=Names())

    assert [(row.values["name"], row.values["parent"]) for row in reading.rows] == [
        ("A1", None),
        ("A1-01", "A1"),
    ]


def test_a_secretary_and_a_number_in_one_cell_are_two_values():
    header = (*HEADER, "书记及联系电话")

    reading = reading_of((*ROOT, "示一 190 0000 0001"), header=header)

    values = reading.rows[0].values
    assert (values["secretary"], values["phone"]) == ("示一", "19000000001")
