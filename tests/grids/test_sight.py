"""Why somebody sees a grid."""

import pytest

from grids.enums import GridTier
from orgs.enums import Role
from orgs.selectors.sight import reasons_to_see, sight_of
from tests.factories import GridFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(town):
    area = GridFactory(street=town.root, tier=GridTier.AREA, org=town.north)
    return GridFactory(
        street=town.root, tier=GridTier.UNIT, parent=area, org=town.branch, community=town.east
    )


@pytest.mark.parametrize(
    ("place", "reached"),
    [
        ("root", ["root", "north", "branch", "east"]),
        ("north", ["north", "branch"]),
        ("branch", ["branch"]),
        ("east", ["branch", "east"]),
        ("west", []),
    ],
)
def test_a_grid_is_explained_by_all_that_reaches_it(town, person, unit, place, reached):
    secretary = person(Role.SECRETARY, over=getattr(town, place))

    reasons = reasons_to_see(unit, sight_of("grid"), reader=secretary)

    assert sorted({reason.owner.split(": ")[1] for reason in reasons}) == sorted(
        getattr(town, name).name for name in reached
    )


def test_a_grid_out_of_reach_is_not_explained(town, person, browser, unit):
    stranger = browser(person(Role.SECRETARY, over=town.west))

    assert stranger.get(f"/why/grid/{unit.public_id}/").status_code == 404
