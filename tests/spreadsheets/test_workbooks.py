"""Opening files: every format an office sends, and words for those that cannot be read."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font

from partybuild.spreadsheets import Sheet, UnreadableFile, open_workbook
from partybuild.spreadsheets.cleaning import UNSAVED_FORMULA
from tests.spreadsheets.offices import xlsx

FILES = Path(__file__).parent.parent / "ledgers"


def refused(content, name="台账.xlsx"):
    with pytest.raises(UnreadableFile) as caught:
        open_workbook(content, name)
    assert caught.value.message
    return caught.value.reason


def written(fill):
    """A workbook of one sheet as Excel itself would write it."""
    book = openpyxl.Workbook()
    fill(book.active)
    target = io.BytesIO()
    book.save(target)
    return open_workbook(target.getvalue(), "台账.xlsx")[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web_page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "web_page"),
        (b"%PDF-1.7 \x00\x01", "unknown_format"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "unknown_format"),
        ("只有一句话".encode(), "unknown_format"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused_with_the_reason(content, reason):
    assert refused(content, "台账.xls") == reason


def test_a_file_with_a_password_is_refused():
    assert refused((FILES / "encrypted.xlsx").read_bytes()) == "encrypted"


def test_an_archive_of_something_else_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert refused(target.getvalue()) == "unknown_format"


def test_an_empty_workbook_is_refused():
    assert refused(xlsx([])) == "empty"


def test_a_file_that_would_unpack_to_too_much_is_refused():
    target = io.BytesIO(xlsx([["序号"]]))
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image1.bin", "w") as part,
    ):
        for _megabyte in range(401):
            part.write(bytes(1 << 20))

    assert refused(target.getvalue()) == "too_large"


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (900_000, 3), (1, 16_383)])
def test_a_stray_cell_far_away_is_refused_and_does_not_fill_the_memory(row, column):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("一")
        sheet.write(0, 0, "序号")
        sheet.write(row, column, "x")

    assert refused(target.getvalue()) == "too_large"


def test_coloured_cells_without_words_are_no_rows():
    def fill(sheet):
        sheet["A1"] = "序号"
        sheet["A1048576"].font = Font(bold=True)

    assert written(fill).rows == (("序号",),)


def test_an_old_file_under_a_new_name_is_read_by_what_it_is():
    old = (FILES / "qingwu.xls").read_bytes()

    assert open_workbook(old, "台账.xlsx")[0].rows == open_workbook(old, "台账.et")[0].rows


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_a_text_table_is_parted_by_whatever_parts_it(mark):
    content = mark.join(["序号", "名称", "备注"]) + "\r\n" + mark.join(["1", "样例", "a"])

    [sheet] = open_workbook(content.encode("gb18030"), "台账.csv")

    assert sheet == Sheet("台账", (("序号", "名称", "备注"), ("1", "样例", "a")))


def test_a_text_table_keeps_zeros_and_line_ends_within_its_cells():
    content = '编码,内容\n="001","第一行\n第二行"\n'

    [sheet] = open_workbook(content.encode("utf-8-sig"), "台账.csv")

    assert sheet.rows[1] == ("001", "第一行\n第二行")


def test_dates_and_numbers_come_as_they_are_shown():
    def fill(sheet):
        sheet.append(
            [
                date(2024, 6, 6),
                datetime.fromisoformat("2024-06-06 08:30"),
                time(8, 0),
                12.0,
                1.5,
                True,
            ]
        )
        sheet.append([date(2024, 6, 1), date(2024, 6, 1), 1002, date(2024, 6, 1), "001"])
        for cell, code in zip(
            sheet[2], ['yyyy"年"m"月"', "mmm-yy", "000000", "yyyy", "yyyy-mm"], strict=False
        ):
            cell.number_format = code

    rows = written(fill).rows

    assert rows[0] == ("2024-06-06", "2024-06-06 08:30:00", "08:00:00", 12, 1.5, True)
    assert rows[1] == ("2024-06", "2024-06", "001002", "2024", "001")


def test_formulas_without_results_and_broken_ones_are_marked():
    def fill(sheet):
        sheet.append(["=SUM(A1:A2)", "#REF!", "x"])
        sheet["B1"].data_type = "e"

    assert written(fill).rows == ((UNSAVED_FORMULA, "#REF!", "x"),)


def test_hidden_rows_and_struck_out_cells_are_remembered():
    def fill(sheet):
        sheet.append(["a", "b"])
        sheet.append(["c", "d"])
        sheet["B2"].font = Font(strike=True)
        sheet.row_dimensions[2].hidden = True
        sheet.sheet_state = "visible"

    sheet = written(fill)

    assert (sheet.hidden_rows, sheet.struck) == (frozenset({1}), frozenset({(1, 1)}))


def test_the_old_format_tells_the_same():
    [sheet] = open_workbook((FILES / "marks.xls").read_bytes(), "台账.xls")

    assert sheet.rows[1][2] == "001"
    assert sheet.rows[1][5] == "2024-06"
    assert (sheet.hidden_rows, sheet.struck) == (frozenset({3}), frozenset({(2, 1)}))


def test_a_column_that_is_taken_out_leaves_the_header_alone():
    sheet = Sheet("一", (("标题", "甲"), ("姓名", "身份证号"), ("示", "110"), ("样",)))

    assert sheet.without([1], keep_rows=[1]).rows == (
        ("标题", None),
        ("姓名", "身份证号"),
        ("示", None),
        ("样",),
    )
