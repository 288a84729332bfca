"""Which of an office's streets a file speaks of."""

import re
from collections.abc import Iterator, Sequence

from orgs.enums import Role
from orgs.imports.registry import names_of
from orgs.models import Org, User
from partybuild.spreadsheets import Register, Sheet
from partybuild.spreadsheets.names import NameIndex
from partybuild.spreadsheets.text import plain, squeezed

# A title stands above the header, and a few hundred rows tell a street as well as all of them.
TITLE_ROWS = 15
SAMPLED_ROWS = 300
LONGEST_NAME = 30
_PLACE = re.compile(r"(?:中共|中国共产党)?(.{2,12}?(?:街道|镇|乡))")


def streets_of(actor: User) -> list[Org]:
    """The streets whose office a person is, the oldest first."""
    return list(Org.objects.governed_by(actor, Role.OFFICE).streets().active().order_by("pk"))


def spoken_of(sheets: Sequence[Sheet], streets: Sequence[Org]) -> Org | None:
    """The street that the titles name, or else the one that knows most names in the file.

    The first of several equals is the oldest street, on every run.
    """
    if not streets:
        return None
    if len(streets) == 1:
        return streets[0]
    titles = "".join(
        squeezed(plain(cell)) for s in sheets for row in s.rows[:TITLE_ROWS] for cell in row
    )
    named = [street for street in streets if (name := _place_of(street)) and name in titles]
    if len(named) == 1:
        return named[0]
    words = set(_words(sheets))
    return max(named or streets, key=lambda street: _known_in(street, words))


def _place_of(street: Org) -> str:
    """青梧街道 of 中共青梧街道工作委员会."""
    found = _PLACE.match(squeezed(street.name))
    return found[1] if found else ""


def _words(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        for row in sheet.rows[:SAMPLED_ROWS]:
            for cell in row:
                if isinstance(cell, str) and 1 < len(cell) <= LONGEST_NAME:
                    yield plain(cell)


def _known_in(street: Org, words: set[str]) -> int:
    """How many words of a file are names of the street."""
    names = [known for register in Register for known in names_of(register, street)]
    index = NameIndex(names)
    return sum(bool(index.find(word)) for word in words)
