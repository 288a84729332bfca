"""How far a job has come, and that somebody is still at it.

The work of a job is one transaction: what it writes cannot be seen before it ends, and on SQLite
nobody else can write until then. So this is kept beside the database, in a cache that all
processes share. It may be lost at any time: it is shown to people and tells a slow worker from a
dead one, but only the row of the job decides what is done (``orgs.services.jobs``).
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import Protocol, TypeVar

from django.conf import settings
from django.core.cache import caches

SECONDS_BETWEEN_BEATS = 1.0


class Report(Protocol):
    """What work calls to say that so many of so many are done, and perhaps at what it is."""

    def __call__(self, done: int, total: int, words: str = "", /) -> None: ...


# A job by its number, a run of the clock by its name.
Work = TypeVar("Work", int, str)


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many, and what is being done; a total of 0 means that nobody knows yet."""

    done: int = 0
    total: int = 0
    words: str = ""


def tell_nobody(done: int, total: int, words: str = "") -> None:
    """For work that a person waits for on the spot."""


class Pulse:
    """What the work reports; a thread carries it out, so that reporting costs the work nothing."""

    def __init__(self, job_pk: int | str) -> None:
        self.progress = Progress()
        self._job_pk = job_pk
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"pulse-{job_pk}", daemon=True)

    def report(self, done: int, total: int, words: str = "", /) -> None:
        self.progress = Progress(done, total, words)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()
        caches["progress"].delete(_key(self._job_pk))

    def _beat(self) -> None:
        key, age = _key(self._job_pk), settings.JOB_STALE_AFTER.total_seconds()
        while True:
            beat = astuple(self.progress)
            caches["progress"].set(key, beat, timeout=age)
            if self._stopped.wait(SECONDS_BETWEEN_BEATS):
                return


@contextmanager
def pulse(job_pk: int | str) -> Iterator[Pulse]:
    """Show that the job is being worked at, for as long as the block runs."""
    beating = Pulse(job_pk)
    beating.start()
    try:
        yield beating
    finally:
        beating.stop()


def progress_now(job_pks: Iterable[Work]) -> dict[Work, Progress]:
    """How far each of these jobs is, for those that somebody is working at."""
    by_key = {_key(pk): pk for pk in job_pks}
    found = caches["progress"].get_many(by_key)
    return {by_key[key]: Progress(*beat) for key, beat in found.items()}


def _key(job_pk: int | str) -> str:
    return f"job-{job_pk}"
