"""Grids as people see them: the tree, the list, one grid and its deeds."""

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.enums import GridStatus, GridTier
from grids.models import Grid, GridPost
from grids.services import grids
from orgs.enums import Role
from tests.factories import GridFactory, GridPostFactory

pytestmark = pytest.mark.django_db

TREE = reverse("grids:grids")
TODAY = timezone.localdate().isoformat()


def text_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def step(grid, action):
    return reverse("grids:grid-step", args=[grid.public_id, action])


@pytest.fixture
def desk(office, browser):
    return browser(office)


def test_the_office_sees_the_areas_and_opens_them(ground, desk):
    shut = text_of(desk, TREE)
    opened = text_of(desk, f"{TREE}?at={ground.unit.public_id}")

    assert ("北片区" in shut, "北一01" in shut) == (True, False)
    assert "北一01" in opened


def test_a_community_finds_its_unit_grids_at_the_top(town, ground, person, browser):
    html = text_of(browser(person(Role.SECRETARY, over=town.east)), TREE)

    assert "北一网格" in html
    assert "北片区" not in html


def test_a_branch_opens_and_shuts_in_place(ground, office, browser):
    client = browser(office, htmx=True)
    url = reverse("grids:grid-branch", args=[ground.unit.public_id])

    assert "北一01" in text_of(client, url)
    assert "北一01" not in text_of(client, f"{url}?shut=1")


@pytest.mark.parametrize("query", ["", "?q=示例", "?at=unit"])
def test_the_tree_costs_the_same_at_any_size(town, ground, desk, query, cost):
    url = TREE + query.replace("unit", str(ground.unit.public_id))
    GridFactory(street=town.root, code="x")
    few = cost(desk, url)
    GridFactory.create_batch(20, street=town.root)

    assert cost(desk, url) == few


def test_a_search_finds_by_name_and_code_and_says_where(ground, desk):
    html = text_of(desk, f"{TREE}?q=001-01-001-001")

    assert "北一01" in html
    assert "北片区 › 北一网格" in html


@pytest.mark.parametrize("name", ["grid", "grid-branch", "gridpost", "grid-step"])
def test_what_is_out_of_reach_does_not_exist(town, ground, person, browser, name):
    client = browser(person(Role.SECRETARY, over=town.east))
    row = GridPostFactory(grid=ground.other) if name == "gridpost" else ground.other
    if name == "grid-step":
        status = client.post(step(row, "amend")).status_code
    else:
        status = client.get(reverse(f"grids:{name}", args=[row.public_id])).status_code

    assert status == 404


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(town, ground, desk, size, django_assert_num_queries):
    for number in range(size):
        grid = GridFactory(
            street=town.root,
            code=f"b{number}",
            tier=GridTier.BASE,
            parent=Grid.objects.get(pk=ground.other.pk),
        )
        GridPostFactory(grid=grid, kind="lead")

    url = f"{reverse('grids:grid-list')}?parent={ground.other.public_id}"
    with django_assert_num_queries(9):
        desk.get(url)


@pytest.mark.parametrize("size", [1, 4])
def test_the_page_costs_the_same_however_much_hangs_on_it(town, ground, desk, size, cost):
    GridPostFactory.create_batch(size, grid=ground.north)
    for number in range(size):
        GridFactory(
            street=town.root,
            code=f"u{number}",
            tier=GridTier.UNIT,
            parent=Grid.objects.get(pk=ground.north.pk),
        )

    assert cost(desk, ground.north.get_absolute_url()) == 17


def test_only_base_grids_in_use_are_added_up(town, ground, desk):
    Grid.objects.filter(pk=ground.unit.pk).update(household_count=400)
    GridFactory(
        street=town.root,
        code="b2",
        tier=GridTier.BASE,
        parent=Grid.objects.get(pk=ground.unit.pk),
        household_count=50,
        status=GridStatus.CLOSED,
        closed_on=TODAY,
    )

    page = desk.get(ground.unit.get_absolute_url()).context

    sums = {each.name: each for _label, each in page["sums"]}
    households = sums["household_count"]
    assert page["bases"] == 1
    assert (households.own, households.children, households.bases) == (400, 46, 46)
    assert (households.difference, sums["floating_count"].difference) == (354, None)


@pytest.mark.parametrize(
    ("role", "over", "grid", "offered"),
    [
        (Role.OFFICE, "root", "north", ["open", "amend", "fill", "link", "close"]),
        (
            Role.OFFICE,
            "root",
            "unit",
            ["open", "amend", "fill", "link", "assign", "move", "close"],
        ),
        (Role.OFFICE, "root", "base", ["amend", "fill", "link", "name_nearest", "move", "close"]),
        (Role.SECRETARY, "east", "base", ["amend", "fill", "name_nearest"]),
        (Role.GRID_WORKER, "branch", "base", []),
    ],
)
def test_a_page_offers_what_its_reader_may_do(
    town, ground, person, browser, role, over, grid, offered
):
    client = browser(person(role, over=getattr(town, over)))

    offers = client.get(getattr(ground, grid).get_absolute_url()).context["offers"]

    assert [offer.action for offer in offers] == offered


def test_a_secretary_is_asked_for_the_counts_alone(town, ground, person, browser):
    client = browser(person(Role.SECRETARY, over=town.east))
    form = client.get(ground.base.get_absolute_url()).context["offers"][0].form

    response = client.post(step(ground.base, "amend"), {"version": 1, "household_count": 47})

    assert not grids.SHAPE_FACTS & set(form.fields)
    assert response.status_code == 302
    assert Grid.objects.get(pk=ground.base.pk).household_count == 47


def test_the_deeds_of_the_office_from_the_page(town, ground, desk):
    opened = desk.post(
        step(ground.other, "open"), {"name": "01", "code": "001-02-001-001", "household_count": 9}
    )
    assigned = desk.post(step(ground.other, "assign"), {"community": town.west.pk})
    unlinked = desk.post(step(ground.south, "link"), {"org": ""})
    linked = desk.post(step(ground.south, "link"), {"org": "101002"})
    moved = desk.post(step(ground.base, "move"), {"new_parent": ground.other.pk})
    closed = desk.post(step(ground.base, "close"), {"on": TODAY, "reason": "合并"})
    filled = desk.post(
        step(ground.unit, "fill"),
        {"kind": "lead", "person_name": "陈演示", "starts": "2020.4"},
    )

    answers = (opened, assigned, unlinked, linked, moved, closed, filled)
    assert [answer.status_code for answer in answers] == [302] * 7
    assert Grid.objects.get(code="001-02-001-001").tier == GridTier.BASE
    assert Grid.objects.get(pk=ground.other.pk).community == town.west
    assert Grid.objects.get(pk=ground.south.pk).org == town.south
    assert str(GridPost.objects.get().starts) == "2020-04"


def test_what_is_wrong_stands_beside_its_field(ground, desk):
    taken = desk.post(step(ground.other, "open"), {"name": "01", "code": "001-01"})
    unknown = desk.post(step(ground.other, "link"), {"org": "没有这个"})
    misfit = desk.post(step(ground.other, "link"), {"org": "101002"})

    errors = [
        (
            answer.status_code,
            list(next(o for o in answer.context["offers"] if o.is_failed).form.errors),
        )
        for answer in (taken, unknown, misfit)
    ]
    assert errors == [(409, ["code"]), (422, ["org"]), (409, ["org"])]


def test_the_office_cuts_a_new_area_and_nobody_else(town, ground, desk, person, browser):
    url = reverse("grids:area-open")

    opened = desk.post(url, {"street": town.root.pk, "name": "东片区", "code": "001-03"})
    refused = browser(person(Role.SECRETARY, over=town.root)).get(url)

    assert opened.headers["Location"] == Grid.objects.get(code="001-03").get_absolute_url()
    assert refused.status_code == 403


def test_the_page_of_an_organisation_names_its_grid_and_a_community_counts_them(town, ground, desk):
    branch = text_of(desk, town.branch.get_absolute_url())
    community = text_of(desk, town.east.get_absolute_url())

    assert ground.unit.get_absolute_url() in branch
    assert f"{reverse('grids:grid-list')}?community={town.east.public_id}" in community


def test_a_post_is_corrected_and_ended(ground, desk):
    post = GridPostFactory(grid=ground.base, work_phone="19000000001")
    url = reverse("grids:gridpost", args=[post.public_id])

    html = text_of(desk, url)
    amended = desk.post(f"{url}amend/", {"kind": "worker", "person_name": "郑拟定"})
    ended = desk.post(f"{url}end/", {"on": TODAY})

    post.refresh_from_db()
    assert "19000000001" not in html
    assert (amended.status_code, ended.status_code) == (302, 302)
    assert (post.person_name, post.work_phone) == ("郑拟定", "19000000001")
    assert post.ends_on.isoformat() == TODAY


@pytest.mark.parametrize("size", [1, 3])
def test_the_roster_costs_the_same_at_any_length(ground, desk, size, django_assert_num_queries):
    GridPostFactory.create_batch(size, grid=ground.base)

    with django_assert_num_queries(7):
        desk.get(f"{reverse('grids:gridposts')}?held=now")
