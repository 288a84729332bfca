"""What the clock and the broker do for meetings."""

from celery import shared_task
from django.utils import timezone

from liaison.services import busy_times, schedules
from orgs.jobs import job_kind
from orgs.models import Job
from partybuild.progress import Report


@job_kind(schedules.SOLVE, failed=lambda job: schedules.note_failed(job=job))
def solve_schedule_plan(job: Job, _report: Report) -> None:
    schedules.solve_schedule_plan(plan_pk=job.arguments["plan"], actor=job.requested_by)


@shared_task
def forget_past_busy_times() -> int:
    """Every night: nobody needs to know any more who was away."""
    return busy_times.forget_busy_times(before=timezone.now())
