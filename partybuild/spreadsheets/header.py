"""Finding the header of a table and what each of its columns means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from partybuild.spreadsheets.ledger import Ledger
from partybuild.spreadsheets.matching import Claim, loose_claims, sure_claims
from partybuild.spreadsheets.privacy import is_private
from partybuild.spreadsheets.sheets import Sheet
from partybuild.spreadsheets.text import plain
from partybuild.spreadsheets.titles import Title, titles_of

SEARCHED_ROWS = 15
DEEPEST = 3
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: where it stands and which column is which."""

    top: int
    bottom: int
    titles: tuple[Title, ...]
    keys: Mapping[int, str]
    guessed: frozenset[int]
    private: frozenset[int]

    @property
    def columns(self) -> dict[str, int]:
        return {key: place for place, key in self.keys.items() if key}

    @property
    def rows(self) -> range:
        return range(self.top, self.bottom + 1)

    def fits(self, ledger: Ledger) -> bool:
        """True when the table has what this ledger cannot be without."""
        found = self.columns.keys()
        has_needs = any(needed <= found for needed in ledger.needs)
        return has_needs and len(found) >= FEWEST


def find_header(
    sheet: Sheet, ledger: Ledger, mapping: Mapping[str, str] | None = None
) -> Header | None:
    """The header among the first rows in which most columns of the ledger are recognised."""
    mapping = mapping or {}
    best = _best(ledger, (_header(sheet, ledger, *b, mapping) for b in _blocks(sheet)))
    if len(best.columns) < FEWEST:
        blocks = (_header(sheet, ledger, *b, mapping, guess=True) for b in _blocks(sheet))
        best = _best(ledger, blocks)
    else:
        best = _header(sheet, ledger, best.top, best.bottom, mapping, guess=True)
    return best if len(best.columns) >= FEWEST or (mapping and best.columns) else None


def likely_header(
    sheet: Sheet, ledger: Ledger, mapping: Mapping[str, str] | None = None
) -> Header | None:
    """The row that looks most like a header, for a table in which no column is recognised.

    Here a private word anywhere near the top takes its column away.
    """
    rows = range(min(SEARCHED_ROWS, len(sheet.rows)))
    filled = [(len({plain(c) for c in sheet.rows[row]} - {""}), -row) for row in rows]
    if not filled or max(filled)[0] < FEWEST:
        return None
    row = -max(filled)[1]
    header = _header(sheet, ledger, row, row, mapping or {}, guess=True)
    private = {
        place
        for cells in sheet.rows[:SEARCHED_ROWS]
        for place, cell in enumerate(cells)
        if is_private(plain(cell))
    }
    keys = {place: key for place, key in header.keys.items() if place not in private}
    return replace(header, keys=keys, private=header.private | private)


def _best(ledger: Ledger, headers: Iterable[Header]) -> Header:
    """The header with most columns; among equals one that suffices, then the shortest."""

    def worth(header: Header) -> tuple[float, bool, int, int]:
        sure = len(header.columns) - len(header.guessed) / 2 + len(header.private) / 2
        return sure, header.fits(ledger), header.top - header.bottom, -header.top

    return max(headers, key=worth)


def _blocks(sheet: Sheet) -> Iterator[tuple[int, int]]:
    for top in range(min(SEARCHED_ROWS, len(sheet.rows))):
        for bottom in range(top, min(top + DEEPEST, len(sheet.rows))):
            yield top, bottom


def _header(
    sheet: Sheet,
    ledger: Ledger,
    top: int,
    bottom: int,
    mapping: Mapping[str, str],
    *,
    guess: bool = False,
) -> Header:
    """The header that these rows would be, in the layout that explains most of it."""
    titles = tuple(titles_of(sheet, top, bottom))
    extra = frozenset(ledger.private.split())
    private = frozenset(
        place
        for place, title in enumerate(titles)
        if any(is_private(part) for part in title.text.split("·")) or title.parts & extra
    )
    headers = []
    for keys in ledger.layouts():
        said = {
            place: mapping[title.text] if mapping[title.text] in keys else ""
            for place, title in enumerate(titles)
            if title.text in mapping and place not in private
        }
        free = {
            place: title
            for place, title in enumerate(titles)
            if title.text and not title.is_sequence and place not in said | dict.fromkeys(private)
        }
        _assign(said, sorted(sure_claims(ledger, free, keys)))
        sure = frozenset(said)
        if guess:
            left = {place: title for place, title in free.items() if place not in said}
            _assign(said, sorted(loose_claims(ledger, left, keys)))
        headers.append(Header(top, bottom, titles, said, frozenset(said) - sure, private))
    return _best(ledger, headers)


def _assign(keys: dict[int, str], claims: Iterable[Claim]) -> None:
    """Give each column one title and each title one column, the best claim first."""
    for claim in claims:
        if claim.place not in keys and claim.key not in keys.values():
            keys[claim.place] = claim.key
