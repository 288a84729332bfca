"""The tree of organisations as a picture: what is drawn, who may see it, the equal table."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import AuditEntry, Org
from tests.factories import OrgFactory, UserFactory

# A picture is a page: one engine is enough.
pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]

CHART = reverse("orgs:org-chart")


def nodes_at(client, query=""):
    response = client.get(f"{CHART}?draw=1{query}")
    assert response.status_code == 200
    return {node["label"]: node for node in response.json()["nodes"]}


@pytest.fixture
def desk(office, browser):
    return browser(office)


def test_each_organisation_stands_below_its_superior(town, desk):
    nodes = nodes_at(desk)

    assert len(nodes) == 7
    above = {name: node["parent"] for name, node in nodes.items()}
    assert above[town.root.name] == ""
    assert above[town.group.name] == str(town.branch.public_id)
    assert nodes[town.root.name]["count"] == 4
    assert nodes[town.group.name]["url"] == town.group.get_absolute_url()
    assert nodes[town.group.name]["mark"] == OrgKind.GROUP


def test_what_is_closed_is_not_drawn(town, desk):
    Org.objects.filter(pk=town.group.pk).update(
        status=OrgStatus.CLOSED, closed_on=timezone.localdate()
    )

    nodes = nodes_at(desk)

    assert town.group.name not in nodes
    assert nodes[town.branch.name]["count"] == 0


def test_a_part_of_the_tree_has_the_one_that_was_asked_for_at_the_top(town, desk):
    nodes = nodes_at(desk, f"&top={town.north.public_id}")

    assert list(nodes) == [town.north.name, town.branch.name, town.group.name]
    assert nodes[town.north.name]["parent"] == ""


def test_a_secretary_is_drawn_the_own_subtree_alone(town, person, browser):
    client = browser(person(Role.SECRETARY, over=town.north))

    nodes = nodes_at(client)

    assert list(nodes) == [town.north.name, town.branch.name, town.group.name]
    assert client.get(f"{CHART}?draw=1&top={town.south.public_id}").status_code == 404
    assert client.get(f"{CHART}?top={town.south.public_id}").status_code == 404


def test_a_stranger_is_drawn_nothing_and_nobody_at_the_door(town, browser, client):
    assert nodes_at(browser(UserFactory())) == {}
    assert client.get(f"{CHART}?draw=1").status_code == 302


@pytest.mark.parametrize("query", ["?draw=1", ""])
def test_the_picture_costs_the_same_at_any_size(town, desk, query):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(CHART + query).status_code == 200
        return len(asked)

    few = cost()
    OrgFactory.create_batch(30, parent=Org.objects.get(pk=town.root.pk), kind=OrgKind.ENTERPRISE)

    assert cost() == few


def test_the_table_the_sentence_and_the_spreadsheet_say_what_is_drawn(town, desk, office):
    nodes = nodes_at(desk)
    page = desk.get(CHART)

    answer = desk.post(CHART, {"format": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    exported = {row[0]: row[4] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert exported == {name: node["count"] for name, node in nodes.items()}
    shown = {row[0].words: row[4].words for row in page.context["table"]}
    assert shown == exported
    assert str(len(nodes)) in page.context["telling"]().sentence
    assert AuditEntry.objects.get(verb="export.make").actor == office


def test_each_figure_leads_to_the_rows_it_counts(town, desk):
    table = {row[0].words: row for row in desk.get(CHART).context["table"]}

    counted = table[town.root.name][4]
    listed = desk.get(counted.url).context["page"].paginator.count

    assert listed == counted.words == 4
    assert table[town.group.name][4].url == ""


def test_each_figure_of_the_legend_leads_to_the_organisations_it_counts(town, desk):
    figures = desk.get(CHART).context["telling"]().figures

    counts = {each.mark.key: each.count for each in figures if each.count}
    assert counts == {
        "committee": 1,
        "general_branch": 2,
        "branch": 1,
        "group": 1,
        "community_committee": 2,
    }
    listed = {
        each.mark.key: desk.get(CHART + each.url.partition("#")[0]).context["page"].paginator.count
        for each in figures
        if each.count
    }
    assert listed == counts


def test_the_search_of_the_table_keeps_to_the_part_that_was_asked_for(town, desk):
    url = f"{CHART}?top={town.north.public_id}&q=党小组"
    page = desk.get(url)

    assert [row[0].words for row in page.context["table"]] == [town.group.name]
    html = page.content.decode()
    assert f'<input type="hidden" name="top" value="{town.north.public_id}">' in html
    assert f'href="?top={town.north.public_id}"' in html


def test_the_page_says_everything_without_script(town, desk):
    html = desk.get(CHART).content.decode()

    assert 'class="picture-stage" hidden' in html
    assert all(org.get_absolute_url() in html for org in (town.root, town.branch, town.group))
    assert html.count("data-mark=") == len(OrgKind)
    assert html.count('role="img"') == 1


def test_the_tree_and_the_picture_lead_to_each_other(town, desk):
    tree = reverse("orgs:orgs")

    assert f'href="{CHART}"' in desk.get(tree).content.decode()
    assert f'href="{tree}"' in desk.get(CHART).content.decode()
