"""The search page and its endpoint."""

import pytest

from orgs.services.search import mend_entries
from tests.resources.factories import NeedFactory

pytestmark = pytest.mark.django_db


def test_the_page_and_the_endpoint_show_the_same_rows(town, office, browser, api):
    need = NeedFactory(owner_org=town.east, title="党建路灯修复")
    mend_entries()

    page = browser(office).get("/search/", {"q": "路灯"})
    [group] = api(office).get("/api/v1/search/", {"q": "路灯"}).data

    assert f'<a href="{need.get_absolute_url()}">党建路灯修复</a>' in page.text
    assert [hit["public_id"] for hit in group["hits"]] == [str(need.public_id)]
    assert group["kind"] == "resources.need"


def test_one_kind_shows_more_of_it(town, office, browser):
    for number in range(7):
        NeedFactory(owner_org=town.east, title=f"路灯{number}号")
    mend_entries()
    client = browser(office)

    some = client.get("/search/", {"q": "路灯"}).text
    more = client.get("/search/", {"q": "路灯", "kind": "resources.need"}).text

    assert (some.count("号</a>"), more.count("号</a>")) == (5, 7)


def test_the_search_costs_the_same_at_any_number_of_rows(town, office, browser, cost):
    NeedFactory(owner_org=town.east, title="路灯")
    mend_entries()
    client = browser(office)
    one = cost(client, "/search/?q=路灯")
    NeedFactory(owner_org=town.east, title="路灯")
    NeedFactory(owner_org=town.west, title="路灯")
    mend_entries()

    assert cost(client, "/search/?q=路灯") == one


def test_nobody_searches_without_signing_in(client):
    assert client.get("/search/", {"q": "路灯"}).status_code == 302
