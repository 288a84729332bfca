"""The ledgers of the first street are read exactly as a careful clerk read them."""

import json

import pytest

from partybuild.spreadsheets import Register, Sheet, open_workbook, read, recognise, sanitised
from tests.spreadsheets.offices import (
    BY_KIND,
    FILES,
    LEDGERS,
    STREET,
    TRUTH,
    Names,
    sheets_of,
)


@pytest.mark.parametrize("name", FILES)
def test_a_ledger_is_read_exactly(name, first_street):
    ledger = BY_KIND[FILES[name]]
    directory = Names() if ledger.kind == "organizations" else first_street

    reading = read(ledger, sheets_of(name), directory=directory)

    assert json.loads(json.dumps(reading.as_json())) == TRUTH[name]


@pytest.mark.parametrize("name", FILES)
def test_a_ledger_is_recognised_whatever_its_file_is_called(name):
    found = recognise(sheets_of(name), LEDGERS, "新建工作表.xlsx")

    assert [one.ledger.kind for one in found] == [FILES[name]]


@pytest.mark.parametrize("name", FILES)
def test_every_column_of_a_ledger_has_a_meaning(name, first_street):
    reading = read(BY_KIND[FILES[name]], sheets_of(name), directory=first_street)

    assert reading.unmapped == ()


@pytest.mark.parametrize("name", FILES)
def test_what_was_stored_reads_the_same(name, first_street):
    ledger = BY_KIND[FILES[name]]
    sheets = sheets_of(name)

    stored = json.loads(json.dumps([sheet.as_json() for sheet in sanitised(ledger, sheets)]))
    again = [Sheet.from_json(sheet) for sheet in stored]

    assert read(ledger, again, directory=first_street) == read(
        ledger, sheets, directory=first_street
    )


def test_no_id_number_is_left_of_the_roster():
    [name] = [name for name, kind in FILES.items() if kind == "grid_staff"]

    stored = json.dumps([s.as_json() for s in sanitised(BY_KIND["grid_staff"], sheets_of(name))])

    assert "000000199001010000" not in stored
    assert json.dumps("中共党员")[1:-1] not in stored


def test_a_second_reading_after_the_import_finds_the_same(first_street):
    """The stored organisations are those of the file, so no name means two of them."""
    [name] = [name for name, kind in FILES.items() if kind == "organizations"]

    reading = read(BY_KIND["organizations"], sheets_of(name), directory=first_street)

    assert first_street.listed[Register.ORGS]
    assert json.loads(json.dumps(reading.as_json())) == TRUTH[name]


def test_a_held_row_names_its_place_what_stands_there_and_what_to_do():
    [name] = [name for name, kind in FILES.items() if kind == "organizations"]

    reading = read(BY_KIND["organizations"], sheets_of(name), directory=Names())

    held = {one.reason: one for one in reading.held}
    [problem] = held["letter_in_number"].problems
    assert (problem.column, problem.found) == ("阵地面积", "1O20㎡")
    assert problem.suggestion == "1020"
    [sentence] = held["lost_phone"].sentences()
    assert all(word in sentence for word in ("27", "联系电话", "1.9E+10"))


def test_the_old_format_reads_the_same():
    [name] = [name for name, kind in FILES.items() if kind == "organizations"]
    content = (STREET.parent / "qingwu.xls").read_bytes()

    reading = read(
        BY_KIND["organizations"], open_workbook(content, "党组织台账.xls"), directory=Names()
    )

    assert json.loads(json.dumps(reading.as_json())) == TRUTH[name]
