"""Redrawing the map on pages and over HTTP: shown first, then done; without script."""

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.enums import GridStatus, GridTier
from grids.models import Grid, GridSuccession
from grids.services.grids import close_grid
from orgs.enums import Role
from tests.factories import GridFactory, GridPostFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate().isoformat()
WHEN = {"on": TODAY, "reason": "区划调整"}
PAGES = ["grid-split", "grid-merge", "grid-gather"]


def url_of(name, grid):
    return reverse(f"grids:{name}", args=[grid.public_id])


@pytest.fixture
def desk(office, browser):
    return browser(office)


@pytest.fixture
def second(town, ground):
    unit = Grid.objects.get(pk=ground.unit.pk)
    return GridFactory(
        street=town.root, code="001-01-001-002", name="北一02", tier=GridTier.BASE, parent=unit
    )


def split(ground, **more):
    return {
        "name_1": "北二网格",
        "code_1": "001-01-002",
        f"child_{ground.base.public_id}": "1",
        **WHEN,
        **more,
    }


def test_a_split_shows_what_moves_before_it_is_done(ground, desk):
    url = url_of("grid-split", ground.unit)

    shown = desk.post(url, {**split(ground), "preview": "1"})
    nothing_yet = Grid.objects.filter(code="001-01-002").exists()
    done = desk.post(url, split(ground))

    assert (shown.status_code, nothing_yet) == (200, False)
    assert ("001-01-001-001 北一01", "→ 北二网格") in shown.context["lines"]
    assert f'name="child_{ground.base.public_id}" value="1"' in shown.content.decode()
    assert done.headers["Location"] == ground.unit.get_absolute_url()
    assert Grid.objects.get(pk=ground.base.pk).parent.code == "001-01-002"


def test_how_many_new_grids_is_asked_first(ground, desk):
    html = desk.get(f"{url_of('grid-split', ground.unit)}?parts=3").content.decode()

    assert 'name="code_3"' in html
    assert 'name="code_4"' not in html


@pytest.mark.parametrize("extra", [{"preview": "1"}, {}])
def test_what_is_refused_stands_beside_its_field(ground, desk, extra):
    url = url_of("grid-split", ground.unit)

    taken = desk.post(url, {**split(ground), "code_1": "001-02", **extra})
    empty = desk.post(url, {**split(ground), "reason": "", **extra})

    assert (taken.status_code, empty.status_code) == (409, 422)
    assert "reason" in empty.context["form"].errors


def test_a_merger_shows_what_ends_and_what_stays_open(town, ground, second, desk):
    GridPostFactory(grid=second, person_name="郑拟岗")
    asked = {"grids": [second.pk], "name": "北一合并", "org": "", **WHEN}
    url = url_of("grid-merge", ground.base)

    shown = desk.post(url, {**asked, "preview": "1"})
    done = desk.post(url, asked)

    lines = dict(shown.context["lines"])
    assert [line for line in lines if "郑拟岗" in line]
    assert str(town.group) in lines
    assert done.status_code == 302
    assert Grid.objects.get(pk=second.pk).status == GridStatus.CLOSED


def test_grids_are_taken_over_from_the_one_that_was_chosen(ground, second, desk):
    url = url_of("grid-gather", ground.other)

    asked = desk.get(url).content.decode()
    from_there = f"{url}?giver={ground.unit.public_id}"
    choices = desk.get(from_there).content.decode()
    done = desk.post(from_there, {"grids": [ground.base.pk, second.pk], **WHEN})

    assert ("北一02" in asked, "北一02" in choices) == (False, True)
    assert done.status_code == 302
    assert {g.parent for g in Grid.objects.of_tier(GridTier.BASE)} == {ground.other}


def test_the_page_of_a_grid_leads_there_and_tells_its_origins(ground, desk):
    desk.post(url_of("grid-split", ground.unit), split(ground))

    html = desk.get(Grid.objects.get(code="001-01-002").get_absolute_url()).content.decode()

    assert url_of("grid-merge", Grid.objects.get(code="001-01-002")) in html
    assert ground.unit.get_absolute_url() in html


@pytest.mark.parametrize("name", PAGES)
def test_out_of_reach_is_not_there_and_not_mine_is_forbidden(
    town, ground, office, person, browser, name
):
    secretary = browser(person(Role.SECRETARY, over=town.east))

    assert secretary.get(url_of(name, ground.other)).status_code == 404
    assert secretary.get(url_of(name, ground.unit)).status_code == 403
    close_grid(grid=ground.other, on=timezone.localdate(), reason="合并", actor=office)
    assert browser(office).get(url_of(name, ground.other)).status_code == 403


def test_a_base_grid_takes_over_nothing(ground, desk):
    assert desk.get(url_of("grid-gather", ground.base)).status_code == 404


def test_the_api_splits_merges_and_gathers(town, ground, office, api):
    client = api(office)
    part = {"code": "001-01-002", "name": "北二网格", "children": ["001-01-001-001"]}

    split_up = client.post(
        "/api/v1/grids/001-01-001/split/", {"parts": [part], **WHEN}, format="json"
    )
    gathered = client.post(
        "/api/v1/grids/001-02-001/gather/", {"grids": ["001-01-001-001"], **WHEN}, format="json"
    )
    merged = client.post(
        "/api/v1/grids/001-01-001/merge/",
        {"grids": ["001-01-002"], "org": "101001001", **WHEN},
        format="json",
    )

    assert [a.status_code for a in (split_up, gathered, merged)] == [200, 200, 200]
    assert Grid.objects.get(code="001-01-001-001").parent == ground.other
    assert merged.json()["org"] == "101001001"
    assert GridSuccession.objects.count() == 2


def test_the_api_refuses_what_the_rules_refuse(ground, office, api, person, town):
    wrong = {
        "parts": [{"code": "x", "name": "甲", "things": {"building": [str(ground.base.public_id)]}}]
    }

    refused = api(office).post("/api/v1/grids/001-01-001/split/", {**wrong, **WHEN}, format="json")
    forbidden = api(person(Role.SECRETARY, over=town.east)).post(
        "/api/v1/grids/001-01-001/split/",
        {"parts": [{"code": "x", "name": "甲"}], **WHEN},
        format="json",
    )
    hidden = api(person(Role.SECRETARY, over=town.east)).post(
        f"/api/v1/grids/{ground.other.public_id}/split/", {"parts": [], **WHEN}, format="json"
    )

    assert (refused.status_code, refused.json()["code"]) == (409, "redrawing_refused")
    assert (forbidden.status_code, hidden.status_code) == (403, 404)
