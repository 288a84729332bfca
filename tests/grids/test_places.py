"""Where grids lay on a day of the past (R-082)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.enums import GridTier
from grids.models import Grid, GridPlace
from grids.models.places import as_of
from grids.selectors.places import map_on
from grids.services import grids, redrawing
from grids.services.places import GridRefused
from grids.services.redrawing import Part
from orgs.enums import Role

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
MARCH, JUNE = TODAY - timedelta(days=200), TODAY - timedelta(days=100)


def places(day):
    """Which superior each grid had on a day."""
    rows = as_of(Grid.objects.all(), day)
    return {grid.code: grid.place_code for grid in rows}


@pytest.fixture
def moved(ground, office):
    """The base grid lay in the north until June, and lies in the south since."""
    grids.move_grid(grid=ground.base, new_parent=ground.other, on=JUNE, actor=office)
    return ground


def test_a_grid_that_never_moved_has_always_lain_where_it_lies(ground):
    assert places(MARCH) == {
        "001-01": None,
        "001-02": None,
        "001-01-001": "001-01",
        "001-02-001": "001-02",
        "001-01-001-001": "001-01-001",
    }


def test_a_moved_grid_lay_in_the_former_superior_until_that_day(moved):
    before, since = places(JUNE - timedelta(days=1)), places(JUNE)

    assert (before["001-01-001-001"], since["001-01-001-001"]) == ("001-01-001", "001-02-001")


def test_a_second_move_on_the_same_day_replaces_the_first(moved, office):
    grids.move_grid(grid=moved.base, new_parent=moved.unit, on=JUNE, actor=office)

    assert places(JUNE)["001-01-001-001"] == "001-01-001"
    assert GridPlace.objects.filter(grid=moved.base).count() == 2


def test_nothing_moves_before_it_came_to_its_place(moved, office):
    with pytest.raises(GridRefused) as refusal:
        grids.move_grid(grid=moved.base, new_parent=moved.unit, on=MARCH, actor=office)

    assert refusal.value.field == "on"


def test_a_grid_is_there_from_its_day_until_it_is_retired(town, ground, office):
    grids.open_grid(
        street=town.root,
        code="001-02-001-001",
        name="南一01",
        tier=GridTier.BASE,
        parent=ground.other,
        on=MARCH,
        actor=office,
    )
    grids.close_grid(
        grid=Grid.objects.get(code="001-02-001-001"), on=JUNE, reason="合并", actor=office
    )

    there = ["001-02-001-001" in places(MARCH + timedelta(days=n)) for n in (-1, 0, 99, 100)]
    assert there == [False, True, True, False]


def test_a_grid_of_an_import_was_there_before_and_one_retired_without_a_record_was_too(
    ground, office
):
    grids.close_grid(grid=ground.base, on=JUNE, reason="合并", actor=office)
    GridPlace.objects.all().delete()

    assert "001-01-001-001" in places(MARCH)
    assert "001-01-001-001" not in places(JUNE)


def test_nothing_moves_into_a_grid_that_was_not_there_yet(town, ground, office):
    young = grids.open_grid(
        street=town.root,
        code="001-02-002",
        name="南二",
        tier=GridTier.UNIT,
        parent=Grid.objects.get(pk=ground.south.pk),
        on=JUNE,
        actor=office,
    )

    with pytest.raises(GridRefused):
        grids.move_grid(grid=ground.base, new_parent=young, on=MARCH, actor=office)


def test_the_map_of_a_day_shows_a_split_only_after_it(town, ground, office):
    redrawing.split_grid(
        grid=ground.unit,
        parts=[Part("001-01-002", "北二网格", children=[ground.base])],
        on=JUNE,
        reason="拆分",
        actor=office,
    )

    before, after = map_on(MARCH, reader=office), map_on(JUNE, reader=office)

    assert [grid.code for grid in before.tops] == ["001-01", "001-02"]
    assert [grid.code for grid in before.children[ground.north.pk]] == ["001-01-001"]
    assert [grid.code for grid in after.children[ground.north.pk]] == ["001-01-001", "001-01-002"]
    assert (before.below(ground.unit), after.below(ground.unit)) == (1, 0)


def test_the_tree_page_shows_a_day(moved, office, browser):
    url = f"{reverse('grids:grids')}?at={moved.base.public_id}"
    client = browser(office)

    then = client.get(f"{url}&on={MARCH.isoformat()}").content.decode()
    now = client.get(f"{url}&on={TODAY.isoformat()}").content.decode()

    assert then.index("北一网格") < then.index("北一01") < then.index("南片区")
    assert now.index("南一网格") < now.index("北一01")


def test_the_page_of_a_day_ends_at_the_border_of_my_reach(town, moved, person, browser):
    client = browser(person(Role.SECRETARY, over=town.east))

    html = client.get(f"{reverse('grids:grids')}?on={MARCH.isoformat()}").content.decode()

    assert "北一网格" in html
    assert "南一网格" not in html


@pytest.mark.parametrize(("day", "parent"), [(MARCH, "001-01-001"), (TODAY, "001-02-001")])
def test_the_api_reads_as_of_a_day(moved, office, api, day, parent):
    rows = api(office).get(f"/api/v1/grids/?on={day.isoformat()}").json()["results"]

    assert {row["code"]: row["parent"] for row in rows}["001-01-001-001"] == parent
