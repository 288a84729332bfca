"""Headers that need somebody to say what they mean."""

from partybuild.spreadsheets import IGNORED, Sheet, read
from tests.spreadsheets.offices import (
    BY_KIND,
    ROOT,
    Names,
    codes,
    read_orgs,
)


def test_a_header_nobody_knows_is_told_and_can_be_given_a_meaning():
    rows = [
        ("甲", "乙列", "归口"),
        ("示例街道党工委", "党工委", "无"),
        ("北片区党总支", "党总支", "示例街道党工委"),
    ]
    sheet = Sheet("一", rows)
    ledger = BY_KIND["organizations"]

    unread = read(ledger, [sheet], directory=Names())
    mapping = {"甲": "name", "乙列": "kind", "归口": "parent"}
    reading = read(ledger, [sheet], mapping=mapping, directory=Names())

    assert (unread.rows, unread.unmapped) == ((), ("甲", "乙列", "归口"))
    assert unread.missing
    assert [row.values["name"] for row in reading.rows] == ["示例街道党工委", "北片区党总支"]


def test_a_meaning_somebody_gave_goes_before_the_words():
    rows = [
        ("名称", "类别", "上级党组织", "党员数", "人数"),
        ("示例街道党工委", "党工委", None, 3, 40),
    ]
    mapping = {"人数": "members", "党员数": ""}

    reading = read(BY_KIND["organizations"], [Sheet("一", rows)], mapping=mapping)

    assert reading.rows[0].values["members"] == 40
    assert [heading.key for heading in reading.headings if heading.title == "党员数"] == [IGNORED]


def test_a_header_that_was_only_guessed_is_noticed():
    rows = [
        ("党组织名称", "类别", "上级党组织", "现任党支部书记姓名"),
        ("示例街道党工委", "党工委", None, "示"),
    ]

    reading = read(BY_KIND["organizations"], [Sheet("一", rows)])

    assert reading.rows[0].values["secretary"] == "示"


def test_a_misspelt_header_is_guessed_with_a_notice():
    rows = [("党组织名秤", "类别", "上级党组织"), ("示例街道党工委", "党工委", None)]

    reading = read(BY_KIND["organizations"], [Sheet("一", rows)])

    assert reading.rows[0].values["name"] == "示例街道党工委"
    assert codes(reading) == ["header_guessed"]


def test_a_kind_nobody_knows_is_held_with_the_words_to_choose_from():
    reading = read_orgs((2, "甲", ROOT[1], "党总之", None, None, None, None))

    [problem] = reading.held[0].problems
    assert problem.reason == "unknown_kind"
    assert "党总支" in problem.message
