"""The audit trail: one line in the transaction of each change, sealed into a chain after it."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from orgs.models import AuditEntry, AuditSeal, ImportRun
from orgs.services.search import enter_after_commit
from orgs.verbs import VERBS
from partybuild.locks import LockSpace, hold_until_commit
from partybuild.progress import Report

FIRST_LINK = "0" * 64
CHUNK = 500

_current_run: ContextVar[ImportRun | None] = ContextVar("current_import_run", default=None)


@contextmanager
def during(run: ImportRun) -> Iterator[None]:
    """Note on every line written meanwhile that it belongs to an import, so it can be undone."""
    token = _current_run.set(run)
    try:
        yield
    finally:
        _current_run.reset(token)


def record(
    *,
    actor: Any,
    verb: str,
    subject: models.Model,
    changes: Mapping[str, Sequence[Any]] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Add one line to the trail, in the transaction of the change it describes.

    ``actor`` is None for what the clock does. ``changes`` is ``{field: [before, after]}``.
    """
    entry = line(actor=actor, verb=verb, subject=subject, changes=changes, reason=reason)
    entry.save(force_insert=True)
    _after_commit([entry])
    return entry


def record_all(entries: Sequence[AuditEntry]) -> None:
    """Add many lines at once; for deeds that change many rows in one go."""
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    _after_commit(entries)


def line(
    *,
    actor: Any,
    verb: str,
    subject: models.Model,
    changes: Mapping[str, Sequence[Any]] | None = None,
    reason: str = "",
) -> AuditEntry:
    """One line of the trail, not yet written. Raises KeyError for a verb nobody registered."""
    VERBS[verb]
    return AuditEntry(
        at=timezone.now(),
        actor=actor,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(getattr(subject, "public_id", subject.pk)),
        subject_label=str(subject)[:200],
        # A grid without an organisation of its own lies in the scope of its street.
        org=getattr(subject, "org", None) or getattr(subject, "street", None),
        changes={name: [plain(value) for value in pair] for name, pair in (changes or {}).items()},
        reason=reason,
        run=_current_run.get(),
    )


def plain(value: Any) -> Any:
    """A value as the trail keeps it: rows by their public name, days as ISO text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, models.Model):
        names = (getattr(value, name, "") for name in ("code", "username", "public_id"))
        return str(next((name for name in names if name), value.pk))
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    return str(value)  # a date reads as ISO already


def _after_commit(entries: Sequence[AuditEntry]) -> None:
    """Seal the lines, and let what they tell of be found as it is now."""
    _seal_after_commit()
    enter_after_commit((each.subject_type, each.subject_id) for each in entries)


def _seal_after_commit() -> None:
    # One seal for a transaction is enough, however many lines it wrote.
    sealer: Any = seal_trail
    if all(waiting[1] is not sealer for waiting in connection.run_on_commit):
        transaction.on_commit(seal_trail, robust=True)


@transaction.atomic
def seal_trail() -> int:
    """Chain every line that is not sealed yet to the one before, and say how many there were.

    It runs after the commit of the deed, so that deeds do not queue up behind each other, and
    again by the clock, should a process have died in between.
    """
    hold_until_commit(LockSpace.AUDIT_SEAL)
    last = AuditSeal.objects.order_by("-position").first()
    position, digest = (last.position, last.digest) if last else (0, FIRST_LINK)
    seals = []
    for entry in AuditEntry.objects.filter(seal=None).order_by("pk").iterator(chunk_size=CHUNK):
        position, digest = position + 1, link(digest, entry)
        seals.append(AuditSeal(entry=entry, position=position, digest=digest))
    AuditSeal.objects.bulk_create(seals, batch_size=500)
    return len(seals)


def link(previous: str, entry: AuditEntry) -> str:
    """The digest of a line, given the digest of the line before."""
    facts = [
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.verb,
        entry.subject_type,
        entry.subject_id,
        entry.subject_label,
        entry.org_id,
        entry.changes,
        entry.reason,
        entry.run_id,
    ]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What a walk along the chain found: how many links hold, and where it breaks, if it does."""

    sound: int
    broken_at: int | None
    unsealed: int


def check_chain(report: Report | None = None) -> ChainCheck:
    """Walk the whole chain and compare each digest with the line it seals."""
    digest, sound = FIRST_LINK, 0
    seals = AuditSeal.objects.select_related("entry").order_by("position")
    total = seals.count() if report else 0
    for seal in seals.iterator(chunk_size=CHUNK):
        digest = link(digest, seal.entry)
        if digest != seal.digest or seal.position != sound + 1:
            return ChainCheck(sound, seal.position, 0)
        sound += 1
        if report and sound % CHUNK == 0:
            report(sound, total)
    return ChainCheck(sound, None, AuditEntry.objects.filter(seal=None).count())
