"""The traps that one kind of ledger sets."""

from partybuild.spreadsheets import Known, Register
from partybuild.spreadsheets.sheets import Area
from tests.spreadsheets.offices import (
    STAFF_HEADER,
    codes,
    read_rows,
    reasons,
)


def test_tiers_without_their_merged_cells_are_carried_down_with_a_notice():
    header = ("片区", "单元网格", "基础网格", "户数")
    rows = [("北片区", "北一网格", "01", 40), (None, None, 2, 41), (None, "北二网格", "01", 42)]

    reading = read_rows("grids", header, *rows)

    assert [row.values["path"] for row in reading.rows] == [
        ["北片区", "北一网格", "01"],
        ["北片区", "北一网格", "02"],
        ["北片区", "北二网格", "01"],
    ]
    assert sorted(codes(reading)) == ["carried_down", "carried_down", "code_padded"]


def test_a_blank_tier_beside_merged_ones_is_asked_for():
    header = ("片区", "单元网格", "基础网格", "户数")
    rows = [("北片区", "北一网格", "01", 40), (None, None, "02", 41), (None, None, "03", 42)]

    reading = read_rows("grids", header, *rows, merged=(Area(1, 0, 3, 0), Area(1, 1, 2, 1)))

    assert reasons(reading) == [(4, "missing_name")]


def test_a_base_code_that_became_a_day_is_asked_about():
    header = ("片区", "单元网格", "基础网格", "户数")

    reading = read_rows("grids", header, ("北片区", "北一网格", "2026-03-01", 40))

    assert reading.held[0].problems[0].suggestion == "3-1"


def test_a_very_large_base_grid_is_noticed():
    header = ("片区", "单元网格", "基础网格", "户数")

    reading = read_rows("grids", header, ("北片区", "北一网格", "01", 312))

    assert (len(reading.rows), codes(reading)) == (1, ["large_grid"])


def test_a_vacant_post_is_a_row_without_a_person():
    known = {Register.GRIDS: [Known("甲网格")]}
    rows = [
        (1, "甲网格", "空缺", "网格长", None, None, None),
        (2, "甲网格", None, "网格员", None, None, None),
    ]

    reading = read_rows("grid_staff", STAFF_HEADER, *rows, known=known)

    assert [(row.values["name"], row.notes) for row in reading.rows] == [
        (None, (("name", "vacant"),))
    ]
    assert reasons(reading) == [(3, "missing_name")]


def test_one_person_with_two_numbers_is_decided_by_somebody():
    known = {Register.GRIDS: [Known("甲网格")]}
    rows = [
        (1, "甲网格", "示甲", "网格长", "专职", "19000000001", "2020.4"),
        (2, "甲网格", "示 甲", "网格长", "专职", "19000000002", "2020年4月"),
    ]

    reading = read_rows("grid_staff", STAFF_HEADER, *rows, known=known)

    assert reasons(reading) == [(3, "near_duplicate")]


def test_a_grid_nobody_knows_is_held():
    rows = [(1, "乙网格", "示甲", "网格长", "专职", None, None)]

    reading = read_rows(
        "grid_staff", STAFF_HEADER, *rows, known={Register.GRIDS: [Known("甲网格")]}
    )

    assert reasons(reading) == [(2, "unknown_grid")]


def test_a_unit_and_its_organisation_are_one_partner():
    header = ("单位", "性质", "报到时间", "联络员", "电话")
    rows = [
        ("示例局", "机关", "2022.3.18", "示", None),
        ("示例局机关党委", "机关", 44638, "示", None),
    ]

    reading = read_rows("partner_units", header, *rows)

    assert reasons(reading) == [(3, "near_duplicate")]


def test_a_day_of_signing_says_that_it_was_signed():
    header = ("单位名称", "单位性质", "签约时间")

    reading = read_rows(
        "partner_units", header, ("示例局", "机关", "2022.4"), ("样例局", "机关", None)
    )

    assert [row.values["agreement_signed"] for row in reading.rows] == [True, None]


def test_names_are_kept_as_written_while_their_register_is_empty():
    header = ("网格名称", "网格编号", "网格层级", "所属社区")

    reading = read_rows("grids", header, ("北片区", "01", "片区", "锦程"))

    assert reading.rows[0].values["community"] == "锦程社区"
    assert codes(reading) == ["not_checked"]
