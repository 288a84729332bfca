"""Units that count alike are counted together; others are not compared."""

from decimal import Decimal

import pytest

from resources.selectors.matching import judge_pair, wanted_quantity
from resources.selectors.measures import converted
from resources.services import matches
from resources.services.resources import CapacityGone
from tests.resources.factories import NeedFactory, ResourceFactory


@pytest.mark.parametrize(
    ("quantity", "unit", "wanted", "found"),
    [
        (3, "次", "次", 3),
        (3, "次", "场/年", 3),
        ("0.8", "万元", "元", 8000),
        (5000, "元", "万元", "0.5"),
        (40, "人", "座", 40),
        (2, "天", "小时", 48),
        (3, "盆", "盆", 3),
        (3, "盆", "次", None),
        (3, "元", "座", None),
        (3, "", "", None),
        (3, "", "次", None),
        (1, "元", "万元", "0.01"),
    ],
)
def test_an_amount_is_counted_in_another_unit_where_both_count_alike(quantity, unit, wanted, found):
    expected = None if found is None else Decimal(found)

    assert converted(Decimal(quantity), unit, wanted) == expected


@pytest.mark.django_db
def test_everybody_who_comes_takes_a_seat(town):
    need = NeedFactory(owner_org=town.east, beneficiary_count=40)
    hall = ResourceFactory(owner_partner=town.school, quantity=300, unit="座")

    assert wanted_quantity(need, hall) == 40


@pytest.mark.django_db
def test_a_fund_too_small_is_said_in_its_own_unit(town):
    need = NeedFactory(owner_org=town.east, quantity="0.8", unit="万元")
    fund = ResourceFactory(owner_partner=town.school, quantity=5000, unit="元")

    need.refresh_from_db()
    reasons = {reason.code: reason for reason in judge_pair(need, fund).reasons}

    assert reasons["capacity_short"].parts == {"left": "5000元", "wanted": "8000元"}


@pytest.mark.django_db
def test_a_match_says_how_much_it_takes_and_draws_it(town, people, browser, api):
    need = NeedFactory(owner_org=town.east, beneficiary_count=40)
    hall = ResourceFactory(owner_partner=town.school, quantity=100, unit="座")

    match = matches.propose_match(need=need, resource=hall, actor=people.school)
    matches.agree_for_need(match=match, actor=people.east)

    hall.refresh_from_db()
    assert (hall.taken, hall.left, hall.state) == (40, 60, "partly_taken")
    assert "40座" in browser(people.school).get(hall.get_absolute_url()).content.decode()
    answer = api(people.school).get(f"/api/v1/matches/{match.code}/")
    assert (answer.json()["quantity"], answer.json()["unit"]) == ("40.00", "座")


@pytest.mark.django_db
def test_more_than_is_left_is_refused(town, people):
    need = NeedFactory(owner_org=town.east)
    hall = ResourceFactory(owner_partner=town.school, quantity=100, unit="座")

    with pytest.raises(CapacityGone):
        matches.propose_match(need=need, resource=hall, actor=people.office, quantity=Decimal(101))
