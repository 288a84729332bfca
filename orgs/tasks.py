"""What the clock and the broker set going."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from orgs.imports import centre
from orgs.jobs import TryLater, job_kind
from orgs.models import ImportRun, Job
from orgs.services import (
    attachments,
    audit,
    channels,
    imports,
    jobs,
    notices,
    search,
    task_runs,
    trail_checks,
)
from orgs.services.imports import ImportStep
from partybuild.clock import hand_out, item_task, keep_runs_with
from partybuild.progress import Report

keep_runs_with(task_runs.KEEPER)


@shared_task(
    acks_late=True,
    autoretry_for=(OperationalError, TryLater),
    retry_backoff=True,
    max_retries=5,
)
def run_job(job_pk: int) -> None:
    jobs.run_job(job_pk=job_pk)


@shared_task
def resend_stale_jobs() -> int:
    """Every minute."""
    return jobs.resend_stale_jobs(now=timezone.now())


@shared_task
def rerun_lost_runs() -> int:
    """Every minute."""
    return task_runs.rerun_lost_runs(now=timezone.now())


@shared_task
def forget_runs() -> int:
    """Every night."""
    return task_runs.forget_runs(now=timezone.now())


@shared_task
def send_held_messages() -> int:
    """Every ten minutes."""
    return channels.send_held_messages(now=timezone.now())


@shared_task
def mail_notices() -> int:
    """Every ten minutes: hand each person who wants mail to a task of its own."""
    return hand_out(notices.unmailed(timezone.now()), mail_notice)


@item_task("orgs.NoticeReceipt", again_on=(OSError,))
def mail_notice(receipt_pk: int) -> None:
    """Mail one notice to one person."""
    notices.mail_notice(receipt_pk=receipt_pk, now=timezone.now())


@shared_task
def seal_trail() -> int:
    """Every ten minutes."""
    return audit.seal_trail()


@shared_task
def mend_search_entries() -> int:
    """Every night."""
    return search.mend_entries()


@shared_task
def forget_cells() -> int:
    """Every night."""
    return imports.forget_cells(before=timezone.now())


@shared_task
def sweep_attachments() -> int:
    """Every night."""
    return attachments.sweep_attachments(now=timezone.now())


@job_kind("import.check", failed=lambda job: imports.note_failed(job=job))
def check_ledger(job: Job, report: Report) -> None:
    _take_step(ImportStep.CHECK, job, report)


@job_kind("import.apply", failed=lambda job: imports.note_failed(job=job))
def apply_ledger(job: Job, report: Report) -> None:
    _take_step(ImportStep.APPLY, job, report)


@job_kind("import.undo", failed=lambda job: imports.note_failed(job=job))
def undo_ledger(job: Job, report: Report) -> None:
    _take_step(ImportStep.UNDO, job, report)


def _take_step(step: ImportStep, job: Job, report: Report) -> None:
    run = ImportRun.objects.get(pk=job.arguments["run"])
    centre.DO[step](run=run, actor=job.requested_by, report=report)


@job_kind(trail_checks.CHECK)
def check_trail(job: Job, report: Report) -> None:
    trail_checks.note_trail_check(job=job, report=report)


@job_kind(channels.SEND, failed=lambda job: channels.note_failed(job=job), outward=True)
def send_message(job: Job, _report: Report) -> None:
    channels.deliver_message(message_pk=job.arguments["message"], now=timezone.now())


@job_kind(notices.SEND)
def send_notice(job: Job, report: Report) -> None:
    notices.deliver_notice(notice_pk=job.arguments["notice"], actor=job.requested_by, report=report)
