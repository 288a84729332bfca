"""How runs of the clock are kept, and started again when their worker died.

A run is not one transaction, as a job is: it hands each item to a task of its own. So what a dead
worker left undone is found again by the next run, which the clock need not wait for.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from orgs.clock_enums import OPEN_RUN_STATES, RunState
from orgs.models import RunFailure, TaskRun
from partybuild.celery import app
from partybuild.clock import Keeper
from partybuild.progress import progress_now, pulse

MAX_ATTEMPTS = 3
KEPT = timedelta(days=7)
KEPT_WITH_FAILURES = timedelta(days=90)


def keep_run(task: str, message: str, work: Callable[[], Any]) -> Any:
    """Do the work of a scheduled task as a run; a message that has had its run does nothing."""
    run = _begin(task, message)
    if run is None:
        return None
    try:
        with pulse(pulse_of(run)):
            found = work()
    except Exception as fault:
        # The words of a fault may quote personal data: they go to the log alone.
        _end(run, RunState.FAILED, error=type(fault).__name__)
        raise
    _end(run, RunState.DONE, handled=found if isinstance(found, int) else 0)
    return found


def note_failed_item(message: str, subject: str, item: str, fault: Exception) -> None:
    """List an item that failed with the run that handed it over, if a run did."""
    run = TaskRun.objects.filter(message=message).first()
    if run is not None:
        RunFailure.objects.get_or_create(
            run=run, subject=subject[:60], item=item[:80], defaults={"error": type(fault).__name__}
        )


KEEPER = Keeper(keep_run, note_failed_item)


def rerun_lost_runs(*, now: datetime) -> int:
    """Start again what a worker that died left unfinished, three times at most."""
    stale = {pulse_of(run): run for run in TaskRun.objects.stale(now)}
    alive = progress_now(stale)
    return sum(_start_again(run, now) for key, run in stale.items() if key not in alive)


@transaction.atomic
def _start_again(run: TaskRun, now: datetime) -> bool:
    if not _end(run, RunState.LOST, now=now) or run.attempt >= MAX_ATTEMPTS:
        return False
    again, is_new = TaskRun.objects.get_or_create(
        again_of=run,
        defaults={
            "task": run.task,
            "message": str(uuid4()),
            "state": RunState.SENT,
            "attempt": run.attempt + 1,
            "begun_at": now,
        },
    )
    if is_new:
        # A broker that is away loses nothing: the clock starts it again.
        transaction.on_commit(lambda: app.send_task(again.task, task_id=again.message), robust=True)
    return is_new


@transaction.atomic
def forget_runs(*, now: datetime) -> int:
    """Forget old runs; those with failures stay for a quarter."""
    old = TaskRun.objects.exclude(state__in=OPEN_RUN_STATES)
    sound = old.filter(begun_at__lt=now - KEPT, state=RunState.DONE, failures=None)
    total, _each = sound.delete()
    bad, _each = old.filter(begun_at__lt=now - KEPT_WITH_FAILURES).delete()
    return total + bad


def pulse_of(run: TaskRun) -> str:
    """The name under which a run shows that somebody is at it."""
    return f"run-{run.pk}"


@transaction.atomic
def _begin(task: str, message: str) -> TaskRun | None:
    run, is_new = TaskRun.objects.select_for_update().get_or_create(
        message=message, defaults={"task": task}
    )
    if is_new:
        return run
    if run.state not in OPEN_RUN_STATES or progress_now([pulse_of(run)]):
        return None
    run.state, run.begun_at = RunState.RUNNING, timezone.now()
    run.save(update_fields=["state", "begun_at"])
    return run


def _end(
    run: TaskRun,
    state: RunState,
    *,
    handled: int = 0,
    error: str = "",
    now: datetime | None = None,
) -> bool:
    mine = TaskRun.objects.filter(pk=run.pk, state__in=OPEN_RUN_STATES)
    facts = {"state": state, "handled_count": handled, "error": error}
    return bool(mine.update(**facts, ended_at=now or timezone.now()))
