"""What the clock does: every scheduled task with its sentence, its last run and its next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from celery.schedules import maybe_schedule
from django.apps import apps
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from orgs.models import RunFailure, TaskRun
from partybuild.celery import app
from partybuild.heart import is_alive, last_seen

# A tick may wait a little behind the work of the one before.
PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ScheduledTask:
    """A task of the schedule, and what became of it the last time."""

    task: str
    sentence: str
    next_due_at: datetime
    last: TaskRun | None = None
    failed_count: int = 0
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class WorkerLife:
    """Whether a worker is there, and when one was last seen."""

    is_alive: bool
    seen_at: datetime | None


def worker_life(now: datetime) -> WorkerLife:
    """Whether anything on the clock, and any job, is done at all."""
    return WorkerLife(is_alive(now), last_seen())


def scheduled_tasks(now: datetime) -> list[ScheduledTask]:
    """The schedule in the order in which things are due next."""
    last = _latest_runs()
    found = [
        _scheduled(entry, _(sentence), last.get(entry["task"]), now)
        for sentence, entry in app.conf.beat_schedule.items()
    ]
    return sorted(found, key=lambda each: (each.next_due_at, each.task))


def sentence_of(task: str) -> str:
    """What a task does, in words. Raises KeyError for one that the schedule does not name."""
    for sentence, entry in app.conf.beat_schedule.items():
        if entry["task"] == task:
            return _(sentence)
    raise KeyError(task)


def named_failures(run: TaskRun) -> list[tuple[str, str]]:
    """The items of a run that failed, each by what it is and its number, with the reason."""
    return [(f"{_noun(each)} {each.item}", each.error) for each in run.failures.all()]


def _noun(failure: RunFailure) -> str:
    try:
        return str(apps.get_model(failure.subject)._meta.verbose_name)
    except (LookupError, ValueError):
        return _("item")


def _latest_runs() -> dict[str, TaskRun]:
    newest = TaskRun.objects.order_by().values("task").annotate(newest=Max("pk")).values("newest")
    runs = TaskRun.objects.filter(pk__in=newest).annotate(failure_count=Count("failures"))
    return {run.task: run for run in runs}


def _scheduled(entry: dict, sentence: str, last: TaskRun | None, now: datetime) -> ScheduledTask:
    clock = maybe_schedule(entry["schedule"], app=app)
    # The schedule looks at its own clock a moment later, so the second is rounded up.
    due = now + clock.remaining_estimate(last.begun_at if last else now) + timedelta(seconds=1)
    failed = getattr(last, "failure_count", 0)
    return ScheduledTask(
        entry["task"],
        sentence,
        due.replace(microsecond=0),
        last,
        failed,
        is_overdue=due < now - PATIENCE,
    )
