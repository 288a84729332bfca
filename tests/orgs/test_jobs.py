"""A job is asked for in a transaction, done exactly once, and watched by those who may."""

import threading

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from orgs import tasks
from orgs.enums import ENDED_JOB_STATES, JobState, Role
from orgs.jobs import job_kind
from orgs.models import AuditEntry, Job, User
from orgs.services import jobs
from partybuild.celery import app
from partybuild.progress import Progress, pulse
from tests.factories import UserFactory
from tests.job_kinds import stumble

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - 10 * settings.JOB_STALE_AFTER


@pytest.fixture
def sent(monkeypatch):
    """The numbers of the jobs that messages were sent for."""
    numbers = []
    monkeypatch.setattr(app, "send_task", lambda name, args: numbers.append(*args))
    return numbers


def requested(kind="tests.welcome", **arguments):
    return jobs.request_job(
        kind=kind, arguments={"username": "newcomer", **arguments}, actor=UserFactory()
    )


def abandoned(kind="tests.welcome", *, attempts=1):
    """A job whose worker died long ago."""
    job = requested(kind)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=attempts, heartbeat_at=LONG_AGO, sent_at=LONG_AGO
    )
    return job


def newcomers():
    return User.objects.filter(username="newcomer").count()


def test_a_job_is_a_row_and_its_message_leaves_only_after_the_commit(
    sent, django_capture_on_commit_callbacks
):
    actor = UserFactory()

    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.request_job(kind="tests.welcome", arguments={"username": "x"}, actor=actor)
        assert sent == []

    assert sent == [job.pk]
    assert (job.state, job.requested_by) == (JobState.QUEUED, actor)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.subject_id) == (
        actor,
        "job.request",
        str(job.public_id),
    )


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_rolled_back_leaves_neither_job_nor_message(sent):
    with transaction.atomic():
        requested()
        transaction.set_rollback(True)

    assert (Job.objects.count(), sent) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_takes_nothing_from_the_deed(monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(app, "send_task", refuse)

    job = requested()

    assert Job.objects.get().pk == job.pk


def test_doing_a_job_does_its_work_and_closes_it_with_its_progress():
    job = requested()

    jobs.run_job(job_pk=job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.DONE, 1, "")
    assert (job.progress, newcomers()) == (Progress(1, 1), 1)
    assert job.started_at <= job.finished_at


def test_a_message_that_comes_twice_does_nothing_the_second_time():
    job = requested()

    for _ in range(2):
        tasks.run_job(job.pk)

    assert (Job.objects.get().attempts, newcomers()) == (1, 1)


@pytest.mark.parametrize("state", ENDED_JOB_STATES)
def test_a_job_that_has_ended_is_never_done_again(state):
    job = requested()
    error = "It rained." if state == JobState.FAILED else ""
    Job.objects.update(state=state, finished_at=timezone.now(), error=error)

    jobs.run_job(job_pk=job.pk)

    assert (Job.objects.get().state, newcomers()) == (state, 0)


def test_a_refusal_ends_the_job_in_its_own_words_and_leaves_nothing_of_the_work():
    job = requested("tests.refuse")

    jobs.run_job(job_pk=job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "The office is closed.")
    assert newcomers() == 0
    entry = AuditEntry.objects.get(verb="job.fail")
    assert (entry.actor, entry.reason) == (None, "The office is closed.")


def test_a_fault_ends_the_job_without_quoting_what_it_was_about():
    job = requested("tests.stumble")

    with pytest.raises(ValueError, match="phone"):
        tasks.run_job(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert "ValueError" in job.error
    assert "phone" not in job.error


def test_a_job_of_a_kind_that_nobody_knows_fails_with_that_reason():
    job = requested("tests.unheard_of")

    jobs.run_job(job_pk=job.pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "tests.unheard_of" in job.error


def test_a_database_that_stumbles_puts_the_job_back_until_the_attempts_are_used_up():
    job = requested("tests.find_the_database_locked")

    for attempt in range(1, jobs.MAX_ATTEMPTS + 1):
        with pytest.raises(OperationalError):
            jobs.run_job(job_pk=job.pk)
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.QUEUED, attempt)
    jobs.run_job(job_pk=job.pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_work_that_another_worker_has_taken_over_does_not_count():
    job = requested("tests.lose_the_claim")

    jobs.run_job(job_pk=job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, newcomers()) == (JobState.RUNNING, 1, 0)


def test_a_job_whose_worker_died_is_sent_again_and_done(sent, django_capture_on_commit_callbacks):
    job = abandoned()

    with django_capture_on_commit_callbacks(execute=True):
        resent = tasks.resend_stale_jobs()
    jobs.run_job(job_pk=job.pk)

    job.refresh_from_db()
    assert (resent, sent) == (1, [job.pk])
    assert (job.state, job.attempts, newcomers()) == (JobState.DONE, 2, 1)


def test_a_job_whose_message_got_lost_is_sent_again_but_not_at_every_tick(
    sent, django_capture_on_commit_callbacks
):
    job = requested()
    Job.objects.update(sent_at=LONG_AGO)

    with django_capture_on_commit_callbacks(execute=True):
        resent = [tasks.resend_stale_jobs() for _ in range(2)]

    assert (resent, sent) == ([1, 0], [job.pk])


def test_a_job_that_was_only_just_asked_for_is_left_in_peace():
    requested()

    assert jobs.resend_stale_jobs(now=timezone.now()) == 0


def test_a_worker_that_is_slow_but_alive_keeps_its_job():
    job = abandoned()

    with pulse(job.pk):
        wait_for_pulse(job)
        assert jobs.resend_stale_jobs(now=timezone.now()) == 0
        jobs.run_job(job_pk=job.pk)

    assert (Job.objects.get().attempts, newcomers()) == (1, 0)


def wait_for_pulse(job):
    begun = threading.Event()
    while not jobs.progress_now([job.pk]):
        begun.wait(0.01)


def test_a_job_that_keeps_killing_its_worker_is_given_up_with_a_reason():
    job = abandoned(attempts=jobs.MAX_ATTEMPTS)

    jobs.run_job(job_pk=job.pk)

    job.refresh_from_db()
    assert (job.state, newcomers()) == (JobState.FAILED, 0)
    assert job.error


def test_progress_can_be_read_while_the_work_is_not_committed_yet():
    job = requested("tests.look_at_own_progress")
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED)

    jobs.run_job(job_pk=job.pk)

    assert User.objects.filter(username="3 of 7").exists()


def test_people_see_their_own_jobs_and_an_office_sees_those_of_its_organisations(town, person):
    clerk, neighbour = UserFactory(), person(Role.SECRETARY, over=town.north)
    office_here, office_there = (
        person(Role.OFFICE, over=place) for place in (town.north, town.south)
    )
    job = jobs.request_job(kind="tests.welcome", arguments={}, actor=clerk, org=town.branch)
    of_the_clock = jobs.request_job(kind="tests.welcome", arguments={}, actor=None)

    seen = {
        reader: set(Job.objects.visible_to(reader))
        for reader in (clerk, office_here, office_there, neighbour, AnonymousUser())
    }

    assert list(seen.values()) == [{job}, {job}, set(), set(), set()]
    system = person(Role.SYSTEM, over=town.north)
    assert set(Job.objects.visible_to(system)) == {job, of_the_clock}
    elsewhere = person(Role.SYSTEM, over=town.south)
    assert set(Job.objects.visible_to(elsewhere)) == {of_the_clock}
    assert set(Job.objects.visible_to(UserFactory(is_superuser=True))) == {job, of_the_clock}


def test_two_functions_may_not_want_to_do_the_same_kind():
    with pytest.raises(ValueError, match=r"tests\.stumble"):
        job_kind("tests.stumble")(lambda job, report: None)
    assert job_kind("tests.stumble")(stumble) is stumble


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_workers_that_reach_for_one_job_do_it_once():
    job = requested()
    start, faults = threading.Barrier(8), []

    def reach():
        start.wait()
        try:
            jobs.run_job(job_pk=job.pk)
        except OperationalError as fault:
            faults.append(fault)
        finally:
            connection.close()

    workers = [threading.Thread(target=reach) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    job.refresh_from_db()
    assert (faults, job.state, job.attempts, newcomers()) == ([], JobState.DONE, 1, 1)
