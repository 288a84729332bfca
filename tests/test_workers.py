"""Real workers that are killed, on the broker of the engine under test: file system or Redis."""

import sys

import pytest

from orgs.clock_enums import RunState
from orgs.enums import JobState
from orgs.models import Job, TaskRun, User
from orgs.services import jobs
from partybuild.celery import app
from tests.factories import UserFactory
from tests.processes import database_url, started, wait_until

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

WORKER = [sys.executable, "-m", "celery", "-A", "partybuild", "worker", "--pool", "threads"]
WORKER += ["--concurrency", "2", "--beat", "--include", "tests.job_kinds,tests.clock_tasks"]


@pytest.fixture
def worker():
    """A worker with a clock in a hurry."""
    return lambda: started(
        WORKER,
        environment={
            "DATABASE_URL": database_url(),
            "JOB_STALE_AFTER": "2",
            "JOB_RESEND_EVERY": "1",
        },
    )


@pytest.fixture(autouse=True)
def empty_broker():
    app.control.purge()


def ask_for(kind, **arguments):
    return jobs.request_job(
        kind=kind, arguments={"username": "newcomer", **arguments}, actor=UserFactory()
    )


def has_ended(job):
    job.refresh_from_db()
    return job.state not in {JobState.QUEUED, JobState.RUNNING}


def test_a_worker_killed_in_the_middle_of_a_job_neither_loses_nor_doubles_it(worker, tmp_path):
    begun = tmp_path / "begun"
    job = ask_for("tests.welcome_slowly", begun=str(begun))

    with worker() as first:
        wait_until(begun.exists)
        first.kill()
    job.refresh_from_db()
    left_behind = (job.state, User.objects.filter(username="newcomer").count())
    with worker():
        wait_until(lambda: has_ended(job))

    assert left_behind == (JobState.RUNNING, 0)
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert User.objects.filter(username="newcomer").count() == 1


def test_jobs_whose_messages_got_lost_are_done_all_the_same(worker):
    asked = [ask_for("tests.welcome", username=f"newcomer{n}") for n in range(5)]
    lost = app.control.purge()

    with worker():
        for job in asked:
            wait_until(lambda job=job: has_ended(job))

    assert lost == len(asked)
    assert {job.state for job in asked} == {JobState.DONE}
    assert User.objects.filter(username__startswith="newcomer").count() == len(asked)
    assert Job.objects.count() == len(asked)


def test_a_scheduled_run_killed_in_the_middle_loses_and_doubles_nothing(
    worker, tmp_path, monkeypatch
):
    begun = tmp_path / "begun"
    monkeypatch.setenv("TESTS_BEGUN", str(begun))
    app.send_task("tests.welcome_all")

    with worker() as first:
        wait_until(begun.exists)
        first.kill()
    with worker():
        wait_until(lambda: TaskRun.objects.filter(task="tests.welcome_all", state="done").exists())
        wait_until(lambda: User.objects.filter(username__startswith="newcomer").count() == 3)
        again = TaskRun.objects.get(task="tests.welcome_all", state=RunState.DONE)
        wait_until(again.failures.exists)

    assert again.again_of.state == RunState.LOST
    assert again.failures.get().item == "newcomer2"
    assert not User.objects.filter(username="newcomer2").exists()
