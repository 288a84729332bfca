"""Kinds of jobs: each names the function that does the work.

An app declares its kinds in ``tasks.py``, which every worker loads. The function gets the job's
row and ``report(done, total)``. It runs in one transaction together with the job's end, so what
it changes in the database happens exactly once; what it does to the outside world may happen
again if a worker dies, and must bear that.
"""

from collections.abc import Callable, Mapping
from typing import Any

from partybuild.progress import Report

Work = Callable[[Any, Report], None]
Failed = Callable[[Any], None]

_FAILED: dict[str, Failed] = {}
_KINDS: dict[str, Work] = {}
_LABELS: dict[str, Any] = {}
_OUTWARD: set[str] = set()


class TryLater(Exception):
    """The outside world did not answer: the job waits, and fails only when it is worn out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UnknownKind(LookupError):
    """Nobody said how jobs of this kind are done."""


def job_kind(
    kind: str, *, failed: Failed | None = None, outward: bool = False
) -> Callable[[Work], Work]:
    """Declare the function that does the jobs of a kind.

    ``outward`` work talks to the outside world and runs outside a transaction, so that nobody
    waits for the database while it waits for an answer; it keeps its own books.

    ``failed`` notes on the row that waits for the job that it will not come; it gets the job with
    its reason, in the transaction that ends it.
    """

    def declare(work: Work) -> Work:
        if _KINDS.setdefault(kind, work) is not work:
            raise ValueError(f"Two functions want to do {kind!r}.")
        if failed is not None:
            _FAILED[kind] = failed
        if outward:
            _OUTWARD.add(kind)
        return work

    return declare


def work_of(kind: str) -> Work:
    """The function that does jobs of this kind. Raises UnknownKind."""
    try:
        return _KINDS[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def is_outward(kind: str) -> bool:
    """True when jobs of this kind talk to the outside world."""
    return kind in _OUTWARD


def note_failed(job: Any) -> None:
    """Tell the row that waits for a job that it failed."""
    if job.kind in _FAILED:
        _FAILED[job.kind](job)


def register_job_labels(labels: Mapping[str, Any]) -> None:
    """Say what kinds of jobs are called on the pages, which load no tasks."""
    _LABELS.update(labels)


def label_of(kind: str) -> str:
    """What a kind of job is called."""
    return str(_LABELS.get(kind, kind))
