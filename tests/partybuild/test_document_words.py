"""How the words of a document are put: numbers of headings and lists, dates, tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.documents import (
    Cell,
    Document,
    Heading,
    Item,
    Paragraph,
    Table,
    chinese_date,
    document_number,
    paragraphs,
)
from partybuild.documents.wording import chinese_number, in_lines


def numbers(*blocks):
    return [part.number for part in Document(blocks=blocks).body]


def test_headings_are_counted_under_the_one_above_them():
    assert numbers(
        Heading(1, "甲"),
        Heading(2, "甲一"),
        Heading(2, "甲二"),
        Heading(3, "甲二一"),
        Heading(4, "甲二一一"),
        Heading(4, "甲二一二"),
        Heading(1, "乙"),
        Heading(2, "乙一"),
    ) == ["一、", "（一）", "（二）", "1.", "（1）", "（2）", "二、", "（一）"]


def test_a_heading_is_counted_on_over_paragraphs_and_lists():
    assert numbers(Heading(3, "甲"), Paragraph("文"), Item("项"), Heading(3, "乙")) == [
        "1.",
        "",
        "1.",
        "2.",
    ]


def test_items_that_follow_each_other_are_one_list():
    assert numbers(
        Item("甲"), Item("乙"), Paragraph("文"), Item("丙"), Heading(1, "题"), Item("丁")
    ) == [
        "1.",
        "2.",
        "",
        "1.",
        "一、",
        "1.",
    ]


def test_a_list_within_a_list_begins_anew_under_each_item():
    assert numbers(
        Item("甲"), Item("甲一", level=4), Item("甲二", level=4), Item("乙"), Item("乙一", level=4)
    ) == ["1.", "（1）", "（2）", "2.", "（1）"]


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (99, "九十九")],
)
def test_numbers_of_headings_are_chinese(number, written):
    assert chinese_number(number) == written


@pytest.mark.parametrize("number", [0, 100])
def test_a_document_with_a_hundred_headings_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        chinese_number(number)


@pytest.mark.parametrize(
    ("day", "written"),
    [(date(2026, 11, 22), "2026年11月22日"), (date(2026, 1, 5), "2026年1月5日")],
)
def test_dates_have_no_leading_zeros(day, written):
    assert chinese_date(day) == written


def test_an_issue_number_has_hexagonal_brackets_and_a_plain_serial():
    assert document_number("示例工委", 2026, 3) == "示例工委〔2026〕3号"


def test_the_words_around_names_are_added_once():
    written = Document(
        addressee="各成员单位：", copies_to="区委组织部。", issued_on=date(2026, 1, 5)
    )

    assert written.salutation == "各成员单位："
    assert written.copies == "抄送：区委组织部。"
    assert written.printed == "2026年1月5日印发"


def test_typed_lines_become_paragraphs_without_their_own_indents():
    assert paragraphs("　　第一段。\r\n\r\n  第二段。\n") == [
        Paragraph("第一段。"),
        Paragraph("第二段。"),
    ]


@given(st.text())
def test_no_typed_line_becomes_an_empty_paragraph(text):
    assert all(paragraph.text.strip() for paragraph in paragraphs(text))


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({"rows": []}, "row"),
        ({"rows": [["甲", "乙"], ["丙"]]}, "2 columns"),
        ({"rows": [["甲"]], "header": ["一", "二"]}, "2 columns"),
        ({"rows": [[Cell("甲", span=3), "乙"]], "header": ["一", "二", "三"]}, "3 columns"),
        ({"rows": [["甲", "乙"]], "widths": [10, 10]}, "28 characters"),
    ],
)
def test_a_table_that_does_not_fit_together_is_refused(table, reason):
    with pytest.raises(ValueError, match=reason):
        Table(**table)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于召开党建工作联席会议的通知", 1),
        ("关于“在小区东门增设夜间照明”意见建议办理情况的报告", 2),
        ("关于召开第四季度\n党建工作联席会议的通知", 2),
        ("题" * 30, 1),
    ],
)
def test_a_long_title_is_broken_where_a_part_ends(title, lines):
    broken = in_lines(title).split("\n")

    assert (len(broken), "".join(broken)) == (lines, title.replace("\n", ""))
    assert broken[0].endswith(("”", "度", "知", "题"))
