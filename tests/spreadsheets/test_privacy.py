"""What is not read at all: private columns, and citizens' numbers wherever they stand."""

from partybuild.spreadsheets import Known, Register, Sheet, open_workbook, read, sanitised
from partybuild.spreadsheets.privacy import REMOVED
from partybuild.spreadsheets.sheets import Area
from tests.spreadsheets.offices import (
    BY_KIND,
    ORG_HEADER,
    ROOT,
    Names,
    area,
    codes,
    read_rows,
    xlsx,
)


def test_an_id_number_in_any_other_cell_is_taken_out():
    content = xlsx([ORG_HEADER, ROOT, area("甲片区党总支", note="书记身份证110000199001010017")])
    sheets = open_workbook(content, "台账.xlsx")
    ledger = BY_KIND["organizations"]

    [stored] = sanitised(ledger, sheets)
    reading = read(ledger, sheets, directory=Names())

    assert stored.rows[2][7] == f"书记身份证{REMOVED}"
    assert codes(reading) == ["id_number_removed"]


def test_a_credit_code_of_digits_only_is_no_id_number():
    code = "110000199001010017"
    header = ("单位名称", "信用代码", "性质", "电话")

    reading = read_rows("partner_units", header, ("示例局", code, "机关", None))

    found = [*reading.rows, *reading.held]
    assert found[0].cells[1] == code


def test_private_words_in_a_title_take_no_column_away():
    rows = [("请勿填写身份证号、家庭住址等信息",), ORG_HEADER, ROOT]

    reading = read_rows("organizations", *rows)

    assert (len(reading.rows), reading.dropped_columns) == (1, ())


def test_a_grouped_private_column_is_dropped_too():
    rows = [
        ("网格", "姓名", "个人情况", None, "职务", "手机"),
        (None, None, "性别", "出生年月", None, None),
        ("甲网格", "示甲", "男", "1990.1", "网格员", "19000000001"),
    ]

    reading = read_rows(
        "grid_staff", *rows, merged=(Area(0, 2, 0, 3),), known={Register.GRIDS: [Known("甲网格")]}
    )

    assert reading.dropped_columns == ("性别", "出生年月")
    assert reading.rows[0].cells == ("甲网格", "示甲", None, None, "网格员", "19000000001")


def test_a_meaning_cannot_be_given_to_a_private_column():
    rows = [
        ("姓名", "网格", "职务", "身份证号"),
        ("示甲", "甲网格", "网格员", "110000199001010017"),
    ]

    reading = read(BY_KIND["grid_staff"], [Sheet("一", rows)], mapping={"身份证号": "phone"})

    assert reading.rows[0].values["phone"] is None
    assert "110000199001010017" not in repr(reading)


def test_where_no_header_is_recognised_a_private_word_near_the_top_takes_its_column_away():
    rows = [("甲", "乙", "丙列"), ("一", "身份证号", "二"), ("x", "110000199001010017", "y")]
    ledger = BY_KIND["organizations"]

    [stored] = sanitised(ledger, [Sheet("一", rows)])

    assert [row[1] for row in stored.rows] == ["乙", None, None]
