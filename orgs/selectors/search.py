"""Finding rows again, by words, numbers or initials of pinyin, among what one may see."""

from collections import defaultdict
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
# As many entries as are looked at one by one; of more, the newest are asked for noun by noun.
ENOUGH: Final = 1000
AT_ONCE: Final = 100
FEW: Final = 20
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
    look = _Look.of(reader, terms, chosen)
    groups = (_found(noun, look) for noun in ((chosen,) if chosen else searchable_nouns()))
    return [group for group in groups if group.hits]


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at the entries: those that say the words, all of them if they are not many."""

    reader: User
    terms: list[str]
    entries: Any
    candidates: dict[str, list[Any]] | None
    most: int

    @classmethod
    def of(cls, reader: User, terms: list[str], chosen: Searchable | None) -> "_Look":
        streets = _streets_in_reach(reader)
        entries = SearchEntry.objects.containing(*terms)
        if chosen:
            entries = entries.of(chosen.label)
        within = entries if streets is None else entries.filter(street__in=streets)
        # Beyond a few streets a walk along the whole table is quicker than one along each of them.
        walked = within if streets is not None and len(streets) <= FEW else entries
        rows = list(walked.order_by("-pk").values_list("kind", "subject")[: ENOUGH + 1])
        candidates: dict[str, list[Any]] = defaultdict(list)
        for label, subject in rows:
            candidates[label].append(subject)
        most = MOST if chosen else EACH
        return cls(reader, terms, within, candidates if len(rows) <= ENOUGH else None, most)

    def visible(self, noun: Searchable) -> list[Any]:
        """The newest rows of a noun that the reader may see, and one more if there is one."""
        candidates = [] if self.candidates is None else self.candidates.get(noun.label, [])
        if self.candidates is not None and not candidates:
            return []  # who may see what is only asked where there is something to see
        rows = noun.visible_to(self.reader)
        if self.candidates is None:
            seen = self.entries.of(noun.label).filter(
                Exists(rows.filter(public_id=OuterRef("subject")))
            )
            return list(seen.order_by("-pk").values_list("subject", flat=True)[: self.most + 1])
        found: list[Any] = []
        for start in range(0, len(candidates), AT_ONCE):
            some = candidates[start : start + AT_ONCE]
            own = set(rows.filter(public_id__in=some).values_list("public_id", flat=True))
            found += [subject for subject in some if subject in own]
            if len(found) > self.most:
                break
        return found[: self.most + 1]


def _streets_in_reach(reader: User) -> set[int] | None:
    """The streets in which the reader has any place at all, a coarse sieve; None is everywhere."""
    reach = reach_of(reader)
    if reach.everything:
        return None
    trees = {subtree.tree_id for subtree in reach.subtrees}
    streets = set(Org.objects.filter(parent=None, tree_id__in=trees).values_list("pk", flat=True))
    partners = Partner.objects.filter(pk__in=reach.partner_pks)
    return streets | set(partners.values_list("street_id", flat=True))


def _found(noun: Searchable, look: _Look) -> Found:
    subjects = look.visible(noun)
    shown = subjects[: look.most]
    live, entries = _live(noun, shown), _entries(noun, shown)
    hits = tuple(
        _hit(noun, live[each], entries[each], look.terms)
        for each in shown
        if each in live and each in entries
    )
    return Found(noun.label, noun.name, hits, has_more=len(subjects) > look.most)


def _entries(noun: Searchable, subjects: list[Any]) -> dict[Any, SearchEntry]:
    rows = SearchEntry.objects.of(noun.label).filter(subject__in=subjects)
    return {row.subject: row for row in rows.select_related("place", "street")} if subjects else {}


def _live(noun: Searchable, subjects: list[Any]) -> dict[Any, Any]:
    rows = noun.rows().filter(public_id__in=subjects).select_related(*noun.select)
    return {row.public_id: row for row in rows} if subjects else {}


def _hit(noun: Searchable, row: Any, entry: SearchEntry, terms: list[str]) -> Hit:
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
        excerpt=_excerpt(noun, row, terms) if TEXT in readable else "",
    )


def _excerpt(noun: Searchable, row: Any, terms: list[str]) -> str:
    """The words around the first match, as they were written; nothing where they say it no more."""
    said = " ".join(" ".join(str(getattr(row, name) or "") for name in noun.words).split())
    compared = said.lower()
    places = [compared.find(term) for term in terms if term in compared]
    if not places:
        return ""
    start, end = max(0, min(places) - _AROUND), min(places) + 3 * _AROUND
    return f"{'…' if start else ''}{said[start:end]}{'…' if end < len(said) else ''}"
