"""What is wrong with a grid is found out, in sentences that name it."""

import pytest
from django.utils import timezone, translation

from grids.models import Grid
from grids.selectors.soundness import grid_breaches
from tests.factories import OrgFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_ground_cut_by_deeds_is_sound(ground):
    assert grid_breaches() == []


@pytest.mark.parametrize(
    ("grid", "facts", "sentence"),
    [
        ("base", {"level": 7}, "001-01-001-001 北一01: its level is 7 and should be 2."),
        (
            "base",
            {"tier": "unit", "org": None},
            "001-01-001-001 北一01: a unit grid may not lie directly in a unit grid.",
        ),
        (
            "unit",
            {"status": "closed", "closed_on": timezone.localdate()},
            "001-01-001-001 北一01 is in use, and its superior 北一网格 is closed.",
        ),
    ],
)
def test_a_grid_in_the_wrong_place_is_named(ground, grid, facts, sentence):
    Grid.objects.filter(pk=getattr(ground, grid).pk).update(**facts)

    assert grid_breaches() == [sentence]


@pytest.mark.parametrize(
    ("grid", "tie", "place", "sentence"),
    [
        ("other", "org", "west", "001-02-001 南一网格: a unit grid does not go with 西社区党委."),
        ("base", "community", "east", "001-01-001-001 北一01 cannot belong to 东社区党委."),
        ("unit", "community", "north", "001-01-001 北一网格 cannot belong to 北片区党总支."),
    ],
)
def test_a_tie_that_does_not_fit_is_named(town, ground, grid, tie, place, sentence):
    Grid.objects.filter(pk=getattr(ground, grid).pk).update(**{tie: getattr(town, place)})

    assert grid_breaches() == [sentence]


def test_a_grid_of_another_street_is_named(ground):
    Grid.objects.filter(pk=ground.base.pk).update(street=OrgFactory(code="303"))

    assert grid_breaches() == [
        "001-01-001-001 北一01 lies in another sub-district than 北一网格.",
        "001-01-001-001 北一01 goes with 北一01党小组 of another sub-district.",
    ]
