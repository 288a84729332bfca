"""Every office writes its ledgers its own way; they all say the same."""

import csv
import io
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partybuild.spreadsheets import Sheet, open_workbook, read, recognise, sanitised
from tests.spreadsheets.offices import BOOKS, BY_KIND, LEDGERS, WORDINGS, public, street, xlsx

PRIVATE = {
    "身份证号码": "110000199001010017",
    "出生年月": "1990.1",
    "家庭住址": "样例路1号",
    "民族": "汉",
}


def table(kind, *, headers=None, order=None, numbered=True):
    """The book of the second street under our own headers, or under those of an office."""
    book, ledger = BOOKS[kind], BY_KIND[kind]
    keys = list(order or book.keys)
    named = {key: ledger.column(key).header for key in keys} | (headers or {})
    rows = [[named[key] for key in keys]]
    columns = [book.column(key) for key in keys]
    rows += [list(cells) for cells in zip(*columns, strict=True)]
    if numbered:
        return [[["序号", *range(1, len(rows))][n], *row] for n, row in enumerate(rows)]
    return rows


def reading_of(kind, content, name="台账.xlsx"):
    [found] = recognise(open_workbook(content, name), LEDGERS, name)
    assert found.ledger.kind == kind
    return read(found.ledger, found.sheets, directory=street())


def assert_meant(kind, reading):
    assert [held.sentences() for held in reading.held] == []
    assert public(reading) == list(BOOKS[kind].meant)


@pytest.mark.parametrize("kind", BOOKS)
def test_a_plain_table_is_read(kind):
    assert_meant(kind, reading_of(kind, xlsx(table(kind))))


@pytest.mark.parametrize("kind", BOOKS)
def test_a_table_without_numbers_is_read(kind):
    assert_meant(kind, reading_of(kind, xlsx(table(kind, numbered=False))))


@pytest.mark.parametrize("kind", BOOKS)
def test_titles_above_and_notes_around_the_header_are_no_rows(kind):
    header, *rows = table(kind)
    width = len(header)
    content = xlsx(
        [
            ["柳测街道2026年台账"],
            ["填报单位：柳测街道党建办　　填报时间：2026.10.31"],
            ["必填", "必填，文本", *["选填"] * (width - 2)],
            header,
            ["", "必填，文本", *["格式：2024-06"] * (width - 2)],
            ["例", "例：示例某某", *["例：样例"] * (width - 2)],
            *rows,
            ["填表人：拟填　　审核人：样审　　（盖章）"],
            ["注：以上数据截至10月31日"],
        ],
        merged=[(0, 0, 0, width - 1), (1, 0, 1, width - 1)],
    )

    reading = reading_of(kind, content)

    assert_meant(kind, reading)
    assert [row.number for row in reading.rows] == list(range(7, 7 + len(rows)))


@pytest.mark.parametrize("kind", BOOKS)
def test_a_header_on_every_page_and_a_line_of_column_numbers_are_no_rows(kind):
    header, *rows = table(kind)
    numbers = [str(number) for number in range(1, len(header) + 1)]
    content = xlsx([["标题"], header, numbers, *rows[:2], ["标题"], header, *rows[2:]])

    assert_meant(kind, reading_of(kind, content))


@pytest.mark.parametrize("kind", BOOKS)
def test_empty_numbered_lines_are_no_rows(kind):
    header, *rows = table(kind)
    fillers = [[number, *["/"] * (len(header) - 1)] for number in range(8, 12)]

    assert_meant(kind, reading_of(kind, xlsx([header, *rows, [7], [], [8], *fillers])))


@pytest.mark.parametrize("kind", BOOKS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_the_encodings_of_offices(kind, encoding):
    target = io.StringIO()
    rows = [["柳测街道台账"], *table(kind)]
    csv.writer(target).writerows(rows)

    reading = reading_of(kind, target.getvalue().encode(encoding), "台账.csv")

    assert_meant(kind, reading)


@pytest.mark.parametrize("kind", BOOKS)
def test_private_columns_exist_nowhere_after_sanitising(kind):
    header, *rows = table(kind)
    content = xlsx([header + list(PRIVATE), *[row + list(PRIVATE.values()) for row in rows]])
    sheets = open_workbook(content, "台账.xlsx")

    stored = json.dumps([s.as_json() for s in sanitised(BY_KIND[kind], sheets)])
    reading = read(BY_KIND[kind], sheets, directory=street())

    assert_meant(kind, reading)
    assert list(reading.dropped_columns) == list(PRIVATE)
    for secret in PRIVATE.values():
        assert json.dumps(secret)[1:-1] not in stored
        assert secret not in repr(reading)


@pytest.mark.parametrize("kind", BOOKS)
def test_what_was_stored_reads_the_same(kind):
    header, *rows = table(kind)
    content = xlsx([["标题"], header + list(PRIVATE), *[r + list(PRIVATE.values()) for r in rows]])
    sheets = open_workbook(content, "台账.xlsx")
    ledger = BY_KIND[kind]

    stored = json.loads(json.dumps([sheet.as_json() for sheet in sanitised(ledger, sheets)]))
    again = [Sheet.from_json(sheet) for sheet in stored]

    assert read(ledger, again, directory=street()) == read(ledger, sheets, directory=street())
    assert [sheet.as_json() for sheet in sanitised(ledger, again)] == stored


@pytest.mark.parametrize("kind", BOOKS)
def test_sheets_with_the_same_header_are_one_ledger_and_others_are_left_out(kind):
    header, *rows = table(kind)
    content = xlsx(
        [["填表说明"], ["一、本表由各社区填写"], ["二、请勿改动表头"]],
        [header, *rows[:1]],
        [["第二张"], header, *rows[1:]],
        [["代码", "含义"], ["1", "是"], ["2", "否"]],
        names=["填表说明", "一", "二", "字典"],
    )

    reading = reading_of(kind, content)

    assert_meant(kind, reading)
    assert reading.sheets == ("一", "二")


@pytest.mark.parametrize("kind", BOOKS)
@pytest.mark.parametrize("depth", [2, 3])
@pytest.mark.parametrize("is_merged", [True, False])
def test_headers_of_two_and_three_rows_are_one_header(kind, depth, is_merged):
    header, *rows = table(kind)
    groups = [["基本情况"] + [""] * (len(header) - 1), ["一、情况"] + [""] * (len(header) - 1)]
    merged = [(0, 0, 0, len(header) - 1)] if depth == 3 else []
    middle = len(header) // 2
    groups[1] = header[:middle] + ["情况"] + [""] * (len(header) - middle - 1)
    leaves = [""] * middle + header[middle:]
    above = groups[2 - (depth - 1) :]
    top = depth - 2
    merged += [(top, column, top + 1, column) for column in range(middle)]
    merged += [(top, middle, top, len(header) - 1)]

    content = xlsx([*above, leaves, *rows], merged=merged if is_merged else [])

    assert_meant(kind, reading_of(kind, content))


@pytest.mark.parametrize("kind", BOOKS)
@given(seed=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_other_wordings_in_any_order_mean_the_same(kind, seed):
    chance = random.Random(seed)
    book = BOOKS[kind]
    headers = {key: chance.choice(WORDINGS[kind][key]) for key in book.keys}
    while len(set(headers.values())) < len(headers):
        headers = {key: chance.choice(WORDINGS[kind][key]) for key in book.keys}
    order = chance.sample(list(book.keys), len(book.keys))
    lines = [
        ["柳测街道"],
        *table(kind, headers=headers, order=order, numbered=chance.random() < 0.5),
    ]
    content = xlsx(*[lines[chance.randint(0, 1) :]])
    ledger = BY_KIND[kind]

    reading = read(ledger, open_workbook(content, "台账.xlsx"), directory=street())

    assert reading.unmapped == ()
    assert_meant(kind, reading)


@pytest.mark.parametrize("kind", BOOKS)
def test_each_wording_alone_is_understood(kind):
    book = BOOKS[kind]
    misread = []
    for key, wordings in WORDINGS[kind].items():
        for wording in wordings if key in book.keys else ():
            lines = table(kind, headers={key: wording})
            reading = read(BY_KIND[kind], [Sheet("一", tuple(map(tuple, lines)))])
            titles = {heading.title: heading.key for heading in reading.headings}
            if titles.get(wording) != key:
                misread.append((key, wording, titles.get(wording)))

    # A resource is called by its title where nothing else says what it is.
    assert misread in ([], [("content", "资源名称", "title")])


def test_the_hidden_sheet_of_a_template_is_read_no_sooner_than_the_table():
    content = xlsx(table("needs"), [["场地"], ["服务"], ["政策"]], names=["需求", "字典"])

    assert_meant("needs", reading_of("needs", content))


def test_one_workbook_may_hold_every_ledger_of_a_street():
    kinds = list(BOOKS)
    content = xlsx(*[table(kind) for kind in kinds], names=kinds)

    found = recognise(open_workbook(content, "全部.xlsx"), LEDGERS)

    assert [(one.ledger.kind, [s.name for s in one.sheets]) for one in found] == [
        (kind, [kind]) for kind in kinds
    ]


@pytest.mark.parametrize("kind", ["needs", "grids", "partner_units"])
def test_the_name_of_a_sheet_says_which_community_its_rows_are_of(kind):
    place = {"needs": "unit", "grids": "community", "partner_units": "communities"}[kind]
    order = [key for key in BOOKS[kind].keys if key != place]
    content = xlsx(table(kind, order=order), names=["柳岸社区"])

    reading = read(BY_KIND[kind], open_workbook(content, "台账.xlsx"), directory=street())

    said = {"needs": "柳岸社区党委", "grids": "柳岸社区", "partner_units": ["柳岸社区"]}[kind]
    assert [row.values[place] for row in reading.rows] == [said] * len(reading.rows)
    assert reading.held == ()
