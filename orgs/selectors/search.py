"""Finding rows again, by words, numbers or initials of pinyin, among what one may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from orgs.models import Org, Partner, SearchEntry, User
from orgs.scoping import reach_of
from orgs.searchable import Searchable, searchable, searchable_nouns
from partybuild.finding import terms_of

EACH: Final = 5
MOST: Final = 50
REASONS: Final = (_("title"), _("number"), _("text"), _("initials"))
TEXT: Final = 2
_AROUND: Final = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found: what it is called, where it lies, and which of its words matched."""

    public_id: str
    title: str
    url: str
    where: str
    reasons: tuple[str, ...]
    excerpt: str


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one noun, the newest first; there may be more."""

    kind: str
    noun: str
    hits: tuple[Hit, ...]
    has_more: bool


def found_for(*, reader: User, words: str, kind: str = "") -> list[Found]:
    """What the reader may see of what the words name, by noun; of one noun, more of it."""
    terms = terms_of(words)
    if not terms:
        return []
    chosen = searchable(kind)
    nouns = (chosen,) if chosen else searchable_nouns()
    entries = _within_reach(reader).containing(*terms)
    most = MOST if chosen else EACH
    # One look at the entries spares asking the rights of every noun that does not say the words.
    kinds = set(entries.order_by().values_list("kind", flat=True).distinct())
    groups = (
        _found(noun, entries, terms, reader=reader, most=most)
        for noun in nouns
        if noun.label in kinds
    )
    return [group for group in groups if group.hits]


def _within_reach(reader: User) -> Any:
    """Entries of the streets in which the reader has any place at all; a first, coarse sieve."""
    reach = reach_of(reader)
    if reach.everything:
        return SearchEntry.objects.all()
    trees = {subtree.tree_id for subtree in reach.subtrees}
    streets = set(Org.objects.filter(parent=None, tree_id__in=trees).values_list("pk", flat=True))
    partners = Partner.objects.filter(pk__in=reach.partner_pks)
    streets.update(partners.values_list("street_id", flat=True))
    return SearchEntry.objects.filter(street__in=streets)


def _found(noun: Searchable, entries: Any, terms: list[str], *, reader: User, most: int) -> Found:
    seen = noun.visible_to(reader).filter(public_id=OuterRef("subject"))
    visible = entries.of(noun.label).filter(Exists(seen))
    rows = list(visible.select_related("place", "street").order_by("-pk")[: most + 1])
    shown = rows[:most]
    live = _live(noun, [row.subject for row in shown])
    hits = tuple(_hit(live[row.subject], row, terms) for row in shown if row.subject in live)
    return Found(noun.label, noun.name, hits, has_more=len(rows) > most)


def _live(noun: Searchable, subjects: Iterable[Any]) -> dict[Any, Any]:
    rows = noun.rows().filter(public_id__in=list(subjects)).select_related(*noun.select)
    return {row.public_id: row for row in rows} if subjects else {}


def _hit(row: Any, entry: SearchEntry, terms: list[str]) -> Hit:
    lines = entry.lines
    matched = [index for index, line in enumerate(lines) if any(term in line for term in terms)]
    # Initials are only named where nothing that can be read says the words.
    readable = [index for index in matched if index < len(lines) - 1] or matched
    street, place = entry.street.name, entry.place.name
    return Hit(
        public_id=str(entry.subject),
        title=str(row),
        url=row.get_absolute_url(),
        where=street if entry.place_id == entry.street_id else f"{street} · {place}",
        reasons=tuple(str(REASONS[index]) for index in readable),
        excerpt=_excerpt(lines[TEXT], terms) if TEXT in readable else "",
    )


def _excerpt(line: str, terms: list[str]) -> str:
    """The words around the first match in a text."""
    at = min(line.find(term) for term in terms if term in line)
    start, end = max(0, at - _AROUND), at + 3 * _AROUND
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
