"""The sections of the portal and the links in them; each app adds its own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Link:
    """A page of a section. Without roles everybody who signed in is shown the way to it."""

    label: Any
    url_name: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MenuLink:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class MenuSection:
    """A section as one reader sees it, with only the links this reader can follow."""

    key: str
    label: str
    links: tuple[MenuLink, ...]

    @property
    def is_current(self) -> bool:
        return any(link.is_current for link in self.links)


# In the order of the working day: what waits, what is exchanged, where it is decided, where it is.
SECTIONS: dict[str, Any] = {
    "home": _("Workbench"),
    "lists": _("Three lists"),
    "meetings": _("Joint meetings"),
    "cases": _("Cases"),
    "property": _("Red property"),
    "reports": _("Monthly report"),
    "followup": _("Follow-up"),
    "orgs": _("Organisations"),
    "grids": _("Grids"),
    "exchange": _("Import and export"),
    "audit": _("Audit"),
    "settings": _("Settings"),
}

_LINKS: dict[str, list[Link]] = {key: [] for key in SECTIONS}
_OUTSIDE: set[str] = set()


def register_links(section: str, *links: Link) -> None:
    """Add pages to a section, in the order they are given. Raises KeyError for no such section."""
    _LINKS[section] += [link for link in links if link not in _LINKS[section]]


def register_outside(*url_names: str) -> None:
    """Name pages that belong to no section, although their address begins like that of one."""
    _OUTSIDE.update(url_names)


def menu_for(roles: Collection[str], path: str) -> list[MenuSection]:
    """The sections with at least one link for these roles; the page at ``path`` is marked.

    The longest address that ``path`` begins with is the current one, so a row's page marks the
    list it belongs to.
    """
    held = frozenset(roles)
    open_links = {
        key: [
            (str(link.label), reverse(link.url_name))
            for link in links
            if not link.roles or link.roles & held
        ]
        for key, links in _LINKS.items()
    }
    inside = [url for links in open_links.values() for _, url in links]
    here = _longest_prefix([*inside, *map(reverse, _OUTSIDE)], path)
    return [
        MenuSection(
            key,
            str(SECTIONS[key]),
            tuple(MenuLink(label, url, url == here) for label, url in links),
        )
        for key, links in open_links.items()
        if links
    ]


def _longest_prefix(urls: list[str], path: str) -> str:
    # The home page begins every address, so it only marks itself.
    return max(
        (u for u in urls if u == path or (u != "/" and path.startswith(u))), key=len, default=""
    )
