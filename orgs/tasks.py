"""What the clock and the broker set going."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from orgs.jobs import job_kind
from orgs.models import Job
from orgs.services import audit, jobs, trail_checks
from partybuild.progress import Report


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def run_job(job_pk: int) -> None:
    jobs.run_job(job_pk=job_pk)


@shared_task
def resend_stale_jobs() -> int:
    """Every minute."""
    return jobs.resend_stale_jobs(now=timezone.now())


@shared_task
def seal_trail() -> int:
    """Every ten minutes."""
    return audit.seal_trail()


@job_kind(trail_checks.CHECK)
def check_trail(job: Job, report: Report) -> None:
    trail_checks.note_trail_check(job=job, report=report)
