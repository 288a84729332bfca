"""What a careful clerk reads in a cell, and where the clerk asks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partybuild.partial_dates import PartialDate
from partybuild.spreadsheets import cleaning
from partybuild.spreadsheets.cleaning import Cleaned, Doubt
from partybuild.spreadsheets.cleaning.codes import credit_code_is_sound

CLEANERS = [
    cleaning.category,
    cleaning.code,
    cleaning.communities,
    cleaning.contact,
    cleaning.count,
    cleaning.credit_code,
    cleaning.figure,
    cleaning.measure,
    cleaning.name,
    cleaning.partial_date,
    cleaning.person,
    cleaning.phone,
    cleaning.phone_of("contact"),
    cleaning.places,
    cleaning.quantity,
    cleaning.rough_count("households"),
    cleaning.text,
    cleaning.wished_time,
    cleaning.yes_or_no,
]
SIGNS = st.text(
    "0123456789０１OolI|.-/年月日号約约余万百十二〇○EeXx+ ㎡户人（）()、,，和\n\t\u3000示样"
)
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.floats(), st.text(), SIGNS
)
BLANKS = ["", " ", "\u3000", "\xa0", "无", "／", "/", "—", "-", "－", "暂无", "待定", "NULL", "*"]


def plain(value):
    return value.value if isinstance(value, Cleaned) else value


def doubt(clean, cell):
    with pytest.raises(Doubt) as caught:
        clean(cell)
    return caught.value.reason, caught.value.suggestion


@pytest.mark.parametrize("clean", CLEANERS)
@given(cell=CELLS)
@example(cell="9" * 5000)
@example(cell="九" * 5000)
@example(cell="1" * 5000 + "年")
@example(cell=float("nan"))
def test_any_cell_gives_a_value_or_a_doubt(clean, cell):
    try:
        clean(cell)
        is_told = True
    except Doubt as asked:
        is_told = bool(asked.reason and asked.message)

    assert is_told


@pytest.mark.parametrize("clean", CLEANERS)
@pytest.mark.parametrize("cell", BLANKS)
def test_the_many_ways_to_write_nothing_are_nothing(clean, cell):
    if clean is cleaning.yes_or_no and cell == "无":
        assert clean(cell) is False
    else:
        assert plain(clean(cell)) in (None, [])


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2024.6.6", "2024-06-06"),
        ("2024.06", "2024-06"),
        ("2024年6月", "2024-06"),
        ("2024年", "2024"),
        ("2024/6/6", "2024-06-06"),
        ("2024-06-06 00:00:00", "2024-06-06"),
        ("2026/10/07 14:41", "2026-10-07"),
        ("２０２４．６．６", "2024-06-06"),
        ("2020 年 4 月", "2020-04"),
        (45449, "2024-06-06"),
        ("45449.0", "2024-06-06"),
        (45449.0, "2024-06-06"),
        (2024.6, "2024-06"),
        (2024.12, "2024-12"),
        (20240606, "2024-06-06"),
        ("202406", "2024-06"),
        ("二〇二四年六月", "2024-06"),
        ("二○二四年六月十二日", "2024-06-12"),
        ("2026年底", "2026-12"),
        ("2026年10月底", "2026-10"),
        ("2021年9月起", "2021-09"),
        ("2022.3.18（2022.4）", "2022-03-18"),
        ("06/2024", "2024-06"),
        ("25/6/2024", "2024-06-25"),
        ("长期", None),
        ("届满待定", None),
    ],
)
def test_a_date_keeps_the_precision_it_was_written_with(cell, meant):
    value = plain(cleaning.partial_date(cell))

    assert (value and str(value)) == meant


@pytest.mark.parametrize(
    ("cell", "reason", "suggestion"),
    [
        ("2024.6.31", "bad_date", "2024-06-30"),
        ("2023-02-29", "bad_date", "2023-02-28"),
        ("2024.13", "bad_date", ""),
        ("12月31日", "bad_date", ""),
        ("2204.6.1", "bad_date", ""),
        ("很久以前", "bad_date", ""),
        (0, "bad_date", ""),
        ("24.6.6", "two_digit_year", "2024-6-6"),
        ("22.9", "two_digit_year", "2022-9"),
        ("24年6月", "two_digit_year", "2024-6"),
        (2024.1, "ambiguous_date", "2024-01"),
        ("6/7/2024", "ambiguous_date", "2024-06-07"),
        ("2O24.6", "letter_in_number", "2024.6"),
    ],
)
def test_a_date_that_could_be_another_is_asked_for(cell, reason, suggestion):
    assert doubt(cleaning.partial_date, cell) == (reason, suggestion)


@given(st.dates(date(1955, 1, 1), date(2070, 12, 31)), st.sampled_from([".", "-", "/", "年月日"]))
def test_every_day_is_read_in_every_writing(day, mark):
    marks = list(mark) if len(mark) > 1 else [mark, mark, ""]
    written = f"{day.year}{marks[0]}{day.month}{marks[1]}{day.day}{marks[2]}"
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    meant = PartialDate(day.year, day.month, day.day)

    assert cleaning.partial_date(written) == cleaning.partial_date(serial) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1,028", 1028),
        ("约38", 38),
        ("60余户", 60),
        ("0.02万", 200),
        ("0.1万", 1000),
        ("十二", 12),
        ("五百余", 500),
        ("12.0", 12),
        ("１２", 12),
        ("0名", 0),
        ("38名党员", 38),
        ("3人左右", 3),
        ("41（含预备3）", 41),
        (26.0, 26),
    ],
)
def test_a_count_is_read_through_the_words_around_it(cell, meant):
    assert cleaning.count(cell) == meant


@pytest.mark.parametrize("cell", ["约38", "60余", "500余户", "近百", "3人左右", "400户以上"])
def test_a_rough_count_says_so(cell):
    assert cleaning.rough_count("households")(cell).others == {"households_approximate": True}


@pytest.mark.parametrize(("cell", "meant"), [("65㎡", 65), ("620 m2", 620), ("11.8", "11.8")])
def test_a_measure_loses_its_unit(cell, meant):
    assert cleaning.measure(cell) == (Decimal(meant) if isinstance(meant, str) else meant)


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [("1O20㎡", "1020"), ("100Om2", "1000"), ("l20", "120"), ("12O", "120"), ("1O,0OO", "10000")],
)
def test_a_letter_among_digits_is_asked_about(cell, suggestion):
    assert doubt(cleaning.measure, cell) == ("letter_in_number", suggestion)


@pytest.mark.parametrize("cell", ["30-50", "-3", "12.5", "1e5", True, "若干", "1,5", "2024-06-06"])
def test_what_cannot_be_counted_is_asked_about(cell):
    assert doubt(cleaning.count, cell) == ("bad_number", "")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("19000000002.0", "19000000002"),
        (19000000002.0, "19000000002"),
        ("１９０００００００３０", "19000000030"),
        ("190 0000 0004", "19000000004"),
        ("190-0000-0005", "19000000005"),
        ("+86 190 0000 0004", "19000000004"),
        ("19000000001/19000000006", "19000000001"),
        ("19000000001 19000000006", "19000000001"),
        ("0000-1234567转801", "0000-1234567转801"),
        ("0000-7654321", "0000-7654321"),
        ("1.9000000001E+10", "19000000001"),
        ("19000000001（办公室）", "19000000001"),
        ("12345", "12345"),
        ("空缺", None),
    ],
)
def test_a_phone_is_read_in_every_writing(cell, meant):
    assert plain(cleaning.phone(cell)) == meant


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1.9E+10", "lost_phone"),
        ("1.90E+10", "lost_phone"),
        (1.9e10, "lost_phone"),
        ("19O00000001", "letter_in_number"),
        ("1900000000", "bad_phone"),
        ("190000000012", "bad_phone"),
        ("见附件", "bad_phone"),
    ],
)
def test_a_phone_nobody_can_dial_is_asked_about(cell, reason):
    assert doubt(cleaning.phone, cell)[0] == reason


@pytest.mark.parametrize(
    ("cell", "meant"), [("001", "001"), (1002.0, "1002"), ("'001", "001"), ("１００２", "1002")]
)
def test_a_code_is_text(cell, meant):
    assert cleaning.code(cell) == meant


@pytest.mark.parametrize(
    ("cell", "reason", "suggestion"),
    [
        ("9.1E+17", "lost_code", ""),
        (9.1e17, "lost_code", ""),
        ("2026-03-01", "lost_code", "3-1"),
        ("OO1002", "letter_in_number", "001002"),
    ],
)
def test_a_code_that_a_spreadsheet_has_harmed_is_asked_for(cell, reason, suggestion):
    assert doubt(cleaning.code, cell) == (reason, suggestion)


def test_a_credit_code_is_checked_by_its_last_sign():
    assert cleaning.credit_code(" 91000000ma000a1q3n") == "91000000MA000A1Q3N"
    assert cleaning.credit_code("91000000MA000A1Q3P").notes == ("check_digit",)
    assert not credit_code_is_sound("91000000MA000A1Q3P")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("9.1E+17", "lost_credit_code"),
        (9.1e17, "lost_credit_code"),
        ("91000000MA000A1QON", "letter_in_number"),
        ("9100", "bad_credit_code"),
    ],
)
def test_a_credit_code_that_cannot_be_one_is_asked_for(cell, reason):
    assert doubt(cleaning.credit_code, cell)[0] == reason


@pytest.mark.parametrize("clean", CLEANERS)
@pytest.mark.parametrize(
    ("cell", "reason"), [("#REF!", "formula_error"), (cleaning.UNSAVED_FORMULA, "formula_unsaved")]
)
def test_a_broken_formula_is_nobodys_word(clean, cell, reason):
    assert doubt(clean, cell)[0] == reason
