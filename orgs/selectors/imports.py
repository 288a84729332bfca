"""What people ask about imports: which come next, which file was here before, what became of it."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count

from orgs.enums import ImportState
from orgs.models import AuditEntry, ImportRun, User
from orgs.selectors.trail import TrailLine, in_words
from orgs.verbs import VERBS

WAITING = (ImportState.UPLOADED, ImportState.CHECKED, ImportState.FAILED)
SHOWN_ROWS = 100


@dataclass(frozen=True, slots=True)
class DeedCount:
    """How often an import did one thing."""

    sentence: str
    noun: str
    count: int


def deed_counts(run: ImportRun) -> list[DeedCount]:
    """What an import did, thing by thing, the most frequent first."""
    counts = (
        AuditEntry.objects.filter(run=run)
        .values_list("verb", "subject_type")
        .annotate(count=Count("pk"))
        .order_by("-count", "verb")
    )
    return [
        DeedCount(str(VERBS.get(verb, verb)), str(apps.get_model(noun)._meta.verbose_name), count)
        for verb, noun, count in counts
    ]


def deeds_told(run: ImportRun) -> list[TrailLine]:
    """The first deeds of an import with the way to each row."""
    entries = AuditEntry.objects.filter(run=run).for_list().order_by("pk")
    return [in_words(entry) for entry in entries[:SHOWN_ROWS]]


def changes_told(run: ImportRun) -> list[TrailLine]:
    """What importing would change in rows that are there, as a check tried it."""
    return [
        in_words(
            AuditEntry(
                at=run.checked_at or run.created_at,
                actor=run.actor,
                verb=deed["verb"],
                subject_type=deed["subject_type"],
                subject_id=deed["subject_id"],
                subject_label=deed["subject"],
                changes=deed["changes"],
            )
        )
        for deed in run.report.get("deeds", ())[:SHOWN_ROWS]
    ]


def same_file(run: ImportRun, *, reader: User) -> ImportRun | None:
    """The latest earlier import of exactly the same file."""
    runs: Any = ImportRun.objects.visible_to(reader)
    twins = runs.filter(digest=run.digest, kind=run.kind, pk__lt=run.pk)
    return twins.for_list().first()


def waiting_ledgers(*, reader: User, beside: ImportRun) -> list[ImportRun]:
    """The reader's other ledgers that were brought and are not in yet, the oldest first."""
    mine: Any = ImportRun.objects.filter(actor=reader, state__in=WAITING).exclude(pk=beside.pk)
    return list(mine.for_list().order_by("pk")[:10])


def is_stale(run: ImportRun) -> bool:
    """True when another ledger came in, or was taken back, after this one was checked."""
    if run.state != ImportState.CHECKED or run.checked_at is None:
        return False
    others = ImportRun.objects.exclude(pk=run.pk)
    later = others.filter(applied_at__gt=run.checked_at) | others.filter(
        undone_at__gt=run.checked_at
    )
    return later.exists()
