"""What is told of a ledger: kept with the run when it is checked, and again when it is in."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from orgs.imports.registry import Tally
from orgs.models import AuditEntry, ImportRun, Org
from partybuild.spreadsheets import Held, Notice, Reading

# A page shows no more deeds than somebody reads; their number is told in full.
MOST_DEEDS = 200
MOST_NOTICES = 200
# Deeds that make something new; the others change what was there.
ADDING = (".open", ".fill", ".register", ".enlist", ".assign")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a ledger found, and what importing its good rows comes to."""

    reading: Reading
    street: Org | None
    tally: Tally | None = None
    deeds: tuple[dict[str, Any], ...] = ()
    refusal: str = ""

    def report(self) -> dict[str, Any]:
        """The outcome as it is kept with the run. Every whole number in it is a figure to keep."""
        reading, tally = self.reading, self.tally or Tally()
        notices = [*reading.notices, *tally.notices]
        return {
            "row_count": len(reading.rows),
            "held_count": len(reading.held),
            "duplicate_count": len(reading.duplicates),
            "notice_count": len(notices),
            "created": tally.created,
            "amended": tally.amended,
            "unchanged": tally.unchanged,
            "held": [_held(held) for held in reading.held],
            "duplicates": [
                {"row": each.number, "sheet": each.sheet, "first": each.first}
                for each in reading.duplicates
            ],
            "notices": [
                {"message": notice.message, "sheet": notice.sheet, "row": notice.row}
                for notice in islice(_general_first(notices), MOST_NOTICES)
            ],
            "dropped_columns": list(reading.dropped_columns),
            "unmapped": list(reading.unmapped),
            "missing": list(reading.missing),
            "headings": [
                {"title": heading.title, "key": heading.key, "is_guessed": heading.is_guessed}
                for heading in reading.headings
                if not heading.is_private
            ],
            "deeds": list(self.deeds),
            "refusal": self.refusal,
        }


def _held(held: Held) -> dict[str, Any]:
    return {
        "row": held.number,
        "sheet": held.sheet,
        "name": held.name or "",
        "reason": held.reason,
        "problems": [
            {
                "column": problem.column,
                "found": problem.found,
                "message": problem.message,
                "suggestion": problem.suggestion,
            }
            for problem in held.problems
        ],
    }


def _general_first(notices: Iterable[Notice]) -> list[Notice]:
    """What speaks of a whole file before what speaks of one row."""
    return sorted(notices, key=lambda notice: notice.row > 0)


def deeds_of(run: ImportRun) -> tuple[dict[str, Any], ...]:
    """What an import did to rows that were there before: these are the ones to look at."""
    entries = AuditEntry.objects.filter(run=run).order_by("pk")
    amended = [entry for entry in entries if not entry.verb.endswith(ADDING)]
    return tuple(
        {
            "verb": entry.verb,
            "subject_type": entry.subject_type,
            "subject_id": entry.subject_id,
            "subject": entry.subject_label,
            "changes": entry.changes,
        }
        for entry in amended[:MOST_DEEDS]
    )
