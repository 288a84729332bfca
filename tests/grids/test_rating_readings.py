"""Sources of the rating are read once for all estates, and say of each what it says alone."""

from random import Random

import pytest
from django.db.models import Q

from grids.enums import GridTier
from grids.models import Case, Estate, RatingUnit
from grids.selectors.rating.due_cases import DueCases
from grids.selectors.rating.readings import cases_on_time, satisfaction_of
from grids.services.surveys import open_surveys
from tests.factories import CaseFactory, EstateFactory, GridFactory, ServiceContractFactory
from tests.grids.ratings import a_firm_at_work, a_scheme, an_open_round, last_quarter, people
from tests.grids.surveys import answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands(town):
    return people(town)


def rated_estates(town, hands):
    """Two firms at three estates: on a grid, on a unit grid below it, and on no grid."""
    a_scheme(town, hands)
    first, second = a_firm_at_work(town, "示例物业甲"), a_firm_at_work(town, "示例物业乙")
    whole = GridFactory(street=town.root, community=town.east)
    below = GridFactory(street=town.root, community=town.east, parent=whole, tier=GridTier.UNIT)
    estates = list(Estate.objects.order_by("pk"))
    estates.append(EstateFactory(street=town.root, community=town.east))
    for firm in (first, second):
        ServiceContractFactory(firm=firm, estate=estates[2])
    for estate, grid in zip(estates, (whole, below, None), strict=True):
        Estate.objects.filter(pk=estate.pk).update(unit_grid=grid)
    return an_open_round(town, hands), (whole, below)


def cases_of_the_quarter(town, grids):
    chance, first_day = Random(7), last_quarter().bounds()[0]
    spots = [f"{name}三号楼" for name in Estate.objects.values_list("name", flat=True)]
    Case.objects.bulk_create(
        CaseFactory.build(
            street=town.root,
            grid=chance.choice([*grids, None]),
            firm_name=chance.choice(["", "示例物业甲", "示例物业乙", "另一物业"]),
            spot=chance.choice([*spots, ""]),
            reported_at=first_day,
            is_answered_in_time=chance.choice([True, True, False, None]),
        )
        for _each in range(200)
    )


def counted_alone(unit):
    """The cases of one estate, asked for by themselves."""
    named, grid = Q(firm_name=unit.firm.name), unit.estate.unit_grid
    if grid is None:
        there = named & Q(spot__contains=unit.estate.name)
    else:
        there = Q(grid__in=grid.get_descendants(include_self=True)) & (named | Q(firm_name=""))
    due = Case.objects.filter(there, is_answered_in_time__isnull=False)
    return due.count(), due.filter(is_answered_in_time=True).count()


def test_cases_are_counted_for_all_estates_as_for_each_alone(town, hands):
    rating_round, grids = rated_estates(town, hands)
    cases_of_the_quarter(town, grids)
    units = list(RatingUnit.objects.all())

    due = DueCases(rating_round)
    together = {unit.pk: due.at(unit) for unit in units}

    assert together == {unit.pk: counted_alone(unit) for unit in units}
    assert len(units) == 4
    assert all(total > kept > 0 for total, kept in together.values())


def test_sources_are_read_with_the_same_queries_for_one_estate_and_for_four(
    town, hands, django_assert_num_queries
):
    rating_round, grids = rated_estates(town, hands)
    cases_of_the_quarter(town, grids)
    for survey in open_surveys(rating_round=rating_round, actor=hands.office)[:2]:
        answered(survey, [5] * 25, actor=hands.office)
    units = list(
        RatingUnit.objects.select_related(
            "firm", "estate__unit_grid", "rating_round__scheme", "rating_round__street"
        ).order_by("-pk")
    )
    for read, queries in ((cases_on_time, 2), (satisfaction_of, 5)):
        read(units)
        with django_assert_num_queries(queries):
            read(units[:1])
        with django_assert_num_queries(queries):
            read(units)
