"""The menu: who is shown which way, and where one is."""

import pytest
from django.urls import reverse

from orgs.enums import Role
from partybuild import navigation
from partybuild.navigation import Link, menu_for, register_links, register_outside

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_links(monkeypatch):
    monkeypatch.setattr(navigation, "_LINKS", {key: [] for key in navigation.SECTIONS})
    monkeypatch.setattr(navigation, "_OUTSIDE", set())
    register_links("home", Link("Workbench", "home"))
    register_links(
        "settings",
        Link("People", "orgs:users", frozenset({Role.SECURITY})),
        Link("Open", "orgs:user-open", frozenset({Role.SECURITY})),
        Link("Mine", "own-settings"),
    )


def labels(roles, path="/"):
    return [(link.label, link.is_current) for s in menu_for(roles, path) for link in s.links]


def test_a_link_is_shown_to_those_with_its_role():
    assert [label for label, _ in labels({Role.OFFICE})] == ["Workbench", "Mine"]
    assert [label for label, _ in labels({Role.SECURITY})] == [
        "Workbench",
        "People",
        "Open",
        "Mine",
    ]


def test_a_section_without_a_link_is_not_shown():
    assert [section.key for section in menu_for(set(), "/")] == ["home", "settings"]


@pytest.mark.parametrize(
    ("url", "current"),
    [("home", "Workbench"), ("orgs:users", "People"), ("orgs:user-open", "Open")],
)
def test_the_longest_address_that_leads_here_is_the_current_one(url, current):
    marked = [label for label, is_current in labels({Role.SECURITY}, reverse(url)) if is_current]

    assert marked == [current]


def test_the_page_of_a_row_marks_the_list_it_belongs_to():
    path = f"{reverse('orgs:users')}some-person/"

    section = menu_for({Role.SECURITY}, path)[1]

    assert section.is_current
    assert [link.label for link in section.links if link.is_current] == ["People"]


def test_a_page_of_no_section_marks_nothing():
    assert [current for _, current in labels({Role.SECURITY}, "/nowhere/")] == [False] * 4


def test_a_page_outside_the_sections_marks_none_of_them():
    register_outside("orgs:user-open")

    path = reverse("orgs:user-open")

    assert [label for label, is_current in labels(set(), path) if is_current] == []


def test_a_section_nobody_knows_is_a_mistake():
    with pytest.raises(KeyError):
        register_links("nowhere", Link("X", "home"))
