"""The six rates by month and quarter: what they count, and nothing of fewer than ten."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from grids.models import Case
from grids.selectors.case_rates import RATES, rates_by_org, rates_over_time, rows_named
from orgs.enums import Role
from partybuild.periods import Period
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db

OCTOBER = Period.parse("2026-10")
AT = datetime(2026, 10, 15, 4, tzinfo=UTC)
PAGE = reverse("grids:case-rates")


def closed(town, count, **facts):
    """Cases on record that were closed in October; what is on its steps is tested elsewhere."""
    usual = {"reported_at": AT, "closed_at": AT, "is_solved": True, "satisfaction": "satisfied"}
    return CaseFactory.create_batch(count, street=town.root, **{**usual, **facts})


def by_key(line):
    return {figure.rate.key: figure for figure in line.figures}


def test_a_rate_counts_the_rows_that_it_opens(town):
    closed(town, 9)
    closed(town, 3, is_solved=False, satisfaction="dissatisfied")
    closed(town, 2, is_solved=None, satisfaction="unrated")
    closed(town, 4, closed_at=datetime(2026, 10, 31, 16, 30, tzinfo=UTC))  # November in Shanghai

    (whole, _nobody) = rates_by_org(Case.objects.all(), OCTOBER)

    solved = by_key(whole)["solved"]
    assert (solved.met, solved.of, solved.share) == (9, 12, Decimal("75.0"))
    for figure in whole.figures:
        for part, count in (("met", figure.met), ("all", figure.of)):
            assert rows_named(Case.objects.all(), figure.name(part), AT).count() == count


def test_what_is_on_time_counts_in_the_period_in_which_it_was_due(town, people, in_hand):
    Case.objects.filter(pk=in_hand.pk).update(answer_due_at=AT, response_due_at=AT)

    line = by_key(rates_by_org(Case.objects.all(), OCTOBER)[0])

    assert (line["on_time"].met, line["on_time"].of) == (0, 1)  # overdue and not answered
    assert (line["response"].met, line["response"].of) == (1, 1)
    Case.objects.update(
        state="answered", is_answered_in_time=True, answered_by=people.worker, answered_at=AT
    )
    line = by_key(rates_by_org(Case.objects.all(), OCTOBER)[0])
    assert (line["on_time"].met, line["on_time"].of) == (1, 1)


def test_the_clock_leaves_its_deadline_with_the_case(in_hand):
    handling = in_hand.deadlines.get(clock="handle")
    response = in_hand.deadlines.get(clock="respond")

    assert (in_hand.response_due_at, in_hand.answer_due_at) == (response.due_at, handling.due_at)


def test_a_quarter_is_the_sum_of_its_months(town):
    closed(town, 6)
    closed(town, 6, closed_at=datetime(2026, 11, 5, tzinfo=UTC))

    months = rates_over_time(Case.objects.all(), OCTOBER, Period.parse("2026-11"))
    (quarter,) = rates_over_time(
        Case.objects.all(), Period.parse("2026-Q4"), Period.parse("2026-Q4")
    )

    assert [by_key(line)["solved"].of for line in months] == [6, 6]
    assert [by_key(line)["solved"].share for line in months] == [None, None]
    assert by_key(quarter)["solved"].share == Decimal("100.0")


def test_the_page_shows_and_opens_its_numbers_and_tells_nothing_of_few(town, office, browser):
    closed(town, 12)
    client = browser(office)

    page = client.get(PAGE, {"period": "2026-10"})
    rows = client.get(reverse("grids:cases"), {"figure": "solved:2026-10:met"})

    assert "figure=solved%3A2026-10%3Amet" in page.text
    assert "100.0%" in page.text
    assert rows.context["page"].paginator.count == 12
    few = client.get(PAGE, {"period": "2026-09"}).text
    assert "100.0%" not in few.split('id="trends"')[0]
    book = client.post(f"{PAGE}?period=2026-10", {"format": "xlsx"})
    assert len(b"".join(book.streaming_content)) > 1000
    assert client.get(reverse("grids:cases"), {"figure": "x"}).context["page"].paginator.count == 0


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_at_any_size(
    town, office, browser, size, django_assert_num_queries
):
    closed(town, size)
    client = browser(office)

    with django_assert_num_queries(11):
        client.get(PAGE, {"period": "2026-10"})


def test_the_rates_over_http_count_what_the_caller_sees(town, office, person, api):
    closed(town, 12)
    rates = "/api/v1/case-rates/"

    told = api(office).get(rates, {"period": "2026-10", "street": "101"}).json()
    unseen = api(person(Role.PARTNER_LIAISON, over=town.school))
    few = unseen.get(rates, {"period": "2026-10"}).json()

    solved = next(each for each in told["results"] if each["rate"] == "solved")
    assert (solved["met"], solved["of"], solved["share"]) == (12, 12, "100.0")
    assert len(few["results"]) == len(RATES)
    assert all(each["of"] is None for each in few["results"])
    assert api(office).get(rates, {"period": "x"}).status_code == 400
