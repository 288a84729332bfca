"""The page of the flow picture, the tables of gaps, and the same over the API."""

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from tests.resources.factories import NeedFactory, ResourceFactory
from tests.resources.test_flows import crowd, led

pytestmark = pytest.mark.django_db

FLOWS = reverse("resources:flows")
GAPS = reverse("resources:gaps")


def shown_at(client, url):
    return client.get(url.partition("#")[0]).context["page"].paginator.count


def test_each_part_of_the_picture_opens_exactly_the_rows_it_counts(town, people, browser):
    crowd(town)
    client = browser(people.office)

    nodes = client.get(f"{FLOWS}?draw=1").json()["nodes"]

    assert {node["to"] for node in nodes} > {"", "given.venue", "fate.done"}
    for node in nodes:
        assert shown_at(client, node["url"]) == node["count"], node["label"]


def test_an_empty_picture_says_so(town, people, browser):
    client = browser(people.office)

    assert shown_at(client, f"{FLOWS}?by=place&period=2026-Q4") == 0
    assert client.get(f"{FLOWS}?draw=1").json() == {"nodes": []}


def test_the_figures_leave_as_a_spreadsheet(town, people, browser):
    crowd(town)

    answer = browser(people.office).post(FLOWS, {"figures": "1", "format": "xlsx"})

    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == [4, 1, 1, 1, 1, 1, 1]


def test_each_figure_of_the_gaps_opens_exactly_its_rows(town, people, browser):
    NeedFactory.create_batch(2, owner_org=town.east, resource_class="venue")
    NeedFactory(owner_org=town.west, resource_class="venue")
    ResourceFactory(owner_partner=town.school, resource_class="funds")
    client = browser(people.office)

    page = client.get(GAPS).content.decode()

    cells = re.findall(r'<a href="([^"]+resource_class=[^"]+)">(?:<strong>)?(\d+)', page)
    assert sorted(int(count) for _url, count in cells) == [1, 1, 1, 2, 3]
    for url, count in cells:
        assert shown_at(client, unescape(url)) == int(count)
    answer = client.post(GAPS, {"side": "asked"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet.max_row == 2


def test_a_place_out_of_reach_does_not_exist(town, people, browser, api):
    asked = f"?place={town.east.public_id}"

    assert browser(people.west).get(FLOWS + asked).status_code == 404
    assert browser(people.west).get(GAPS + asked).status_code == 404
    assert api(people.west).get(f"/api/v1/flows/{asked}").status_code == 404


def test_the_picture_costs_the_same_at_any_length(town, people, browser, cost):
    led(town, state="running")
    client = browser(people.office)
    once = cost(client, FLOWS), cost(client, GAPS)
    crowd(town)

    assert (cost(client, FLOWS), cost(client, GAPS)) == once


def test_machines_read_the_same_figures(town, people, api):
    crowd(town)
    NeedFactory(owner_org=town.west, resource_class="funds")
    client = api(people.office)

    ribbons = client.get("/api/v1/flows/").json()
    asked = client.get("/api/v1/flows/asked/").json()

    assert {(each["source"], each["target"]): each["count"] for each in ribbons}[
        "given.venue", "fate.done"
    ] == 1
    assert next((line["resource_class"], line["total"]) for line in asked) == ("funds", 1)
