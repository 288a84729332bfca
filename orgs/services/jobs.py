"""How a job is asked for, done once, and sent again when a worker or a message is lost.

The row is the truth. The broker only carries its number, after the commit; so a message that is
lost is sent again, one that comes twice finds nothing to do, and a worker that dies leaves no half
of its work, because the work and the end of the job are one transaction.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from orgs.enums import JobState
from orgs.jobs import TryLater, UnknownKind, is_outward, note_failed, work_of
from orgs.models import Job, Org
from orgs.services.audit import record
from partybuild.celery import app
from partybuild.errors import RuleViolation
from partybuild.progress import Progress, progress_now, pulse

MAX_ATTEMPTS = 3


class ClaimLost(Exception):
    """Another worker has taken the job over meanwhile, so this one's work must not count."""


@transaction.atomic
def request_job(
    *, kind: str, arguments: Mapping[str, Any], actor: Any, org: Org | None = None
) -> Job:
    """Write a job down in the caller's transaction; workers hear of it once that is committed.

    The deed that asks for the job has checked whether the actor may. ``actor`` is None for what
    the clock wants; ``org`` is the organisation whose office may watch the job.
    """
    job = Job.objects.create(kind=kind, arguments=dict(arguments), requested_by=actor, org=org)
    record(actor=actor, verb="job.request", subject=job)
    _send_after_commit(job.pk)
    return job


def resend_stale_jobs(*, now: datetime) -> int:
    """Send again what waits for a message that got lost, or for a worker that is dead."""
    stale = list(Job.objects.stale(now).values_list("pk", flat=True))
    alive = progress_now(stale)
    lost = [pk for pk in stale if pk not in alive]
    if not lost:
        return 0
    with transaction.atomic():
        Job.objects.filter(pk__in=lost).update(sent_at=now)
        for pk in lost:
            _send_after_commit(pk)
    return len(lost)


def run_job(*, job_pk: int) -> None:
    """Do the work of a job, unless it is done or somebody else is at it.

    A refusal or a fault ends the job with its reason. When the database itself stumbles, or the
    outside world does not answer, the job goes back into the queue and OperationalError or
    TryLater is raised, for the caller to try again later.
    """
    job = _claim(job_pk)
    if job is None:
        return
    with translation.override(_language_of(job)):
        try:
            with pulse(job.pk) as beating, _around(job):
                work_of(job.kind)(job, beating.report)
                _end(job, JobState.DONE, progress=beating.progress)
        except ClaimLost:
            return
        except (OperationalError, TryLater) as hitch:
            _put_back(job, hitch)
            raise
        except RuleViolation as refusal:
            _fail(job, refusal.message)
        except UnknownKind:
            _fail(job, _("Nobody knows how to do “%(kind)s”.") % {"kind": job.kind})
        except Exception as fault:
            # The words of an unexpected fault may quote personal data: they go to the log alone.
            _fail(
                job,
                _("A fault of the portal stopped it (%(name)s); nothing was changed.")
                % {"name": type(fault).__name__},
            )
            raise


def _send_after_commit(job_pk: int) -> None:
    def send() -> None:
        # Named and not imported, since tasks call services.
        app.send_task("orgs.tasks.run_job", args=[job_pk])

    # A broker that is away fails nobody's deed: the clock sends again.
    transaction.on_commit(send, robust=True)


def _claim(job_pk: int) -> Job | None:
    """Take the job, so that no other worker can, or None when it is not to be had."""
    now = timezone.now()
    if progress_now([job_pk]):
        return None
    claimed = (
        Job.objects.claimable(now)
        .filter(pk=job_pk)
        .update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            started_at=now,
            heartbeat_at=now,
        )
    )
    if not claimed:
        return None
    job = Job.objects.select_related("requested_by", "org").get(pk=job_pk)
    if job.attempts > MAX_ATTEMPTS:
        _fail(
            job,
            _("It was begun %(count)d times and never came to its end.") % {"count": MAX_ATTEMPTS},
        )
        return None
    return job


def _end(job: Job, state: JobState, *, progress: Progress | None = None, error: str = "") -> None:
    """Close the job, provided it is still the one this worker claimed."""
    job.state, job.error, job.finished_at = state, error, timezone.now()
    facts = {"state": state, "error": error, "finished_at": job.finished_at}
    if progress is not None:
        facts |= {"progress_done": progress.done, "progress_total": progress.total}
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
    if not mine.update(**facts):
        raise ClaimLost


@transaction.atomic
def _fail(job: Job, error: str) -> None:
    try:
        _end(job, JobState.FAILED, error=error)
    except ClaimLost:
        return
    note_failed(job)
    record(actor=None, verb="job.fail", subject=job, reason=error)


def _around(job: Job) -> AbstractContextManager[Any]:
    """The work and the end of a job are one transaction, unless it talks to the outside world."""
    return nullcontext() if is_outward(job.kind) else transaction.atomic()


def _put_back(job: Job, hitch: Exception) -> None:
    if isinstance(hitch, TryLater) and job.attempts >= MAX_ATTEMPTS:
        _fail(job, hitch.message)
        return
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
    mine.update(state=JobState.QUEUED, heartbeat_at=None)


def _language_of(job: Job) -> str:
    """Whoever asked for the job will read what became of it."""
    return (job.requested_by and job.requested_by.language) or settings.LANGUAGE_CODE
