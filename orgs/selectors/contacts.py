"""Telephone numbers of people: masked on every page, shown on request, and then on record (D7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from orgs.models import Partner, Posting, User
from partybuild.pages import masked


@dataclass(frozen=True, slots=True)
class Contact:
    """A number as a page shows it before somebody asks to see it."""

    masked: str
    url: str
    anchor: str


# Which field of which noun holds a number; later apps add theirs.
_NUMBERS: dict[str, tuple[type[models.Model], str]] = {}


def register_contacts(numbers: Mapping[type[models.Model], str]) -> None:
    """Say which field of a noun holds a person's telephone number."""
    _NUMBERS.update(
        {model._meta.model_name or "": (model, name) for model, name in numbers.items()}
    )


register_contacts({Posting: "work_phone", Partner: "liaison_phone", User: "work_phone"})


def contact_of(row: Any) -> Contact | None:
    """The number of a row, masked, or None where there is none."""
    kind = row._meta.model_name
    number = getattr(row, _NUMBERS[kind][1])
    if not number:
        return None
    url = reverse("orgs:contact-read", args=[kind, row.public_id])
    return Contact(masked(number), url, f"contact-{kind}-{row.public_id}")


def numbers_of(kind: str) -> tuple[type[models.Model], str]:
    """The noun and its field behind a kind of contact. Raises KeyError."""
    return _NUMBERS[kind]
