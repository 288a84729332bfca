"""The import centre: a ledger is brought, checked, imported, and taken back if it was a mistake."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.imports.directory import read_for
from orgs.imports.registry import Batch, Tally, ledger_import, ledger_imports
from orgs.imports.reports import Outcome, deeds_of
from orgs.imports.undoing import take_back_entries
from orgs.models import AuditEntry, ColumnMapping, ImportRun, Org, User
from orgs.services import imports
from orgs.services.audit import during
from orgs.services.imports import ImportStep
from partybuild.errors import RuleViolation
from partybuild.progress import Report, tell_nobody
from partybuild.spreadsheets import (
    Ledger,
    Reading,
    Recognised,
    Sheet,
    open_workbook,
    recognise,
    sanitised,
)
from partybuild.spreadsheets.header import SEARCHED_ROWS, find_header, likely_header

# What is larger goes to a worker, so that nobody waits for a page.
MOST_ROWS_AT_ONCE = 400
_PHASES = 3
_DEEPEST_HEADER = 3


class NotALedger(RuleViolation):
    """No table of the file is one of the ledgers the portal takes in."""

    code = "not_a_ledger"


class _TrialOver(Exception):
    """Ends a trial, so that its transaction is rolled back."""


def bring(
    *, content: bytes, file_name: str, actor: User, kind: str = "", street: Org | None = None
) -> list[ImportRun]:
    """Open a file and keep each ledger in it, without private columns, ready to be checked.

    ``kind`` says which ledger it is when the portal cannot tell. Raises UnreadableFile or
    NotALedger with words on what to do.
    """
    imports.require_office(actor=actor, street=street)
    sheets = open_workbook(content, file_name)
    digest = hashlib.sha256(content).hexdigest()
    return [
        _keep(each, file_name=file_name, digest=digest, actor=actor, street=street)
        for each in _recognised(sheets, file_name, kind, actor)
    ]


def proceed(*, run: ImportRun, step: ImportStep, actor: User) -> ImportRun:
    """Take the next step with a ledger: at once, or through a worker when it is large."""
    if run.row_count > MOST_ROWS_AT_ONCE:
        return imports.hand_over(run=run, step=step, actor=actor)
    return DO[step](run=run, actor=actor)


def check(*, run: ImportRun, actor: User, report: Report = tell_nobody) -> ImportRun:
    """Read a ledger that was brought, try its import, roll that back, and keep what was found."""
    return check_reading(run=run, actor=actor, report=report)[0]


def check_reading(
    *, run: ImportRun, actor: User, report: Report = tell_nobody
) -> tuple[ImportRun, Reading]:
    """The same, for a caller who also wants the rows that were read."""
    outcome = _tried(run, actor, report)
    run = imports.note_checked(run=run, street=outcome.street, report=outcome.report(), actor=actor)
    return run, outcome.reading


def map_headers(*, run: ImportRun, mapping: Mapping[str, str], actor: User) -> ImportRun:
    """Say what headers mean, remember it, and check again."""
    digest = header_digest(ledger_import(run.kind).ledger, sheets_of(run))
    run = imports.map_columns(run=run, mapping=mapping, header_digest=digest, actor=actor)
    return proceed(run=run, step=ImportStep.CHECK, actor=actor)


@transaction.atomic
def apply(*, run: ImportRun, actor: User, report: Report = tell_nobody) -> ImportRun:
    """Import the good rows of a checked ledger: all of them or none, each through its deed."""
    run = imports.begin_import(run=run, actor=actor)
    report(0, _PHASES)
    # Read again, because what the rows refer to may have changed since the preview.
    reading, street = _read(run, actor)
    report(1, _PHASES)
    tally = _apply(run, reading, street, actor)
    report(2, _PHASES)
    outcome = Outcome(reading, tally.street or street, tally, deeds_of(run))
    return imports.note_imported(
        run=run, street=outcome.street, report=outcome.report(), actor=actor
    )


@transaction.atomic
def undo(*, run: ImportRun, actor: User, report: Report = tell_nobody) -> ImportRun:
    """Take an import back, its last deed first; all of it or nothing."""
    run = imports.begin_undo(run=run, actor=actor)
    entries = AuditEntry.objects.filter(run=run).select_related("org").order_by("-pk")
    run = imports.note_undone(run=run, actor=actor)
    take_back_entries(list(entries), actor=actor, report=report)
    return run


DO: Final[Mapping[ImportStep, Callable[..., ImportRun]]] = {
    ImportStep.CHECK: check,
    ImportStep.APPLY: apply,
    ImportStep.UNDO: undo,
}


def remembered(ledger: Ledger, sheets: Sequence[Sheet], actor: User) -> dict[str, str]:
    """What the person once said the headers of such a file mean."""
    stored = ColumnMapping.objects.filter(
        owner=actor, kind=ledger.kind, header_digest=header_digest(ledger, sheets)
    ).first()
    return dict(stored.mapping) if stored else {}


def header_digest(ledger: Ledger, sheets: Sequence[Sheet]) -> str:
    """A fingerprint of a file's header, by which its next issue is known again.

    It is the same before and after private columns were emptied, whatever stands in the rows.
    """
    tops = [replace(s, rows=s.rows[: SEARCHED_ROWS + _DEEPEST_HEADER]) for s in sheets]
    kept = sanitised(ledger, tops)
    header = next(
        (h for s in kept if (h := find_header(s, ledger) or likely_header(s, ledger))), None
    )
    titles = [title.text for title in header.titles if title.text] if header else []
    return hashlib.sha256("\x1f".join([ledger.kind, *titles]).encode()).hexdigest()


def _recognised(
    sheets: Sequence[Sheet], file_name: str, kind: str, actor: User
) -> list[Recognised]:
    """The ledgers in a file: the one somebody says it is, else all that are known again."""
    ledgers = [each.ledger for each in ledger_imports()]
    if kind:
        return [Recognised(ledger_import(kind).ledger, tuple(sheets))]
    found = recognise(sheets, ledgers, file_name)
    if not found:
        known = [ledger for ledger in ledgers if remembered(ledger, sheets, actor)]
        found = [Recognised(ledger, tuple(sheets)) for ledger in known[:1]]
    if not found:
        raise NotALedger(
            _(
                "This is not a ledger that the portal recognises: "
                "choose in “Ledger” which one it is, and bring it again."
            ),
            field="file",
        )
    return found


def _keep(
    found: Recognised, *, file_name: str, digest: str, actor: User, street: Org | None
) -> ImportRun:
    mapping = remembered(found.ledger, found.sheets, actor)
    kept = [sheet.as_json() for sheet in sanitised(found.ledger, found.sheets, mapping)]
    run = imports.bring_ledger(
        file_name=file_name,
        digest=digest,
        kind=found.ledger.kind,
        sheets=kept,
        street=street,
        actor=actor,
    )
    if mapping:
        run = imports.map_columns(
            run=run,
            mapping=mapping,
            header_digest=header_digest(found.ledger, found.sheets),
            actor=actor,
        )
    return run


def sheets_of(run: ImportRun) -> list[Sheet]:
    """The cells of a ledger as they are kept, without private columns; none after 30 days."""
    return [Sheet.from_json(stored) for stored in run.sheets]


def _read(run: ImportRun, actor: User) -> tuple[Reading, Org | None]:
    ledger = ledger_import(run.kind).ledger
    return read_for(actor, ledger, sheets_of(run), mapping=run.mapping or None, street=run.street)


def _apply(run: ImportRun, reading: Reading, street: Org | None, actor: User) -> Tally:
    keys = frozenset(heading.key for heading in reading.headings if heading.key)
    batch = Batch(rows=reading.rows, keys=keys, street=street, actor=actor)
    with during(run):
        return ledger_import(run.kind).apply(batch)


def _tried(run: ImportRun, actor: User, report: Report) -> Outcome:
    """The outcome an import would have now; nothing of it stays."""
    report(0, _PHASES)
    reading, street = _read(run, actor)
    report(1, _PHASES)
    if reading.missing:
        return Outcome(reading, street)
    tally: Tally | None = None
    deeds: tuple[dict[str, Any], ...] = ()
    try:
        with transaction.atomic():
            tally = _apply(run, reading, street, actor)
            deeds = deeds_of(run)
            raise _TrialOver
    except _TrialOver:
        report(2, _PHASES)
        return Outcome(reading, street, tally, deeds)
    except RuleViolation as violation:
        return Outcome(reading, street, refusal=violation.message)
