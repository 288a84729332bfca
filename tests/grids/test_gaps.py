"""What is missing in grids is counted, and each count leads to the rows it counts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.models import Grid
from grids.selectors.gaps import GRID_GAPS, gaps, gaps_below
from orgs.enums import Role
from orgs.models import Org
from tests.factories import GridFactory, GridPostFactory

pytestmark = pytest.mark.django_db

EXPECTED = {
    "no-org": ["001-02-001"],
    "org-closed": ["001-01-001-001"],
    "no-lead": ["001-01-001", "001-02-001"],
    "no-instructor": ["001-01-001", "001-02-001"],
    "no-community": ["001-02-001"],
    "no-boundaries": ["001-01", "001-01-001", "001-02"],
    "area-uncut": [],
    "unit-uncut": ["001-02-001"],
    "no-households": [],
    "odd-size": ["001-02-001"],
    "far-from-centre": ["001-01-001-001"],
}


@pytest.fixture
def patchy(town, ground, office):
    """A ground with one of most gaps."""
    # No deed closes an organisation that a grid goes with; older rows may say so all the same.
    closed = {"status": "closed", "closed_on": timezone.localdate()}
    Org.objects.filter(pk=town.group.pk).update(**closed)
    GridPostFactory(grid=ground.base, kind="lead")
    Grid.objects.filter(pk=ground.other.pk).update(boundaries="东至示例路", household_count=701)
    Grid.objects.filter(pk=ground.base.pk).update(walking_minutes=6)
    return ground


@pytest.mark.parametrize("key", GRID_GAPS)
def test_each_gap_counts_the_rows_its_page_lists(patchy, office, browser, key):
    url = reverse("grids:gap", args=[key])
    counted = {gap.url: gap.count for gap in gaps(reader=office)}.get(url, 0)

    listed = [row.code for row in browser(office).get(url).context["page"]]

    assert sorted(listed) == EXPECTED[key]
    assert counted == len(EXPECTED[key])


def test_the_gaps_of_a_grid_are_those_in_it(patchy):
    found = {gap.url: gap.count for gap in gaps_below(patchy.north)}

    below = f"?under={patchy.north.public_id}"
    assert found[reverse("grids:gap", args=["no-lead"]) + below] == 1
    assert reverse("grids:gap", args=["no-org"]) + below not in found


def test_gaps_end_at_the_border_of_my_reach(town, patchy, person):
    found = gaps(reader=person(Role.SECRETARY, over=town.south))

    assert {gap.rule for gap in found if gap.count} >= {"N-03"}
    assert all(gap.count <= 2 for gap in found)


@pytest.mark.parametrize("size", [1, 3])
def test_gaps_cost_the_same_at_any_size(town, office, size, django_assert_num_queries):
    GridFactory.create_batch(size, street=town.root)

    with django_assert_num_queries(2):
        gaps(reader=office)


def test_an_unknown_gap_does_not_exist(office, browser):
    assert browser(office).get(reverse("grids:gap", args=["nothing"])).status_code == 404
