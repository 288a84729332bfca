"""The page that shows a document says what its file says, and prints with the same measures."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from lxml import html

from partybuild.documents import Cell, Document, Heading, Paragraph, Table, layout
from partybuild.documents.layout import BOTTOM_MARGIN, INNER_MARGIN, OUTER_MARGIN, TOP_MARGIN
from tests.partybuild.papers import FORM, MINUTES, NOTICE, texts

STYLES = Path(settings.BASE_DIR / "static/css/official.css").read_text(encoding="utf-8")


def page(document):
    return html.fromstring(render_to_string("documents/_official.html", {"document": document}))


def mm(length):
    return f"{length.mm:.0f}mm"


def run_together(words):
    return re.sub(r"\s", "", "".join(words))


@pytest.mark.parametrize("document", [MINUTES, NOTICE, FORM])
def test_the_page_says_what_the_file_says(document):
    assert run_together(page(document).itertext()) == run_together(texts(document))


def test_a_part_without_words_leaves_nothing_on_the_page():
    shown = page(Document(title="通报"))

    assert [child.tag for child in shown] == ["h2", "div"]


def test_what_was_typed_stays_text():
    shown = page(Document(title="<script>甲</script>", blocks=[Paragraph("<b>乙</b>")]))

    assert shown.xpath("//script | //b") == []


def test_headings_begin_below_the_title():
    shown = page(Document(title="题", blocks=[Heading(1, "甲"), Heading(2, "乙")]))

    assert [each.tag for each in shown.xpath("//h2 | //h3 | //h4")] == ["h2", "h3", "h4"]


def test_labels_of_a_form_name_the_cells_beside_them():
    labels = page(FORM).xpath("//th")

    assert {label.get("scope") for label in labels} == {"row"}
    assert page(FORM).xpath("//td[@colspan]/@colspan") == ["3", "3"]


def test_the_header_of_a_table_names_its_columns():
    document = Document(blocks=[Table(header=["项目", "时限"], rows=[["甲", Cell("乙")]])])

    assert page(document).xpath("//thead//th/@scope") == ["col", "col"]


@pytest.mark.parametrize("document", [MINUTES, NOTICE, FORM])
def test_the_page_needs_no_style_or_script_of_its_own(document):
    assert page(document).xpath("//@style | //style | //script") == []


@pytest.mark.parametrize("document", [MINUTES, NOTICE, FORM])
def test_each_class_on_the_page_has_a_rule(document):
    classes = {name for names in page(document).xpath("//@class") for name in names.split()}

    assert {name for name in classes if f".{name}" not in STYLES} == set()


@pytest.mark.parametrize(
    "measure",
    [
        f"margin: {mm(TOP_MARGIN)} {mm(OUTER_MARGIN)} {mm(BOTTOM_MARGIN)} {mm(INNER_MARGIN)};",
        f"margin: {mm(TOP_MARGIN)} {mm(INNER_MARGIN)} {mm(BOTTOM_MARGIN)} {mm(OUTER_MARGIN)};",
        f"padding: {mm(layout.MARK_FROM_TOP)} 0 {mm(layout.RED_RULE_DISTANCE)};",
        f"--official-line: {layout.LINE.pt}pt",
        f"--official-character: {layout.CHARACTER.pt}pt",
        f"letter-spacing: {layout.TIGHTER.pt}pt",
        f"--official-red: #{str(layout.RED).lower()}",
        f"border-bottom: {layout.RED_RULE.pt}pt",
    ],
)
def test_the_page_prints_with_the_measures_of_the_file(measure):
    assert measure in STYLES
