"""Real threads: many hands at once, and what happens when the queue they stand in is taken away."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, connections


def at_once(deeds: Sequence[Callable[[], Any]]) -> list[Exception]:
    """Let each deed start at the same moment in a thread of its own, and collect the failures."""
    start, failures = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], Any]) -> None:
        start.wait()
        try:
            deed()
        except Exception as error:  # noqa: BLE001 - shown by the test that started the threads
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def take_the_queue_away(monkeypatch, module: Any) -> None:
    """Let the deeds of a module run without their named lock.

    On SQLite the queue is made of transactions that take the write lock when they begin; without
    it they take it when they first write, as SQLite does by itself.
    """
    monkeypatch.setattr(module, "hold_until_commit", lambda space, key=0: None)
    if connection.vendor == "sqlite":
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
