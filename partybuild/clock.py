"""What the clock starts is kept as a run, and an item that failed is listed with its run.

The kit knows no rows: an app says with ``keep_runs_with`` how a run is kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from celery import Task, shared_task
from django.db import OperationalError


@dataclass(frozen=True, slots=True)
class Keeper:
    """How a run is kept around its work, and how an item of it is noted that failed."""

    keep: Callable[[str, str, Callable[[], Any]], Any]
    note_failed_item: Callable[[str, str, str, Exception], None]


_KEEPERS: list[Keeper] = []


def keep_runs_with(keeper: Keeper) -> None:
    """Say how runs are kept; without it tasks run all the same."""
    _KEEPERS[:] = [keeper]


class ClockTask(Task):
    """A task of the portal. ``subject`` names the model whose key an item task is given."""

    abstract = True
    subject = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        # A direct call is a test's or a command's; the clock's comes with a message.
        if self.request.called_directly:
            return super().__call__(*args, **kwargs)
        work = partial(self.run, *args, **kwargs)
        if _KEEPERS and self.name in scheduled_names(self.app):
            return _KEEPERS[0].keep(self.name, self.request.id, work)
        return work()

    def on_failure(self, exc: Any, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        """Note the item with the run that handed it over; its other items go on."""
        run = self.request.parent_id
        if _KEEPERS and run and args:
            _KEEPERS[0].note_failed_item(run, self.subject, str(args[0]), exc)


def item_task(subject: str, *, again_on: tuple[type[Exception], ...] = (OperationalError,)) -> Any:
    """Make a function the task of one item; ``subject`` names the model whose key it is given.

    It is delivered again when its worker dies, tried again while the database (or what is named
    instead) stumbles, and listed with its run when it fails for good.
    """
    return shared_task(
        acks_late=True,
        autoretry_for=again_on,
        retry_backoff=True,
        max_retries=5,
        subject=subject,
    )


def hand_out(keys: Iterable[Any], task: Any) -> int:
    """Give each key to a task of its own, so that one that fails stops no other; how many."""
    handed = list(keys)
    for key in handed:
        task.delay(key)
    return len(handed)


def scheduled_names(app: Any) -> frozenset[str]:
    """The tasks that the clock starts."""
    return frozenset(entry["task"] for entry in app.conf.beat_schedule.values())
