"""The sign of life of the workers: any of them says every few seconds that it is there."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

from celery.signals import worker_ready, worker_shutdown
from django.conf import settings
from django.core.cache import caches

SECONDS_BETWEEN_BEATS = 5.0
KEY = "worker-seen"

_STOPPED = threading.Event()


def last_seen() -> datetime | None:
    """When a worker was last seen; None when none ever was."""
    stamp = caches["progress"].get(KEY)
    return datetime.fromtimestamp(stamp, UTC) if stamp else None


def is_alive(now: datetime) -> bool:
    """True when a worker was seen only just."""
    seen = last_seen()
    patience: timedelta = settings.JOB_STALE_AFTER
    return seen is not None and now - seen <= patience


def beat(now: datetime) -> None:
    """Say that a worker is there."""
    caches["progress"].set(KEY, now.timestamp(), timeout=None)


@worker_ready.connect
def begin(**_kwargs: Any) -> None:
    _STOPPED.clear()
    threading.Thread(target=_go_on, name="heart", daemon=True).start()


@worker_shutdown.connect
def end(**_kwargs: Any) -> None:
    _STOPPED.set()


def _go_on() -> None:
    while True:
        beat(datetime.now(UTC))
        if _STOPPED.wait(SECONDS_BETWEEN_BEATS):
            return
