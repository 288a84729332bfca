"""Reading a ledger: which one it is, and what stands in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from partybuild.spreadsheets.checking import (
    clean,
    fill_by_sheet,
    hold_near_duplicates,
    require_values,
    set_duplicates_aside,
)
from partybuild.spreadsheets.drafts import Draft, Work
from partybuild.spreadsheets.header import Header, find_header, likely_header
from partybuild.spreadsheets.ledger import Ledger
from partybuild.spreadsheets.names import Directory
from partybuild.spreadsheets.notices import notice_layout, notice_notes
from partybuild.spreadsheets.outcome import IGNORED, Duplicate, Heading, Held, Reading, Row
from partybuild.spreadsheets.references import resolve
from partybuild.spreadsheets.sheets import Sheet
from partybuild.spreadsheets.tables import Table, drafted, every, tables_of
from partybuild.spreadsheets.text import plain, squeezed
from partybuild.spreadsheets.totals import check_totals

_TITLE_WORTH = 3
_STRANGER_COST = 0.5
_GUESS_COST = 0.5
_COMMON_WORTH = 0.25
_COMMON_KEYS = frozenset({"phone", "remark", "contact", "community", "leader"})


@dataclass(frozen=True, slots=True)
class Recognised:
    """A ledger that stands in a file, and the sheets it stands in."""

    ledger: Ledger
    sheets: tuple[Sheet, ...]


def recognise(
    sheets: Sequence[Sheet], ledgers: Sequence[Ledger], file_name: str = ""
) -> list[Recognised]:
    """The ledgers in a file, in the order of the ledgers; sheets that are none are left out."""
    found: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        worths = [(_worth(sheet, ledger, file_name), -n) for n, ledger in enumerate(ledgers)]
        worth, place = max(worths, default=(0.0, 0))
        if worth > 0:
            found.setdefault(ledgers[-place].kind, []).append(sheet)
    return [
        Recognised(ledger, tuple(found[ledger.kind])) for ledger in ledgers if ledger.kind in found
    ]


def _worth(sheet: Sheet, ledger: Ledger, file_name: str) -> float:
    """How well a sheet answers to a ledger; not above 0 when it is another table."""
    header = find_header(sheet, ledger)
    if header is None or not header.fits(ledger):
        return 0.0
    worth = -_GUESS_COST * len(header.guessed)
    for key in header.columns:
        worth += _COMMON_WORTH if key in _COMMON_KEYS else 1.0
    strangers = [
        title
        for place, title in enumerate(header.titles)
        if title.text
        and place not in header.keys
        and place not in header.private
        and not title.is_sequence
    ]
    worth -= _STRANGER_COST * len(strangers)
    above = [plain(cell) for row in sheet.rows[: header.top] for cell in row]
    said = squeezed("".join([*above, sheet.name, PurePath(file_name).stem]))
    return worth + _TITLE_WORTH * any(word in said for word in ledger.words.split())


def read(
    ledger: Ledger,
    sheets: Sequence[Sheet],
    *,
    mapping: Mapping[str, str] | None = None,
    directory: Directory | None = None,
) -> Reading:
    """Everything a careful clerk reads in the sheets; the same sheets give the same reading.

    ``mapping`` says by header what a column means (an empty word: nothing). Without a
    ``directory`` the names of other bodies are taken as they are written.
    """
    found = tables_of(ledger, sheets, mapping)
    if not found:
        return _unread(ledger, sheets, mapping)
    tables = [drafted(ledger, sheet, header) for sheet, header in found]
    keys = frozenset(key for table in tables for key in table.titles)
    work = Work(ledger, list(every(tables)), keys, directory)
    for draft in work.drafts:
        clean(ledger, draft)
    fill_by_sheet(work, [table.sheet.name for table in tables])
    for draft in work.drafts:
        require_values(ledger, draft)
    resolve(work)
    duplicates = set_duplicates_aside(work)
    notice_layout(work, tables)
    check_totals(work, tables)
    if ledger.settle:
        ledger.settle(work)
    hold_near_duplicates(work)
    notice_notes(work)
    return _reading(work, tables, duplicates)


def _reading(work: Work, tables: Sequence[Table], duplicates: Sequence[Duplicate]) -> Reading:
    headers = [table.header for table in tables]
    return Reading(
        kind=work.ledger.kind,
        rows=tuple(_row(draft) for draft in work.good()),
        held=tuple(_held(work.ledger, d) for d in work.drafts if not d.is_good),
        duplicates=tuple(duplicates),
        dropped_columns=_dropped(headers),
        headings=_headings(headers),
        notices=tuple(work.notices),
        sheets=tuple(table.sheet.name for table in tables),
        public=work.ledger.public
        + tuple(key for key in work.ledger.public_if_written if key in work.keys),
        is_numbered=work.ledger.is_numbered,
    )


def _unread(ledger: Ledger, sheets: Sequence[Sheet], mapping: Mapping[str, str] | None) -> Reading:
    """No header answers to the ledger: show the likeliest one, and what is missing in it."""
    headers = [header for sheet in sheets if (header := likely_header(sheet, ledger, mapping))]
    headers = sorted(headers, key=lambda header: -len(header.columns))[:1]
    found = {key for header in headers for key in header.columns}
    asked = min(ledger.needs, key=lambda needed: len(needed - found))
    return Reading(
        kind=ledger.kind,
        headings=_headings(headers),
        dropped_columns=_dropped(headers),
        missing=tuple(c.header for c in ledger.columns if c.key in asked - found),
        public=ledger.public,
    )


def _row(draft: Draft) -> Row:
    return Row(
        draft.number, draft.sheet, draft.values, draft.written, draft.links, tuple(draft.notes)
    )


def _held(ledger: Ledger, draft: Draft) -> Held:
    called = draft.called or draft.values.get(ledger.names)
    problems = tuple(draft.problems)
    return Held(draft.number, draft.sheet, called, problems, draft.written)


def _dropped(headers: Iterable[Header]) -> tuple[str, ...]:
    leaves = (header.titles[place].leaf for header in headers for place in sorted(header.private))
    return tuple(dict.fromkeys(leaves))


def _headings(headers: Iterable[Header]) -> tuple[Heading, ...]:
    """Every header that has or needs a meaning, each once, in the order of the sheets."""
    found: dict[str, Heading] = {}
    for header in headers:
        for place, title in enumerate(header.titles):
            if not title.text or title.is_sequence:
                continue
            is_private = place in header.private
            key = header.keys.get(place)
            heading = Heading(title.text, key or "", is_private, place in header.guessed)
            if key == "":
                heading = Heading(title.text, IGNORED, is_private)
            found.setdefault(title.text, heading)
    return tuple(found.values())
