"""The nouns that people can search, and which of their words are looked at.

Never a phone, a remark or the account of a case: what is searched is what a list shows (D7, D14).
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True, slots=True)
class Searchable:
    """A noun in the search: where its title, number and further words stand, and whose it is.

    ``street`` is the way to an organisation in whose street the row lies, empty where it is one
    itself; ``place`` the way to a nearer one, if there is any; ``select`` is what the name and the
    address of a row need; ``current`` leaves out what is over.
    """

    label: str
    title: str
    code: str = ""
    words: tuple[str, ...] = ()
    street: str = "street"
    place: str = ""
    select: tuple[str, ...] = ()
    current: bool = False

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def rows(self) -> Any:
        return self.model._default_manager.all()

    def visible_to(self, reader: Any) -> Any:
        """The rows a person may find: exactly those that the lists and pages show."""
        rows: Any = self.model._default_manager
        rows = rows.visible_to(reader)
        return rows.current() if self.current else rows


_NOUNS: dict[str, Searchable] = {}


def register_searchable(*nouns: Searchable) -> None:
    """Let the rows of these nouns be found, in this order."""
    _NOUNS.update({noun.label: noun for noun in nouns})


def searchable_nouns() -> tuple[Searchable, ...]:
    return tuple(_NOUNS.values())


def searchable(label: str) -> Searchable | None:
    return _NOUNS.get(label)


register_searchable(
    Searchable("orgs.org", "name", "code", ("residents_committee",), street=""),
    Searchable("orgs.partner", "name", "credit_code", ("party_org_name",)),
    Searchable("orgs.circle", "name", words=("theme",)),
    Searchable("orgs.posting", "person_name", street="org", current=True),
    Searchable("orgs.notice", "title", street="org"),
)
