"""What is missing in grids is counted, and each count leads to the rows it counts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.models import Grid
from orgs.enums import Role
from orgs.models import Org
from orgs.selectors.indicators import gaps
from tests.factories import GridPostFactory

pytestmark = pytest.mark.django_db

EXPECTED = {
    "no-org": ["001-02-001"],
    "org-closed": ["001-01-001-001"],
    "no-lead": ["001-01-001", "001-02-001"],
    "no-work-instructor": ["001-01-001", "001-02-001"],
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


def listed(client, key):
    page = client.get(reverse("orgs:indicator", args=[key, "missing"])).context["page"]
    return sorted(row.code for row in page)


@pytest.mark.parametrize("key", EXPECTED)
def test_each_gap_counts_the_rows_its_page_lists(patchy, office, browser, key):
    counted = {gap.key: gap.count for gap in gaps(reader=office, subject="grids")}

    assert listed(browser(office), key) == EXPECTED[key]
    assert counted.get(key, 0) == len(EXPECTED[key])


def test_the_gaps_of_a_grid_are_those_in_it(patchy, office, browser):
    client = browser(office)
    found = client.get(patchy.north.get_absolute_url()).context["gaps"]

    urls = {gap.key: gap.url for gap in found}
    assert "no-org" not in urls
    assert client.get(urls["no-lead"]).context["page"].paginator.count == 1


def test_gaps_end_at_the_border_of_my_reach(town, patchy, person):
    found = gaps(reader=person(Role.SECRETARY, over=town.south), subject="grids")

    assert {gap.rule for gap in found if gap.count} >= {"N-03"}
    assert all(gap.count <= 2 for gap in found)
