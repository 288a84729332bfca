"""What holds for every page: one heading, labels, ids, order, landmarks, no inline code."""

import importlib
import importlib.util
import itertools
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages import Page

HOUSES = ["partybuild", "orgs", "grids", "resources", "liaison"]
NEEDS_LABEL = {"input", "select", "textarea"}
SPEAKS_FOR_ITSELF = {"hidden", "submit", "button"}


def all_pages() -> list[Page]:
    found = []
    for house in HOUSES:
        name = f"tests.{house}.pages"
        if importlib.util.find_spec(name):
            found += importlib.import_module(name).PAGES
    return found


class Structure(HTMLParser):
    """The tags of a page in their order, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def of(self, *names: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.fixture(params=all_pages(), ids=str)
def page(request, db, town, person, browser) -> Structure:
    asked: Page = request.param
    url = reverse(asked.name, args=asked.args(town)) + asked.query
    client = browser(person(asked.role, over=asked.over(town))) if asked.role else Client()

    response = client.get(url)

    assert response.status_code == 200
    return Structure(response.content.decode())


def test_a_page_names_its_language_and_has_one_heading(page):
    assert page.of("html")[0]["lang"] == "zh-hans"
    assert len(page.of("h1")) == 1
    assert len(page.of("main")) == 1
    assert [attrs for attrs in page.of("div") if attrs.get("role") == "status"] != []


def test_headings_skip_no_level(page):
    levels = [int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]

    assert [b for a, b in itertools.pairwise(levels) if b > a + 1] == []


def test_each_input_has_a_label(page):
    labelled = {attrs.get("for") for attrs in page.of("label")}

    assert [
        attrs
        for attrs in page.of(*NEEDS_LABEL)
        if attrs.get("type") not in SPEAKS_FOR_ITSELF
        and "aria-label" not in attrs
        and attrs.get("id") not in labelled
    ] == []


def test_ids_are_unique_and_what_describes_exists(page):
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    described = " ".join(
        attrs.get("aria-describedby", "") + " " + attrs.get("aria-labelledby", "")
        for _, attrs in page.tags
    )

    assert sorted(ids) == sorted(set(ids))
    assert set(described.split()) - set(ids) == set()


def test_a_table_says_what_its_header_cells_head(page):
    assert [attrs for attrs in page.of("th") if "scope" not in attrs] == []


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(page):
    inline = [
        (tag, name)
        for tag, attrs in page.tags
        for name in attrs
        if name == "style" or name.startswith(("on", "hx-on"))
    ]
    scripts = [attrs for attrs in page.of("script") if "src" not in attrs]
    foreign = [
        value
        for tag, attrs in page.tags
        for name, value in attrs.items()
        if name in {"src", "href", "action"} and value.startswith(("http:", "https:", "//"))
    ]

    assert (inline, page.of("style"), scripts, foreign) == ([], [], [], [])


def test_no_element_jumps_the_order_of_the_keyboard(page):
    assert [attrs for _, attrs in page.tags if attrs.get("tabindex", "0") not in {"0", "-1"}] == []
