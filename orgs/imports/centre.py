"""The import centre: a ledger is brought, checked, imported, and taken back if it was a mistake."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.imports.directory import read_for
from orgs.imports.registry import Batch, Tally, ledger_import, ledger_imports
from orgs.imports.undoing import take_back_entries
from orgs.models import AuditEntry, ColumnMapping, ImportRun, Org, User
from orgs.services import imports
from orgs.services.audit import during
from partybuild.errors import RuleViolation
from partybuild.spreadsheets import (
    Ledger,
    Reading,
    Sheet,
    open_workbook,
    recognise,
    sanitised,
)


class NotALedger(RuleViolation):
    """No table of the file is one of the ledgers the portal takes in."""

    code = "not_a_ledger"


class _TrialOver(Exception):
    """Ends a trial, so that its transaction is rolled back."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a ledger found, and what importing its good rows comes to."""

    reading: Reading
    street: Org | None
    tally: Tally | None
    refusal: str = ""

    def report(self) -> dict[str, Any]:
        """The outcome as it is kept with the run and shown on its page."""
        reading = self.reading
        return {
            "rows": len(reading.rows),
            "held": [
                {
                    "row": held.number,
                    "sheet": held.sheet,
                    "name": held.name or "",
                    "reason": held.reason,
                    "sentences": held.sentences(),
                    "suggestion": held.problems[0].suggestion,
                    "cells": ["" if cell is None else str(cell) for cell in held.cells],
                }
                for held in reading.held
            ],
            "duplicates": [
                {"row": each.number, "sheet": each.sheet, "first": each.first}
                for each in reading.duplicates
            ],
            "dropped_columns": list(reading.dropped_columns),
            "unmapped": list(reading.unmapped),
            "missing": list(reading.missing),
            "headings": [
                {"title": heading.title, "key": heading.key, "is_guessed": heading.is_guessed}
                for heading in reading.headings
                if not heading.is_private
            ],
            "notices": [
                {"message": notice.message, "sheet": notice.sheet, "row": notice.row}
                for notice in reading.notices
            ],
            "refusal": self.refusal,
            "created": self.tally.created if self.tally else 0,
            "amended": self.tally.amended if self.tally else 0,
            "unchanged": self.tally.unchanged if self.tally else 0,
        }


def bring(*, content: bytes, file_name: str, actor: User) -> list[ImportRun]:
    """Open a file and keep each ledger in it, without private columns, ready to be checked.

    Raises UnreadableFile or NotALedger with words on what to do.
    """
    sheets = open_workbook(content, file_name)
    found = recognise(sheets, [each.ledger for each in ledger_imports()], file_name)
    if not found:
        names = "、".join(str(each.ledger.title) for each in ledger_imports())
        raise NotALedger(
            _("No ledger was recognised in the file. The portal takes in: %(names)s.")
            % {"names": names},
            field="file",
        )
    digest = hashlib.sha256(content).hexdigest()
    runs = []
    for each in found:
        mapping = remembered(each.ledger, each.sheets, actor)
        kept = [sheet.as_json() for sheet in sanitised(each.ledger, each.sheets, mapping)]
        run = imports.bring_ledger(
            file_name=file_name, digest=digest, kind=each.ledger.kind, sheets=kept, actor=actor
        )
        if mapping:
            run = imports.map_columns(
                run=run, mapping=mapping, header_digest=header_digest(each.sheets), actor=actor
            )
        runs.append(run)
    return runs


def check(*, run: ImportRun, actor: User) -> ImportRun:
    """Read a ledger that was brought, try its import, roll that back, and keep what was found."""
    return check_reading(run=run, actor=actor)[0]


def check_reading(*, run: ImportRun, actor: User) -> tuple[ImportRun, Reading]:
    """The same, for a caller who also wants the rows that were read."""
    outcome = _tried(run, actor)
    run = imports.note_checked(run=run, street=outcome.street, report=outcome.report(), actor=actor)
    return run, outcome.reading


def map_headers(*, run: ImportRun, mapping: Mapping[str, str], actor: User) -> ImportRun:
    """Say what headers mean, remember it, and check again."""
    run = imports.map_columns(
        run=run, mapping=mapping, header_digest=header_digest(_sheets(run)), actor=actor
    )
    return check(run=run, actor=actor)


@transaction.atomic
def apply(*, run: ImportRun, actor: User) -> ImportRun:
    """Import the good rows of a checked ledger: all of them or none, each through its deed."""
    run = imports.begin_import(run=run, actor=actor)
    reading, street = _read(run, actor)
    tally = _apply(run, reading, street, actor)
    outcome = Outcome(reading, tally.street or street, tally)
    return imports.note_imported(
        run=run, street=outcome.street, report=outcome.report(), actor=actor
    )


@transaction.atomic
def undo(*, run: ImportRun, actor: User) -> ImportRun:
    """Take an import back, its last deed first; all of it or nothing."""
    run = imports.begin_undo(run=run, actor=actor)
    entries = AuditEntry.objects.filter(run=run).select_related("org").order_by("-pk")
    run = imports.note_undone(run=run, actor=actor)
    take_back_entries(list(entries), actor=actor)
    return run


def remembered(ledger: Ledger, sheets: Sequence[Sheet], actor: User) -> dict[str, str]:
    """What the person once said the headers of such a file mean."""
    stored = ColumnMapping.objects.filter(
        owner=actor, kind=ledger.kind, header_digest=header_digest(sheets)
    ).first()
    return dict(stored.mapping) if stored else {}


def header_digest(sheets: Sequence[Sheet]) -> str:
    """A fingerprint of how a file begins, by which its next issue is known again."""
    head = [
        [str(cell) for cell in row if cell is not None and not str(cell).strip().isdigit()]
        for row in sheets[0].rows[:6]
    ]
    widest = max(head, key=len, default=[])
    return hashlib.sha256("\x1f".join(widest).encode()).hexdigest()


def _sheets(run: ImportRun) -> list[Sheet]:
    return [Sheet.from_json(stored) for stored in run.sheets]


def _read(run: ImportRun, actor: User) -> tuple[Reading, Org | None]:
    ledger = ledger_import(run.kind).ledger
    return read_for(actor, ledger, _sheets(run), mapping=run.mapping or None)


def _apply(run: ImportRun, reading: Reading, street: Org | None, actor: User) -> Tally:
    keys = frozenset(heading.key for heading in reading.headings if heading.key)
    batch = Batch(rows=reading.rows, keys=keys, street=street, actor=actor)
    with during(run):
        return ledger_import(run.kind).apply(batch)


def _tried(run: ImportRun, actor: User) -> Outcome:
    """The outcome an import would have now; nothing of it stays."""
    reading, street = _read(run, actor)
    if reading.missing:
        return Outcome(reading, street, None)
    tally, refusal = None, ""
    try:
        with transaction.atomic():
            tally = _apply(run, reading, street, actor)
            raise _TrialOver
    except _TrialOver:
        pass
    except RuleViolation as violation:
        refusal = violation.message
    return Outcome(reading, street, tally, refusal)
