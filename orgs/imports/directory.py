"""What a ledger's names are looked up in, and which street a ledger speaks of."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from orgs.imports.organizations import KIND_WORDS
from orgs.imports.organizations import LEDGER as ORGANIZATIONS
from orgs.imports.registry import names_of
from orgs.imports.streets import spoken_of, streets_of
from orgs.models import Org, Partner, User
from partybuild.spreadsheets import Known, Ledger, Reading, Register, Sheet, read
from partybuild.spreadsheets.names import NameIndex


class StreetDirectory:
    """The names of one street, each register read once."""

    def __init__(self, street: Org | None) -> None:
        self._known = cache(lambda register: names_of(register, street) if street else [])

    def known(self, register: Register) -> Iterable[Known]:
        return self._known(register)


def org_names(street: Org) -> Iterable[Known]:
    """The organisations of a street by name and code."""
    orgs = Org.objects.filter(tree_id=street.tree_id).active()
    for name, code, kind, public_id in orgs.values_list("name", "code", "kind", "public_id"):
        yield Known(name, code=code, kind=KIND_WORDS[kind], ref=f"org:{public_id}")


def partner_names(street: Org) -> Iterable[Known]:
    """The partner units of a street by name."""
    partners = Partner.objects.filter(street=street)
    for name, public_id in partners.values_list("name", "public_id"):
        yield Known(name, kind="partner", ref=f"partner:{public_id}")


def read_for(
    actor: User,
    ledger: Ledger,
    sheets: Sequence[Sheet],
    *,
    mapping: Mapping[str, str] | None = None,
    street: Org | None = None,
) -> tuple[Reading, Org | None]:
    """Read a ledger against the street it speaks of, and say which one that is.

    Without a given street it is the one that a root row names, or else the one of the actor's
    streets that the file speaks of. None stands for a street yet to be founded.
    """
    if street is not None:
        return _read(ledger, sheets, mapping, street), street
    streets = streets_of(actor)
    if ledger.kind == ORGANIZATIONS.kind:
        reading = _read(ledger, sheets, mapping, None)
        if _roots(reading):
            street = _street_of_root(reading, streets)
            return (_read(ledger, sheets, mapping, street), street) if street else (reading, None)
    street = spoken_of(sheets, streets)
    return _read(ledger, sheets, mapping, street), street


def _read(
    ledger: Ledger, sheets: Sequence[Sheet], mapping: Mapping[str, str] | None, street: Org | None
) -> Reading:
    return read(ledger, sheets, mapping=mapping, directory=StreetDirectory(street))


def _roots(reading: Reading) -> list[Mapping[str, Any]]:
    return [row.values for row in reading.rows if not row.values.get("parent")]


def _street_of_root(reading: Reading, streets: Sequence[Org]) -> Org | None:
    """The street that a root row stands for, in short or in full (工委, 工作委员会).

    A code alone does not tell: every street may number its organisations from 001.
    """
    index = NameIndex(Known(s.name, kind=KIND_WORDS[s.kind], ref=str(s.pk)) for s in streets)
    by_ref = {str(street.pk): street for street in streets}
    for values in _roots(reading):
        found = index.find(values["name"])
        if len(found) == 1:
            return by_ref[found[0].ref]
    return None
