"""Kinds of jobs that only tests ask for; a test's worker loads them with ``--include``."""

import time
from pathlib import Path
from typing import Any

from django.db import OperationalError

from orgs.jobs import job_kind
from orgs.models import User
from partybuild.errors import RuleViolation
from partybuild.progress import Report


class NotToday(RuleViolation):
    code = "not_today"


@job_kind("tests.welcome")
def welcome(job: Any, report: Report) -> None:
    """Add the person named; a second time, the unique name would be refused."""
    User.objects.create(username=job.arguments["username"])
    report(1, 1)


@job_kind("tests.welcome_slowly")
def welcome_slowly(job: Any, report: Report) -> None:
    """Add the person, and the first time never come to an end after that."""
    welcome(job, report)
    if job.attempts == 1:
        Path(job.arguments["begun"]).touch()
        time.sleep(600)


@job_kind("tests.lose_the_claim")
def lose_the_claim(job: Any, report: Report) -> None:
    """Add a person while another worker takes the job over."""
    welcome(job, report)
    type(job).objects.filter(pk=job.pk).update(attempts=job.attempts + 1)


@job_kind("tests.refuse")
def refuse(job: Any, report: Report) -> None:
    welcome(job, report)
    raise NotToday("The office is closed.")


@job_kind("tests.stumble")
def stumble(job: Any, report: Report) -> None:
    raise ValueError("a phone number that nobody else should read")


@job_kind("tests.find_the_database_locked")
def find_the_database_locked(job: Any, report: Report) -> None:
    raise OperationalError("database is locked")


@job_kind("tests.look_at_own_progress")
def look_at_own_progress(job: Any, report: Report) -> None:
    """Report, and wait until the report can be read where pages read it."""
    report(3, 7)
    while job.progress.done != 3:
        time.sleep(0.05)
    User.objects.create(username=f"{job.progress.done} of {job.progress.total}")
