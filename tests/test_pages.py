"""What holds for every page: one heading, labels, ids, order, landmarks, no inline code."""

import importlib
import importlib.util
import itertools
from collections import Counter
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


def each_once() -> list[Page]:
    """One page of each name: these are opened in a browser as well."""
    return list({page.name: page for page in all_pages()}.values())


def variants() -> list[Page]:
    """The same pages for other people and with other questions, and in one other state each."""
    opened = each_once()
    others = [page for page in all_pages() if page not in opened]
    kept = {(page.name, page.role, page.query): page for page in others}
    return list(kept.values())


def faults_of(html: str) -> dict[str | None, object]:
    """What is wrong with a page, by the sentence that it breaks."""
    page = Structure(html)
    return {check.__doc__: found for check in CHECKS if (found := check(page))}


# How a page is built is the same on both engines.
@pytest.mark.engine("sqlite")
@pytest.mark.django_db
@pytest.mark.parametrize("asked", variants(), ids=str)
def test_a_page_is_soundly_built(asked, town, person, browser):
    url = reverse(asked.name, args=asked.args(town)) + asked.query
    client = browser(person(asked.role, over=asked.over(town))) if asked.role else Client()

    response = client.get(url)

    assert response.status_code == 200
    assert faults_of(response.content.decode()) == {}


def _no_language_or_heading(page: Structure) -> list[str]:
    """A page names its language and has one heading, one main part and one place for news."""
    counted = {
        "language": page.of("html")[0]["lang"] == "zh-hans",
        "heading": len(page.of("h1")) == 1,
        "main": len(page.of("main")) == 1,
        "status": any(attrs.get("role") == "status" for attrs in page.of("div")),
    }
    return [name for name, holds in counted.items() if not holds]


def _skipped_headings(page: Structure) -> list[int]:
    """Headings skip no level."""
    levels = [int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    return [b for a, b in itertools.pairwise(levels) if b > a + 1]


def _unlabelled_inputs(page: Structure) -> list[dict[str, str]]:
    """Each input has a label."""
    labelled = {attrs.get("for") for attrs in page.of("label")}
    return [
        attrs
        for attrs in page.of(*NEEDS_LABEL)
        if attrs.get("type") not in SPEAKS_FOR_ITSELF
        and "aria-label" not in attrs
        and attrs.get("id") not in labelled
    ]


def _doubled_or_missing_ids(page: Structure) -> list[str]:
    """Ids are unique, and what describes an element exists."""
    ids = Counter(attrs["id"] for _, attrs in page.tags if "id" in attrs)
    described = " ".join(
        attrs.get("aria-describedby", "") + " " + attrs.get("aria-labelledby", "")
        for _, attrs in page.tags
    )
    return [name for name, count in ids.items() if count > 1] + sorted(
        set(described.split()) - set(ids)
    )


def _header_cells_that_head_nothing(page: Structure) -> list[dict[str, str]]:
    """A table says what its header cells head."""
    return [attrs for attrs in page.of("th") if "scope" not in attrs]


def _inline_or_foreign(page: Structure) -> list[object]:
    """Nothing is inline and nothing comes from elsewhere."""
    inline: list[object] = [
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
    return [*inline, *page.of("style"), *scripts, *foreign]


def _keyboard_jumps(page: Structure) -> list[dict[str, str]]:
    """No element jumps the order of the keyboard."""
    return [attrs for _, attrs in page.tags if attrs.get("tabindex", "0") not in {"0", "-1"}]


CHECKS = [
    _no_language_or_heading,
    _skipped_headings,
    _unlabelled_inputs,
    _doubled_or_missing_ids,
    _header_cells_that_head_nothing,
    _inline_or_foreign,
    _keyboard_jumps,
]
