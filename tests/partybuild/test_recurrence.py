"""Words for when something happens become rules; words we cannot read stay words."""

from datetime import date, time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from partybuild.recurrence import CODES, Recurrence

SPRING = date(2026, 3, 1), date(2026, 5, 31)

READ = {
    "双休日": "FREQ=WEEKLY;BYDAY=SA,SU",
    "周末": "FREQ=WEEKLY;BYDAY=SA,SU",
    "工作日": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "周一至周五": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "周六日8:00-11:00": "FREQ=WEEKLY;BYDAY=SA,SU 08:00-11:00",
    "周六日 8：00—11：00": "FREQ=WEEKLY;BYDAY=SA,SU 08:00-11:00",
    "工作日9点-17点": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00",
    "每周三": "FREQ=WEEKLY;BYDAY=WE",
    "周一、周三、周五": "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "星期天": "FREQ=WEEKLY;BYDAY=SU",
    "周一三五": "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "每月第二个周六": "FREQ=MONTHLY;BYDAY=+2SA",
    "每月最后一个周五": "FREQ=MONTHLY;BYDAY=-1FR",
    "每月15日": "FREQ=MONTHLY;BYMONTHDAY=15",
    "每月": "FREQ=MONTHLY",
    "每月1次": "FREQ=MONTHLY",
    "每季度1次": "FREQ=MONTHLY;INTERVAL=3",
    "每季度一次": "FREQ=MONTHLY;INTERVAL=3",
    "1次/季度": "FREQ=MONTHLY;INTERVAL=3",
    "每半年1次": "FREQ=MONTHLY;INTERVAL=6",
    "每年一次": "FREQ=YEARLY",
    "每周": "FREQ=WEEKLY",
    "隔周一次": "FREQ=WEEKLY;INTERVAL=2",
    "每天": "FREQ=DAILY",
}
UNREAD = [
    "",
    "预约",
    "暑假",
    "长期",
    "尽快",
    "双休日除外",
    "工作日预约",
    "每月2次",
    "周五至周一",
    "每月32日",
    "周六11:00-8:00",
    "周六25:00-26:00",
    "8:00-11:00",
    "4场/年",
]


@pytest.mark.parametrize("text", READ)
def test_words_become_a_rule(text):
    assert Recurrence.read(text).as_stored() == READ[text]


@pytest.mark.parametrize("text", UNREAD)
def test_words_we_cannot_read_stay_words(text):
    assert Recurrence.read(text) is None


@pytest.mark.parametrize("rule", sorted(set(READ.values())))
def test_a_rule_comes_back_as_it_was_kept_and_has_words(rule):
    found = Recurrence.stored(rule)

    assert found.as_stored() == rule
    assert found.words
    assert found.days(*SPRING)


def test_nothing_kept_is_no_recurrence():
    assert Recurrence.stored("") is None


@given(st.text(alphabet="每周月季年半工作日双休第一二三四五六天个最后的次场至、:-0123456789 x"))
def test_no_words_are_an_error(text):
    found = Recurrence.read(text)

    assert found is None or Recurrence.stored(found.as_stored()) == found


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=SA,SU 08:00-11:00", "Saturday and Sunday, 08:00–11:00"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "every week on Monday, Wednesday"),
        ("FREQ=MONTHLY;BYDAY=+2SA", "every month on Saturday number 2"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "every month on day 15"),
        ("FREQ=MONTHLY;INTERVAL=3", "once a quarter"),
    ],
)
def test_a_rule_is_said_in_words(rule, words):
    with translation.override("en"):
        assert Recurrence.stored(rule).words == words


def test_the_second_saturday_is_the_second_saturday():
    assert sorted(Recurrence.read("每月第二个周六").days(*SPRING)) == [
        date(2026, 3, 14),
        date(2026, 4, 11),
        date(2026, 5, 9),
    ]


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("双休日", "周六", True),
        ("双休日", "工作日", False),
        ("每月第二个周六", "双休日", True),
        ("每季度1次", "工作日", True),
        ("周六8:00-11:00", "周六10:00-12:00", True),
        ("周六8:00-11:00", "周六11:00-12:00", False),
        ("周六8:00-11:00", "周六", True),
    ],
)
def test_two_recurrences_meet_on_a_common_day_and_hour(one, other, meets):
    one, other = Recurrence.read(one), Recurrence.read(other)

    assert one.meets(other, *SPRING) is meets
    assert other.meets(one, *SPRING) is meets


def test_hours_are_hours_of_a_day():
    found = Recurrence.read("周六日8:00-11:00")

    assert (found.begins, found.ends) == (time(8), time(11))
    assert len(CODES) == 7
