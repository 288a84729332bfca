"""Which lines are rows, which rows repeat others, and what totals say of them."""

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from partybuild.spreadsheets import Known, Register, open_workbook, read
from partybuild.spreadsheets.sheets import Area
from tests.spreadsheets.offices import (
    BY_KIND,
    NEED_HEADER,
    ORG_HEADER,
    ROOT,
    Names,
    area,
    codes,
    read_orgs,
    read_rows,
    reasons,
)


def test_merged_cells_are_filled_down_and_plain_blanks_are_not():
    rows = [
        area("甲片区党总支"),
        area("乙片区党总支", parent=None),
        area("丙片区党总支", parent=None),
    ]

    reading = read_orgs(*rows, merged=(Area(2, 2, 3, 2),))

    assert [row.values["parent"] for row in reading.rows] == [None, ROOT[1], ROOT[1]]
    assert reasons(reading) == [(5, "unknown_parent")]


def test_a_figure_merged_over_several_rows_is_counted_once():
    rows = [
        area("甲片区党总支", members=30),
        area("乙片区党总支", members=None),
        ("合计", *[None] * 5, 70),
    ]

    reading = read_orgs(*rows, merged=(Area(2, 6, 3, 6),))

    assert [row.values["members"] for row in reading.rows] == [40, 30, None]
    assert codes(reading) == []


@pytest.mark.parametrize(
    "again",
    [
        area("甲片区党总支", number=2, founded="2004年5月", phone="190 0000 0002", note="重复"),
        area(
            "甲 片 区 党总支 ",
            number=9,
            founded="2004-05",
            phone="１９０００００００２".join(["", "０"]),
        ),
        area("甲片区党总支", parent="中共示例街道工委", founded="2004/5", phone=19000000002.0),
    ],
)
def test_a_row_that_says_the_same_again_is_a_duplicate(again):
    first = area("甲片区党总支", phone="19000000002")
    again = tuple("19000000002" if cell == "１９０００００００２０" else cell for cell in again)

    reading = read_orgs(first, again)

    assert [(one.number, one.first) for one in reading.duplicates] == [(4, 3)]
    assert reading.held == ()
    assert len(reading.rows) == 2


def test_a_held_row_that_is_repeated_is_held_once():
    broken = area("甲片区党总支", founded="2024.6.31")

    reading = read_orgs(broken, broken)

    assert reasons(reading) == [(3, "bad_date")]
    assert len(reading.duplicates) == 1


def test_half_width_marks_make_no_other_need():
    known = {Register.ORGS: [Known("东社区党委", kind="社区党委")]}
    first = (1, "东社区党委", "场地", "借用会议室，约40人（周末）。", 40, "尽快", "示 19000000021")
    again = (1, "东社区", "场地", "借用会议室,约40人(周末).", 40, "尽快", "示19000000021")

    reading = read_rows("needs", NEED_HEADER, first, again, known=known)

    assert [one.number for one in reading.duplicates] == [3]


def test_every_problem_of_a_row_is_told_at_once():
    reading = read_orgs(area("", founded="2024.6.31", phone="1.9E+10", members="三四十"))

    [held] = reading.held
    found = [problem.reason for problem in held.problems]
    assert found == ["missing_name", "bad_date", "lost_phone", "bad_number"]
    assert len(held.sentences()) == 4


@pytest.mark.parametrize(
    ("total", "told"), [(60, []), ("60人", []), (61, ["total_differs"]), ("六十", []), ("/", [])]
)
def test_a_total_is_compared_with_its_rows(total, told):
    rows = [area("甲片区党总支"), area("乙片区党总支"), area("乙片区党总支")]

    reading = read_orgs(*rows, ("合 计", None, None, None, None, None, total, None))

    assert codes(reading) == told
    assert len(reading.rows) == 3


def test_subtotals_and_page_totals_are_compared_with_the_rows_since_the_last_one():
    rows = [
        ("小计", *[None] * 5, 40, None),
        area("甲片区党总支"),
        ("", "甲片区小计", *[None] * 4, 10, None),
        area("乙片区党总支"),
        ("本页合计", *[None] * 5, 10, None),
        ("总计：", *[None] * 5, 60, None),
    ]

    reading = read_orgs(*rows)

    assert (codes(reading), len(reading.rows)) == ([], 3)


@pytest.mark.parametrize(
    "line",
    [
        ("填表人：刘拟填　　审核人：赵样审　　（盖章）",),
        ("单位负责人：", None, "填表人：", None, "日期："),
        ("注：本表一式两份",),
        ("备注：请于月底前报送",),
        ("共2个党组织",),
        ("（以下空白）",),
        (None, "二、片区党组织"),
        ("二", "片区党组织"),
    ],
)
def test_signatures_remarks_and_headings_are_no_rows(line):
    reading = read_orgs(line, area("甲片区党总支"))

    assert [row.number for row in reading.rows] == [2, 4]
    assert reading.held == ()


def test_a_heading_merged_across_the_table_is_no_row():
    header = ORG_HEADER[1:]
    rows = [header, ROOT[1:], ("片区党组织",), area("甲片区党总支")[1:]]

    reading = read_rows("organizations", *rows, merged=(Area(2, 0, 2, 6),))

    assert [row.number for row in reading.rows] == [2, 4]


def test_a_row_with_nothing_but_a_name_is_a_row():
    reading = read_rows(
        "partner_units",
        ("单位名称", "性质", "电话"),
        ("示例小学", None, None),
        ("样例银行", "国企", None),
    )

    assert [row.values["name"] for row in reading.rows] == ["示例小学", "样例银行"]


def test_hidden_rows_are_read_with_a_notice():
    reading = read_orgs(area("甲片区党总支"), hidden_rows=frozenset({0, 2}))

    assert (len(reading.rows), codes(reading)) == (2, ["hidden_rows"])


def test_a_struck_out_cell_is_asked_about():
    book = openpyxl.Workbook()
    for row in (ORG_HEADER, ROOT, area("甲片区党总支", phone="19000000002", note="旧")):
        book.active.append(row)
    book.active["F3"].font = Font(strike=True)
    book.active["H2"].font = Font(strike=True)
    target = io.BytesIO()
    book.save(target)

    reading = read(
        BY_KIND["organizations"], open_workbook(target.getvalue(), "台账.xlsx"), directory=Names()
    )

    assert reasons(reading) == [(3, "struck_out")]


def test_formulas_without_a_result_are_asked_about_where_they_matter():
    book = openpyxl.Workbook()
    for row in (ORG_HEADER, ROOT, ("=ROW()-1", *area("甲片区党总支")[1:])):
        book.active.append(row)
    book.active.append(("=ROW()-1", "乙片区党总支", ROOT[1], "党总支", None, None, "=G3+1", None))
    target = io.BytesIO()
    book.save(target)

    reading = read(
        BY_KIND["organizations"], open_workbook(target.getvalue(), "台账.xlsx"), directory=Names()
    )

    assert reasons(reading) == [(4, "formula_unsaved")]


def test_lines_that_were_left_out_are_told():
    reading = read_orgs(
        area("甲片区党总支"), ("填表人：刘拟填　　审核人：赵样审",), ("注：一式两份",)
    )

    [notice] = reading.notices
    assert (notice.code, "4、5" in notice.message) == ("left_out", True)
