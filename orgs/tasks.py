"""What the clock and the broker set going."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from orgs.services import audit, jobs


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
