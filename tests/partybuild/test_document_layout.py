"""How the printed file looks, read back from its XML: GB/T 9704-2012 in numbers."""

from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from partybuild.documents import Document, Heading, Table
from tests.partybuild.papers import (
    FORM,
    MINUTES,
    NOTICE,
    member,
    paragraph,
    printed,
    style_of,
    value,
)

A_TWENTIETH_OF_A_POINT = 635


def near(length):
    return pytest.approx(length, abs=A_TWENTIETH_OF_A_POINT)


# --- The page ---------------------------------------------------------------------------------
def test_the_page_is_a4_with_the_margins_of_the_standard():
    section = printed(MINUTES).sections[0]

    assert (section.page_width, section.page_height) == (near(Mm(210)), near(Mm(297)))
    assert (section.top_margin, section.bottom_margin) == (near(Mm(37)), near(Mm(35)))
    assert (section.left_margin, section.right_margin) == (near(Mm(28)), near(Mm(26)))


def test_the_inner_margin_changes_sides_on_facing_pages():
    settings = member(MINUTES, "word/settings.xml")

    assert settings.find(qn("w:mirrorMargins")) is not None
    assert settings.find(qn("w:evenAndOddHeaders")) is not None


def test_a_page_holds_22_lines_of_28_characters():
    section = printed(MINUTES).sections[0]
    height = section.page_height - section.top_margin - section.bottom_margin
    width = section.page_width - section.left_margin - section.right_margin
    body = style_of(MINUTES, "Normal")

    line = Pt(int(value(body, "w:pPr/w:spacing", "line")) / 20)
    glyph = Pt(int(value(body, "w:rPr/w:sz", "val")) / 2)
    character = glyph + Pt(int(value(body, "w:rPr/w:spacing", "val")) / 20)

    assert glyph == Pt(16)
    assert height // line == 22
    assert width // character == 28


def test_only_lines_make_up_the_grid():
    document = member(MINUTES, "word/document.xml")

    assert value(document, "w:body/w:sectPr/w:docGrid", "type") == "lines"


@pytest.mark.parametrize(
    ("name", "side"), [("word/footer1.xml", "right"), ("word/footer2.xml", "left")]
)
def test_the_page_number_stands_at_the_outer_edge(name, side):
    footer = member(MINUTES, name)
    style = value(footer, "w:p/w:pPr/w:pStyle", "val")

    assert "".join(footer.itertext()) == "— 1 —"
    assert value(footer, "w:p/w:fldSimple", "instr").strip() == "PAGE"
    assert value(style_of(MINUTES, style), "w:pPr/w:jc", "val") == side
    assert value(footer, "w:p/w:pPr/w:ind", side) == "280"


# --- Looks ------------------------------------------------------------------------------------
def test_the_mark_is_red_and_begins_35_mm_below_the_top_of_the_text():
    mark = paragraph(MINUTES, "示例街道党建工作联席会议纪要")

    style = style_of(MINUTES, mark.style.style_id)

    assert value(style, "w:rPr/w:color", "val") == "FF3333"
    assert value(style, "w:rPr/w:rFonts", "eastAsia") == "方正小标宋简体"
    assert mark.paragraph_format.space_before == near(Mm(35))


@pytest.mark.parametrize("length", range(2, 21))
def test_the_mark_fills_at_most_one_line_and_is_no_wider_than_allowed(length):
    mark = paragraph(Document(mark="示" * length), "示")

    size = mark.runs[0].font.size

    assert size * length <= Mm(156)
    assert Pt(22) <= size <= Mm(15)


def test_the_red_rule_lies_4_mm_below_the_head_in_full_width():
    issuer = paragraph(MINUTES, "中共示例街道工作委员会")
    rule = issuer._p.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")

    assert rule.get(qn("w:color")) == "FF3333"
    assert Pt(int(rule.get(qn("w:space")))) == pytest.approx(Mm(4), abs=Pt(0.5))
    assert issuer.paragraph_format.left_indent in {None, 0}


def test_the_title_follows_two_lines_below_the_rule():
    title = paragraph(NOTICE, "关于召开")

    assert title.style.name == "Title"
    assert Pt(40) < title.paragraph_format.space_before < 2 * Pt(28.95)


def test_text_keeps_to_the_lines_of_the_page_and_begins_two_characters_in():
    text = paragraph(MINUTES, "各成员单位抓好落实")
    style = style_of(MINUTES, text.style.style_id)

    assert value(style, "w:pPr/w:spacing", "lineRule") == "exact"
    assert value(style, "w:pPr/w:spacing", "line") == "579"
    assert value(style, "w:pPr/w:ind", "firstLineChars") == "200"
    assert value(style, "w:rPr/w:rFonts", "eastAsia") == "仿宋_GB2312"


@pytest.mark.parametrize(
    ("level", "written", "face"),
    [
        (1, "一、", "黑体"),
        (2, "（一）", "楷体_GB2312"),
        (3, "1.", "仿宋_GB2312"),
        (4, "（1）", "仿宋_GB2312"),
    ],
)
def test_each_level_of_heading_has_its_number_and_typeface(level, written, face):
    document = Document(title="题", blocks=[Heading(level, "事项")])

    style = style_of(document, paragraph(document, f"{written}事项").style.style_id)

    assert value(style, "w:rPr/w:rFonts", "eastAsia") == face
    assert style.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_attendance_is_labelled_in_black_type_and_hangs_below_the_first_name():
    line = paragraph(MINUTES, "出席")

    label, people = line.runs

    assert (label.text, label.font.name) == ("出席：", "黑体")
    assert people.font.name is None
    assert line.paragraph_format.left_indent == near(5 * Pt(15.75))
    assert line.paragraph_format.first_line_indent == near(-3 * Pt(15.75))


def test_minutes_bear_no_signature():
    styles = {each.style.name for each in printed(MINUTES).paragraphs}

    assert "落款" not in styles


def test_the_day_ends_four_characters_in_and_the_name_is_centred_over_it():
    signed = replace(NOTICE, signature="综合党委办公室")

    name, day = paragraph(signed, "综合党委办公室"), paragraph(signed, "2026年1月5日")

    right = [each.paragraph_format.right_indent for each in (name, day)]
    assert right[1] == near(4 * Pt(15.75))
    assert right[0] + 7 * Pt(15.75) / 2 == near(right[1] + 6 * Pt(15.75) / 2)


def test_a_long_name_ends_at_the_edge_and_moves_the_day_in():
    signed = replace(NOTICE, signature="示" * 24)

    name, day = paragraph(signed, "示示"), paragraph(signed, "2026年1月5日")

    assert not name.paragraph_format.right_indent
    assert day.paragraph_format.right_indent == near(9 * Pt(15.75))


def test_a_signature_takes_the_last_line_of_the_text_with_it():
    assert paragraph(replace(NOTICE, attachments=[]), "2.").paragraph_format.keep_with_next


def test_the_imprint_lies_at_the_foot_between_rules():
    imprint = printed(MINUTES).tables[0]._tbl.tblPr
    borders = imprint.find(qn("w:tblBorders"))

    place = imprint.find(qn("w:tblpPr"))
    eighths = [
        int(borders.find(qn(f"w:{edge}")).get(qn("w:sz"))) for edge in ("top", "insideH", "bottom")
    ]

    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    assert eighths == [8, 6, 8]


def test_the_columns_of_a_table_share_the_line_as_asked():
    columns = [column.width for column in printed(FORM).tables[0].columns]

    assert sum(columns) == near(Mm(156))
    assert columns == [near(Mm(156) * share / 28) for share in (5, 9, 5, 9)]


def test_the_header_of_a_long_table_returns_on_each_page():
    document = Document(title="表", blocks=[Table(header=["项目", "时限"], rows=[["甲", "乙"]])])

    header, row = printed(document).tables[0].rows

    assert header._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None


def test_a_row_may_be_split_lest_libreoffice_lose_those_below_it():
    document = member(FORM, "word/document.xml")

    assert list(document.iter(qn("w:cantSplit"))) == []
    assert all(
        cell.paragraphs[0].paragraph_format.keep_together
        for cell in printed(FORM).tables[0].columns[0].cells
    )
