"""The ledgers of the first street, copied by other hands: other words, other order, more lines."""

import json
import random

import pytest

from partybuild.spreadsheets import Sheet, read, recognise
from partybuild.spreadsheets.header import find_header
from partybuild.spreadsheets.sheets import Area
from tests.spreadsheets.offices import (
    BY_KIND,
    FILES,
    LEDGERS,
    TRUTH,
    WORDINGS,
    Names,
    sheets_of,
)

TITLES = [["柳测街道台账"], ["填报单位：柳测街道党建办"], ["单位：人、户、㎡"]]


def copied(sheet, ledger, chance):
    """The sheet as another office would have kept it, and the old number of each row."""
    header = find_header(sheet, ledger)
    titles = [title.leaf for title in header.titles]
    for place, key in header.keys.items():
        free = [word for word in WORDINGS[ledger.kind].get(key, []) if word not in titles]
        titles[place] = chance.choice(free or [titles[place]])
    if ledger.kind == "needs":
        titles[header.columns["contact"]] = chance.choice(["联系人/电话", "联系人及联系方式"])
    order = [0, *chance.sample(range(1, len(titles)), len(titles) - 1)]
    above = TITLES[: chance.randint(0, 3)]
    notes = [["必填", *["必填，文本"] * (len(titles) - 1)]] * chance.randint(0, 1)
    lines, numbers = [*above, [titles[place] for place in order], *notes], {}
    for row in range(header.bottom + 1, len(sheet.rows)):
        cells = [sheet.cell(row, place) for place in order]
        if cells[:1] == ["序号"]:
            cells = [titles[place] for place in order]
        lines.append(cells)
        numbers[len(lines)] = row + 1
    shift = {old: new - 1 for new, old in numbers.items()}
    merged = tuple(
        Area(shift[a.top + 1], order.index(a.left), shift[a.bottom + 1], order.index(a.left))
        for a in sheet.merged
        if a.top > header.bottom
    )
    return Sheet("一", tuple(map(tuple, lines)), merged), numbers


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("seed", range(6))
def test_a_copied_ledger_says_what_the_first_one_says(name, seed, first_street):
    ledger = BY_KIND[FILES[name]]
    [sheet] = sheets_of(name)
    copy, numbers = copied(sheet, ledger, random.Random(seed))
    directory = Names() if ledger.kind == "organizations" else first_street

    [found] = recognise([copy], LEDGERS)
    told = read(ledger, [copy], directory=directory).as_json()

    assert found.ledger is ledger
    for row in [*told["rows"], *told["held"]]:
        if "row" in row:
            row["row"] = numbers[row["row"]]
    assert sorted(told.pop("dropped_columns")) == sorted(TRUTH[name]["dropped_columns"])
    assert json.loads(json.dumps(told)).items() <= TRUTH[name].items()
