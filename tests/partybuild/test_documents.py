"""What the printed file says, and that it says it the same way each time."""

import io
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from django.utils import translation
from docx.oxml.ns import qn

from partybuild.documents import (
    AttendanceLine,
    Document,
    Paragraph,
    Table,
    render,
)
from tests.partybuild.papers import (
    FORM,
    MINUTES,
    NOTICE,
    printed,
    style_of,
    texts,
    value,
)


# --- What is said, and in which order ---------------------------------------------------------
def test_minutes_say_their_parts_in_order_and_nothing_between():
    assert texts(MINUTES) == [
        "示例街道党建工作联席会议纪要",
        "〔2026〕3号",
        "中共示例街道工作委员会\t2026年11月22日",
        "会议围绕“一老一小”服务，研究了下列事项。",
        "一、关于三张清单",
        "（一）需求清单",
        "1.由东社区党委牵头；",
        "2.12月5日前完成。",
        "（二）资源清单",
        "1.由示例小学开放操场。",
        "二、关于下一步工作",
        "各成员单位抓好落实。",
        "出席：街道党工委示某某，东社区党委样某某",
        "请假：示例银行测某某",
        "列席：街道党建办演某某",
        "抄送：各成员单位。",
        "示例街道党建办\t2026年11月23日印发",
        "",
    ]


def test_a_notice_says_its_parts_in_order():
    assert texts(NOTICE) == [
        "中共示例街道工作委员会文件",
        "示例工委〔2026〕12号",
        "关于召开第四季度\n党建工作联席会议的通知",
        "各成员单位：",
        "现将有关事项通知如下。",
        "1.通报进展；",
        "2.无特殊情况不得请假。",
        "附件：1.参会回执",
        "2.需求清单汇总表",
        "中共示例街道工作委员会",
        "2026年1月5日",
    ]


def test_a_form_is_a_title_and_a_table():
    assert texts(FORM) == [
        "议定事项督办单",
        "事项名称",
        "充电桩选址",
        "责任单位",
        "东社区党委",
        "时限",
        "12月5日",
        "办理情况",
        "\n\n签字：",
        "示例街道党建办",
        "2026年11月22日",
    ]


def test_the_paragraph_word_wants_after_a_table_takes_no_room():
    last = printed(MINUTES).paragraphs[-1]

    assert value(style_of(MINUTES, last.style.style_id), "w:pPr/w:spacing", "line") == "20"


def test_tables_that_follow_each_other_stay_apart():
    two = Document(title="表", blocks=[Table(rows=[["一"]]), Table(rows=[["二"]])])

    children = [child.tag for child in printed(two).element.body]

    assert children == [qn(f"w:{name}") for name in ("p", "tbl", "p", "tbl", "p", "sectPr")]


def test_a_single_attachment_has_no_number():
    assert "附件：参会回执" in texts(replace(NOTICE, attachments=["参会回执"]))


def test_a_document_that_goes_up_names_who_signed_it_off():
    assert "示例工委〔2026〕12号\t签发人：示某某" in texts(replace(NOTICE, signed_off_by="示某某"))


def test_signs_that_belong_to_xml_and_stray_controls_do_no_harm():
    typed = Document(title="甲<乙>&“丙”", blocks=[Paragraph("前\x00\x0b\ud800后")])

    assert texts(typed) == ["甲<乙>&“丙”", "前后"]


def test_a_title_longer_than_the_name_of_a_file_can_be_is_printed_whole():
    assert texts(Document(title="题" * 300)) == ["题" * 300]


# --- The same words, the same bytes -----------------------------------------------------------
@pytest.mark.parametrize("document", [MINUTES, NOTICE, FORM])
def test_a_document_is_printed_the_same_each_time_and_in_each_language(document):
    with translation.override("zh-hans"):
        chinese = render(document)
    with translation.override("en"):
        english = render(document)

    assert chinese == english


def test_nothing_in_the_file_tells_when_it_was_printed():
    archive = ZipFile(io.BytesIO(render(MINUTES)))

    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert printed(MINUTES).core_properties.modified.date() == date(2026, 11, 22)


def test_another_word_makes_another_file():
    other = replace(MINUTES, attendance=[AttendanceLine("出席", "街道党工委示某某")])

    assert render(other) != render(MINUTES)
