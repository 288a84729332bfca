"""The tiers of grids as rings: what is drawn, who may see it, the questions, the equal table."""

import io

import openpyxl
import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from grids.enums import GridPostKind, GridStatus, GridTier
from grids.models import Grid
from grids.selectors import shades as registry
from grids.selectors.rings import rings_of
from grids.selectors.shades import Shade, register_shades, shades
from orgs.enums import Role
from partybuild.marks import good, unasked
from tests.factories import GridFactory, GridPostFactory, UserFactory

# A picture is a page: one engine is enough.
pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]

RINGS = reverse("grids:grid-rings")


def nodes_at(client, query=""):
    response = client.get(f"{RINGS}?draw=1{query}")
    assert response.status_code == 200
    return {node["label"]: node for node in response.json()["nodes"]}


def more_bases(town, ground, count, **facts):
    for number in range(count):
        GridFactory(
            street=town.root,
            code=f"x{number}",
            name=f"另{number}",
            tier=GridTier.BASE,
            parent=Grid.objects.get(pk=ground.unit.pk),
            **facts,
        )


@pytest.fixture
def desk(office, browser):
    return browser(office)


def test_a_sector_is_as_wide_as_its_households_and_sums_stand_above(town, ground, desk):
    more_bases(town, ground, 2, household_count=50)

    nodes = nodes_at(desk)

    assert (nodes["北一01"]["size"], nodes["另0"]["size"]) == (46, 50)
    # What is cut down is as wide as its parts: the script adds them up.
    assert nodes["北一网格"]["size"] == 0
    assert "146" in nodes["北一网格"]["note"]
    assert nodes["北一01"]["parent"] == str(ground.unit.public_id)


def test_a_grid_that_is_not_cut_down_counts_its_own_households(ground, desk):
    Grid.objects.filter(pk=ground.other.pk).update(household_count=300)

    nodes = nodes_at(desk)

    assert nodes["南一网格"]["size"] == 300
    assert "300" in nodes["南片区"]["note"]


def test_a_retired_grid_is_neither_drawn_nor_added_up(ground, desk):
    Grid.objects.filter(pk=ground.base.pk).update(
        status=GridStatus.CLOSED, closed_on=timezone.localdate()
    )

    nodes = nodes_at(desk)

    assert "北一01" not in nodes
    assert nodes["北一网格"]["count"] == 0


def test_a_community_is_drawn_its_unit_grids_alone(town, ground, person, browser):
    client = browser(person(Role.SECRETARY, over=town.east))

    nodes = nodes_at(client)

    assert list(nodes) == ["北一网格", "北一01"]
    assert nodes["北一网格"]["parent"] == ""
    for url in (f"{RINGS}?top=", f"{RINGS}?draw=1&top="):
        assert client.get(url + str(ground.other.public_id)).status_code == 404


def test_a_stranger_is_drawn_nothing(ground, browser):
    assert nodes_at(browser(UserFactory())) == {}


def test_a_part_has_the_grid_that_was_asked_for_in_the_middle(ground, desk):
    nodes = nodes_at(desk, f"&top={ground.unit.public_id}")

    assert list(nodes) == ["北一网格", "北一01"]


@pytest.mark.parametrize("draw", ["draw=1&", ""])
@pytest.mark.parametrize("shade", list(shades()))
def test_the_rings_cost_the_same_at_any_size(town, ground, desk, shade, draw):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(f"{RINGS}?{draw}shade={shade}").status_code == 200
        return len(asked)

    few = cost()
    more_bases(town, ground, 30, household_count=40)

    assert cost() == few


def _lead(ground):
    GridPostFactory(grid=ground.unit, kind=GridPostKind.LEAD)
    return {"北一网格": "met", "北一01": "missing", "北片区": "unasked"}


def _org(ground):
    return {"北片区": "met", "北一网格": "met", "南一网格": "missing"}


def _size(ground):
    Grid.objects.filter(pk=ground.other.pk).update(household_count=701)
    return {"北一网格": "small", "南一网格": "large", "北一01": "none", "北片区": "none"}


def _fitting_size(ground):
    Grid.objects.filter(pk=ground.base.pk).update(household_count=700)
    Grid.objects.filter(pk=ground.other.pk).update(household_count=100)
    return {"北一网格": "fits", "南一网格": "fits"}


def _walk(ground):
    for grid, minutes in ((ground.base, 5), (ground.unit, 6), (ground.other, 11)):
        Grid.objects.filter(pk=grid.pk).update(walking_minutes=minutes)
    return {"北一01": "near", "北一网格": "walk", "南一网格": "far", "北片区": "none"}


@pytest.mark.parametrize(
    ("shade", "arrange"),
    [
        ("no-lead", _lead),
        ("no-org", _org),
        ("size", _size),
        ("size", _fitting_size),
        ("walk", _walk),
    ],
)
def test_a_question_marks_each_grid_with_its_answer(ground, desk, shade, arrange):
    expected = arrange(ground)

    nodes = nodes_at(desk, f"&shade={shade}")

    assert {name: nodes[name]["mark"] for name in expected} == expected


def test_a_question_of_another_noun_is_asked_too(ground, desk, monkeypatch):
    monkeypatch.setattr(registry, "_SHADES", dict(registry._SHADES))
    mark, rest = good("all", "人人有份"), unasked("none", "不问")
    register_shades(Shade("fair", "R-000", "公平", ((mark, lambda _today: ~Q(tier="area")),), rest))

    page = desk.get(f"{RINGS}?shade=fair")

    assert "人人有份" in page.content.decode()
    assert {node["mark"] for node in nodes_at(desk, "&shade=fair").values()} == {"all", "none"}


def test_the_first_question_stands_for_one_nobody_knows(ground, desk):
    assert nodes_at(desk, "&shade=nonsense") == nodes_at(desk, "&shade=no-lead")


def test_each_figure_of_the_legend_leads_to_the_grids_it_counts(ground, desk):
    GridPostFactory(grid=ground.unit, kind=GridPostKind.LEAD)
    top = f"top={ground.north.public_id}"

    figures = desk.get(f"{RINGS}?shade=no-lead&{top}").context["telling"]().figures

    assert [(each.mark.key, each.count) for each in figures] == [
        ("met", 1),
        ("missing", 1),
        ("unasked", 1),
    ]
    pages = [desk.get(RINGS + each.url.partition("#")[0]).context["page"] for each in figures]
    assert [[grid.name for grid in page] for page in pages] == [
        ["北一网格"],
        ["北一01"],
        ["北片区"],
    ]


@pytest.mark.parametrize(("role", "told", "size"), [(Role.OFFICE, 7, 7), (Role.LEADER, "<10", 10)])
def test_a_small_count_is_told_only_to_those_who_keep_it(
    town, ground, person, browser, role, told, size
):
    Grid.objects.filter(pk=ground.base.pk).update(household_count=7)
    client = browser(person(role, over=town.root))

    page, node = client.get(RINGS), nodes_at(client)["北一01"]

    table = {row[0].words: row for row in page.context["table"]}
    assert table["北一01"][5].words == told
    assert (str(told) in node["note"], node["size"]) == (True, size)


def test_the_table_and_the_spreadsheet_say_what_is_drawn(town, ground, desk):
    GridPostFactory(grid=ground.unit, kind=GridPostKind.LEAD)
    nodes, page = nodes_at(desk), desk.get(RINGS)

    answer = desk.post(RINGS, {"format": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    words = {mark.key: str(mark) for mark in shades()["no-lead"].marks}
    assert {name: row[6] for name, row in rows.items()} == {
        name: words[node["mark"]] for name, node in nodes.items()
    }
    assert rows["北一网格"][5] == 46
    shown = {row[0].words: (row[5].words, str(row[6].words)) for row in page.context["table"]}
    assert shown == {name: (row[5] or None, row[6]) for name, row in rows.items()}


def test_households_lead_to_the_grids_they_are_added_up_from(ground, desk):
    table = {row[0].words: row for row in desk.get(RINGS).context["table"]}

    area, base = table["北片区"][5], table["北一01"][5]

    listed = desk.get(area.url).context["page"]
    assert [grid.name for grid in listed if grid.tier == GridTier.BASE] == ["北一01"]
    assert base.url == ground.base.get_absolute_url()


def test_the_sentence_says_how_many_have_no_place_in_the_rings(ground, desk):
    telling = desk.get(RINGS).context["telling"]

    with override("en"):
        # The south has one unit grid, not cut down and without households.
        assert telling().sentence.endswith(
            " 1 grid without households on record stands in the table only."
        )


def test_rings_of_a_part_add_up_the_same(ground, office):
    shade = shades()["size"]

    whole, part = (rings_of(top, shade, reader=office) for top in (None, ground.unit))

    sums = [rows.get(pk=ground.unit.pk).household_sum for rows in (whole, part)]
    assert sums == [46, 46]


def test_the_page_says_everything_without_script(ground, desk):
    html = desk.get(RINGS).content.decode()

    assert 'class="picture-stage" hidden' in html
    assert all(grid.get_absolute_url() in html for grid in vars(ground).values())
    assert all(f'<option value="{key}"' in html for key in shades())


def test_the_tree_and_the_picture_lead_to_each_other(ground, desk):
    tree = reverse("grids:grids")

    assert f'href="{RINGS}"' in desk.get(tree).content.decode()
    assert f'href="{tree}"' in desk.get(RINGS).content.decode()
