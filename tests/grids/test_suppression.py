"""Counts under ten stay with those who keep them (D3)."""

import pytest
from django.urls import reverse

from grids.models import Grid
from orgs.enums import Role
from partybuild.suppression import shown, suppressed

pytestmark = pytest.mark.django_db

LIST = reverse("grids:grid-list")


@pytest.fixture
def small(ground):
    """A base grid of nine households and forty residents."""
    Grid.objects.filter(pk=ground.base.pk).update(household_count=9, resident_count=40)
    return Grid.objects.get(pk=ground.base.pk)


@pytest.mark.parametrize(
    ("count", "read"), [(None, None), (0, "<10"), (9, "<10"), (10, 10), (400, 400)]
)
def test_a_count_under_ten_is_not_told(count, read):
    assert suppressed(count) == read
    assert shown(count, is_kept=True) == count


KEEPERS = [
    (Role.OFFICE, "root", True),
    (Role.SECRETARY, "east", True),
    (Role.SECRETARY, "branch", True),
    (Role.GRID_WORKER, "branch", False),
    (Role.LEADER, "root", False),
]


@pytest.mark.parametrize(("role", "over", "is_kept"), KEEPERS)
def test_pages_exports_and_the_api_tell_small_counts_to_keepers_alone(
    town, small, person, browser, api, role, over, is_kept
):
    reader = person(role, over=getattr(town, over))
    client = browser(reader)

    page = client.get(small.get_absolute_url()).content.decode()
    listed = client.get(f"{LIST}?tier=base").content.decode()
    export = client.post(f"{LIST}?tier=base", {"format": "csv"})
    row = api(reader).get(f"/api/v1/grids/{small.public_id}/").json()

    exported = b"".join(export.streaming_content).decode("utf-8-sig")
    hidden = ["&lt;10" in page, "&lt;10" in listed, "<10" in exported]
    assert hidden == [not is_kept] * 3
    assert row["household_count"] == (9 if is_kept else "<10")
    assert row["resident_count"] == 40


def test_the_difference_of_two_counts_is_for_keepers(town, small, person, browser):
    Grid.objects.filter(pk=small.parent_id).update(household_count=12)
    url = Grid.objects.get(pk=small.parent_id).get_absolute_url()

    keeper = browser(person(Role.SECRETARY, over=town.east)).get(url).content.decode()
    worker = browser(person(Role.GRID_WORKER, over=town.branch)).get(url).content.decode()

    assert ">3</td>" in keeper
    assert ">3</td>" not in worker
