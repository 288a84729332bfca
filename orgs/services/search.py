"""Entering rows for the search, after the commit of the deed that changed them.

Every deed passes the trail, so the trail says what to enter anew: one statement or two for a whole
transaction, be it a deed or an import. What a process that died left out is mended at night.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from orgs.models import Org, SearchEntry
from orgs.searchable import Searchable, searchable, searchable_nouns
from partybuild.finding import initials_of, normal

CHUNK: Final = 500
LINES: Final = 4  # title, number, further words, initials
TITLE_ROOM, CODE_ROOM, WORDS_ROOM, INITIALS_ROOM = 200, 60, 240, 200
_WRITTEN: Final = ("street", "place", "text")


class Touched:
    """The rows that the deeds of one transaction changed, entered when it is committed."""

    def __init__(self) -> None:
        self.subjects: dict[str, set[str]] = defaultdict(set)

    def enter(self) -> None:
        enter_rows(self.subjects)


def enter_after_commit(entries: Iterable[tuple[str, str]]) -> None:
    """Note rows by kind and public id, to be entered when the transaction is committed."""
    known = [(kind, subject) for kind, subject in entries if searchable(kind)]
    if not known:
        return
    owners: Any = (getattr(each[1], "__self__", None) for each in connection.run_on_commit)
    touched = next((each for each in owners if isinstance(each, Touched)), None)
    if touched is None:
        touched = Touched()
        # A method, because Django names in its log the function that failed.
        transaction.on_commit(touched.enter, robust=True)
    for kind, subject in known:
        touched.subjects[kind].add(subject)


@transaction.atomic
def enter_rows(subjects: dict[str, set[str]]) -> int:
    """Enter these rows as they are now, drop the entries of those that are gone."""
    streets, written = _streets(), 0
    for kind, public_ids in subjects.items():
        noun = searchable(kind)
        if noun is None:
            continue
        for chunk in _batched(sorted(public_ids), CHUNK):
            wanted = list(_entries(noun, noun.rows().filter(public_id__in=chunk), streets))
            found = {entry.subject for entry in wanted}
            gone = {UUID(each) for each in chunk} - found
            if gone:
                SearchEntry.objects.of(kind).filter(subject__in=gone).delete()
            _write(wanted)
            written += len(wanted)
    return written


def mend_entries() -> int:
    """Compare every entry with its row, and say how many were missing, stale or left over."""
    return sum(_mend(noun) for noun in searchable_nouns())


def _mend(noun: Searchable) -> int:
    mended, last, streets = 0, 0, _streets()
    while pks := list(
        noun.rows().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        mended += _mend_chunk(noun, noun.rows().filter(pk__in=pks), streets)
        last = pks[-1]
    stays = noun.rows().filter(public_id=OuterRef("subject"))
    over, _kinds = SearchEntry.objects.of(noun.label).filter(~Exists(stays)).delete()
    return mended + over


@transaction.atomic
def _mend_chunk(noun: Searchable, rows: Any, streets: dict[int, int]) -> int:
    stored = {
        each.subject: each
        for each in SearchEntry.objects.of(noun.label).filter(
            subject__in=list(rows.values_list("public_id", flat=True))
        )
    }
    stale = [
        entry
        for entry in _entries(noun, rows, streets, stored)
        if _facts(entry) != _facts(stored.get(entry.subject))
    ]
    _write(stale)
    return len(stale)


def _facts(entry: SearchEntry | None) -> tuple[Any, ...]:
    return (entry.street_id, entry.place_id, entry.text) if entry else ()


def _write(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["kind", "subject"],
        update_fields=_WRITTEN,
    )


def _entries(
    noun: Searchable,
    rows: Any,
    streets: dict[int, int],
    stored: dict[UUID, SearchEntry] | None = None,
) -> Iterator[SearchEntry]:
    """The entries of rows; initials are worked out again only where the title is another one."""
    at = f"{noun.street}__" if noun.street else ""
    code = (noun.code,) if noun.code else ()
    facts = rows.order_by().values_list(
        "public_id", f"{at}pk", f"{at}tree_id", noun.place or "pk", noun.title, *code, *noun.words
    )
    for subject, org, tree, place, title, *others in facts:
        heading = normal(title)[:TITLE_ROOM]
        number = normal(others.pop(0))[:CODE_ROOM] if code else ""
        words = normal(" ".join(filter(None, others)))[:WORDS_ROOM]
        before = stored.get(subject) if stored else None
        lines = before.lines if before else []
        same = len(lines) == LINES and lines[0] == heading
        initials = lines[-1] if same else initials_of(heading)[:INITIALS_ROOM]
        yield SearchEntry(
            kind=noun.label,
            subject=subject,
            street_id=streets[tree],
            place_id=(place if noun.place else None) or org,
            text="\n".join((heading, number, words, initials)),
        )


def _streets() -> dict[int, int]:
    """The key of each sub-district by the number of its tree."""
    return dict(Org.objects.filter(parent=None).values_list("tree_id", "pk"))


def _batched(items: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
