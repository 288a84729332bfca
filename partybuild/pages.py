"""Small parts that every page is made of: steps of the breadcrumb, facts of a row."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the top to the page; without an address it is the page itself."""

    label: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a definition list; an empty value reads as a dash."""

    label: Any
    value: Any
    url: str = ""


def yes_or_no(value: bool | None) -> str:
    """A truth in words; nothing where it is not known."""
    if value is None:
        return ""
    return _("yes") if value else _("no")


KEEP_FIRST, KEEP_LAST = 3, 4


def masked(contact: str) -> str:
    """A telephone number with its middle hidden: 190****0001."""
    if len(contact) <= KEEP_FIRST + KEEP_LAST:
        return "*" * len(contact)
    hidden = "*" * (len(contact) - KEEP_FIRST - KEEP_LAST)
    return f"{contact[:KEEP_FIRST]}{hidden}{contact[-KEEP_LAST:]}"
