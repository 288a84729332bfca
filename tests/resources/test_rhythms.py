"""The words for when a need or resource recurs are kept as a rule, and matching reads it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from resources.selectors.matching import judge_pair
from resources.services import needs, resources
from tests.resources.factories import NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

WEEKEND = "FREQ=WEEKLY;BYDAY=SA,SU"
WORKDAY = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


def file_resource(town, people, **facts):
    return resources.file_resource(
        owner=town.school, actor=people.school, resource_class="venue", title="操场", **facts
    )


def code_of(need, resource):
    reasons = judge_pair(need, resource).reasons
    return next(reason.code for reason in reasons if reason.code.startswith("period"))


def test_a_resource_keeps_the_rule_beside_the_words(town, people):
    resource = file_resource(town, people, available_text="周六日8:00-11:00")

    assert resource.available_text == "周六日8:00-11:00"
    assert resource.available_rule == f"{WEEKEND} 08:00-11:00"


def test_words_that_are_not_read_stay_words(town, people):
    resource = file_resource(town, people, available_text="预约")

    assert (resource.available_text, resource.available_rule) == ("预约", "")


def test_correcting_the_words_corrects_the_rule(town, people):
    resource = file_resource(town, people, available_text="双休日")

    resource = resources.amend_resource(
        resource=resource, actor=people.school, available_text="工作日"
    )

    assert resource.available_rule == WORKDAY


def test_a_need_is_read_from_how_often_or_from_the_wish(town, people):
    facts = {"owner": town.east, "actor": people.east, "resource_class": "venue", "title": "课堂"}

    often = needs.file_need(**facts, recurrence_text="每季度1次", wished_text="每月")
    wished = needs.file_need(**facts, wished_text="每月")

    assert often.recurrence_rule == "FREQ=MONTHLY;INTERVAL=3"
    assert wished.recurrence_rule == "FREQ=MONTHLY"


@pytest.mark.parametrize(
    ("wished", "offered", "code"),
    [
        (WEEKEND, WEEKEND, "period_days"),
        ("FREQ=MONTHLY", WEEKEND, "period_days"),
        (WEEKEND, WORKDAY, "period_misses"),
        ("", WORKDAY, "period_open"),
        (WEEKEND, "", "period_open"),
        ("", "", "period_open"),
    ],
)
def test_the_time_reason_reads_the_days_of_both(town, wished, offered, code):
    need = NeedFactory(owner_org=town.east, recurrence_rule=wished)
    resource = ResourceFactory(owner_partner=town.school, available_rule=offered)

    assert code_of(need, resource) == code


def test_a_resource_without_its_day_within_the_wished_dates_misses_them(town):
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    need = NeedFactory(owner_org=town.east, starts_on=monday, ends_on=monday + timedelta(days=2))
    resource = ResourceFactory(owner_partner=town.school, available_rule=WEEKEND)

    assert code_of(need, resource) == "period_misses"


def test_the_pages_and_the_endpoint_say_how_the_words_were_read(town, people, browser, api):
    resource = file_resource(town, people, available_text="双休日")

    page = browser(people.school).get(resource.get_absolute_url()).content.decode()
    answer = api(people.school).get(f"/api/v1/resources/{resource.code}/")

    assert resource.recurrence.words in page
    assert answer.json()["available_rule"] == WEEKEND
